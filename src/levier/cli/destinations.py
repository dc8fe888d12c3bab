"""``levier destinations``: every address Levier may talk to. None by default."""

import json
from dataclasses import asdict
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from levier.accounts.models import Company
from levier.policy.destinations import IN_FRENCH, destinations

app = typer.Typer(add_completion=False)


@app.command()
def show(as_json: Annotated[bool, typer.Option("--json", help="Une liste JSON.")] = False) -> None:
    """Lister toutes les adresses extérieures autorisées, avec les classes de données admises."""
    found = destinations()
    if as_json:
        print(json.dumps([asdict(item) for item in found], ensure_ascii=False, indent=2))
        return
    console = Console(highlight=False)
    if not found:
        console.print(
            "[green]✓[/green] Aucune : Levier ne parle à aucune adresse extérieure. Rien ne sort de cette machine."
        )
        return
    names = dict(Company.objects.values_list("pk", "name"))
    table = Table("Adresse", "Pour quoi", "Entreprise", "Données admises")
    for item in found:
        company = names.get(item.company_id, "toutes") if item.company_id else "toutes"
        classes = ", ".join(IN_FRENCH[data] for data in item.data_classes)
        table.add_row(item.address, item.label or item.purpose, company, classes)
    console.print(table)
