"""``levier demo``: everything set up, the demo company loaded, the main job run on it."""

import json
import time
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

from levier.cli.ask import answered, exit_status
from levier.demo.company import SLUG, load
from levier.demo.files import write_files
from levier.demo.people import PEOPLE, password
from levier.operations.preparation import prepare

REQUEST = (
    "Quelles seront nos ventes des 4 prochaines semaines pour nos 5 meilleures références, "
    "et quelles pénalités prévoit notre contrat fournisseur en cas de retard de livraison ?"
)

app = typer.Typer(add_completion=False)


@app.command()
def demo(
    ask: Annotated[bool, typer.Option("--ask/--no-ask", help="Poser aussi la demande d'exemple.")] = True,
    files: Annotated[
        Path | None,
        typer.Option(
            help="Écrire seulement ses fichiers bruts dans ce dossier, pour partir d'un Levier vide."
        ),
    ] = None,
    as_json: Annotated[
        bool, typer.Option("--json", help="Avec --files : une liste JSON des fichiers.")
    ] = False,
) -> None:
    """Installer l'entreprise de démonstration et lui poser la demande d'exemple. Peut être relancé sans risque."""
    console = Console(highlight=False)
    if files is not None:
        written = [str(one) for one in write_files(files)]
        console.print_json(json.dumps(written)) if as_json else console.print(
            "\n".join(written), soft_wrap=True
        )
        return
    started = time.monotonic()
    prepare(console)
    with Progress(
        TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn(), console=console, transient=True
    ) as bar:
        task = bar.add_task("Entreprise de démonstration", total=None)
        company = load(
            lambda done, total, note: bar.update(
                task, description=f"Chargement : {note}", completed=done, total=total
            )
        )
    console.print(f"[green]✓[/green] {company.name} est prête ({time.monotonic() - started:.0f} s).\n")
    status = 0
    if ask:
        status = exit_status(answered(REQUEST, SLUG, None, None, quiet=False, explain=False))
    console.print(
        "\n[bold]Pour continuer[/bold]\n"
        "  make serve              puis ouvrez http://localhost:8000\n"
        f"  compte                  {PEOPLE[0].email}   mot de passe  {password()}\n"
        f"  autres personnes        {', '.join(person.email for person in PEOPLE[1:])} (même mot de passe)\n"
        f"  .venv/bin/levier ask \"Compare le chiffre d'affaires d'avril et de mai par pays\" --company {SLUG}"
    )
    raise typer.Exit(status)
