"""One file: read for the person who dropped it, with its progress told; its end is kept once. It never raises."""

import time
from typing import Any

from django.utils import timezone

from levier import durable
from levier.accounts.models import Membership
from levier.core.actor import Actor
from levier.core.capability import ProgressReport
from levier.core.errors import NotAllowed
from levier.knowledge.adding import add_file
from levier.knowledge.models import DocumentVersion
from levier.knowledge.writing import Inside
from levier.operations.importing import stopping
from levier.operations.importing.keeping import discard, path_of
from levier.operations.importing.models import FileKind, FileState, ImportFile
from levier.operations.importing.offering import TablesInside
from levier.operations.importing.services import as_problem
from levier.orchestrator import faults
from levier.tables.importing import How, import_file
from levier.tables.models import DatasetVersion, EInvoice

_MOST_LEFT = 100
"""Files left aside of one archive that its page names."""
_PROGRESS_EVERY = 0.25
"""Seconds between two reports of progress of a file."""


def import_one(file_id: int) -> dict[str, Any]:
    """Import a file; when it ended before a crash, its end stays as it is."""
    file = ImportFile.objects.select_related("batch").filter(pk=file_id).first()
    if file is None or file.is_finished:
        return {}
    if file.started is None:  # a second try after a crash keeps the first start: see _ours
        file.started = timezone.now()
    file.state = FileState.RUNNING
    file.save(update_fields=["state", "started"])
    tell(file, "file.started")
    try:
        stopping.go_on(file)
        actor = actor_of(file)
        _import_table(actor, file) if file.kind == FileKind.TABLE else _import_document(actor, file)
    except stopping.Stopped:
        stopping.left(file)
        file.save()
        stopping.settle(file.batch)
        tell(file, "file.finished", state=file.state)
        return {"state": str(file.state)}
    except Exception as error:  # one bad file must not stop the others
        shown = faults.said(error)
        if shown is not error:
            faults.problem(error)
        file.state, file.problem = FileState.FAILED, as_problem(shown)
    file.finished = timezone.now()
    file.save()
    if file.state != FileState.FAILED or file.kind == FileKind.DOCUMENT:
        discard(file)  # a table that failed keeps its bytes: its columns can be chosen again
    tell(file, "file.finished", state=file.state)
    return {"state": str(file.state)}


def _import_document(actor: Actor, file: ImportFile) -> None:
    tables = TablesInside(actor, file)
    added = add_file(
        actor, path_of(file), file.name, readers=file.readers, progress=_progress(file), offered=tables.take
    )
    version = DocumentVersion.objects.select_related("document").get(
        document=added.document_id, number=added.version
    )
    known = added.skipped and not _ours(version.added, file)
    file.state = FileState.KNOWN if known else FileState.DONE
    file.document, file.title = added.document_id, version.document.title
    pages = version.pages.count() if version.paged else 0
    file.numbers |= {"pages": pages, "passages": added.passages, "version": added.version}
    file.numbers |= _inside(added.inside)
    if invoice := file.numbers.get("invoice"):
        EInvoice.objects.filter(pk=invoice, document=None).update(document=added.document_id)


def _inside(found: tuple[Inside, ...]) -> dict[str, Any]:
    """What came in a mail or an archive, as the page tells it: the documents it became, and each file left aside with why."""
    read = [one for one in found if one.document_id]
    return {
        "inside": len(read),
        "inside_passages": sum(one.passages for one in read),
        "left": [[one.name, one.problem] for one in found if one.problem][:_MOST_LEFT],
    }


def _import_table(actor: Actor, file: ImportFile) -> None:
    tell(file, "file.progress", done=0, total=0, note="lecture des lignes")
    reading = file.reading

    def phase(what: str) -> None:
        stopping.go_on(file)
        tell(file, "file.progress", done=0, total=0, note=what)

    report = import_file(
        actor,
        path_of(file),
        name=reading.get("name") or None,
        kind=reading.get("kind") or None,
        mapping=reading.get("mapping") or None,
        mode=reading.get("mode", "replace"),
        confirmed=bool(reading.get("confirmed")),
        readers=file.readers,
        file_name=file.name,
        how=How.said(**reading.get("how", {})),
        phase=phase,
    )
    version = DatasetVersion.objects.get(dataset=report.dataset_id, number=report.version or 0)
    known = report.known and not _ours(version.created, file)
    file.state = FileState.KNOWN if known else FileState.DONE
    file.dataset, file.title = report.dataset_id, report.dataset
    file.numbers = {
        "kind": report.kind,
        "accepted": report.accepted,
        "rejected": report.rejected,
        "already": report.already_there,
        "version": report.version,
        "reason": max(report.reasons, key=lambda reason: report.reasons[reason]) if report.reasons else "",
    }


def _ours(written: Any, file: ImportFile) -> bool:
    """Whether what is « already there » was written by this very import, just before the process was killed."""
    return bool(file.started and written >= file.started)


def actor_of(file: ImportFile) -> Actor:
    """The person who dropped the file, with the role of today. Raises NotAllowed when they left the company."""
    membership = (
        Membership.objects.select_related("user")
        .filter(company_id=file.company_id, user_id=file.person_id, user__is_active=True)
        .first()
    )
    if membership is None:
        raise NotAllowed("Vous ne faites plus partie de cette entreprise")
    return membership.actor()


def _progress(file: ImportFile) -> ProgressReport:
    """Tells how far a file is and the seconds left, not more than a few times a second."""
    last, first, began = 0.0, -1, time.monotonic()

    def report(done: int, total: int, note: str = "") -> None:
        nonlocal last, first, began
        now = time.monotonic()
        if first < 0 or done < first:
            first, began = done, now
        if done < total and now - last < _PROGRESS_EVERY:
            return
        last = now
        stopping.go_on(file)
        speed = (done - first) / (now - began) if now > began else 0.0
        left = round((total - done) / speed, 1) if speed and done > first else None
        tell(file, "file.progress", done=done, total=total, note=note, left=left)

    return report


def tell(file: ImportFile, kind: str, **more: Any) -> None:
    event = {"type": kind, "id": file.pk, **more}
    once = None if kind == "file.progress" else f"{kind}:{file.pk}"
    durable.publish(file.batch.run, event, key=once)
