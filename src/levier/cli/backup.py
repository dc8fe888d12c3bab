"""``levier backup``: everything that this installation holds, in one verified file, while it works."""

import json
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import Progress, SpinnerColumn, TextColumn

from levier.core.french.numbers import format_number
from levier.core.french.writing_dates import format_moment
from levier.operations.backups.keeping import default_folder, found
from levier.operations.backups.making import Made, make

app = typer.Typer(add_completion=False)


@app.command()
def backup(
    folder: Annotated[
        Path | None, typer.Argument(help="Le dossier où l'écrire, de préférence un autre disque.")
    ] = None,
    keep: Annotated[int | None, typer.Option(help="Ne garder que les N dernières de ce dossier.")] = None,
    listing: Annotated[bool, typer.Option("--list", help="Lister les sauvegardes du dossier.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Un seul objet JSON.")] = False,
) -> None:
    """Sauvegarder base, documents, tableaux et clé secrète, sans rien arrêter ; l'archive est relue en entier."""
    folder = folder or default_folder()
    if listing:
        return _list(folder, as_json)
    console = Console(highlight=False, quiet=as_json)
    with Progress(
        SpinnerColumn(), TextColumn("{task.description}"), console=console, transient=True
    ) as shown:
        task = shown.add_task("Copie de la base")
        made = make(
            folder,
            keep=keep,
            progress=lambda done, total, note: shown.update(
                task, description=f"{done}/{total} — {note[-60:]}"
            ),
        )
    if as_json:
        print(json.dumps(_told(made), ensure_ascii=False))
        return None
    console.print(
        f"[green]✓[/green] {made.backup.path} — {format_number(made.backup.size / 1024**2, 1)} Mo, "
        f"{format_number(len(made.manifest.files))} fichiers, relus et vérifiés.",
        soft_wrap=True,
    )
    if made.forgotten:
        console.print(f"  {made.forgotten} ancienne(s) sauvegarde(s) effacée(s).")
    if made.beside:
        console.print(
            "  [yellow]![/yellow] Elle est sur le même disque que les données : copiez-la ailleurs.",
            soft_wrap=True,
        )
    console.print(
        "  [dim]Elle contient la clé secrète et toutes les données : gardez-la en lieu sûr.[/dim]",
        soft_wrap=True,
    )
    return None


def _told(made: Made) -> dict[str, object]:
    return {
        "file": str(made.backup.path), "bytes": made.backup.size, "files": len(made.manifest.files), "counts": made.manifest.counts,
        "made": made.manifest.made, "same_disk": made.beside, "forgotten": made.forgotten,
    }  # fmt: skip


def _list(folder: Path, as_json: bool) -> None:
    there = found(folder)
    if as_json:
        print(
            json.dumps(
                [{"file": str(one.path), "made": one.made.isoformat(), "bytes": one.size} for one in there]
            )
        )
        return
    console = Console(highlight=False)
    if not there:
        console.print(
            f"Aucune sauvegarde dans {folder}. « levier backup DOSSIER » en fait une.", soft_wrap=True
        )
    for one in there:
        console.print(
            f"{format_moment(one.made.astimezone())}  {format_number(one.size / 1024**2, 1):>8} Mo  {one.path}",
            soft_wrap=True,
        )
