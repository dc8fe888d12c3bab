"""A question before what cannot be undone."""

import typer

from levier.core.french.text import fold


def agreed(question: str) -> None:
    """Goes on at « o » or « oui ». Raises Exit (1) otherwise, nothing done."""
    said = typer.prompt(f"{question} [o/N]", default="N", show_default=False, prompt_suffix=" ")
    if fold(said).strip() not in ("o", "oui", "y", "yes"):
        typer.echo("Rien n'a été fait.")
        raise typer.Exit(1)
