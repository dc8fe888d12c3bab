"""``levier connect``: the sources of the company from a terminal — list, add, try, run, follow, remove."""

import json
import sys
from typing import Annotated, Any, get_args, get_origin

import typer
from django.utils import timezone
from pydantic import SecretStr
from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.table import Table

from levier import durable
from levier.cli.person import actor
from levier.connectors import queue, registry, services
from levier.connectors.contract import ConnectorSettings
from levier.connectors.models import Connection, Deletions, Schedule, Sync, SyncState, ThingState
from levier.connectors.services import Wish
from levier.core.errors import BadInput, LevierError
from levier.core.french.numbers import format_number
from levier.durable.presence import presence

app = typer.Typer(
    add_completion=False, no_args_is_help=True, help="Sources : dossiers, messagerie, logiciels, sites."
)
Company = Annotated[str | None, typer.Option(help="L'entreprise (son nom court).")]
Person = Annotated[str | None, typer.Option("--as", help="L'adresse e-mail de la personne.")]
Name = Annotated[str, typer.Argument(help="Le nom de la source, ou son numéro.")]
AsJson = Annotated[bool, typer.Option("--json", help="Du JSON.")]


@app.command("connectors")
def connectors() -> None:
    """Lister les connecteurs installés et leurs réglages."""
    console = Console(highlight=False)
    for name, one in registry.catalogue().items():
        console.print(f"[bold]{name}[/bold] — {one.title} : {one.description}", soft_wrap=True)
        for field, about in one.Settings.model_fields.items():
            need = "" if about.is_required() else " (facultatif)"
            console.print(f"    {field}{need} : {about.title}", soft_wrap=True, markup=False)


@app.command("list")
def list_sources(company: Company = None, person: Person = None, as_json: AsJson = False) -> None:
    """Lister les sources, leur état et leur prochain passage."""
    found = services.connections(actor(company, person))
    if as_json:
        print(json.dumps([_told(one) for one in found], ensure_ascii=False, indent=2, default=str))
        return
    if not found:
        Console().print("Aucune source. « levier connect connectors » montre ce qui peut l'être.")
        return
    table = Table("N°", "Source", "Connecteur", "Passage", "État", "Documents", "Non lus")
    for one in found:
        told = _told(one)
        table.add_row(str(one.pk), escape(one.name), one.connector, told["schedule"], told["state"],
                      format_number(told["documents"]), format_number(told["faults"]))  # fmt: skip
    Console().print(table)


@app.command()
def add(
    connector: Annotated[str, typer.Argument(help="Le connecteur : watched-folder, mailbox, website …")],
    settings: Annotated[
        list[str] | None, typer.Argument(metavar="RÉGLAGE=VALEUR", help="Ses réglages (voir « connectors »).")
    ] = None,
    name: Annotated[str | None, typer.Option(help="Le nom de la source.")] = None,
    readers: Annotated[
        str | None,
        typer.Option(help="all, accounting, managers, owners ou me (pour une boîte aux lettres)."),
    ] = None,
    schedule: Annotated[str, typer.Option(help="manual, hour, day ou week.")] = Schedule.DAY,
    keep_deleted: Annotated[
        bool, typer.Option("--keep-deleted", help="Garder ce que la source supprime.")
    ] = False,
    allow: Annotated[bool, typer.Option("--allow", help="Autoriser l'adresse (dirigeant).")] = False,
    internal: Annotated[bool, typer.Option("--internal", help="Serveur du réseau interne.")] = False,
    secrets_from_stdin: Annotated[
        bool,
        typer.Option("--secrets-from-stdin", help="Lire les secrets sur l'entrée standard, un par ligne."),
    ] = False,
    company: Company = None,
    person: Person = None,
) -> None:
    """Ajouter une source. Un secret n'est pas un argument : il est demandé, ou lu sur l'entrée standard."""
    who = actor(company, person)
    shape = registry.get(connector)
    given = _given(shape.Settings, settings or [])
    _ask_secrets(shape.Settings, given, secrets_from_stdin)
    readers = readers or ("me" if shape.private else "all")
    wish = Wish(
        name or shape.title, (f"person:{who.person_id}",) if readers == "me" else (readers,), schedule,
        Deletions.KEEP if keep_deleted else Deletions.MIRROR, allow=allow, internal=internal,
    )  # fmt: skip
    made = services.add(who, connector, given, wish)
    console = Console(highlight=False)
    console.print(f"[green]✓[/green] Source n° {made.pk}, « {escape(made.name)} », ajoutée.")
    if waits := services.waits_for_approval(made):
        places = ", ".join(one.address for one in waits)
        console.print(
            f"Elle attend l'accord d'un dirigeant pour : {escape(places)} (« --allow », ou la page Sources)."
        )


