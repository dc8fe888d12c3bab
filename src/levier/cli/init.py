"""``levier init``: the first start in a terminal — the owner's account, the company, a first file."""

import json
import sys
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console

from levier.accounts import starting
from levier.accounts.currencies import checked_currency
from levier.cli.importing import one_file
from levier.cli.importing_tables import Asked
from levier.core.actor import Actor, Role
from levier.core.errors import LevierError
from levier.operations.preparation import prepare

app = typer.Typer(add_completion=False)


@app.command()
def init(
    name: Annotated[str, typer.Option(prompt="Votre nom", help="Nom du dirigeant ou de la dirigeante.")],
    email: Annotated[str, typer.Option(prompt="Votre adresse e-mail", help="Elle sert à se connecter.")],
    password: Annotated[
        str,
        typer.Option(prompt="Un mot de passe (10 caractères au moins)", confirmation_prompt=True, hide_input=True,
                     envvar="LEVIER_INIT_PASSWORD", help="Mieux vaut la variable d'environnement que l'option."),
    ],
    company: Annotated[str, typer.Option(prompt="Le nom de votre entreprise", help="Raison sociale.")],
    siren: Annotated[str, typer.Option(prompt=sys.stdin.isatty() and "Son SIREN (Entrée si vous ne l'avez pas)", help="9 chiffres.")] = "",
    currency: Annotated[str, typer.Option(help="Sa devise : EUR, CHF, GBP, USD, XPF.")] = "EUR",
    file: Annotated[list[Path] | None, typer.Option(help="Un premier fichier à importer ; peut se répéter.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Un seul objet JSON.")] = False,
) -> None:  # fmt: skip
    """Créer le premier compte et l'entreprise. Possible une seule fois ; ensuite, les personnes sont invitées."""
    console = Console(highlight=False, quiet=as_json)
    prepare(console)
    started = starting.start(
        starting.Owner(name, email, password),
        company=company,
        siren=siren,
        currency=checked_currency(currency),
    )
    console.print(f"[green]✓[/green] {started.company.name} est créée ; vous en êtes dirigeant(e).")
    owner = Actor(started.user.pk, str(started.user), started.company.pk, Role.OWNER)
    done: list[dict[str, Any]] = []
    for one in file or []:
        try:
            done += one_file(owner, one, Asked(), console)
        except LevierError as error:
            done.append({"file": str(one), "error": error.message})
            console.print(f"[yellow]![/yellow] « {one.name} » n'a pas été importé : {error.message}")
    if as_json:
        made = {"company": started.company.slug, "person": started.user.email, "files": done}
        typer.echo(json.dumps(made, ensure_ascii=False, indent=2, default=str))
    console.print("Ouvrez l'application avec « make serve » (ou « levier serve »).")
