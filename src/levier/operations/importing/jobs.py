"""The jobs of imports, run by workers: the files of a batch, one durable step each; and the nightly tidying."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from levier import durable
from levier.operations.importing import einvoices, one_file
from levier.operations.importing.keeping import discard
from levier.operations.importing.models import Batch, FileState, ImportFile

WAITING_DAYS = 7
"""A table nobody confirmed is forgotten after this."""
KEPT_DAYS = 90
"""What became of dropped files is shown for this long; what they became stays."""


@durable.job("import")
def import_batch(run_id: str, payload: dict[str, Any]) -> dict[str, Any]:
    """Import the waiting files of ``payload["batch"]``, in order."""
    batch = int(payload["batch"])
    durable.step("invoices", einvoices.take_invoices, batch)
    for file in durable.step("files", _waiting, batch):
        durable.step(f"file-{file}", one_file.import_one, file)
    return dict(durable.step("end", _end, batch))


def _waiting(batch: int) -> list[int]:
    files = ImportFile.objects.filter(batch=batch, state__in=[FileState.WAITING, FileState.RUNNING])
    return list(files.values_list("pk", flat=True))


def _end(batch: int) -> dict[str, Any]:
    Batch.objects.filter(pk=batch, finished=None).update(finished=timezone.now())
    run = Batch.objects.values_list("run", flat=True).get(pk=batch)
    durable.publish(run, {"type": "ended"}, key="ended")
    return {"done": Batch.objects.get(pk=batch).files.exclude(state=FileState.FAILED).count()}


@durable.job("import-tidying")
def tidy(run_id: str, payload: dict[str, Any]) -> dict[str, Any]:
    """Forget tables that nobody confirmed, and old imports."""
    return dict(durable.step("tidy", _tidy))


def _tidy() -> dict[str, int]:
    now = timezone.now()
    left = ImportFile.objects.filter(
        state__in=[FileState.CHECK, FileState.FAILED], arrived__lt=now - timedelta(days=WAITING_DAYS)
    )
    for file in left:
        discard(file)
    forgotten, _ = left.filter(state=FileState.CHECK).delete()
    old, _ = Batch.objects.filter(created__lt=now - timedelta(days=KEPT_DAYS)).delete()
    empty, _ = Batch.objects.filter(files=None, created__lt=now - timedelta(days=1)).delete()
    return {"files": forgotten, "imports": old + empty}


durable.schedule("import-tidying", "40 3 * * *", "import-tidying")
