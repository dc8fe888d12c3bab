"""``levier init``: the first start in a terminal — the owner's account, the company, a first file."""

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from levier.accounts import starting
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
    siren: Annotated[str, typer.Option(prompt="Son SIREN (Entrée si vous ne l'avez pas)", help="9 chiffres.")] = "",
    file: Annotated[Path | None, typer.Option(help="Un premier fichier à importer.")] = None,
) -> None:  # fmt: skip
    """Créer le premier compte et l'entreprise. Possible une seule fois ; ensuite, les personnes sont invitées."""
    console = Console(highlight=False)
    prepare(console)
    started = starting.start(starting.Owner(name, email, password), company=company, siren=siren)
    console.print(f"[green]✓[/green] {started.company.name} est créée ; vous en êtes dirigeant(e).")
    owner = Actor(started.user.pk, str(started.user), started.company.pk, Role.OWNER)
    if file is not None:
        try:
            one_file(owner, file, Asked(), console)
        except LevierError as error:
            console.print(f"[yellow]![/yellow] Le fichier n'a pas été importé : {error.message}")
    console.print("Ouvrez l'application avec « make serve » (ou « levier serve »).")
