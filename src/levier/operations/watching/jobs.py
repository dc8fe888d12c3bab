"""The round of the services, run by workers every five minutes: start what is due, read what is over, look, write."""

from typing import Any

from django.utils import timezone

from levier import durable
from levier.operations.watching import letters, looking, running


@durable.job("services-round")
def round_of_services(run_id: str, payload: dict[str, Any]) -> dict[str, Any]:
    """One round."""
    due = durable.step("due", _due)
    started = [durable.step(f"start-{pk}", running.run_due, pk) for pk in due]
    settled = durable.step("settle", running.settle)
    concerned = durable.step("watched", _watched, settled)
    raised = [durable.step(f"look-{pk}", looking.look, pk) for pk in concerned]
    mails = durable.step("mails", letters.send_waiting)
    return {"started": len(started), "settled": len(settled), "alerts": sum(raised), "mails": mails}


def _due() -> list[int]:
    return running.due(timezone.now())


def _watched(settled: list[int]) -> list[int]:
    return sorted({*settled, *looking.watched()})


durable.schedule("services-round", "*/5 * * * *", "services-round")
