"""The electronic invoices among the files given to ``levier import``: read and kept together."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.text import Text

from levier.cli.invoices import may_be_one
from levier.core.actor import Actor
from levier.core.errors import BadInput
from levier.knowledge.adding import add_file
from levier.tables.invoicing.apart import Reader
from levier.tables.invoicing.archives import files_in, is_zip
from levier.tables.invoicing.keeping import Kept, keep
from levier.tables.invoicing.models import EInvoice
from levier.tables.invoicing.read import ReadInvoice
from levier.tables.invoicing.report import VERDICTS

_MARKS = {"stored": "✓", "known": "=", "twin": "!"}


def take_invoices(
    importer: Actor, files: Sequence[Path], dry_run: bool, console: Console
) -> tuple[list[Path], list[dict[str, Any]]]:
    """Keep the invoices among the files; returns the files left to import, and what was done with the invoices.

    A folder stands for the invoices it holds. PDFs are added to the documents too. What looks like an invoice and
    cannot be read as one is left with the other files.
    """
    found: list[tuple[Path, ReadInvoice, bytes]] = []
    left: list[Path] = []
    with Reader() as reader:
        for path in files:
            inside = [one for file in _expanded(path) for one in _read(file, reader)]
            found += inside
            if not inside:
                left.append(path)
    if not found:
        return left, []
    if dry_run:
        return left, [_said(path, read, None, console) for path, read, _ in found]
    kept = keep(importer, [(read, data) for _, read, data in found])
    done = []
    for (path, read, data), answer in zip(found, kept, strict=True):
        if read.embedded and answer.state == "stored":
            added = add_file(importer, data, read.name)
            EInvoice.objects.filter(pk=answer.id).update(document=added.document_id)
        done.append(_said(path, read, answer, console))
    return left, done


def _expanded(path: Path) -> list[Path]:
    if not path.is_dir():
        return [path] if may_be_one(path) else []
    return [file for file in sorted(path.rglob("*")) if may_be_one(file)]


def _read(file: Path, reader: Reader) -> list[tuple[Path, ReadInvoice, bytes]]:
    data = file.read_bytes()
    parts = list(files_in(data, file.name)) if is_zip(data) else [(data, file.name)]
    read = []
    for content, name in parts:
        try:
            read.append((file, reader.read(content, name), content))
        except BadInput:
            continue
    return read


def _said(path: Path, read: ReadInvoice, answer: Kept | None, console: Console) -> dict[str, Any]:
    verdict = VERDICTS[read.report.verdict]
    note = answer.note if answer else "rien n'a été écrit"
    mark = _MARKS[answer.state] if answer else "–"
    console.print(
        Text(
            f"{mark} {read.name} : facture n° {read.invoice.number or '?'}, {verdict.lower()}{f' — {note}' if note else ''}"
        ),
        soft_wrap=True,
    )
    return {
        "file": str(path),
        "kind": "invoice",
        "number": read.invoice.number,
        "verdict": read.report.verdict,
        "invoice": answer.id if answer else None,
        "state": answer.state if answer else None,
    }
