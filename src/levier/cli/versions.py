"""``levier versions``: the versions of a table; undo an import, put a version back, compare two of them."""

import json
from dataclasses import asdict
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.table import Table

from levier.cli.person import actor
from levier.core.actor import Actor
from levier.core.errors import NotFound
from levier.core.french.numbers import format_number
from levier.tables import versions
from levier.tables.models import Dataset
from levier.tables.sharing import visible_dataset

app = typer.Typer(add_completion=False)


@app.command()
def show_versions(
    table: Annotated[
        str, typer.Argument(help="Le tableau : son nom, ou son numéro ; sans lui, la liste.")
    ] = "",
    undo: Annotated[bool, typer.Option("--annuler", help="Annuler son dernier import.")] = False,
    restore: Annotated[int, typer.Option("--retablir", help="Remettre en service cette version.")] = 0,
    compare: Annotated[
        tuple[int, int], typer.Option("--comparer", help="Comparer deux versions, par exemple 1 2.")
    ] = (0, 0),
    company: Annotated[str | None, typer.Option(help="L'entreprise.")] = None,
    person: Annotated[str | None, typer.Option("--as", help="La personne qui agit.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Le résultat en JSON.")] = False,
) -> None:
    """Lister les versions d'un tableau, annuler un import, remettre une version, comparer deux versions."""
    who = actor(company, person)
    console = Console(highlight=False, quiet=as_json)
    if not table:
        told: Any = _tables(who, console)
    else:
        dataset = _named(who, table)
        if undo or restore:
            change = versions.undo(who, dataset.pk) if undo else versions.restore(who, dataset.pk, restore)
            console.print(f"[green]✓[/green] {change.summary}", soft_wrap=True)
            told = asdict(change)
        elif any(compare):
            told = _compared(who, dataset, compare, console)
        else:
            told = _versions(dataset, console)
    if as_json:
        print(json.dumps(told, ensure_ascii=False, indent=2, default=str))


def _named(who: Actor, table: str) -> Dataset:
    found = Dataset.objects.visible_to(who).filter(name__iexact=table.strip()).first()
    if found is None and table.isdecimal():
        return visible_dataset(who, int(table))
    if found is None:
        raise NotFound(f"Il n'y a pas de tableau « {table} »", mend="« levier versions » donne la liste.")
    return found


def _tables(who: Actor, console: Console) -> list[dict[str, Any]]:
    view = Table("N°", "Tableau", "Version", "Versions")
    told = []
    for dataset in Dataset.objects.visible_to(who).order_by("name"):
        count = dataset.versions.count()
        if not count:
            continue
        used = str(dataset.current) if dataset.current else "annulé"
        view.add_row(str(dataset.pk), dataset.name, used, str(count))
        told.append(
            {"dataset": dataset.pk, "name": dataset.name, "current": dataset.current, "versions": count}
        )
    console.print(view)
    return told


def _versions(dataset: Dataset, console: Console) -> list[dict[str, Any]]:
    view = Table("Version", "Importée", "Lignes", "Écartées", "Fichier", "Par", title=dataset.name)
    told = []
    for version in dataset.versions.select_related("imported_by"):
        mark = " ←" if version.number == dataset.current else ""
        view.add_row(
            f"{version.number}{mark}", f"{version.created:%d/%m/%Y %H:%M}", format_number(version.rows),
            format_number(version.rejected), version.original_name, str(version.imported_by or ""),
        )  # fmt: skip
        told.append(
            {"version": version.number, "current": version.number == dataset.current, "rows": version.rows,
             "rejected": version.rejected, "file": version.original_name, "mode": version.mode,
             "created": version.created.isoformat()}
        )  # fmt: skip
    console.print(view)
    return told


def _compared(who: Actor, dataset: Dataset, pair: tuple[int, int], console: Console) -> dict[str, Any]:
    found = versions.compare(who, dataset.pk, *pair, limit=20)
    console.print(
        f"De la version {found.first} à la version {found.second} de « {dataset.name} » : {format_number(found.added)} ligne(s) "
        f"en plus, {format_number(found.removed)} en moins, {format_number(found.same)} inchangée(s).",
        soft_wrap=True,
        markup=False,
    )
    for title, rows in (("En plus", found.added_rows), ("En moins", found.removed_rows)):
        if rows:
            view = Table(*found.labels[:6], title=title)
            for row in rows[:10]:
                view.add_row(*("" if cell is None else str(cell) for cell in row[:6]))
            console.print(view)
    return asdict(found) | {"same": found.same}
