"""``levier companies``: the companies one person follows, side by side."""

import json
from datetime import date
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from levier.accounts.companies import memberships_of
from levier.accounts.models import Membership, User
from levier.cli.person import actor
from levier.core.errors import BadInput, NotFound
from levier.core.french.numbers import format_number
from levier.core.french.writing_dates import format_date
from levier.method.following.companies import followed
from levier.operations.own_date import day_after_data, live_at

app = typer.Typer(add_completion=False, help="Voir où en sont les entreprises qu'une personne suit.")
console = Console(highlight=False)


@app.callback(invoke_without_command=True)
def listing(
    context: typer.Context,
    person: Annotated[str | None, typer.Option("--as", help="L'adresse e-mail de la personne.")] = None,
    sort: Annotated[str, typer.Option(help="attente, nom, etape, qualite ou gains.")] = "attente",
    keep: Annotated[str, typer.Option(help="attente, pilote ou debut ; vide : toutes.")] = "",
    name: Annotated[str, typer.Option(help="Une partie du nom.")] = "",
    as_json: Annotated[bool, typer.Option("--json", help="Un seul objet JSON.")] = False,
) -> None:
    """Lister les entreprises de la personne : étape, données, ce qui attend, gains."""
    if context.invoked_subcommand:
        return
    found = followed(_memberships(person), sort=sort, keep=keep, words=name)
    if as_json:
        typer.echo(json.dumps([one.plain() for one in found], ensure_ascii=False, indent=2))
        return
    table = Table("Entreprise", "Méthode", "Données", "Attend", "Heures gagnées (3 mois)")
    for one in found:
        table.add_row(
            one.name,
            f"{one.step} ({one.done}/{one.steps})",
            "—" if one.quality is None else f"{format_number(one.quality, 0)} / 100",
            format_number(one.waiting),
            "—" if one.hours is None else format_number(one.hours, 1),
        )
    console.print(table)


@app.command("date")
def live(
    day: Annotated[
        str,
        typer.Argument(help="« 2011-07-01 », « calendrier », ou rien : le lendemain des dernières données."),
    ] = "",
    company: Annotated[str | None, typer.Option(help="L'entreprise (son nom court).")] = None,
    person: Annotated[str | None, typer.Option("--as", help="L'adresse e-mail de la personne.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Un seul objet JSON.")] = False,
) -> None:
    """Placer une entreprise à la date de ses données, pour essayer Levier sur d'anciennes données."""
    who = actor(company, person)
    try:
        chosen = None if day == "calendrier" else date.fromisoformat(day) if day else day_after_data(who)
    except ValueError:
        raise BadInput(
            f"« {day} » n'est pas une date qui existe", mend="Écrivez par exemple 2011-07-01."
        ) from None
    if chosen is None and day != "calendrier":
        raise BadInput("Aucun tableau daté ne dit où s'arrêtent vos données", mend="Donnez la date.")
    found = live_at(who, chosen)
    if as_json:
        typer.echo(
            json.dumps(
                {"company": found.slug, "today": found.today.isoformat(), "own": found.own_today is not None}
            )
        )
        return
    console.print(f"[green]✓[/green] {found.name} : nous sommes le {format_date(found.today)}.")


def _memberships(email: str | None) -> list[Membership]:
    """All of the person named, else of the only person there is."""
    if email is None:
        people = User.objects.filter(is_active=True, memberships__isnull=False).distinct()[:2]
        if len(people) > 1:
            raise BadInput(
                "Plusieurs personnes existent", mend="Ajoutez « --as » avec l'adresse de l'une d'elles."
            )
        email = people[0].email if people else ""
    user = User.objects.filter(email__iexact=email, is_active=True).first()
    found = memberships_of(user) if user else []
    if not found:
        raise NotFound(f"« {email} » n'est d'aucune entreprise", mend="Voyez « levier people ».")
    return found
