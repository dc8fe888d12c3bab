"""``levier import``: tables and documents, recognised by their content."""

import json
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.markup import escape
from rich.table import Table
from rich.text import Text

from levier.cli.failing import for_people, tell
from levier.cli.importing_invoices import take_invoices
from levier.cli.person import actor
from levier.core.actor import Actor
from levier.core.errors import BadInput, LevierError
from levier.core.french.numbers import format_number, format_percent
from levier.knowledge.adding import add_file
from levier.policy.rights import Permission, require
from levier.tables.accounting.reading import is_fec_file
from levier.tables.importing import TABLE_SUFFIXES, import_file

app = typer.Typer(add_completion=False)


@app.command()
def import_files(
    files: Annotated[
        list[Path], typer.Argument(help="Fichiers : CSV, XLSX, ODS, Parquet ; PDF, DOCX, HTML, MD, TXT ; factures PDF, XML, ZIP.")
    ],
    kind: Annotated[
        str | None, typer.Option(help="Genre de tableau (sales, products, stock …) ; deviné sans cela.")
    ] = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Montrer ce qui serait importé, sans rien écrire.")
    ] = False,
    company: Annotated[str | None, typer.Option(help="L'entreprise.")] = None,
    person: Annotated[str | None, typer.Option("--as", help="La personne qui importe.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Une liste JSON.")] = False,
) -> None:
    """Importer des fichiers. Chaque fichier est traité à part : un mauvais fichier n'empêche pas les autres."""
    importer = actor(company, person)
    require(importer, Permission.IMPORT)
    console = Console(highlight=False, quiet=as_json)
    done: list[dict[str, Any]] = []
    failures: list[LevierError] = []
    errors = Console(stderr=True, highlight=False, soft_wrap=True)
    if kind is None:
        files, done = take_invoices(importer, files, dry_run, console)
    for file in files:
        try:
            done.append(one_file(importer, file, kind, dry_run, console))
        except Exception as error:  # whatever one file does, the others go in
            failure = for_people(error)
            failures.append(failure)
            done.append({"file": str(file), "error": failure.message})
            tell(errors, f"{file} : {failure.message}")
    if as_json:
        print(json.dumps(done, ensure_ascii=False, indent=2, default=str))
    raise typer.Exit(max((error.exit_status for error in failures), default=0))


def one_file(
    importer: Actor, file: Path, kind: str | None, dry_run: bool, console: Console
) -> dict[str, Any]:
    """Import one table or document; returns what was done. Raises BadInput."""
    if file.is_dir():
        raise BadInput("C'est un dossier", mend="Donnez les fichiers qu'il contient : « dossier/* ».")
    if not file.is_file():
        raise BadInput("Le fichier est introuvable", mend="Vérifiez le chemin.")
    if file.suffix.lower() in TABLE_SUFFIXES or kind or is_fec_file(file):
        report = import_file(importer, file, kind=kind, dry_run=dry_run)
        table = Table("Colonne du fichier", "Sens", "Confiance")
        for column in report.mapping:
            table.add_row(Text(column.source), column.label, format_percent(column.confidence, 0))
        console.print(
            f"[green]✓[/green] {escape(file.name)} : {report.kind_label}, {format_number(report.accepted)} lignes,"
            f" {format_number(report.rejected)} refusées{' (rien n’a été écrit)' if dry_run else ''}",
            soft_wrap=True,
        )
        console.print(table)
        if report.rejects_path:
            console.print(
                f"  Lignes refusées, avec la raison de chacune : {report.rejects_path}",
                soft_wrap=True,
                markup=False,
            )
        return {"file": str(file), "kind": report.kind, "accepted": report.accepted, "rejected": report.rejected,
                "dataset": report.dataset_id, "version": report.version}  # fmt: skip
    if dry_run:
        console.print(f"– {file.name} : document, serait lu et indexé", soft_wrap=True, markup=False)
        return {"file": str(file), "kind": "document"}
    added = add_file(importer, file, file.name)
    note = "déjà connu" if added.skipped else f"{format_number(added.passages)} passages"
    console.print(f"[green]✓[/green] {escape(file.name)} : document, {note}", soft_wrap=True)
    return {
        "file": str(file),
        "kind": "document",
        "document": added.document_id,
        "passages": added.passages,
        "skipped": added.skipped,
    }
