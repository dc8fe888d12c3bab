"""``levier import``: tables and documents, recognised by their content."""

import json
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeRemainingColumn

from levier.cli.failing import for_people, tell
from levier.cli.importing_invoices import take_invoices
from levier.cli.importing_tables import Asked, take_table
from levier.cli.person import actor
from levier.cli.table_models import write_model
from levier.core.actor import Actor
from levier.core.errors import BadInput, LevierError
from levier.core.french.numbers import format_number
from levier.knowledge.adding import Added, add_file
from levier.policy.rights import Permission, require
from levier.tables.accounting.reading import is_fec_file
from levier.tables.importing import How
from levier.tables.sharing import readers_named
from levier.tables.sniffing import looks_like_table

app = typer.Typer(add_completion=False)


@app.command()
def import_files(
    files: Annotated[
        list[Path],
        typer.Argument(
            help="Fichiers : CSV, XLSX, XLS, ODS, Parquet, JSON, FEC, relevés bancaires (CFONB, OFX, camt) ; PDF, DOCX, "
            "HTML, MD, TXT ; factures PDF, XML, ZIP."
        ),
    ],
    kind: Annotated[
        str | None, typer.Option(help="Genre de tableau (sales, products, stock …) ; deviné sans cela.")
    ] = None,
    name: Annotated[str | None, typer.Option("--name", help="Le tableau à créer ou à mettre à jour.")] = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Montrer ce qui serait importé, sans rien écrire.")
    ] = False,
    sheet: Annotated[str, typer.Option("--sheet", help="La feuille à lire : son nom ou son numéro.")] = "",
    every_sheet: Annotated[
        bool, typer.Option("--all-sheets", help="Importer chaque feuille reconnue, chacune dans son tableau.")
    ] = False,
    mapping: Annotated[
        list[str] | None,
        typer.Option("--mapping", help="Une correspondance champ=colonne ; peut se répéter."),
    ] = None,
    mode: Annotated[
        str, typer.Option("--mode", help="ajouter (les lignes nouvelles) ou remplacer.")
    ] = "remplacer",
    dates: Annotated[
        str, typer.Option("--dates", help="L'ordre des dates : jj/mm/aaaa, mm/jj/aaaa ou aa/mm/jj.")
    ] = "",
    decimal: Annotated[str, typer.Option("--decimal", help="La marque décimale : « , » ou « . ».")] = "",
    separator: Annotated[str, typer.Option("--separator", help="Le séparateur d'un fichier texte.")] = "",
    encoding: Annotated[str, typer.Option("--encoding", help="L'encodage d'un fichier texte.")] = "",
    header: Annotated[
        str, typer.Option("--header", help="La ligne des noms de colonnes ; 0 quand il n'y en a pas.")
    ] = "",
    confirmed: Annotated[
        bool, typer.Option("--confirm", help="Importer même si la plupart des lignes sont refusées.")
    ] = False,
    readers: Annotated[
        str,
        typer.Option(
            help="Qui verra un nouveau tableau : all, accounting, managers ou owners (par défaut : selon son type)."
        ),
    ] = "",
    model: Annotated[
        str | None,
        typer.Option(
            "--modele",
            help="Écrire ici le modèle vide d'un tableau (ventes, articles, stock …) et s'arrêter.",
            callback=write_model,
            is_eager=True,
        ),
    ] = None,
    company: Annotated[str | None, typer.Option(help="L'entreprise.")] = None,
    person: Annotated[str | None, typer.Option("--as", help="La personne qui importe.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Une liste JSON.")] = False,
) -> None:
    """Importer des fichiers. Chaque fichier est traité à part : un mauvais fichier n'empêche pas les autres."""
    importer = actor(company, person)
    require(importer, Permission.IMPORT)
    how = How.said(
        sheet=sheet, dates=dates, decimal=decimal, separator=separator, encoding=encoding, header=header
    )
    asked = Asked(
        kind,
        name,
        Asked.mapping_said(mapping or []),
        Asked.mode_named(mode),
        how,
        confirmed,
        dry_run,
        every_sheet,
        readers_named(importer, readers),
    )
    console = Console(highlight=False, quiet=as_json)
    done: list[dict[str, Any]] = []
    failures: list[LevierError] = []
    errors = Console(stderr=True, highlight=False, soft_wrap=True)
    if kind is None:
        files, done = take_invoices(importer, files, dry_run, console)
    for file in files:
        try:
            done += one_file(importer, file, asked, console)
        except Exception as error:  # whatever one file does, the others go in
            failure = for_people(error)
            failures.append(failure)
            done.append({"file": str(file), "error": failure.message})
            tell(errors, f"{file} : {failure.message}")
    if as_json:
        print(json.dumps(done, ensure_ascii=False, indent=2, default=str))
    raise typer.Exit(max((error.exit_status for error in failures), default=0))


def one_file(importer: Actor, file: Path, asked: Asked, console: Console) -> list[dict[str, Any]]:
    """Import one table or document; returns what was done. Raises BadInput."""
    if file.is_dir():
        raise BadInput("C'est un dossier", mend="Donnez les fichiers qu'il contient : « dossier/* ».")
    if not file.is_file():
        raise BadInput("Le fichier est introuvable", mend="Vérifiez le chemin.")
    if asked.kind or asked.mapping or looks_like_table(file) or is_fec_file(file):
        return take_table(importer, file, asked, console)
    dry_run = asked.dry_run
    if dry_run:
        console.print(f"– {file.name} : document, serait lu et indexé", soft_wrap=True, markup=False)
        return [{"file": str(file), "kind": "document"}]
    added = _add(importer, file, console)
    note = "déjà connu" if added.skipped else _passages(added.passages)
    console.print(f"[green]✓[/green] {escape(file.name)} : document, {note}", soft_wrap=True)
    for one in added.inside:
        told = _passages(one.passages) if one.document_id else one.problem
        console.print(f"  – {one.name} : {told}", soft_wrap=True, markup=False)
    return [
        {
            "file": str(file),
            "kind": "document",
            "document": added.document_id,
            "passages": added.passages,
            "skipped": added.skipped,
        }
    ]


def _add(importer: Actor, file: Path, console: Console) -> Added:
    """Add a document, its progress and the time left on the terminal."""
    columns = (SpinnerColumn(), TextColumn("{task.description}"), BarColumn(), TimeRemainingColumn())
    with Progress(*columns, console=console, transient=True) as shown:
        task = shown.add_task(escape(file.name), total=None)

        def tell_progress(done: int, total: int, note: str = "") -> None:
            shown.update(
                task, completed=done, total=total or None, description=escape(f"{file.name} {note}".strip())
            )

        return add_file(importer, file, file.name, progress=tell_progress)


def _passages(count: int) -> str:
    return f"{format_number(count)} passage{'s' if count > 1 else ''}"
