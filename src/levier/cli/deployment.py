"""``levier deployment``: capabilities in service, what they cost, what to plug."""

import json
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from levier import durable
from levier.cli.inline import worker
from levier.cli.person import actor
from levier.core.errors import BadInput
from levier.method.deployment import checklist, costing, deploying, ringing, runbook, telling, versions
from levier.method.deployment.promising import every_promise
from levier.method.money import about
from levier.operations.watching import clock, running
from levier.operations.watching.models import Service
from levier.orchestrator.models import Request

app = typer.Typer(
    add_completion=False,
    invoke_without_command=True,
    help="Savoir-faire en service : horaires, versions, surveillance.",
)
console = Console(highlight=False)
Company = Annotated[str | None, typer.Option(help="L'entreprise (son nom court).")]
Person = Annotated[str | None, typer.Option("--as", help="L'adresse e-mail de la personne qui agit.")]
Json = Annotated[bool, typer.Option("--json", help="Un seul objet JSON.")]
Number = Annotated[int, typer.Argument(help="Le numéro du savoir-faire en service.")]


def _print(found: Any) -> None:
    typer.echo(json.dumps(found, ensure_ascii=False, indent=2))


def _until_over(service: Service) -> None:
    """Wait for its runs, then read what they gave."""
    waiting = service.runs.filter(finished=None, request__isnull=False).values_list("request", flat=True)
    for run in Request.objects.filter(pk__in=list(waiting)).values_list("run", flat=True):
        durable.wait(run)
    running.settle(service.company_id)


@app.callback()
def listing(
    ctx: typer.Context, company: Company = None, person: Person = None, as_json: Json = False
) -> None:
    """Sans autre mot : lister les savoir-faire en service."""
    if ctx.invoked_subcommand:
        return
    found = list(deploying.services_of(actor(company, person)))
    if as_json:
        _print([telling.service(one) for one in found])
        return
    if not found:
        console.print("Aucun savoir-faire n'est en service. Commencez : levier deployment add sales-forecast")
        return
    table = Table("N°", "Nom", "Horaire", "Version", "Alertes")
    for one in found:
        hours = clock.words(one.every, one.hour, one.weekday, one.month_day)
        ringing_now = str(one.alerts.filter(ended=None).count())
        table.add_row(
            str(one.pk), escape(one.title), "suspendu" if one.paused else hours, str(one.number), ringing_now
        )
    console.print(table)


@app.command()
def promises(company: Company = None, person: Person = None, as_json: Json = False) -> None:
    """Ce qui avait été promis, et ce qui est mesuré depuis la mise en service."""
    found = every_promise(actor(company, person))
    if as_json:
        _print(
            [
                {"service": one.pk, "title": one.title, "promises": [each.plain() for each in made]}
                for one, made in found
            ]
        )
        return
    if not found:
        console.print(
            "Rien n'a été promis : ni pilote décidé, ni estimation de la feuille de route à la mise en service."
        )
    for one, made in found:
        console.print(f"[bold]{escape(one.title)}[/bold]")
        for each in made:
            console.print(f"  {escape(each.said)}", soft_wrap=True)


@app.command()
def add(
    capability: Annotated[str, typer.Argument(help="Le savoir-faire : sales-forecast …")],
    given: Annotated[str, typer.Option("--input", help="Son entrée, en JSON.")] = "{}",
    title: Annotated[str, typer.Option(help="Son nom en service.")] = "",
    owner: Annotated[str, typer.Option(help="L'adresse e-mail de qui en répond.")] = "",
    every: Annotated[str, typer.Option(help="manual, day, week ou month.")] = "week",
    hour: Annotated[int, typer.Option(help="L'heure, de 0 à 23.")] = 6,
    weekday: Annotated[int, typer.Option(help="Le jour de la semaine, 0 pour lundi.")] = 0,
    month_day: Annotated[int, typer.Option(help="Le jour du mois, de 1 à 31.")] = 1,
    company: Company = None,
    person: Person = None,
    as_json: Json = False,
) -> None:
    """Mettre un savoir-faire en service ; il tourne une première fois."""
    how: dict[str, Any] = {
        "owner": owner,
        "every": every,
        "hour": hour,
        "weekday": weekday,
        "month_day": month_day,
    }
    with worker():
        made = deploying.deploy(
            actor(company, person), capability, _read(given), how | ({"title": title} if title else {})
        )
        _until_over(made)
    if as_json:
        _print(telling.service(made))
        return
    console.print(f"[green]✓[/green] « {escape(made.title)} » est en service (n° {made.pk}).")