@app.command("test")
def try_source(source: Name, company: Company = None, person: Person = None) -> None:
    """Essayer une source sans rien importer."""
    who = actor(company, person)
    checked = services.check_saved(who, services.named(who, source).pk)
    console = Console(highlight=False)
    console.print(f"[green]✓[/green] {escape(checked.message)}")
    for label, value in checked.details:
        console.print(f"  {escape(label)} : {escape(value)}", soft_wrap=True)


@app.command()
def sync(
    source: Name,
    again: Annotated[
        bool, typer.Option("--again", help="Relire aussi ce qui n'avait pas pu l'être.")
    ] = False,
    confirm_deletions: Annotated[
        bool,
        typer.Option("--confirm-deletions", help="Supprimer ici ce qui a disparu d'un coup de la source."),
    ] = False,
    company: Company = None,
    person: Person = None,
) -> None:
    """Lancer un passage et le suivre. Ctrl-C le laisse en l'état : le suivant reprend où il en était."""
    who = actor(company, person)
    connection = services.named(who, source)
    durable.launch("inline")
    _take_over(connection)
    started = services.start(who, connection.pk, removals_confirmed=confirm_deletions, again=again)
    if started.state == SyncState.WAITING:
        Sync.objects.filter(pk=started.pk).update(state=SyncState.RUNNING)
        durable.start(queue.JOB, started.run, {"sync": started.pk})
    _follow(started)
    ended = Sync.objects.get(pk=started.pk)
    if ended.error is not None:
        raise ended.error
    counts = {name: count for name, count in ended.counts.items() if name in _WORDS and count}
    told = (
        ", ".join(f"{format_number(count)} {_WORDS[name]}" for name, count in counts.items())
        or "rien de nouveau"
    )
    Console(highlight=False).print(f"[green]✓[/green] {escape(connection.name)} : {told}.")
    if held := ended.counts.get("held"):
        Console(highlight=False).print(
            f"{format_number(held)} éléments ont disparu d'un coup : rien n'est supprimé ici sans « --confirm-deletions »."
        )


@app.command()
def status(source: Name, company: Company = None, person: Person = None, as_json: AsJson = False) -> None:
    """L'état d'une source : derniers passages, prochain, et ce qui n'a pas pu être lu."""
    who = actor(company, person)
    connection = services.named(who, source)
    told = _told(connection)
    faults = connection.things.filter(state=ThingState.FAULT).order_by("-changed")[:50]
    shown = services.reads(who, connection)
    told["not_read"] = [{"name": one.name, **(one.fault or {})} for one in faults] if shown else len(faults)
    told["runs"] = [
        {"started": one.started, "state": one.state, "counts": one.counts, "problem": one.problem}
        for one in connection.syncs.all()[:10]
    ]
    if as_json:
        print(json.dumps(told, ensure_ascii=False, indent=2, default=str))
        return
    console = Console(highlight=False)
    console.print(f"[bold]{escape(connection.name)}[/bold] ({connection.connector}) : {told['state']}")
    console.print(f"  {format_number(told['documents'])} documents, {format_number(told['faults'])} non lus")
    if told["next"]:
        console.print(f"  Prochain passage : {told['next']:%d/%m/%Y %H:%M}")
    if told["problem"]:
        console.print(
            f"  [red]✗[/red] {escape(told['problem']['what'])}. {escape(told['problem']['mend'])}",
            soft_wrap=True,
        )
    for one in faults if shown else []:
        fault = one.fault or {}
        console.print(
            f"  – {escape(one.name)} : {escape(fault.get('what', ''))}. {escape(fault.get('mend', ''))}",
            soft_wrap=True,
        )


