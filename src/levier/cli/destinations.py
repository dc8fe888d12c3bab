"""``levier destinations``: every address Levier may talk to. None by default."""

import json
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from levier.policy.destinations import destinations

app = typer.Typer(add_completion=False)


@app.command()
def show(as_json: Annotated[bool, typer.Option("--json", help="Une liste JSON.")] = False) -> None:
    """Lister toutes les adresses extérieures autorisées, avec les classes de données admises."""
    found = destinations()
    if as_json:
        print(json.dumps([item.model_dump(mode="json") for item in found], ensure_ascii=False, indent=2))
        return
    console = Console(highlight=False)
    if not found:
        console.print(
            "[green]✓[/green] Aucune : Levier ne parle à aucune adresse extérieure. Rien ne sort de cette machine."
        )
        return
    table = Table("Adresse", "Pour quoi", "Entreprise", "Données admises")
    for item in found:
        table.add_row(item.address, item.purpose, item.company or "toutes", ", ".join(item.classes))
    console.print(table)
