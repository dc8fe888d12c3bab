"""``levier review``: the quarterly review."""

import json
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.markup import escape

from levier.cli.person import actor
from levier.core.french.dates import format_date
from levier.method.review import closing
from levier.method.review.detailing import details_of
from levier.method.review.measuring import facts_of
from levier.method.review.paper import review_paper
from levier.method.review.telling import quarter, told

app = typer.Typer(add_completion=False)
console = Console(highlight=False, soft_wrap=True)


@app.command()
def review(
    close: Annotated[str, typer.Option(help="Clore le bilan avec ces conclusions.")] = "",
    reopen: Annotated[
        list[str] | None,
        typer.Option(help="À rouvrir : assessment (diagnostic), roadmap (feuille de route)."),
    ] = None,
    revision: Annotated[int | None, typer.Option(help="Celle du bilan déjà clos que vous réécrivez.")] = None,
    pdf: Annotated[
        Path | None, typer.Option("--pdf", help="Écrire le bilan du trimestre dans ce fichier.")
    ] = None,
    company: Annotated[str | None, typer.Option(help="L'entreprise (son nom court).")] = None,
    person: Annotated[
        str | None, typer.Option("--as", help="L'adresse e-mail de la personne qui agit.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Un seul objet JSON.")] = False,
) -> None:
    """Ce qui a bougé ce trimestre, mesuré ; avec --close, le garder et rouvrir."""
    who = actor(company, person)
    if pdf:
        pdf.write_bytes(review_paper(who))
        typer.echo(json.dumps({"file": str(pdf)}, ensure_ascii=False)) if as_json else console.print(
            f"[green]✓[/green] {escape(str(pdf))}"
        )
        return
    if close or reopen:
        made = closing.close(who, close, reopen or (), revision)
        said = f"[green]✓[/green] {escape(str(made))} clos."
        typer.echo(json.dumps(told(made), ensure_ascii=False, indent=2)) if as_json else console.print(said)
        return
    facts, closed = facts_of(who), closing.current(who)
    if as_json:
        typer.echo(json.dumps(quarter(facts, closed, details_of(who)), ensure_ascii=False, indent=2))
        return
    console.print(f"[bold]Bilan du {facts.label}[/bold]")
    for one in facts.findings:
        console.print(f"• {escape(one.title)}. [dim]{escape(one.said)}[/dim]")
    details = details_of(who)
    for heading, lines in (
        ("Pilotes en cours", details.pilots),
        ("Promis, et mesuré depuis", details.promises),
    ):
        for number, line in enumerate(lines):
            console.print(
                f"{'' if number else f'[bold]{heading}[/bold]' + chr(10)}• {escape(line.title)}. [dim]{escape(line.said)}[/dim]"
            )
    for again in facts.reopenings:
        reasons = " ".join(again.reasons) or "aucune raison mesurée de rouvrir."
        console.print(f"{again.label} : {escape(reasons)}")
    if closed:
        console.print(f"Clos le {format_date(closed.day)}, révision {closed.revision}.")
