"""``levier gains``: what Levier brought, net of everything."""

import json
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from levier.cli.person import actor, membership
from levier.core.errors import BadInput
from levier.core.french.numbers import format_money, format_number
from levier.indicators.measuring.models import Rhythm, Spending
from levier.method import earning_report
from levier.method.earning import earned
from levier.method.roadmap.evaluating import assumptions_of
from levier.operations.gains import describing, following, keeping, measuring, projecting

app = typer.Typer(
    add_completion=False,
    no_args_is_help=False,
    help="Gains nets de tous les coûts ; indicateurs suivis.",
    invoke_without_command=True,
)
console = Console(highlight=False, soft_wrap=True)
Company = Annotated[str | None, typer.Option(help="L'entreprise (son nom court).")]
Person = Annotated[str | None, typer.Option("--as", help="L'adresse e-mail de la personne qui agit.")]
Json = Annotated[bool, typer.Option("--json", help="Un seul objet JSON.")]


@app.callback(invoke_without_command=True)
def gains(
    context: typer.Context,
    since: Annotated[str, typer.Option(help="Du, « 2026-09-01 » ; trois mois par défaut.")] = "",
    until: Annotated[str, typer.Option(help="Au.")] = "",
    company: Company = None,
    person: Person = None,
    as_json: Json = False,
) -> None:
    """Ce que Levier a fait gagner, tous coûts déduits."""
    if context.invoked_subcommand:
        return
    every = earned(actor(company, person), _day(since), _day(until))
    found = every.gains
    if as_json:
        typer.echo(json.dumps(every.plain(), ensure_ascii=False, indent=2))
        return
    table = Table("Tâche", "Dossiers", "Heures gagnées", "Dépensé", "Gain net", "D'où vient ce chiffre")
    for one in found.tasks:
        hours = (
            f"{format_number(one.hours, 1)} ({format_number(one.hours_low, 1)} à {format_number(one.hours_high, 1)})"
            if one.hours is not None and one.hours_low is not None and one.hours_high is not None
            else "—"
        )
        table.add_row(
            one.title, format_number(one.use.runs), hours, "—" if one.spent is None else format_money(one.spent, found.currency),
            "—" if one.net is None else format_money(one.net, found.currency), one.said,
        )  # fmt: skip
    console.print(table if found.tasks else "Rien n'a servi sur cette période.")
    if found.net is not None:
        console.print(
            f"[bold]Gain net : {format_money(found.net, found.currency)}[/bold] (dépensé : {format_money(found.spent or 0, found.currency)})"
        )
    for margin in every.margins:
        told = "" if margin.added else " (non ajouté : l'effet ne se distingue pas encore du hasard)"
        console.print(
            f"Marge du pilote « {margin.title} » : {format_money(margin.gained, found.currency, 0)}{told}"
        )
    if every.net is not None and any(one.added for one in every.margins):
        console.print(
            f"[bold]Gain net, pilotes compris : {format_money(every.net, found.currency, 0)}[/bold]"
        )
    for said in found.lacking:
        console.print(f"[yellow]○[/yellow] {said}")


@app.command()
def report(
    write: Annotated[Path, typer.Option(help="Le fichier PDF à écrire.")],
    since: Annotated[str, typer.Option(help="Du ; trois mois par défaut.")] = "",
    until: Annotated[str, typer.Option(help="Au.")] = "",
    company: Company = None,
    person: Person = None,
) -> None:
    """Le rapport des gains, en PDF."""
    write.write_bytes(earning_report.report(actor(company, person), _day(since), _day(until)))
    console.print(f"[green]✓[/green] {write}")


@app.command()
def project(
    task: Annotated[str, typer.Argument(help="Le savoir-faire.")],
    company: Company = None,
    person: Person = None,
    as_json: Json = False,
) -> None:
    """Trois ans en trois scénarios, et ce dont le résultat dépend."""
    found = projecting.project(actor(company, person), task)
    if as_json:
        typer.echo(json.dumps(describing.projected(found), ensure_ascii=False, indent=2))
        return
    for one in found.scenarios:
        back = "jamais rentabilisé" if one.months is None else f"rentabilisé en {one.months} mois"
        console.print(
            f"[bold]{one.name}[/bold] : valeur actuelle nette {format_money(one.value, found.currency)}, {back}"
        )
    for swing in found.tornado:
        console.print(
            f"  {swing.label} : de {format_money(swing.bad, found.currency)} à {format_money(swing.good, found.currency)}"
        )


