"""Every night, forget the state of runs that ended long ago. What they answered is kept elsewhere."""

from typing import Any

from levier.durable import runs
from levier.durable.engine import long_ago
from levier.durable.jobs import job, schedule
from levier.durable.models import Event
from levier.durable.steps import step

DAYS = 30


@job("durable-retention")
def forget(run_id: str, payload: dict[str, Any]) -> dict[str, Any]:
    """Delete finished runs and what they told, older than ``payload["days"]`` (30)."""
    return dict(step("forget", _forget, int(payload.get("days", DAYS))))


def _forget(days: int) -> dict[str, int]:
    moment = long_ago(days)
    told, _ = Event.objects.filter(at__lt=moment).delete()
    return {"runs": runs.forget_before(moment), "events": told}


schedule("durable-retention", "30 3 * * *", "durable-retention")
