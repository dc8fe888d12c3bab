"""``levier alerts``: what capabilities found odd, and the verdict of people, which teaches them."""

import json
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from levier.cli.person import actor
from levier.core.french.writing_dates import format_date
from levier.tables.alerts.judging import alerts_of
from levier.tables.alerts.judging import judge as judged

app = typer.Typer(
    add_completion=False, no_args_is_help=True, help="Lister les alertes et dire ce que vous en pensez."
)
console = Console(highlight=False)
Company = Annotated[str | None, typer.Option(help="L'entreprise (son nom court).")]
Person = Annotated[str | None, typer.Option("--as", help="L'adresse e-mail de la personne qui agit.")]


@app.command("list")
def listing(
    company: Company = None,
    person: Person = None,
    every: Annotated[bool, typer.Option("--all", help="Aussi celles qui sont jugées.")] = False,
    last: Annotated[int, typer.Option(help="Nombre d'alertes, les plus fortes d'abord.")] = 20,
    as_json: Annotated[bool, typer.Option("--json", help="Un seul objet JSON.")] = False,
) -> None:
    """Lister les alertes des tables que vous pouvez voir."""
    found = alerts_of(actor(company, person), waiting=not every)[:last]
    if as_json:
        shown = [
            {"reference": one.reference, "title": one.title, "reasons": one.reasons, "day": one.day.isoformat() if one.day else None, "amount": one.amount,
             "currency": one.currency, "table": one.dataset.name, "verdict": str(one.verdict), "note": one.note}
            for one in found
        ]  # fmt: skip
        typer.echo(json.dumps(shown, ensure_ascii=False, indent=2))
        return
    table = Table("Alerte", "Date", "Montant", "Ce qui est inhabituel", "Votre avis")
    for one in found:
        said = "\n".join([f"[bold]{one.title}[/bold]", *one.reasons])
        table.add_row(
            one.reference,
            format_date(one.day) if one.day else "",
            one.money,
            said,
            str(one.get_verdict_display()) if one.verdict else "",
        )
    if table.row_count:
        console.print(table)
        console.print("Donnez votre avis : levier alerts judge RÉFÉRENCE erreur  (ou : normal, aucun)")
    else:
        console.print("Aucune alerte à juger. Lancez « levier run fraud-detection » pour en chercher.")


@app.command("judge")
def judging(
    reference: Annotated[str, typer.Argument(help="La référence de l'alerte.")],
    verdict: Annotated[str, typer.Argument(help="erreur, normal, ou aucun pour revenir dessus.")],
    note: Annotated[str, typer.Option(help="Une remarque.")] = "",
    company: Company = None,
    person: Person = None,
) -> None:
    """Dire d'une alerte si c'était une erreur ou si c'est normal."""
    alert = judged(actor(company, person), reference, verdict, note)
    said = alert.get_verdict_display() if alert.verdict else "plus d'avis"
    console.print(f"[green]✓[/green] {alert.reference} : {said}. La prochaine recherche en tiendra compte.")
