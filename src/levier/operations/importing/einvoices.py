"""The electronic invoices of a batch: read and kept together, before the other files are taken one by one."""

from collections import Counter

from django.utils import timezone

from levier.core.actor import Actor
from levier.core.errors import BadInput, LevierError
from levier.knowledge.adding import add_file
from levier.operations.importing.keeping import discard, path_of
from levier.operations.importing.models import FileKind, FileState, ImportFile
from levier.operations.importing.one_file import actor_of, as_problem, tell
from levier.orchestrator import faults
from levier.tables.invoicing.apart import Reader
from levier.tables.invoicing.archives import files_in, is_zip
from levier.tables.invoicing.keeping import Kept, keep
from levier.tables.invoicing.models import EInvoice
from levier.tables.invoicing.read import ReadInvoice
from levier.tables.invoicing.sniffing import may_be_invoice

_AT_ONCE = 100
"""Invoices kept in one go: one version of the tables for so many, not one each."""
_ENDINGS = (".xml", ".pdf", ".zip")


def take_invoices(batch_id: int) -> dict[str, int]:
    """Read the waiting files that may be invoices and keep those that are. PDFs go on to become documents too."""
    files = [
        file
        for file in ImportFile.objects.select_related("batch").filter(batch=batch_id, state=FileState.WAITING)
        if file.name.lower().endswith(_ENDINGS) and path_of(file).is_file()
    ]
    taken = 0
    with Reader() as reader:
        for start in range(0, len(files), _AT_ONCE):
            taken += _take(files[start : start + _AT_ONCE], reader)
    return {"invoices": taken}


def _take(files: list[ImportFile], reader: Reader) -> int:
    """The invoices among these files, kept together by who may read them."""
    found: list[tuple[ImportFile, ReadInvoice, bytes]] = []
    whole: dict[int, bool] = {}
    for file in files:
        data = path_of(file).read_bytes()
        parts = _parts(file, data)
        read = []
        for content, name in parts or ():
            try:
                read.append((file, reader.read(content, name), content))
            except BadInput as problem:
                if file.kind == FileKind.INVOICE:
                    _failed(file, problem)
        whole[file.pk] = bool(read) and len(read) == len(parts or ())
        found += read
    for readers in {tuple(file.readers) for file, _, _ in found}:
        group = [one for one in found if tuple(one[0].readers) == readers]
        _keep(group, list(readers), whole)
    return len(found)


def _parts(file: ImportFile, data: bytes) -> list[tuple[bytes, str]] | None:
    """The file itself, or the files of a ZIP; None when it cannot hold an invoice."""
    if is_zip(data):
        try:
            parts = list(files_in(data, file.name))
        except BadInput:
            return None
        return parts if any(may_be_invoice(content) for content, _ in parts) else None
    return [(data, file.name)] if file.kind == FileKind.INVOICE or may_be_invoice(data) else None


def _keep(
    group: list[tuple[ImportFile, ReadInvoice, bytes]], readers: list[str], whole: dict[int, bool]
) -> None:
    try:
        actor = actor_of(group[0][0])
        kept = keep(actor, [(read, data) for _, read, data in group], readers)
    except LevierError as error:
        _refused(group, error)
        return
    by_file: dict[int, list[tuple[ReadInvoice, bytes, Kept]]] = {}
    for (file, read, data), answer in zip(group, kept, strict=True):
        by_file.setdefault(file.pk, []).append((read, data, answer))
    for file in {file.pk: file for file, _, _ in group}.values():
        _tell(actor, file, by_file[file.pk], whole[file.pk])


def _refused(group: list[tuple[ImportFile, ReadInvoice, bytes]], error: LevierError) -> None:
    for file in {file.pk: file for file, _, _ in group}.values():
        if file.kind == FileKind.INVOICE or file.name.lower().endswith(".zip"):
            _failed(file, error)


def _tell(actor: Actor, file: ImportFile, kept: list[tuple[ReadInvoice, bytes, Kept]], whole: bool) -> None:
    """What became of the invoices of a file. XML files and archives of invoices alone end here; PDFs go on."""
    verdicts = Counter(read.report.verdict for read, _, _ in kept)
    states = Counter(answer.state for _, _, answer in kept)
    file.numbers = {
        "invoice": kept[0][2].id if len(kept) == 1 else None,
        "invoices": len(kept),
        "verdicts": dict(verdicts),
        "known": states["known"],
        "twins": states["twin"],
        "note": next((answer.note for _, _, answer in kept if answer.state == "twin"), ""),
    }
    if file.name.lower().endswith(".pdf"):
        file.save(update_fields=["numbers"])
        return
    if not whole:  # an archive of invoices and other files: the others are documents
        file.save(update_fields=["numbers"])
        return
    for read, data, answer in kept:
        if read.embedded:
            _as_document(actor, file, read, data, answer)
    only_known = states["known"] == len(kept) and not _ours(file, [answer.id for _, _, answer in kept])
    file.kind, file.state = FileKind.INVOICE, FileState.KNOWN if only_known else FileState.DONE
    row = EInvoice.objects.get(pk=kept[0][2].id)
    file.title = f"Facture {row.number}" if len(kept) == 1 else file.name
    file.dataset = row.dataset_id
    file.started = file.started or timezone.now()
    file.finished = timezone.now()
    file.save()
    discard(file)
    tell(file, "file.finished", state=file.state)


def _as_document(actor: Actor, file: ImportFile, read: ReadInvoice, data: bytes, answer: Kept) -> None:
    """The PDF of an archive among the documents; one that cannot be read as a document stays an invoice."""
    try:
        added = add_file(actor, data, read.name, readers=file.readers)
    except LevierError:
        return
    EInvoice.objects.filter(pk=answer.id).update(document=added.document_id)


def _ours(file: ImportFile, invoices: list[int]) -> bool:
    """Whether they were kept by this very import, just before the process was killed."""
    return EInvoice.objects.filter(pk__in=invoices, arrived__gte=file.arrived).exists()


def _failed(file: ImportFile, error: LevierError) -> None:
    shown = faults.said(error)
    file.state, file.problem = (
        FileState.FAILED,
        as_problem(shown if isinstance(shown, LevierError) else error),
    )
    file.started = file.started or timezone.now()
    file.finished = timezone.now()
    file.save()
    discard(file)
    tell(file, "file.finished", state=file.state)
