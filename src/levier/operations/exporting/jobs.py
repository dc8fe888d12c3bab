"""The jobs of archives, run by workers: write one, and forget the old ones."""

from typing import Any

from django.utils import timezone

from levier import durable
from levier.accounts.models import Membership
from levier.core.errors import LevierError
from levier.operations.exporting.models import Export
from levier.operations.exporting.package import write_package
from levier.operations.exporting.services import KEPT, path_of

_TOLD_EVERY = 20
"""Files between two reports of progress."""


@durable.job("export")
def export(run_id: str, payload: dict[str, Any]) -> dict[str, Any]:
    """Write the archive ``payload["export"]``."""
    return dict(durable.step("write", _write, int(payload["export"])))


def _write(pk: int) -> dict[str, Any]:
    asked = Export.objects.get(pk=pk)

    def told(done: int, total: int, note: str = "") -> None:
        if done % _TOLD_EVERY == 0:
            durable.publish(asked.run, {"type": "progress", "done": done, "note": note})

    try:
        member = Membership.objects.get(user_id=asked.person_id, company_id=asked.company_id)
        asked.counts = write_package(member.actor(), path_of(asked), progress=told)
        asked.size = asked.counts["bytes"]
    except Membership.DoesNotExist:
        asked.problem = "Vous ne faites plus partie de cette entreprise."
    except LevierError as fault:
        asked.problem = fault.message
    asked.finished = timezone.now()
    asked.save()
    durable.publish(asked.run, {"type": "ended"}, key="ended")
    return {"files": asked.counts.get("files", 0)}


@durable.job("export-tidying")
def tidy(run_id: str, payload: dict[str, Any]) -> dict[str, Any]:
    """Delete the archives older than a day."""
    return dict(durable.step("tidy", _tidy))


def _tidy() -> dict[str, int]:
    old = Export.objects.filter(created__lt=timezone.now() - KEPT)
    for one in old:
        path_of(one).unlink(missing_ok=True)
    count, _ = old.delete()
    return {"archives": count}


durable.schedule("export-tidying", "20 * * * *", "export-tidying")
