"""What a run told on its way, and which processes are alive to run anything."""

from typing import ClassVar

from django.db import models


class Event(models.Model):
    """One thing a run told: ``seq`` counts from 1 in each run. ``key`` makes telling it again harmless."""

    run = models.CharField(max_length=100)
    seq = models.PositiveIntegerField()
    key = models.CharField(max_length=120, null=True, default=None)  # noqa: DJ001 - NULLs do not collide
    body = models.JSONField()
    at = models.DateTimeField(auto_now_add=True, db_index=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["run", "seq"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["run", "seq"], name="event_one_seq_per_run"),
            models.UniqueConstraint(fields=["run", "key"], name="event_once_per_key"),
        ]

    def __str__(self) -> str:
        return f"{self.run} #{self.seq}"


class Heartbeat(models.Model):
    """A process that executes runs, and when it last showed that it lives (PostgreSQL only)."""

    executor = models.CharField(max_length=120, primary_key=True)
    seen = models.DateTimeField()

    def __str__(self) -> str:
        return self.executor