@app.command()
def remove(
    source: Name,
    with_contents: Annotated[
        bool, typer.Option("--with-contents", help="Supprimer aussi ce qu'elle a apporté.")
    ] = False,
    company: Company = None,
    person: Person = None,
) -> None:
    """Supprimer une source et ses secrets ; ses documents restent, sauf demande."""
    who = actor(company, person)
    connection = services.named(who, source)
    services.remove(who, connection.pk, with_contents=with_contents)
    kept = "et ce qu'elle avait apporté" if with_contents else "; ses documents restent"
    Console(highlight=False).print(f"[green]✓[/green] Source « {escape(connection.name)} » supprimée {kept}.")


_WORDS = {
    "added": "ajoutés", "updated": "mis à jour", "same": "inchangés", "removed": "supprimés", "kept": "gardés",
    "faults": "non lus", "tables_added": "tableaux créés", "tables_updated": "tableaux mis à jour",
    "tables_faults": "tableaux non lus",
}  # fmt: skip


def _told(connection: Connection) -> dict[str, Any]:
    last = services.last_sync(connection)
    waits = bool(services.waits_for_approval(connection))
    state = ("à autoriser" if waits else "en pause" if connection.paused else SyncState(last.state).label if last
             else "jamais lancée")  # fmt: skip
    return {
        "id": connection.pk, "name": connection.name, "connector": connection.connector,
        "schedule": Schedule(connection.schedule).label, "state": state, "next": connection.next_run,
        "documents": connection.things.exclude(document=None).values("document").distinct().count(),
        "faults": connection.things.filter(state=ThingState.FAULT).count(),
        "problem": last.problem if last else None,
    }  # fmt: skip


def _given(shape: type[ConnectorSettings], typed: list[str]) -> dict[str, Any]:
    """« réglage=valeur » as settings; a list takes its values between commas. Raises BadInput."""
    found: dict[str, Any] = {}
    for one in typed:
        name, sep, value = one.partition("=")
        about = shape.model_fields.get(name)
        if not sep or about is None:
            known = ", ".join(shape.model_fields)
            raise BadInput(
                f"« {name} » n'est pas un réglage de ce connecteur",
                mend=f"Écrivez nom=valeur ; réglages : {known}.",
            )
        if name in shape.secret_names():
            raise BadInput(
                f"« {name} » est un secret : il resterait dans l'historique du terminal",
                mend="Ne l'écrivez pas dans la commande : il est demandé, ou lu avec --secrets-from-stdin.",
            )
        is_list = get_origin(about.annotation) is list or list in get_args(about.annotation)
        found[name] = [part.strip() for part in value.split(",") if part.strip()] if is_list else value
    return found


def _ask_secrets(shape: type[ConnectorSettings], given: dict[str, Any], from_stdin: bool) -> None:
    for name in shape.secret_names():
        about = shape.model_fields[name]
        if from_stdin:
            given[name] = sys.stdin.readline().rstrip("\n")
        elif about.is_required() or about.annotation is SecretStr:
            given[name] = typer.prompt(about.title or name, default="", hide_input=True, show_default=False)
        if not given.get(name):
            given.pop(name, None)


def _take_over(connection: Connection) -> None:
    """A run left by a process that was killed, when nobody else lives to take it up: this one starts from there."""
    left = connection.syncs.filter(finished=None).first()
    if left is None or durable.living_workers() or presence().living("inline") > 1:
        return
    if left.state == SyncState.RUNNING:
        durable.cancel(left.run)
    Sync.objects.filter(pk=left.pk, finished=None).update(state=SyncState.STOPPED, finished=timezone.now())


def _follow(sync: Sync) -> None:
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    console = Console(stderr=True)
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as bar:
        task = bar.add_task("lecture", total=None)
        for event in durable.events(sync.run):
            if event["type"] == "progress":
                bar.update(
                    task,
                    completed=event["done"],
                    total=event["total"] or None,
                    description=event["note"][:40],
                )
            elif event["type"] == "ended":
                break
    try:
        durable.wait(sync.run, timeout=30)
    except (durable.RunFailed, durable.RunCancelled, TimeoutError) as fault:
        raise LevierError(
            "Le passage s'est interrompu", mend="Relancez-le : il reprendra où il en était."
        ) from fault