@app.command()
def measure(company: Company = None, person: Person = None, as_json: Json = False) -> None:
    """Mesurer maintenant les indicateurs suivis."""
    done = measuring.measure_all(actor(company, person))
    if as_json:
        typer.echo(
            json.dumps(
                [
                    {"indicator": one.indicator.label, "values": one.values, "reason": one.reason}
                    for one in done
                ],
                ensure_ascii=False,
                indent=2,
            )
        )
        return
    for one in done:
        console.print(
            f"{'[green]✓[/green]' if one.values else '[yellow]○[/yellow]'} {one.indicator.label} : {one.values} période(s). {one.reason}"
        )
    if not done:
        console.print("Aucun indicateur n'est suivi : « levier gains follow NOM ».")


@app.command()
def follow(
    name: Annotated[str, typer.Argument(help="L'indicateur du catalogue, par exemple « time-saved ».")],
    target: Annotated[float | None, typer.Option(help="La cible.")] = None,
    due: Annotated[str, typer.Option(help="L'échéance de la cible.")] = "",
    company: Company = None,
    person: Person = None,
    as_json: Json = False,
) -> None:
    """Suivre un indicateur : son passé est mesuré, sa dernière valeur est le départ."""
    made, outcome = following.follow(actor(company, person), name, target=target, due=_day(due))
    if as_json:
        typer.echo(
            json.dumps(
                {"id": made.pk, "label": made.label, "values": outcome.values, "reason": outcome.reason},
                ensure_ascii=False,
            )
        )
        return
    console.print(f"[green]✓[/green] {made.label} : {outcome.values} période(s). {outcome.reason}")


@app.command()
def hour(
    cost: Annotated[float | None, typer.Argument(help="Coût moyen ; à défaut, la moyenne publiée.")] = None,
    discount: Annotated[float, typer.Option(help="Taux d'actualisation, % par an.")] = 8.0,
    company: Company = None,
    person: Person = None,
    as_json: Json = False,
) -> None:
    """Dire ce que coûte une heure de travail, charges comprises : une moyenne, jamais un salaire."""
    who = actor(company, person)
    said = assumptions_of(who)["hourly-cost"].central if cost is None else cost
    kept = keeping.assume(
        who, hour_cost=Decimal(str(said)), discount=discount / 100, revision=keeping.assumptions(who).revision
    )
    if as_json:
        typer.echo(json.dumps({"hour_cost": float(kept.hour_cost or 0), "discount": kept.discount}))
        return
    console.print(f"[green]✓[/green] Une heure : {format_number(said, 2)}.")


@app.command()
def spend(
    label: Annotated[str, typer.Argument(help="Ce qui est payé.")],
    amount: Annotated[float, typer.Argument(help="Le montant hors taxes.")],
    kind: Annotated[
        str, typer.Option(help=f"La nature : {', '.join(Spending.values)}.")
    ] = Spending.OTHER.value,
    monthly: Annotated[bool, typer.Option("--monthly/--once", help="Chaque mois, ou une fois.")] = False,
    since: Annotated[str, typer.Option(help="À partir du ; aujourd'hui par défaut.")] = "",
    task: Annotated[str, typer.Option(help="Le savoir-faire ; tous par défaut.")] = "",
    company: Company = None,
    person: Person = None,
    as_json: Json = False,
) -> None:
    """Noter une dépense."""
    member = membership(company, person)
    made = keeping.add_cost(
        member.actor(), label=label, kind=kind, amount=Decimal(str(amount)), task=task,
        rhythm=(Rhythm.MONTH if monthly else Rhythm.ONCE).value, start=_day(since) or member.company.today,
    )  # fmt: skip
    if as_json:
        typer.echo(
            json.dumps({"id": made.pk, "label": made.label, "amount": float(made.amount)}, ensure_ascii=False)
        )
        return
    console.print(f"[green]✓[/green] {made.label} : {format_money(made.amount, member.company.currency)}.")


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise BadInput(
            f"« {text} » n'est pas une date qui existe", mend="Écrivez par exemple 2026-11-23."
        ) from None
