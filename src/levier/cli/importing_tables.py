"""One table given to ``levier import``: what is said of its reading, and what is shown of its import."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from rich.console import Console
from rich.markup import escape
from rich.table import Table
from rich.text import Text

from levier.core.actor import Actor
from levier.core.errors import BadInput
from levier.core.french.numbers import format_number, format_percent
from levier.tables.importing import How, ImportReport, import_file, import_tables

_MODES: dict[str, Literal["append", "replace"]] = {
    "ajouter": "append", "append": "append", "remplacer": "replace", "replace": "replace",
}  # fmt: skip


@dataclass(frozen=True)
class Asked:
    """The options of the command that are about tables."""

    kind: str | None = None
    name: str | None = None
    mapping: dict[str, str] = field(default_factory=dict)
    mode: Literal["append", "replace"] = "replace"
    how: How = field(default_factory=How)
    confirmed: bool = False
    dry_run: bool = False
    every_sheet: bool = False
    readers: tuple[str, ...] = ()

    @staticmethod
    def mode_named(text: str) -> Literal["append", "replace"]:
        """Raises BadInput."""
        if text.lower() not in _MODES:
            raise BadInput(
                f"Le mode « {text} » n'existe pas", mend="Écrivez --mode ajouter ou --mode remplacer."
            )
        return _MODES[text.lower()]

    @staticmethod
    def mapping_said(pairs: list[str]) -> dict[str, str]:
        """« champ=colonne », repeated; « champ= » leaves the field empty. Raises BadInput."""
        found = {}
        for pair in pairs:
            name, equal, column = pair.partition("=")
            if not equal or not name.strip():
                raise BadInput(
                    f"« {pair} » n'est pas une correspondance",
                    mend='Écrivez --mapping champ=colonne, par exemple "date=Jour".',
                )
            found[name.strip()] = column.strip()
        return found


def take_table(importer: Actor, file: Path, asked: Asked, console: Console) -> list[dict[str, Any]]:
    """Import it and show what was done; one result per table read. Raises BadInput."""
    if asked.every_sheet:
        reports = import_tables(
            importer, file, mode=asked.mode, dry_run=asked.dry_run, how=asked.how, readers=asked.readers
        )
    else:
        reports = [
            import_file(
                importer, file, kind=asked.kind, name=asked.name, mapping=asked.mapping or None, mode=asked.mode,
                dry_run=asked.dry_run, confirmed=asked.confirmed, how=asked.how, readers=asked.readers,
            )
        ]  # fmt: skip
    for report in reports:
        _show(file, report, console, dry_run=asked.dry_run)
    return [_told(file, report) for report in reports]


def _show(file: Path, report: ImportReport, console: Console, *, dry_run: bool) -> None:
    mark = (
        "[yellow]?[/yellow]" if report.questions else "[cyan]=[/cyan]" if report.known else "[green]✓[/green]"
    )
    sheet = f", « {escape(report.sheet)} »" if report.sheets else ""
    if report.known:
        console.print(f"{mark} {escape(file.name)} : {escape(report.summary)}", soft_wrap=True)
        return
    console.print(
        f"{mark} {escape(file.name)}{sheet} : {report.kind_label}, {format_number(report.accepted)} ligne{'s' if report.accepted > 1 else ''},"
        f" {format_number(report.rejected)} refusée{'s' if report.rejected > 1 else ''}{' (rien n’a été écrit)' if dry_run else ''}",
        soft_wrap=True,
    )
    table = Table("Colonne du fichier", "Sens", "Confiance")
    for column in report.mapping:
        table.add_row(Text(column.source), column.label, format_percent(column.confidence, 0))
    console.print(table)
    for text in report.warnings:
        console.print(f"  [yellow]![/yellow] {escape(text)}", soft_wrap=True)
    for text in report.notes:
        console.print(f"  {text}", soft_wrap=True, markup=False)
    for reason, count in list(report.reasons.items())[:4]:
        console.print(f"  {format_number(count)} refusée(s) : {reason}", soft_wrap=True, markup=False)
    for question in report.questions:
        console.print(
            f"  À dire avant d'importer. {question.refusal('').message}", soft_wrap=True, markup=False
        )
    if report.overlap and dry_run:
        fresh = report.accepted - report.overlap
        console.print(
            f"  {format_number(report.overlap)} de ces lignes sont déjà là : « --mode ajouter » ajouterait les"
            f" {format_number(fresh)} nouvelles.",
            soft_wrap=True,
            markup=False,
        )
    if report.rejects_path:
        console.print(
            f"  Lignes refusées, avec la raison de chacune : {report.rejects_path}",
            soft_wrap=True,
            markup=False,
        )


def _told(file: Path, report: ImportReport) -> dict[str, Any]:
    return {
        "file": str(file), "sheet": report.sheet, "sheets": list(report.sheets), "kind": report.kind, "format": report.format,
        "accepted": report.accepted, "rejected": report.rejected, "reasons": report.reasons, "already": report.already_there,
        "overlap": report.overlap, "known": report.known, "dataset": report.dataset_id, "name": report.dataset,
        "version": report.version, "rows": report.rows, "score": report.profile.score, "notes": list(report.notes),
        "warnings": list(report.warnings),
        "mapping": [
            {"column": m.column, "field": m.field, "confidence": m.confidence, "why": m.why} for m in report.mapping
        ],
        "questions": [
            {"name": q.name, "columns": list(q.columns), "text": q.text,
             "choices": [{"value": c.value, "label": c.label, "reads": c.consequence} for c in q.choices]}
            for q in report.questions
        ],
        "rejects": str(report.rejects_path) if report.rejects_path else None,
    }  # fmt: skip
