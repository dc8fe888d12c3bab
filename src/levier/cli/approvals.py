"""``levier approvals``: what needs a person's agreement, and the decision."""

import json
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from levier.cli.person import actor
from levier.governance.approvals import deciding

app = typer.Typer(
    add_completion=False, no_args_is_help=True, help="Valider ou refuser les résultats qui le demandent."
)
console = Console(highlight=False)
Company = Annotated[str | None, typer.Option(help="L'entreprise (son nom court).")]
Person = Annotated[str | None, typer.Option("--as", help="L'adresse e-mail de la personne qui agit.")]


@app.command("list")
def listing(
    company: Company = None,
    person: Person = None,
    every: Annotated[bool, typer.Option("--all", help="Aussi celles qui sont décidées.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Un seul objet JSON.")] = False,
) -> None:
    """Lister ce qui vous attend."""
    found = deciding.queue(actor(company, person), waiting=not every)
    if as_json:
        shown = [
            {"id": one.pk, "title": one.title, "capability": one.capability, "level": str(one.level), "asked_by": str(one.asked_by or ""),
             "asked_at": one.asked_at.isoformat(), "decision": str(one.decision), "reason": one.reason, "digest": one.digest}
            for one in found
        ]  # fmt: skip
        typer.echo(json.dumps(shown, ensure_ascii=False, indent=2))
        return
    table = Table("N°", "Résultat", "Demandé par", "Validation")
    for one in found:
        table.add_row(str(one.pk), one.title, str(one.asked_by or ""), str(one.get_decision_display()))
    console.print(table if table.row_count else "Rien n'attend votre décision.")


@app.command("decide")
def decide(
    number: Annotated[int, typer.Argument(help="Le numéro de la validation.")],
    decision: Annotated[str, typer.Argument(help="valider ou refuser.")],
    reason: Annotated[str, typer.Option(help="La raison (obligatoire pour refuser).")] = "",
    company: Company = None,
    person: Person = None,
) -> None:
    """Valider ou refuser un résultat."""
    found = deciding.decide(actor(company, person), number, decision, reason)
    console.print(f"[green]✓[/green] {found.title} : {found.get_decision_display()}.")
