"""Dropped files on their way in, and the first question that a new file can answer."""

from collections.abc import Iterable

from django.core.files.uploadedfile import UploadedFile

from levier.knowledge.parsing.endings import ENDINGS
from levier.operations.importing.models import Batch, FileKind, FileState, ImportFile
from levier.operations.importing.services import TABLES, Dropped

DOCUMENTS = ENDINGS
INVOICES = frozenset({".xml", ".zip"})
ACCEPTED = ",".join(sorted(TABLES | DOCUMENTS | INVOICES))


def dropped(files: Iterable[UploadedFile]) -> list[Dropped]:
    """Uploaded files as the import takes them."""
    return [_one(file) for file in files]


def _one(file: UploadedFile) -> Dropped:
    head = file.read(64 * 1024)  # an invoice in XML may begin with a long comment
    file.seek(0)
    return Dropped(file.name or "fichier", file.size or 0, head, file.chunks())


def lone_table(batch: Batch) -> str:
    """The token of the table to check when that is all that came, else nothing."""
    files = list(batch.files.all())
    return files[0].token if len(files) == 1 and files[0].state == FileState.CHECK else ""


def suggested_request(files: Iterable[ImportFile]) -> str:
    """A first question that these files, now imported, can answer; nothing when none was."""
    for file in files:
        if file.state not in (FileState.DONE, FileState.KNOWN):
            continue
        if file.kind == FileKind.DOCUMENT and (
            file.numbers.get("passages") or not file.numbers.get("inside")
        ):
            return f"Que dit “{file.title}” ?" if file.title else "Que disent nos documents ?"
        if file.numbers.get("kind") == "sales":
            return "Quel est notre chiffre d'affaires par mois, et quelles sont nos 5 meilleures références ?"
    return ""
