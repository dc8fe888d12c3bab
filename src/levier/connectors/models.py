"""A connection (one source of the company), its runs, and what each of its things became."""

import uuid
from datetime import timedelta
from typing import Any, ClassVar

from django.conf import settings as site
from django.db import models
from django.db.models import Q, TextChoices

from levier.core.errors import LevierError, Unavailable


class Schedule(TextChoices):
    MANUAL = "manual", "À la main"
    HOUR = "hour", "Toutes les heures"
    DAY = "day", "Tous les jours"
    WEEK = "week", "Toutes les semaines"


PERIODS: dict[str, timedelta] = {
    Schedule.HOUR: timedelta(hours=1),
    Schedule.DAY: timedelta(days=1),
    Schedule.WEEK: timedelta(days=7),
}


class Deletions(TextChoices):
    MIRROR = "mirror", "Supprimé à la source : supprimé ici"
    KEEP = "keep", "Supprimé à la source : gardé ici"


class SyncState(TextChoices):
    WAITING = "waiting", "en attente"
    RUNNING = "running", "en cours"
    DONE = "done", "à jour"
    PARTIAL = "partial", "à continuer"
    STOPPED = "stopped", "arrêtée"
    FAILED = "failed", "en échec"


class ThingState(TextChoices):
    HERE = "here", "importé"
    FAULT = "fault", "non lu"
    KEPT = "kept", "supprimé à la source, gardé ici"


class Connection(models.Model):
    """A source of the company. Its name is the name of its documents' source.

    ``settings``: without secrets; ``secrets``: encrypted (:mod:`levier.connectors.secrets`). ``approved``: the places
    that an administrator allowed ([kind, address]); ``internal``: its own network too. ``state``: the connector's
    cursor. ``bounds``: items, megabytes, minutes and kilobytes a second of a run. ``blocked``: the last failure needs a
    person; the schedule waits. ``leaving``: it is being deleted.
    """

    company = models.ForeignKey("accounts.Company", on_delete=models.CASCADE, related_name="+")
    person = models.ForeignKey(site.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    connector = models.CharField("connecteur", max_length=80)
    name = models.CharField("nom", max_length=120)
    settings = models.JSONField("réglages", default=dict)
    secrets = models.TextField("secrets chiffrés", blank=True)
    readers = models.JSONField("lecteurs", default=list)
    data_class = models.CharField("classe de données", max_length=20, default="internal")
    schedule = models.CharField("fréquence", max_length=10, choices=Schedule, default=Schedule.DAY)
    deletions = models.CharField("suppressions", max_length=10, choices=Deletions, default=Deletions.MIRROR)
    bounds = models.JSONField("limites", default=dict)
    approved = models.JSONField("lieux autorisés", default=list)
    internal = models.BooleanField("réseau interne autorisé", default=False)
    state = models.JSONField(default=dict)
    paused = models.BooleanField("en pause", default=False)
    blocked = models.BooleanField(default=False)
    leaving = models.BooleanField(default=False)
    failures = models.PositiveIntegerField("échecs de suite", default=0)
    next_run = models.DateTimeField("prochain passage", null=True, blank=True)
    created = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["name"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["company", "name"], name="one_connection_per_name")
        ]

    def __str__(self) -> str:
        return self.name


def _new_run() -> str:
    return f"sync-{uuid.uuid4()}"


class Sync(models.Model):
    """One run of a connection; ``run`` is its durable run. ``counts``: added, updated, same, removed, faults, bytes, rows.

    ``problem``: what, where, mend of what ended it; ``note``: why it is to be continued.
    """

    connection = models.ForeignKey(Connection, on_delete=models.CASCADE, related_name="syncs")
    run = models.CharField(max_length=60, unique=True, default=_new_run, editable=False)
    state = models.CharField("état", max_length=10, choices=SyncState, default=SyncState.WAITING)
    asked_by = models.ForeignKey(site.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    stop_asked = models.BooleanField(default=False)
    removals_confirmed = models.BooleanField(default=False)
    counts = models.JSONField("chiffres", default=dict)
    problem = models.JSONField("problème", null=True)
    note = models.CharField(max_length=200, blank=True)
    created = models.DateTimeField(auto_now_add=True)
    started = models.DateTimeField(null=True)
    finished = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["-pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["connection"], condition=Q(finished=None), name="one_sync_at_a_time"
            )
        ]

    def __str__(self) -> str:
        return self.run

    @property
    def error(self) -> LevierError | None:
        """The problem as the error it was."""
        if not self.problem:
            return None
        return Unavailable(self.problem["what"], where=self.problem["where"], mend=self.problem["mend"])

    @property
    def seconds(self) -> float | None:
        """How long it ran."""
        if self.started is None or self.finished is None:
            return None
        return (self.finished - self.started).total_seconds()


class Thing(models.Model):
    """One thing of the source, by its key, and what it became. ``digest`` is the SHA-256 of the key, of any length.

    ``document`` and ``dataset`` (for a file that is a table) are ids, not foreign keys: they may be deleted by hand. ``fault``: what and mend.
    """

    connection = models.ForeignKey(Connection, on_delete=models.CASCADE, related_name="things")
    digest = models.CharField(max_length=64)
    key = models.TextField()
    mark = models.CharField(max_length=300, blank=True)
    state = models.CharField("état", max_length=10, choices=ThingState, default=ThingState.HERE)
    name = models.CharField("nom", max_length=300, blank=True)
    title = models.CharField("titre", max_length=300, blank=True)
    address = models.CharField("adresse", max_length=1000, blank=True)
    document = models.PositiveBigIntegerField(null=True)
    dataset = models.PositiveBigIntegerField(null=True)
    size = models.PositiveBigIntegerField(default=0)
    fault = models.JSONField("faute", null=True)
    changed = models.DateTimeField(auto_now=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["connection", "digest"], name="one_thing_per_key")
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["connection", "state"], name="things_by_state"),
            models.Index(fields=["connection", "document"], name="things_by_document"),
        ]

    def __str__(self) -> str:
        return self.name or self.key


class SourceTable(models.Model):
    """A table that a connection feeds: the dataset it became, and how its columns are read.

    ``imported``: the digest of the lines that the dataset holds.
    """

    connection = models.ForeignKey(Connection, on_delete=models.CASCADE, related_name="tables")
    table = models.CharField(max_length=200)
    title = models.CharField("titre", max_length=200)
    dataset = models.PositiveBigIntegerField(null=True)
    rows = models.PositiveBigIntegerField("lignes", default=0)
    rejected = models.PositiveBigIntegerField("lignes écartées", default=0)
    kind = models.CharField("type", max_length=40, blank=True)
    mapping = models.JSONField("correspondance", default=dict)
    imported = models.CharField(max_length=64, blank=True)
    fault = models.JSONField("faute", null=True)
    changed = models.DateTimeField(auto_now=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["title"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["connection", "table"], name="one_source_table")
        ]

    def __str__(self) -> str:
        return self.title


def as_problem(error: LevierError) -> dict[str, Any]:
    """An error as a run or a thing keeps it."""
    return {"what": error.what, "where": error.where, "mend": error.mend}
