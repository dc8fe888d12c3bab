"""What a person does with imports: drop files, confirm how a table is read, follow, find again.

The web process imports this module: nothing here loads a parser, a data frame or a model.
"""

from collections.abc import AsyncIterator, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from levier import durable
from levier.core.actor import EVERYONE, Actor
from levier.core.errors import LevierError, NotFound
from levier.operations.importing import stopping
from levier.operations.importing.keeping import check_size, discard, keep, path_of, plain_name
from levier.operations.importing.models import Batch, FileKind, FileState, ImportFile
from levier.orchestrator import faults
from levier.policy.rights import Permission, require
from levier.tables.foreign import check_not_foreign
from levier.tables.invoicing.sniffing import may_be_xml_invoice
from levier.tables.sniffing import SUFFIXES, is_table

TABLES = SUFFIXES
_LOST = {
    "what": "L'import s'est interrompu plusieurs fois",
    "where": "",
    "mend": "Déposez de nouveau ce fichier ; si cela recommence, lancez « levier doctor ».",
}
_WAITS = (FileState.WAITING, FileState.RUNNING)
_REVISABLE = (FileState.CHECK, FileState.FAILED)


@dataclass(frozen=True)
class Dropped:
    """A file as it comes: its name, its size in bytes, its first bytes, and all of them."""

    name: str
    size: int
    head: bytes
    chunks: Iterable[bytes]


def drop(actor: Actor, files: Sequence[Dropped], readers: Sequence[str] = (EVERYONE,)) -> Batch:
    """Keep the files and start reading the documents; a table waits until its reading is confirmed.

    A file that cannot be kept carries its error, and the others go on. Raises NotAllowed.
    """
    require(actor, Permission.IMPORT)
    with faults.in_french():
        batch = Batch.objects.create(company_id=actor.company_id, person_id=actor.person_id)
        for file in files:
            _arrive(actor, batch, file, readers)
        if batch.files.filter(state=FileState.WAITING).exists():
            _start(batch)
        else:
            _end(batch)
    return batch


def to_check(actor: Actor, token: str) -> tuple[ImportFile, Path]:
    """A table whose reading can still be chosen, and where its bytes are. Raises NotFound."""
    file = _mine(actor).filter(token=token, kind=FileKind.TABLE, state__in=_REVISABLE).first()
    if file is None or not path_of(file).is_file():
        raise NotFound(
            "Ce fichier n'attend plus : il a été importé ou abandonné", mend="Déposez-le de nouveau."
        )
    return file, path_of(file)


def confirm(actor: Actor, token: str, reading: dict[str, Any], readers: Sequence[str]) -> Batch:
    """Import a table as it was read on its check page. Raises NotAllowed, NotFound."""
    require(actor, Permission.IMPORT)
    file, _ = to_check(actor, token)
    with faults.in_french():
        with transaction.atomic():
            old = file.batch
            batch = Batch.objects.create(company_id=actor.company_id, person_id=actor.person_id)
            taken = ImportFile.objects.filter(pk=file.pk, state__in=_REVISABLE).update(
                batch=batch, state=FileState.WAITING, reading=reading, readers=list(readers), problem=None
            )
            if not taken:  # confirmed a moment ago, from another tab
                raise NotFound("Ce fichier n'attend plus : il vient d'être importé ou abandonné")
            if not old.files.exists():
                old.delete()
        _start(batch)
    return batch


def as_document(actor: Actor, token: str) -> Batch:
    """Read a file that waits as a table as a document instead (a price list, a form). Raises NotAllowed, NotFound."""
    require(actor, Permission.IMPORT)
    file, _ = to_check(actor, token)
    with faults.in_french():
        with transaction.atomic():
            old = file.batch
            batch = Batch.objects.create(company_id=actor.company_id, person_id=actor.person_id)
            taken = ImportFile.objects.filter(pk=file.pk, state__in=_REVISABLE).update(
                batch=batch, state=FileState.WAITING, kind=FileKind.DOCUMENT, problem=None
            )
            if not taken:
                raise NotFound("Ce fichier n'attend plus : il vient d'être importé ou abandonné")
            if not old.files.exists():
                old.delete()
        _start(batch)
    return batch


