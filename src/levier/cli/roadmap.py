"""``levier roadmap``: objectives, projects weighed and ordered, plan, report."""

import json
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from levier.accounts.models import Membership
from levier.cli.person import actor
from levier.core.actor import Actor
from levier.core.errors import BadInput
from levier.core.french.dates import format_date
from levier.core.french.numbers import format_number, format_percent
from levier.method.money import about, between
from levier.method.roadmap import aiming, editing
from levier.method.roadmap.evaluating import Roadmap, roadmap_of
from levier.method.roadmap.telling import told
from levier.method.roadmap_report import roadmap_report

app = typer.Typer(
    add_completion=False, invoke_without_command=True, help="La feuille de route : objectifs, projets, plan."
)
console = Console(highlight=False)
Company = Annotated[str | None, typer.Option(help="L'entreprise (son nom court).")]
Person = Annotated[str | None, typer.Option("--as", help="L'adresse e-mail de la personne qui agit.")]
AsJson = Annotated[bool, typer.Option("--json", help="Un seul objet JSON.")]


@app.callback()
def roadmap(
    ctx: typer.Context,
    company: Company = None,
    person: Person = None,
    save: Annotated[
        Path | None, typer.Option(help="Écrire la feuille de route en PDF dans ce fichier.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Montrer la feuille de route ; avec une sous-commande, y ajouter un objectif ou un projet."""
    if ctx.invoked_subcommand:
        return
    who = actor(company, person)
    found = roadmap_of(who)
    if save:
        save.write_bytes(roadmap_report(who))
    if as_json:
        typer.echo(told(found).model_dump_json(indent=2))
        return
    _show(found)
    if save:
        console.print(f"[green]✓[/green] Feuille de route écrite : {save}")


@app.command("objective")
def objective(
    title: Annotated[str, typer.Argument(help="L'objectif, en quelques mots ; proposé à défaut.")] = "",
    indicator: Annotated[
        str, typer.Option(help="L'indicateur (son nom dans le catalogue) ; à défaut, le temps gagné.")
    ] = aiming.TIME,
    target: Annotated[str, typer.Option(help="La cible ; proposée à défaut.")] = "",
    due: Annotated[str, typer.Option(help="L'échéance : 31/12/2027 ; à défaut, dans un an.")] = "",
    baseline: Annotated[str, typer.Option(help="Le point de départ ; mesuré à défaut.")] = "",
    company: Company = None,
    person: Person = None,
    as_json: AsJson = False,
) -> None:
    """Écrire un objectif chiffré et daté ; ce qui n'est pas dit est mesuré ou proposé."""
    who = actor(company, person)
    said = {"title": title, "target": target, "due": due, "baseline": baseline}
    known = aiming.typed(aiming.aim(who, indicator)) if not all(said.values()) else {}
    given = {name: value or known.get(name, "") for name, value in said.items()}
    made = editing.save_objective(who, editing.GivenObjective(indicator=indicator, **given))
    if as_json:
        typer.echo(
            json.dumps(
                {
                    "id": made.pk, "title": made.title, "revision": made.revision, "target": float(made.target),
                    "baseline": None if made.baseline is None else float(made.baseline), "due": made.due.isoformat(),
                },
                ensure_ascii=False,
            )
        )  # fmt: skip
        return
    console.print(
        f"[green]✓[/green] Objectif n° {made.pk} : {made.title}, cible {format_number(made.target)} au {format_date(made.due)}."
    )


@app.command("take")
def take(
    capability: Annotated[str, typer.Argument(help="Le savoir-faire (son nom court).")],
    sponsor: Annotated[str, typer.Option(help="L'adresse e-mail de la personne qui porte le projet.")],
    objective: Annotated[int | None, typer.Option(help="Le numéro de l'objectif servi.")] = None,
    company: Company = None,
    person: Person = None,
    as_json: AsJson = False,
) -> None:
    """Retenir un projet du catalogue, avec son porteur."""
    who = actor(company, person)
    made = editing.take_up(who, capability, _person(who, sponsor), objective)
    if as_json:
        typer.echo(
            json.dumps({"id": made.pk, "title": made.title, "revision": made.revision}, ensure_ascii=False)
        )
        return
    console.print(f"[green]✓[/green] « {made.title} » est retenu, porté par {made.sponsor}.")


def _person(who: Actor, email: str) -> int:
    found = Membership.objects.filter(company_id=who.company_id, user__email__iexact=email).first()
    if found is None:
        raise BadInput(
            f"« {email} » n'est pas une personne de cette entreprise", mend="Voyez « levier people »."
        )
    return int(found.user_id)


def _show(found: Roadmap) -> None:
    currency = found.company.currency
    for one in found.objectives:
        console.print(
            f"[bold]Objectif {one.pk}[/bold] {one.title} : {format_number(one.target)} au {format_date(one.due)}"
        )
    table = Table("N°", "Projet", "Gain net par an", "Faisabilité", "Parmi les premiers", "Porteur ou raison")
    for each in (*found.ordered, *found.aside):
        rank = each.rank
        table.add_row(
            str(rank.place) if rank else "—", each.title, between(each.net, currency), format_number(each.feasibility, 0),
            format_percent(rank.stays, 0) if rank else "",
            str(each.candidate.sponsor) if rank else " ; ".join(barrier.reason for barrier in each.barriers),
        )  # fmt: skip
    console.print(table)
    if found.pilots:
        console.print(f"Pilotes proposés : {', '.join(one.title for one in found.pilots)}.")
    if found.net and found.once:
        console.print(
            f"Ensemble : {about(found.net.central, currency)} par an ({between(found.net, currency)}), pour "
            f"{about(found.once.central, currency)} à engager."
        )
    if found.slots:
        console.print(
            f"Plan du {format_date(found.start)} au {format_date(max(one.last for one in found.slots))}."
        )
    if found.problem:
        console.print(f"[red]{found.problem}[/red]")
