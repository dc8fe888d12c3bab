"""``levier token``: the secrets with which programs call the API and the MCP server."""

from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from levier.cli.person import actor
from levier.policy import tokens

app = typer.Typer(add_completion=False, no_args_is_help=True, help="Jetons de l'API et du serveur MCP.")
Company = Annotated[str | None, typer.Option(help="L'entreprise (son nom court).")]
Person = Annotated[str | None, typer.Option("--as", help="L'adresse e-mail de la personne.")]


@app.command()
def create(
    name: Annotated[str, typer.Argument(help="À quoi le jeton servira.")],
    days: Annotated[int, typer.Option(help="Durée de validité en jours.")] = 365,
    company: Company = None,
    person: Person = None,
) -> None:
    """Créer un jeton ; son secret n'est montré qu'une fois."""
    token, secret = tokens.create(actor(company, person), name, days=days)
    Console(stderr=True).print(
        f"Jeton n° {token.pk}, valable jusqu'au {token.expires:%d/%m/%Y}. Gardez ce secret, il ne sera plus montré :"
    )
    print(secret)


@app.command("list")
def list_tokens(company: Company = None, person: Person = None) -> None:
    """Lister les jetons, sans leurs secrets."""
    shown = Table("N°", "Usage", "Personne", "Début", "Créé", "Expire", "Dernier usage", "État")
    for token in tokens.visible(actor(company, person)):
        used = f"{token.last_used:%d/%m/%Y}" if token.last_used else "jamais"
        state = "valable" if token.usable else "révoqué" if token.revoked else "expiré"
        shown.add_row(
            str(token.pk),
            token.name,
            str(token.person),
            f"{token.start}…",
            f"{token.created:%d/%m/%Y}",
            f"{token.expires:%d/%m/%Y}",
            used,
            state,
        )
    Console().print(shown)


@app.command()
def revoke(
    number: Annotated[int, typer.Argument(help="Le numéro du jeton.")],
    company: Company = None,
    person: Person = None,
) -> None:
    """Révoquer un jeton : il n'ouvre plus rien, tout de suite."""
    token = tokens.revoke(actor(company, person), number)
    Console().print(f"Le jeton n° {token.pk} ({token.name}) est révoqué.")
