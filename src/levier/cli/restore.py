"""``levier restore``: put a backup back; what was there is moved aside."""

import json
from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from levier.cli.agreeing import agreed
from levier.core.french.numbers import format_number
from levier.core.french.writing_dates import format_moment
from levier.operations.backups import archive
from levier.operations.backups.restoring import restore as put_back

app = typer.Typer(add_completion=False)


@app.command()
def restore(
    backup: Annotated[Path, typer.Argument(help="Le fichier « levier-….tar.gz ».")],
    check: Annotated[bool, typer.Option("--check", help="Vérifier l'archive sans rien changer.")] = False,
    sure: Annotated[bool, typer.Option("--yes", help="Ne pas demander de confirmation.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Un seul objet JSON (sans confirmation).")] = False,
) -> None:
    """Reprendre une sauvegarde. Les données en place sont mises de côté, jamais effacées."""
    console = Console(highlight=False, quiet=as_json)
    manifest = archive.read(backup)
    counts = manifest.counts
    console.print(
        f"Sauvegarde saine du {format_moment(datetime.fromisoformat(manifest.made).astimezone())}, Levier {manifest.levier} : "
        f"{counts.get('companies', 0)} entreprise(s), {counts.get('people', 0)} personne(s), "
        f"{format_number(counts.get('documents', 0))} document(s), {format_number(counts.get('table_versions', 0))} version(s) "
        f"de tableaux, {format_number(manifest.size / 1024**2, 1)} Mo.",
        soft_wrap=True,
    )
    if check:
        if as_json:
            print(
                json.dumps(
                    {
                        "sound": True,
                        "made": manifest.made,
                        "levier": manifest.levier,
                        "database": manifest.database,
                        "counts": counts,
                    }
                )
            )
        return
    if not (sure or as_json):
        agreed("Remplacer les données de cette installation par celles-ci ?")
    done = put_back(backup)
    if as_json:
        told = {
            "made": manifest.made,
            "counts": counts,
            "aside": str(done.aside) if done.aside else None,
            "journal_sound": done.sound,
        }
        print(json.dumps(told, ensure_ascii=False))
        return
    console.print(f"[green]✓[/green] Données reprises{' ; journal intact' if done.sound else ''}.")
    if not done.sound:
        console.print(
            "  [yellow]![/yellow] La chaîne du journal est rompue : « levier journal verify » dit où.",
            soft_wrap=True,
        )
    if done.aside:
        console.print(
            f"  Les données d'avant sont dans {done.aside} : effacez ce dossier quand tout va bien.",
            soft_wrap=True,
        )
    console.print("  [dim]Relancez « levier serve ».[/dim]")
