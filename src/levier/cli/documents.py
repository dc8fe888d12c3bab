"""``levier documents``: the documents of the company, and the deletion of one."""

import json
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table
from rich.text import Text

from levier.cli.agreeing import agreed
from levier.cli.inline import worker
from levier.cli.person import membership
from levier.core.actor import Actor
from levier.core.french.dates import format_date
from levier.knowledge import reading
from levier.knowledge.lifecycle.validity import cautions
from levier.operations.lifecycle.services import Loss, delete, loss

app = typer.Typer(add_completion=False)


@app.command()
def documents(
    source: Annotated[str, typer.Option(help="Ceux de cette source seulement.")] = "",
    remove: Annotated[
        int | None, typer.Option("--delete", metavar="N", help="Supprimer le document numéro N.")
    ] = None,
    yes: Annotated[bool, typer.Option("--yes", help="Supprimer sans demander confirmation.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Du JSON.")] = False,
    company: Annotated[str | None, typer.Option(help="L'entreprise (son nom court).")] = None,
    person: Annotated[str | None, typer.Option("--as", help="L'adresse e-mail de la personne.")] = None,
) -> None:
    """Lister les documents ; en supprimer un : texte, versions, fichier, index, passages cités dans les réponses."""
    member = membership(company, person)
    console = Console(highlight=False, soft_wrap=True)
    if remove is not None:
        _remove(member.actor(), remove, yes, as_json, console)
        return
    acting = member.actor()
    listed = [one for one in reading.list_documents(acting) if source in ("", one.source)]
    known = cautions(acting, [one.id for one in listed], member.company.today)
    if as_json:
        lines = [{**vars(one), "caution": known.get(one.id, "")} for one in listed]
        print(json.dumps(lines, ensure_ascii=False, indent=1, default=str))
        return
    table = Table("N°", "Document", "Source", "Texte du", "À savoir")
    for one in listed:
        dated = format_date(one.dated) if one.dated else ""
        table.add_row(str(one.id), Text(one.title), Text(one.source), dated, known.get(one.id, ""))
    console.print(table)


def _remove(acting: Actor, document: int, yes: bool, as_json: bool, console: Console) -> None:
    found = loss(acting, document)
    if not yes and not as_json:
        _tell(found, console)
        agreed(f"Supprimer « {found.title} » ? Cela ne peut pas être annulé.")
    with worker():  # the state of past runs, which may hold the same words, is forgotten too
        lost = delete(acting, document, wait=True)
    if as_json:
        print(json.dumps(vars(lost), ensure_ascii=False))
    else:
        console.print(f"« {lost.title} » est supprimé.", markup=False)
        if yes:
            _tell(lost, console)


def _tell(found: Loss, console: Console) -> None:
    for pk, title, source, likeness in found.copies:
        how = "mot pour mot" if likeness == 1 else "presque le même texte"
        console.print(f"Le même texte reste dans « {title} » (n° {pk}, {source}, {how}).", markup=False)
    if found.source:
        console.print(
            f"Le fichier reste dans la source « {found.source} » : il reviendra s'il y change.", markup=False
        )
    console.print("Une sauvegarde faite avant aujourd'hui le contient encore.", style="dim")
