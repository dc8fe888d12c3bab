"""``levier board``: the boards of a company in the terminal."""

import json
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from levier.accounts.models import Company as CompanyModel
from levier.capabilities.live_dashboard.explaining import explain
from levier.capabilities.live_dashboard.shapes import Figure
from levier.capabilities.live_dashboard.words import amount, capital, moved, percent, where_from
from levier.cli.person import actor
from levier.core.french.numbers import format_count, format_percent
from levier.operations.boards import alerts as board_alerts
from levier.operations.boards import letters, printing, services, tiles, watching
from levier.operations.boards.reading import BoardTables
from levier.operations.boards.showing import shown, wanted

app = typer.Typer(
    add_completion=False,
    no_args_is_help=True,
    help="Lire les tableaux de bord, leurs alertes, et d'où vient une évolution.",
)
console = Console(highlight=False)
Company = Annotated[str | None, typer.Option(help="L'entreprise (son nom court).")]
Person = Annotated[str | None, typer.Option("--as", help="L'adresse e-mail de la personne qui agit.")]
AsJson = Annotated[bool, typer.Option("--json", help="Un seul objet JSON.")]
Number = Annotated[int, typer.Argument(help="Le numéro du tableau de bord (levier board list).")]


@app.command("list")
def listing(company: Company = None, person: Person = None, as_json: AsJson = False) -> None:
    """Lister les tableaux de bord partagés avec vous."""
    who = actor(company, person)
    found = [(one, services.tiles_of(who, one)) for one in services.visible(who)]
    if as_json:
        told = [
            {"id": one.pk, "name": one.name, "purpose": one.purpose, "tiles": len(its)} for one, its in found
        ]
        typer.echo(json.dumps(told, ensure_ascii=False, indent=2))
        return
    if not found:
        console.print('Aucun tableau de bord. Créez-en un : levier board create "Direction"')
        return
    table = Table("Numéro", "Nom", "Indicateurs")
    for one, its in found:
        table.add_row(str(one.pk), one.name, str(len(its)))
    console.print(table)


@app.command("create")
def create(
    name: Annotated[str, typer.Argument(help="Son nom.")],
    empty: Annotated[bool, typer.Option("--empty", help="Sans les indicateurs habituels.")] = False,
    company: Company = None,
    person: Person = None,
    as_json: AsJson = False,
) -> None:
    """Créer un tableau de bord avec les indicateurs habituels de vos tableaux."""
    who = actor(company, person)
    made = services.create(who, name, usual=not empty)
    if as_json:
        typer.echo(
            json.dumps({"id": made.pk, "name": made.name, "tiles": made.tiles.count()}, ensure_ascii=False)
        )
        return
    console.print(
        f"[green]✓[/green] « {made.name} » est prêt ({made.tiles.count()} indicateurs) : levier board show {made.pk}"
    )


@app.command("show")
def show(
    number: Number,
    company: Company = None,
    person: Person = None,
    save: Annotated[Path | None, typer.Option(help="Écrire aussi le PDF dans ce fichier.")] = None,
    as_json: AsJson = False,
) -> None:
    """Lire les chiffres d'un tableau de bord."""
    who = actor(company, person)
    board = services.get(who, number)
    found = shown(who, services.tiles_of(who, board))
    if save is not None:
        its = CompanyModel.objects.get(pk=who.company_id)
        save.write_bytes(printing.printed(board, found, its.name, its.today))
    if as_json:
        told = [
            {"id": one.tile.pk, "figure": one.figure.model_dump(mode="json") if one.figure else None, "side": one.side,
             "problem": one.problem.what if one.problem else ""}
            for one in found
        ]  # fmt: skip
        typer.echo(json.dumps(told, ensure_ascii=False, indent=2))
        return
    table = Table(
        "N°", "Indicateur", "Période", "Valeur", "Avant", "Un an avant", "Objectif", title=board.name
    )
    for one in found:
        figure = one.figure
        if figure is None:
            table.add_row(
                str(one.tile.pk), one.tile.measure, "", one.problem.what if one.problem else "", "", "", ""
            )
            continue
        state = {"low": " ▼ seuil", "high": " ▲ seuil"}.get(one.side, "")
        table.add_row(
            str(one.tile.pk), capital(figure.label), figure.period or "à ce jour", amount(figure.value, figure.unit) + state,
            _change(figure, figure.previous, figure.change), _change(figure, figure.last_year, figure.year_change),
            format_percent(one.reached, 0) if one.reached is not None else "—",
        )  # fmt: skip
    console.print(table)


