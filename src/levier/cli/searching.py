"""``levier search``: the documents of the company, from a terminal."""

import json
from datetime import date, datetime
from typing import Annotated

import typer
from rich.console import Console
from rich.text import Text

from levier.cli.person import membership
from levier.core.french.dates import format_date
from levier.operations.searching.finding import find
from levier.operations.searching.results import Asked, Result, Results

app = typer.Typer(add_completion=False)


@app.command()
def search(
    question: Annotated[str, typer.Argument(help="Une question, ou quelques mots.")],
    source: Annotated[str, typer.Option(help="Chercher dans cette source seulement.")] = "",
    after: Annotated[
        datetime | None,
        typer.Option("--depuis", formats=["%Y-%m-%d", "%d/%m/%Y"], help="Textes datés à partir de ce jour."),
    ] = None,
    before: Annotated[
        datetime | None,
        typer.Option("--jusqu-a", formats=["%Y-%m-%d", "%d/%m/%Y"], help="Textes datés jusqu'à ce jour."),
    ] = None,
    kind: Annotated[
        list[str] | None,
        typer.Option("--sorte", help="mail, workbook, presentation… ou un format : pdf, docx."),
    ] = None,
    who: Annotated[str, typer.Option("--personne", help="Qui l'a écrit, envoyé ou reçu.")] = "",
    page: Annotated[int, typer.Option(min=1, max=5, help="Page des résultats.")] = 1,
    company: Annotated[str | None, typer.Option(help="L'entreprise (son nom court).")] = None,
    person: Annotated[
        str | None, typer.Option("--as", help="L'adresse e-mail de la personne qui cherche.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Un seul objet JSON.")] = False,
) -> None:
    """Chercher dans les documents. Code de sortie 0 : un passage répond ; 3 : rien ne répond assez sûrement."""
    asked = Asked(question, source, _day(after), _day(before), tuple(kind or ()), (), who, page)
    results = find(membership(company, person).actor(), asked)
    if as_json:
        typer.echo(json.dumps(results.plain(), ensure_ascii=False, indent=1))
    else:
        _print(Console(highlight=False), results)
    raise typer.Exit(0 if any(one.answers for one in results.results) else 3)


def _day(moment: datetime | None) -> date | None:
    return moment.date() if moment else None


def _print(console: Console, results: Results) -> None:
    if results.widened:
        console.print(results.widened, style="yellow")
    for one in results.results:
        console.print()
        mark = Text("✓ ", "green") if one.answers else Text("  ")
        console.print(mark + Text(one.title, "bold") + Text(f"  {_place(one)}", "dim"), soft_wrap=True)
        if one.caution:
            console.print(f"  ! {one.caution[0].upper()}{one.caution[1:]}.", style="yellow", markup=False)
        line = Text("  ")
        for words, found in one.pieces:
            line.append(words, "bold yellow" if found else "")
        console.print(line)
    console.print()
    console.print(results.counted or "Aucun document ne peut être consulté.", style="dim")


def _place(one: Result) -> str:
    dated = f"texte du {format_date(date.fromisoformat(one.dated))}" if one.dated else ""
    page = f"page {one.page}" if one.page else ""
    return " · ".join(part for part in (one.source, one.section, page, dated, one.person) if part)
