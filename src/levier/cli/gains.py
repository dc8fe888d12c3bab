"""``levier gains``: what Levier brought, net of everything."""

import json
from datetime import date
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from levier.cli.person import actor
from levier.core.errors import BadInput
from levier.core.french.numbers import format_money, format_number
from levier.operations.gains import describing, following, measuring, net, projecting, reporting

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
    found = net.gains(actor(company, person), _day(since), _day(until))
    if as_json:
        typer.echo(json.dumps(describing.described(found), ensure_ascii=False, indent=2))
        return
    table = Table("Tâche", "Dossiers", "Heures gagnées", "Dépensé", "Gain net", "D'où vient ce chiffre")
    for one in found.tasks:
        hours = (
            f"{format_number(one.hours, 1)} ({format_number(one.hours_low, 1)} à {format_number(one.hours_high, 1)})"
            if one.hours is not None and one.hours_low is not None and one.hours_high is not None
            else "—"
        )
        table.add_row(
            one.title, format_number(one.use.runs), hours, "—" if one.spent is None else format_money(one.spent),
            "—" if one.net is None else format_money(one.net), one.said,
        )  # fmt: skip
    console.print(table if found.tasks else "Rien n'a servi sur cette période.")
    if found.net is not None:
        console.print(
            f"[bold]Gain net : {format_money(found.net)}[/bold] (dépensé : {format_money(found.spent or 0)})"
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
    write.write_bytes(reporting.report(actor(company, person), _day(since), _day(until)))
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
        console.print(f"[bold]{one.name}[/bold] : valeur actuelle nette {format_money(one.value)}, {back}")
    for swing in found.tornado:
        console.print(f"  {swing.label} : de {format_money(swing.bad)} à {format_money(swing.good)}")


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
) -> None:
    """Suivre un indicateur : son passé est mesuré, sa dernière valeur est le départ."""
    made, outcome = following.follow(actor(company, person), name, target=target, due=_day(due))
    console.print(f"[green]✓[/green] {made.label} : {outcome.values} période(s). {outcome.reason}")


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise BadInput(
            f"« {text} » n'est pas une date qui existe", mend="Écrivez par exemple 2026-11-23."
        ) from None