def _change(figure: Figure, before: float | None, change: float | None) -> str:
    """« −7,7 % », in points for a rate."""
    if before is None or figure.value is None:
        return "—"
    return (
        moved(figure.value - before, figure.unit) if figure.unit == "%" or change is None else percent(change)
    )


@app.command("why")
def why(
    number: Number,
    tile: Annotated[int, typer.Argument(help="Le numéro de l'indicateur (levier board show).")],
    year: Annotated[bool, typer.Option("--year", help="Comparer à la même période un an plus tôt.")] = False,
    company: Company = None,
    person: Person = None,
    as_json: AsJson = False,
) -> None:
    """Dire d'où vient l'évolution d'un indicateur, au centime près."""
    who = actor(company, person)
    found = tiles.get(who, number, tile)
    today = CompanyModel.objects.get(pk=who.company_id).today
    change = explain(BoardTables(who), today, wanted(found), "year" if year else "previous")
    if as_json:
        typer.echo(change.model_dump_json(indent=2))
        return
    console.print(f"{capital(change.label)} : {amount(change.before, change.unit)} ({change.against}), puis {amount(change.now, change.unit)} "
                  f"({change.period}) : [bold]{moved(change.difference, change.unit)}[/bold]")  # fmt: skip
    for factors in change.factors:
        table = Table("Effet", "Part", title=factors.title)
        for part in factors.parts:
            table.add_row(part.name, moved(part.change, change.unit))
        console.print(table)
    for split in change.splits:
        finding = where_from(change, split)
        console.print(finding if finding.startswith("Par ") else f"Par {split.label} : {finding}")


@app.command("alerts")
def alerts(
    every: Annotated[bool, typer.Option("--all", help="Aussi celles que vous avez lues.")] = False,
    company: Company = None,
    person: Person = None,
    as_json: AsJson = False,
) -> None:
    """Lister les seuils franchis et les ruptures."""
    found = board_alerts.alerts_of(actor(company, person), waiting=not every)[:100]
    if as_json:
        told = [
            {
                "id": one.pk,
                "title": one.title,
                "text": one.text,
                "raised": one.raised.isoformat(),
                "ended": one.ended and one.ended.isoformat(),
            }
            for one in found
        ]
        typer.echo(json.dumps(told, ensure_ascii=False, indent=2))
        return
    for one in found:
        console.print(f"{one.raised:%d/%m/%Y %H:%M}  {one.text}" + ("  (terminée)" if one.ended else ""))
    if not found:
        console.print("Aucune alerte à lire.")


@app.command("watch")
def watch(company: Company = None, person: Person = None, as_json: AsJson = False) -> None:
    """Regarder les seuils maintenant (un serveur ouvert le fait de lui-même après chaque import)."""
    who = actor(company, person)
    services.visible(who)
    told = watching.look(who.company_id) | {"mails": letters.send_waiting(who.company_id)}
    if as_json:
        typer.echo(json.dumps(told))
        return
    counts = (
        (told["tiles"], "indicateur surveillé"),
        (told["alerts"], "nouvelle alerte"),
        (told["mails"], "message envoyé"),
    )
    console.print(f"{', '.join(format_count(count, what) for count, what in counts)}.")
