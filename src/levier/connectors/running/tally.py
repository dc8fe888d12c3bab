"""Counting what a run does, and telling it while it runs: done, left, how long."""

import time
from typing import Any

from django.utils import timezone

from levier import durable
from levier.connectors.models import Connection, Sync, SyncState

_TOLD_EVERY = 0.5
_KEPT_EVERY = 2.0
USUAL_SECONDS = 0.4
"""Seconds that one document takes when this connection has not brought any yet (two cores, measured on office files)."""


class Tally:
    """The figures of a run: added, updated, same, removed, kept, faults, skipped, rows, bytes."""

    def __init__(self, sync: Sync) -> None:
        self.sync = sync
        self.counts: dict[str, int] = {}
        self.done = self.total = 0
        self.note = ""
        self._began = time.monotonic()
        self._first_done: tuple[float, int] | None = None
        self._told = self._kept = 0.0

    def count(self, what: str, number: int = 1) -> None:
        if what and number:
            self.counts[what] = self.counts.get(what, 0) + number

    def progress(self, done: int, total: int, note: str, skipped: int) -> None:
        """What the connector says of itself."""
        if total and not self.total:
            self._began = time.monotonic()
            estimate = round(total * seconds_each(self.sync.connection))
            self.counts |= {"expected": total, "estimate": estimate}
            self._publish({"type": "estimate", "items": total, "seconds": estimate})
        self.done, self.total, self.note = done or self.done, total or self.total, note or self.note
        if skipped:
            self.counts["skipped"] = skipped
        self.tell()

    def tell(self, *, now: bool = False) -> None:
        """Tell readers, a few times a second at most, and keep the figures for those who come later."""
        moment = time.monotonic()
        if now or moment - self._told >= _TOLD_EVERY:
            self._told = moment
            told = {"done": self.done, "total": self.total, "note": self.note, "left": self.left()}
            self._publish({"type": "progress", **told, "counts": self.counts})
        if now or moment - self._kept >= _KEPT_EVERY:
            self._kept = moment
            kept = {**self.counts, "done": self.done, "total": self.total}
            Sync.objects.filter(pk=self.sync.pk).update(counts=kept)

    def left(self) -> float | None:
        """Seconds left at the speed of this run; before a few things are done, at the usual speed."""
        if not self.total or self.done >= self.total:
            return None
        passed = time.monotonic() - self._began
        if self.done < 3 or passed < 2:
            return round((self.total - self.done) * seconds_each(self.sync.connection), 1)
        return round((self.total - self.done) * passed / self.done, 1)

    def end(self, state: SyncState, problem: dict[str, Any] | None, note: str = "") -> None:
        """Write down how it ended."""
        self.counts["milliseconds"] = round((time.monotonic() - self._began) * 1000)
        self.tell(now=True)
        Sync.objects.filter(pk=self.sync.pk, finished=None).update(
            state=state, problem=problem, note=note[:200], finished=timezone.now(), counts=self.counts
        )
        self._publish({"type": "ended", "state": str(state)}, key="ended")

    def _publish(self, event: dict[str, Any], key: str | None = None) -> None:
        durable.publish(self.sync.run, event, key=key)


def seconds_each(connection: Connection) -> float:
    """Seconds that one thing took in the last run that brought some, else the usual time."""
    for sync in connection.syncs.exclude(finished=None).order_by("-pk")[:5]:
        brought = sum(sync.counts.get(name, 0) for name in ("added", "updated", "faults"))
        if brought >= 5 and sync.counts.get("milliseconds"):
            return max(sync.counts["milliseconds"] / 1000 / brought, 0.01)
    return USUAL_SECONDS
