"""``levier journal``: read the journal, and verify that nothing in it was altered."""

from typing import Annotated

import typer
from django.utils.timezone import localtime
from rich.console import Console
from rich.table import Table

from levier.accounts.models import User
from levier.cli.person import actor
from levier.policy import journal

app = typer.Typer(add_completion=False, no_args_is_help=True, help="Lire et vérifier le journal.")
console = Console(highlight=False)


@app.command()
def verify() -> None:
    """Vérifier la chaîne du journal de toutes les entreprises ; sortie 1 si elle est rompue."""
    result = journal.verify()
    if result.ok:
        console.print(f"[green]✓[/green] Chaîne intacte : {result.entries} écriture(s).")
        return
    console.print(f"[red]✗[/red] Chaîne rompue à l'écriture {result.first_broken} (sur {result.entries}).")
    raise typer.Exit(1)


@app.command()
def show(
    company: Annotated[str | None, typer.Option(help="L'entreprise.")] = None,
    person: Annotated[str | None, typer.Option("--as", help="La personne qui consulte.")] = None,
    last: Annotated[int, typer.Option(help="Nombre d'écritures, les plus récentes d'abord.")] = 20,
) -> None:
    """Montrer les dernières écritures : qui, quand, quoi."""
    table = Table("Quand", "Qui", "Action", "Sujet")
    entries = journal.entries(actor(company, person))[:last]
    names = {user.pk: str(user) for user in User.objects.filter(pk__in={entry.actor for entry in entries})}
    for entry in entries:
        who = names.get(entry.actor or 0, "Levier" if entry.actor is None else f"personne {entry.actor}")
        table.add_row(f"{localtime(entry.at):%d/%m/%Y %H:%M}", who, entry.action, entry.subject)
    console.print(table)
