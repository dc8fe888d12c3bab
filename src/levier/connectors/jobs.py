"""The jobs of connections, run by workers."""

from typing import Any

from levier import durable
from levier.connectors import queue, trying
from levier.connectors.models import Sync
from levier.connectors.running import removing, syncing


@durable.job(queue.JOB)
def sync(run_id: str, payload: dict[str, Any]) -> dict[str, Any]:
    """One run: a single step, which finds what it already did by itself when it is taken up again."""
    result = durable.step("sync", syncing.run, int(payload["sync"]))
    durable.step("next", _advance)
    return dict(result)


@durable.job("connector-test")
def test(run_id: str, payload: dict[str, Any]) -> dict[str, Any]:
    """The test button."""
    return dict(durable.step("test", trying.tried, payload))


@durable.job("connector-removal")
def remove(run_id: str, payload: dict[str, Any]) -> dict[str, Any]:
    """Delete a connection."""
    return dict(durable.step("remove", removing.remove_all, payload))


@durable.job("connectors-due")
def due(run_id: str, payload: dict[str, Any]) -> dict[str, Any]:
    """Each minute: start what is due."""
    return {"started": durable.step("due", queue.due)}


@durable.job("connectors-tidying")
def tidy(run_id: str, payload: dict[str, Any]) -> dict[str, Any]:
    """Each night: only the last hundred runs of a connection are kept."""
    return {"forgotten": durable.step("tidy", _tidy)}


def _advance() -> None:
    queue.advance()


def _tidy() -> int:
    count = 0
    for connection in Sync.objects.order_by().values_list("connection", flat=True).distinct():
        kept = Sync.objects.filter(connection=connection).order_by("-pk").values_list("pk", flat=True)[:100]
        gone, _ = (
            Sync.objects.filter(connection=connection)
            .exclude(pk__in=list(kept))
            .exclude(finished=None)
            .delete()
        )
        count += gone
    return count


durable.schedule("connectors-due", "* * * * *", "connectors-due")
durable.schedule("connectors-tidying", "50 3 * * *", "connectors-tidying")
