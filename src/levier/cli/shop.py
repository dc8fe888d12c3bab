"""``levier shop``: what the company's own web shop may propose."""

import json
from dataclasses import asdict
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from levier.cli.person import actor
from levier.core.french.numbers import format_number
from levier.operations.shop import services
from levier.operations.shop.learning import learn as learn_here
from levier.operations.shop.models import Publication

app = typer.Typer(
    add_completion=False, no_args_is_help=True, help="Propositions publiées pour une boutique en ligne."
)
Company = Annotated[str | None, typer.Option(help="L'entreprise (son nom court).")]
Person = Annotated[str | None, typer.Option("--as", help="L'adresse e-mail de la personne.")]
Number = Annotated[int, typer.Argument(help="Le numéro de la boutique.")]
_shown = Console(highlight=False, soft_wrap=True)


@app.command()
def publish(
    name: Annotated[str, typer.Argument(help="Le nom de la boutique.")],
    site: Annotated[list[str] | None, typer.Option(help="Site autorisé, « https://… » (répétable).")] = None,
    company: Company = None,
    person: Person = None,
) -> None:
    """Publier : une clé publique, et un premier apprentissage."""
    made = services.publish(actor(company, person), name, site or [], start=False)
    _learned(made)


@app.command("list")
def list_shops(company: Company = None, person: Person = None) -> None:
    """Lister les boutiques, leur état et leur clé."""
    shown = Table("N°", "Boutique", "État")
    shown.add_column("Clé", no_wrap=True)
    for title in ("Sites autorisés", "Produits", "Appris le"):
        shown.add_column(title, overflow="fold")
    for one in services.visible(actor(company, person)):
        edition = services.latest(one)
        shown.add_row(
            str(one.pk),
            one.name,
            one.health.label,
            one.key,
            "\n".join(one.origins) or "aucun",
            format_number(edition.facts["products"]) if edition else "—",
            f"{edition.created:%d/%m/%Y}" if edition else "—",
        )
    _shown.print(shown)


@app.command()
def callers(
    number: Number,
    company: Company = None,
    person: Person = None,
    as_json: Annotated[bool, typer.Option("--json", help="Une liste JSON.")] = False,
) -> None:
    """Qui lit les propositions depuis trente jours : réponses, refus, vitesse."""
    found = services.callers(actor(company, person), number)
    if as_json:
        typer.echo(json.dumps([asdict(one) for one in found], ensure_ascii=False, indent=2))
        return
    if not found:
        _shown.print("Personne ne l'a encore lue.")
        return
    shown = Table("Site", "Réponses", "Refus", "95 % servies en")
    for one in found:
        speed = (
            f"{one.p95_ms}\u00a0ms au plus" if one.p95_ms else "plus de 500\u00a0ms" if one.answered else "—"
        )
        shown.add_row(
            one.origin or "serveur, sans navigateur", format_number(one.answered), format_number(one.refused), speed
        )  # fmt: skip
    _shown.print(shown)


@app.command()
def learn(number: Number, company: Company = None, person: Person = None) -> None:
    """Apprendre maintenant, sans attendre la nuit."""
    _learned(services.get(actor(company, person), number))


@app.command()
def pause(number: Number, company: Company = None, person: Person = None) -> None:
    """Suspendre : la boutique ne reçoit plus rien jusqu'à la reprise."""
    found = services.pause(actor(company, person), number)
    _shown.print(f"La boutique n° {found.pk} ({found.name}) est suspendue.")


@app.command()
def resume(number: Number, company: Company = None, person: Person = None) -> None:
    """Reprendre une boutique suspendue."""
    found = services.resume(actor(company, person), number)
    _shown.print(f"La boutique n° {found.pk} ({found.name}) est de nouveau en ligne.")


@app.command()
def revoke(number: Number, company: Company = None, person: Person = None) -> None:
    """Retirer pour toujours : la clé ne répond plus, ce qui a été appris est supprimé."""
    found = services.revoke(actor(company, person), number)
    _shown.print(f"La boutique n° {found.pk} ({found.name}) est retirée.")


def _learned(found: Publication) -> None:
    with _shown.status("Apprentissage sur vos ventes…"):
        learn_here(found.pk)
    found.refresh_from_db()
    edition = services.latest(found)
    if found.problem:
        _shown.print(
            f"[yellow]Rien de nouveau n'a été appris :[/yellow] {found.problem['what']}. {found.problem['mend']}"
        )
    elif edition is not None:
        _shown.print(
            f"[green]✓[/green] Boutique n° {found.pk} ({found.name}) : {format_number(edition.facts['products'])} produits."
        )
    _shown.print(f"Clé (publique) : {found.key}\nAdresse : /boutique/v1/{found.key}/produits")
