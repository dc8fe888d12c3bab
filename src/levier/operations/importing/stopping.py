"""Stop an import that runs: what is imported stays, what is under way writes nothing, what waits can be taken up again."""

from datetime import timedelta

from django.utils import timezone

from levier import durable
from levier.core.actor import Actor
from levier.core.errors import BadInput, LevierError, NotFound
from levier.operations.importing.models import Batch, FileKind, FileState, ImportFile
from levier.policy import journal

_PATIENCE = timedelta(minutes=10)
PROBLEM = {
    "what": "Import arrêté à votre demande",
    "where": "",
    "mend": "Déposez de nouveau ce fichier quand vous le voudrez.",
}


class Stopped(LevierError):
    """The person stopped the import while this file was read."""


def stop(actor: Actor, batch_id: int) -> Batch:
    """Stop the person's own import. Raises NotFound, BadInput when it is over."""
    batch = Batch.objects.filter(company_id=actor.company_id, person_id=actor.person_id, pk=batch_id).first()
    if batch is None:
        raise NotFound("Cet import n'existe pas, ou n'est pas le vôtre")
    if batch.finished or batch.stopped:
        raise BadInput(
            "Cet import est déjà terminé", mend="Pour revenir en arrière, annulez-le sur la page du tableau."
        )
    batch.stopped = timezone.now()
    batch.save(update_fields=["stopped"])
    for file in batch.files.filter(state=FileState.WAITING):
        left(file)
        file.save()
    durable.cancel(batch.run)
    settle(batch)
    details = {"batch": batch.pk, "files": batch.files.count()}
    journal.record(actor.company_id, actor.person_id, "import.stopped", f"import:{batch.pk}", details)
    return batch


def left(file: ImportFile) -> None:
    """A table can be checked and confirmed again; a document has to be dropped again."""
    if file.kind == FileKind.TABLE:
        file.state, file.problem = FileState.CHECK, None
    else:
        file.state, file.problem = FileState.FAILED, PROBLEM
        file.finished = timezone.now()


def go_on(file: ImportFile) -> None:
    """Raises Stopped when the person stopped this import."""
    if Batch.objects.filter(pk=file.batch_id).exclude(stopped=None).exists():
        raise Stopped(PROBLEM["what"], mend=PROBLEM["mend"])


def settle(batch: Batch) -> None:
    """A stopped import is over when the file under way has given up (or its process is gone)."""
    running = batch.files.filter(state=FileState.RUNNING)
    if batch.stopped and running.exists() and timezone.now() - batch.stopped < _PATIENCE:
        return
    for file in running:
        left(file)
        file.save()
    batch.finished = timezone.now()
    batch.save(update_fields=["finished"])
