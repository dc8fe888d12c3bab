"""``levier export``: everything the company gave, in one ZIP of open formats."""

import json
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import Progress, SpinnerColumn, TextColumn

from levier.cli.person import actor
from levier.core.errors import BadInput
from levier.core.french.numbers import format_number
from levier.operations.exporting.package import write_package

app = typer.Typer(add_completion=False)


@app.command()
def export(
    target: Annotated[Path, typer.Argument(help="Le fichier à écrire, par exemple « levier-2026.zip ».")],
    company: Annotated[str | None, typer.Option(help="L'entreprise.")] = None,
    person: Annotated[str | None, typer.Option("--as", help="La personne qui exporte.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Le compte en JSON.")] = False,
) -> None:
    """Écrire documents, tableaux, demandes et journal dans une archive ZIP de formats ouverts."""
    if target.exists():
        raise BadInput("Ce fichier existe déjà", where=str(target), mend="Choisissez un autre nom.")
    console = Console(highlight=False, quiet=as_json)
    columns = (SpinnerColumn(), TextColumn("{task.description}"))
    with Progress(*columns, console=console, transient=True) as shown:
        task = shown.add_task("export")
        counts = write_package(
            actor(company, person),
            target,
            progress=lambda done, total, note="": shown.update(
                task, description=f"{format_number(done)} fichiers — {note[-60:]}"
            ),
        )
    if as_json:
        print(json.dumps({"file": str(target), **counts}, ensure_ascii=False))
        return
    console.print(
        f"[green]✓[/green] {format_number(counts['files'])} fichiers, "
        f"{format_number(counts['bytes'] / 1024**2, 1)} Mo : {target}",
        soft_wrap=True,
    )
    if reserved := sum(counts["left_out"].values()):
        console.print(f"  {format_number(reserved)} élément(s) réservés à d'autres personnes n'y sont pas.")