def abandon(actor: Actor, token: str) -> None:
    """Forget a table that was not imported. Raises NotFound."""
    file, _ = to_check(actor, token)
    discard(file)
    batch = file.batch
    file.delete()
    if not batch.files.exists():
        batch.delete()


def get(actor: Actor, batch_id: int) -> Batch:
    """The person's own import. Raises NotFound."""
    batch = _own(actor).filter(pk=batch_id).first()
    if batch is None:
        raise NotFound("Cet import n'existe pas, ou n'est pas le vôtre")
    return _settled(batch)


def unfinished(actor: Actor) -> list[Batch]:
    """The person's imports that run, or hold a table to check, last first."""
    open_states = Q(finished=None) | Q(files__state=FileState.CHECK)
    return list(_own(actor).filter(open_states).distinct().prefetch_related("files"))


async def aevents(actor: Actor, batch_id: int, after: int = 0) -> AsyncIterator[dict[str, Any]]:
    """What the run tells (``seq``, ``type`` …) after number ``after``, until it ends."""
    run = (await _own(actor).aget(pk=batch_id)).run
    async for event in durable.aevents(run, after):
        yield event


def _own(actor: Actor) -> QuerySet[Batch]:
    return Batch.objects.filter(company_id=actor.company_id, person_id=actor.person_id)


def _mine(actor: Actor) -> QuerySet[ImportFile]:
    return ImportFile.objects.filter(company_id=actor.company_id, person_id=actor.person_id).select_related(
        "batch"
    )


def _arrive(actor: Actor, batch: Batch, dropped: Dropped, readers: Sequence[str]) -> None:
    name = plain_name(dropped.name)
    kind = _kind_of(name, dropped.head)
    token, problem = f"refused-{batch.pk}-{batch.files.count()}", None
    state = FileState.CHECK if kind == FileKind.TABLE else FileState.WAITING
    try:
        check_size(name, dropped.size)
        if kind == FileKind.TABLE:
            check_not_foreign(dropped.head, name)
        token = keep(actor, name, dropped.chunks)
    except LevierError as error:
        state, problem = FileState.FAILED, as_problem(error)
    batch.files.create(
        company_id=actor.company_id,
        person_id=actor.person_id,
        token=token,
        name=name,
        size=dropped.size,
        kind=kind,
        state=state,
        readers=list(readers),
        problem=problem,
    )


def _kind_of(name: str, head: bytes) -> FileKind:
    """By the first element of an XML, else by the extension; the PDF of an invoice is told when it is read."""
    if name.lower().endswith(".xml") and may_be_xml_invoice(head):
        return FileKind.INVOICE
    return FileKind.TABLE if is_table(name, head) else FileKind.DOCUMENT


def as_problem(error: LevierError) -> dict[str, str]:
    """An error as the file keeps it."""
    return {"what": error.what, "where": error.where, "mend": error.mend}


def _start(batch: Batch) -> None:
    durable.start("import", batch.run, {"batch": batch.pk})


def _end(batch: Batch) -> None:
    batch.finished = timezone.now()
    batch.save(update_fields=["finished"])


def _settled(batch: Batch) -> Batch:
    """An import whose run was lost or given up does not stay « en cours » for ever."""
    if batch.finished or durable.launched() is None:
        return batch
    if batch.stopped:
        stopping.settle(batch)
        return batch
    status = durable.status(batch.run)
    if status is None:  # the process died between keeping the files and starting the run
        _start(batch)
    elif status in (durable.RunStatus.FAILED, durable.RunStatus.CANCELLED, durable.RunStatus.DONE):
        batch.refresh_from_db()
        if not batch.finished:
            now = timezone.now()
            batch.files.filter(state__in=_WAITS).update(state=FileState.FAILED, problem=_LOST, finished=now)
            _end(batch)
    return batch
