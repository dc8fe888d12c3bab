"""``levier incidents``: declare one, list them with their clock."""

import json
from typing import Annotated

import typer
from django.utils import timezone
from rich.console import Console
from rich.table import Table

from levier.cli.person import actor
from levier.governance.incidents import services

app = typer.Typer(add_completion=False, no_args_is_help=True, help="Déclarer et suivre les incidents.")
console = Console(highlight=False)
Company = Annotated[str | None, typer.Option(help="L'entreprise (son nom court).")]
Person = Annotated[str | None, typer.Option("--as", help="L'adresse e-mail de la personne qui agit.")]


@app.command("list")
def listing(
    company: Company = None,
    person: Person = None,
    open_only: Annotated[bool, typer.Option("--open", help="Seulement ceux qui ne sont pas clos.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Un seul objet JSON.")] = False,
) -> None:
    """Lister les incidents et leur horloge."""
    found, now = services.incidents(actor(company, person), open_only=open_only), timezone.now()
    if as_json:
        shown = [
            {"number": one.number, "title": one.title, "nature": one.nature, "state": one.state, "personal": one.personal, "risk": one.risk,
             "discovered": one.discovered.isoformat(), "deadline": one.deadline.isoformat() if one.left(now) is not None else None,
             "clock": services.clock(one, now)}
            for one in found
        ]  # fmt: skip
        typer.echo(json.dumps(shown, ensure_ascii=False, indent=2))
        return
    table = Table("N°", "Incident", "État", "CNIL")
    for one in found:
        table.add_row(str(one.number), one.title, str(one.get_state_display()), services.clock(one, now))
    console.print(table if table.row_count else "Aucun incident déclaré.")


@app.command("declare")
def declare(
    title: Annotated[str, typer.Argument(help="L'incident en une phrase.")],
    description: Annotated[str, typer.Option(help="Ce qui s'est passé.")],
    nature: Annotated[
        str, typer.Option(help="confidentiality, integrity, availability, wrong, bias ou other.")
    ] = "other",
    personal: Annotated[
        bool, typer.Option("--personal", help="Des données personnelles sont concernées.")
    ] = False,
    discovered: Annotated[
        str, typer.Option(help="Découvert le (AAAA-MM-JJTHH:MM) ; par défaut, maintenant.")
    ] = "",
    company: Company = None,
    person: Person = None,
) -> None:
    """Déclarer un incident ; avec des données personnelles, l'horloge de 72 heures démarre."""
    given = {
        "title": title,
        "description": description,
        "nature": nature,
        "personal": personal,
        "discovered": discovered,
    }
    made = services.declare(actor(company, person), given)
    console.print(
        f"[green]✓[/green] Incident n° {made.number} déclaré : {services.clock(made, timezone.now())}."
    )
