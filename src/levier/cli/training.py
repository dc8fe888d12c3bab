"""``levier training``: plan, sessions, quiz, attestations, budget."""

import json
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from levier.cli.person import actor
from levier.core.actor import Actor
from levier.core.french.dates import format_date
from levier.core.french.numbers import format_money
from levier.method.training import attesting, planning, sessions
from levier.method.training.covering import coverage_of, finding
from levier.method.training.telling import told
from levier.policy.rights import Permission, may

app = typer.Typer(
    add_completion=False,
    invoke_without_command=True,
    help="La formation : plan, séances, attestations, budget.",
)
console = Console(highlight=False)
Company = Annotated[str | None, typer.Option(help="L'entreprise (son nom court).")]
Person = Annotated[str | None, typer.Option("--as", help="L'adresse e-mail de la personne qui agit.")]
Number = Annotated[int, typer.Argument(help="Le numéro de la séance.")]
Written = Annotated[Path, typer.Option(help="Le fichier PDF à écrire.")]


@app.callback()
def training(
    ctx: typer.Context,
    company: Company = None,
    person: Person = None,
    as_json: Annotated[bool, typer.Option("--json", help="Un seul objet JSON.")] = False,
) -> None:
    """Montrer la couverture, le plan et les séances."""
    if ctx.invoked_subcommand:
        return
    who = actor(company, person)
    if as_json:
        typer.echo(json.dumps(told(who), ensure_ascii=False, indent=2))
        return
    if may(who, Permission.STEER):
        _plan(who)
    table = Table("N°", "Séance", "Date", "Places")
    for one in sessions.sessions_of(who):
        table.add_row(
            str(one.pk),
            escape(one.title),
            format_date(one.day),
            f"{getattr(one, 'taken', 0)} sur {one.seats}",
        )
    console.print(table if table.row_count else "Aucune séance n'est prévue.")


def _plan(who: Actor) -> None:
    console.print(f"[bold]{escape(finding(coverage_of(who.company_id)))}[/bold]")
    table = Table("Niveau", "Formées", "Heures", "Budget", "Dépensé", "Avant le")
    for one in planning.plan_of(who):
        table.add_row(
            one.label, one.coverage.said, f"{one.hours:g}", format_money(float(one.budget)), format_money(float(one.spent)),
            format_date(one.due),
        )  # fmt: skip
    console.print(table)


@app.command()
def add(
    title: Annotated[str, typer.Argument(help="La séance.")],
    day: Annotated[str, typer.Option(help="Le jour : 15/12/2026.")],
    trainer: Annotated[str, typer.Option(help="Qui l'anime.")],
    seats: Annotated[str, typer.Option(help="Le nombre de places.")],
    tier: Annotated[str, typer.Option(help="awareness, users, super ou expert.")] = "awareness",
    hours: Annotated[str, typer.Option(help="La durée, en heures.")] = "1,5",
    cost: Annotated[str, typer.Option(help="Le coût de la séance.")] = "0",
    place: Annotated[str, typer.Option(help="Le lieu.")] = "",
    tool: Annotated[
        list[str] | None, typer.Option(help="Un savoir-faire enseigné ; plusieurs fois s'il le faut.")
    ] = None,
    company: Company = None,
    person: Person = None,
) -> None:
    """Prévoir une séance."""
    given = {
        "title": title, "day": day, "trainer": trainer, "seats": seats, "tier": tier, "hours": hours, "cost": cost, "place": place,
        "capabilities": tool or [],
    }  # fmt: skip
    made = sessions.save(actor(company, person), given)
    console.print(f"[green]✓[/green] Séance n° {made.pk}, le {format_date(made.day)}.")


@app.command()
def join(number: Number, company: Company = None, person: Person = None) -> None:
    """Prendre une place."""
    sessions.register(actor(company, person), number)
    console.print("[green]✓[/green] Votre place est prise.")


@app.command()
def came(
    number: Number,
    people: Annotated[list[str], typer.Argument(help="Les adresses e-mail de ceux qui sont venus.")],
    company: Company = None,
    person: Person = None,
) -> None:
    """Noter les présences ; les autres inscrits sont absents."""
    who = actor(company, person)
    seats = sessions.session_of(who, number).attendances.select_related("person")
    there = {
        str(one.person_id) for one in seats if one.person.email.lower() in {mail.lower() for mail in people}
    }
    sessions.note(who, number, there)
    console.print(f"[green]✓[/green] {len(there)} présences notées.")


@app.command()
def attest(
    number: Annotated[
        int, typer.Argument(help="Le numéro de la présence (« mine » ou « presences » du JSON).")
    ],
    save: Written,
    company: Company = None,
    person: Person = None,
) -> None:
    """Écrire une attestation en PDF."""
    save.write_bytes(attesting.attestation(actor(company, person), number))
    console.print(f"[green]✓[/green] Attestation écrite : {save}")


@app.command()
def register(save: Written, company: Company = None, person: Person = None) -> None:
    """Écrire le registre de la maîtrise de l'IA en PDF."""
    save.write_bytes(attesting.register_on_paper(actor(company, person)))
    console.print(f"[green]✓[/green] Registre écrit : {save}")