@app.command()
def look(service: Number, company: Company = None, person: Person = None, as_json: Json = False) -> None:
    """Surveiller maintenant : données, résultats, échecs, coût."""
    who = actor(company, person)
    raised = ringing.look_now(who, service)
    found = deploying.service_of(who, service)
    if as_json:
        _print({"raised": raised, **telling.service(found)})
        return
    console.print(f"{raised} nouvelle(s) alerte(s).")
    for one in found.alerts.filter(ended=None):
        console.print(f"[yellow]![/yellow] {escape(one.title)}. {escape(one.text)}")


@app.command("try")
def try_out(
    service: Number,
    given: Annotated[
        str, typer.Option("--input", help="L'entrée de la candidate, en JSON ; par défaut, celle en service.")
    ] = "",
    company: Company = None,
    person: Person = None,
) -> None:
    """Réapprendre et comparer : une version candidate à côté de celle en service."""
    who = actor(company, person)
    found = deploying.service_of(who, service)
    with worker():
        made = versions.try_candidate(
            who, service, _read(given) if given else found.in_service.input, found.revision
        )
        _until_over(found)
    console.print(f"[green]✓[/green] La version {made.number} a tourné à côté de la version {found.number}.")
    compared = versions.comparison_of(found)
    if compared is not None:
        console.print(escape(compared.said))


@app.command()
def decide(
    service: Number,
    promote: Annotated[
        bool, typer.Option("--promote/--refuse", help="Mettre la candidate en service, ou la refuser.")
    ],
    why: Annotated[str, typer.Option(help="Pourquoi.")],
    company: Company = None,
    person: Person = None,
) -> None:
    """Promouvoir ou refuser la version candidate."""
    who = actor(company, person)
    done = versions.decide(who, service, promote, why, deploying.service_of(who, service).revision)
    console.print(f"[green]✓[/green] Version {done.number} : {done.get_state_display()}.")


@app.command()
def rollback(
    service: Number,
    version: Annotated[int, typer.Argument(help="La version à remettre en service.")],
    company: Company = None,
    person: Person = None,
) -> None:
    """Remettre en service une version qui l'a déjà été."""
    who = actor(company, person)
    done = versions.roll_back(who, service, version, deploying.service_of(who, service).revision)
    console.print(f"[green]✓[/green] La version {done.number} est de nouveau en service.")


@app.command("runbook")
def book(service: Number, company: Company = None, person: Person = None) -> None:
    """Lire la conduite à tenir (Markdown)."""
    typer.echo(runbook.markdown(actor(company, person), service))


@app.command()
def options(company: Company = None, person: Person = None, as_json: Json = False) -> None:
    """Comparer les installations : coût sur trois ans, de la consommation mesurée."""
    found = costing.options(actor(company, person))
    if as_json:
        _print(telling.options(found))
        return
    console.print(escape(found.said))
    table = Table("Installation", "De", "Milieu", "À", "La moins chère")
    for way in found.ways:
        table.add_row(
            way.label,
            *(about(one, "EUR") for one in (way.low, way.middle, way.high)),
            f"{round(way.cheapest * 100)} %",
        )
    console.print(table)


@app.command("checklist")
def integration(company: Company = None, person: Person = None, as_json: Json = False) -> None:
    """Ce qu'il reste à brancher, logiciel par logiciel."""
    found = checklist.checklist(actor(company, person))
    if as_json:
        _print(telling.software(found))
        return
    for one in found:
        console.print(f"[bold]{escape(one.name)}[/bold] : {one.done} sur {len(one.items)}")
        for item in one.items:
            console.print(
                f"  {'[green]✓[/green]' if item.done else '·'} {escape(item.label)} {escape(item.proof)}"
            )


def _read(given: str) -> dict[str, Any]:
    try:
        found = json.loads(given)
    except json.JSONDecodeError:
        found = None
    if not isinstance(found, dict):
        raise BadInput(
            "L'entrée n'est pas un objet JSON",
            where="--input",
            mend="Écrivez par exemple '{\"horizon\": 8}'.",
        )
    return found
