"""Boards, their tiles, what is watched, and the alerts raised."""

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from levier.accounts.models import Company
from levier.core.actor import Actor
from levier.core.measures import Filter
from levier.tables.models import Dataset


class BoardQuerySet(models.QuerySet["Board"]):
    def visible_to(self, actor: Actor) -> "BoardQuerySet":
        """Only the boards of the person's company shared with one of the reader tokens they hold."""
        shared = BoardReader.objects.filter(board=OuterRef("pk"), token__in=actor.readers)
        return self.filter(Exists(shared), company_id=actor.company_id)


class Board(models.Model):
    """A page of indicators. ``revision`` grows at each change of its name, its readers or its order: two people who edit at once
    are told."""

    company = models.ForeignKey(Company, on_delete=models.CASCADE, related_name="boards")
    name = models.CharField("nom", max_length=80)
    purpose = models.CharField("à quoi il sert", max_length=200, blank=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    revision = models.PositiveIntegerField(default=1)
    created = models.DateTimeField(auto_now_add=True)
    changed = models.DateTimeField(default=timezone.now)

    objects: ClassVar[models.Manager["Board"]] = BoardQuerySet.as_manager()

    class Meta:
        ordering: ClassVar[list[str]] = ["created", "pk"]

    def __str__(self) -> str:
        return self.name


class BoardReader(models.Model):
    """A reader token ("all", "managers", "person:7" …) that opens a board."""

    board = models.ForeignKey(Board, on_delete=models.CASCADE, related_name="readers")
    token = models.CharField("lecteurs", max_length=60)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["board", "token"], name="one_board_reader_per_token")
        ]

    def __str__(self) -> str:
        return f"{self.board}: {self.token}"


class TileQuerySet(models.QuerySet["Tile"]):
    def visible_to(self, actor: Actor) -> "TileQuerySet":
        """Tiles of boards the person may open, over tables the person may read; those whose table is gone only for who could
        read it."""
        mine = Dataset.objects.visible_to(actor)
        readable = Q(Q(dataset=None), Exists(mine.filter(kind=OuterRef("kind")))) | Q(
            Exists(mine.filter(pk=OuterRef("dataset")))
        )
        there = Dataset.objects.filter(company_id=actor.company_id)
        gone = ~Exists(there.filter(kind=OuterRef("kind"))) | Q(
            Q(dataset__isnull=False), ~Exists(there.filter(pk=OuterRef("dataset")))
        )
        could = Exists(TileReader.objects.filter(tile=OuterRef("pk"), token__in=actor.readers))
        return self.filter(board__in=Board.objects.visible_to(actor)).filter(readable | (gone & could))


class Tile(models.Model):
    """One indicator of a board. ``dataset``: the table when one was chosen among several (no foreign key: a tile outlives its
    table, and says so). ``low``/``high``: the thresholds; ``margin``: how far back (share of the threshold) before it may ring again.
    """

    board = models.ForeignKey(Board, on_delete=models.CASCADE, related_name="tiles")
    place = models.PositiveIntegerField(default=0)
    kind = models.CharField(max_length=40)
    measure = models.CharField(max_length=60)
    dataset = models.PositiveBigIntegerField(null=True, blank=True)
    dataset_name = models.CharField(max_length=200, blank=True)
    grain = models.CharField(max_length=10, default="month")
    which = models.CharField(max_length=10, default="current")
    filters = models.JSONField(default=list)
    target = models.FloatField(null=True, blank=True)
    low = models.FloatField(null=True, blank=True)
    high = models.FloatField(null=True, blank=True)
    margin = models.FloatField(default=0.05)
    watch_breaks = models.BooleanField(default=False)
    watched_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    changed = models.DateTimeField(default=timezone.now)
    revision = models.PositiveIntegerField(default=1)

    objects: ClassVar[models.Manager["Tile"]] = TileQuerySet.as_manager()

    class Meta:
        ordering: ClassVar[list[str]] = ["place", "pk"]

    def __str__(self) -> str:
        return f"{self.kind}.{self.measure}"

    @property
    def asked(self) -> tuple[Filter, ...]:
        """The filters as the semantic layer takes them."""
        return tuple(Filter.model_validate(one) for one in self.filters)

    @property
    def watched(self) -> bool:
        return self.low is not None or self.high is not None or self.watch_breaks


class TileReader(models.Model):
    """Who could read the table of a tile when it was deleted: they alone are told that it is gone."""

    tile = models.ForeignKey(Tile, on_delete=models.CASCADE, related_name="last_readers")
    token = models.CharField(max_length=60)

    def __str__(self) -> str:
        return self.token


class Watch(models.Model):
    """Where a watched tile stands. ``state``: "" within its thresholds, else the one crossed; ``breaks``: days of those told."""

    tile = models.OneToOneField(Tile, on_delete=models.CASCADE, related_name="watch")
    state = models.CharField(max_length=5, blank=True)
    since = models.DateTimeField(null=True)
    value = models.FloatField(null=True)
    breaks = models.JSONField(default=list)
    problem = models.CharField(max_length=300, blank=True)
    looked = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.tile}: {self.state or 'ok'}"


class Sort(models.TextChoices):
    LOW = "low", "sous le seuil"
    HIGH = "high", "au-dessus du seuil"
    BREAK = "break", "rupture"


class BoardAlertQuerySet(models.QuerySet["BoardAlert"]):
    def visible_to(self, actor: Actor) -> "BoardAlertQuerySet":
        """Those of boards the person may open, made of tables the person may read, all of them."""
        readable = Dataset.objects.visible_to(actor).values("pk")
        closed = AlertSource.objects.filter(alert=OuterRef("pk")).exclude(dataset__in=readable)
        return self.filter(~Exists(closed), board__in=Board.objects.visible_to(actor))


class BoardAlert(models.Model):
    """A threshold crossed or a break found. ``ended``: when the value came back; ``seen``: by whom it was read."""

    board = models.ForeignKey(Board, on_delete=models.CASCADE, related_name="alerts")
    tile = models.ForeignKey(Tile, on_delete=models.CASCADE, related_name="alerts")
    sort = models.CharField(max_length=5, choices=Sort.choices)
    title = models.CharField(max_length=200)
    text = models.CharField(max_length=400)
    value = models.FloatField(null=True)
    limit = models.FloatField(null=True)
    unit = models.CharField(max_length=30, blank=True)
    raised = models.DateTimeField(auto_now_add=True)
    ended = models.DateTimeField(null=True)
    seen: Any = models.ManyToManyField(settings.AUTH_USER_MODEL, related_name="+")

    objects: ClassVar[models.Manager["BoardAlert"]] = BoardAlertQuerySet.as_manager()

    class Meta:
        ordering: ClassVar[list[str]] = ["-raised", "-pk"]

    def __str__(self) -> str:
        return self.title


class AlertSource(models.Model):
    """A table an alert was computed from: who may not read it does not see the alert."""

    alert = models.ForeignKey(BoardAlert, on_delete=models.CASCADE, related_name="sources")
    dataset = models.PositiveBigIntegerField()

    def __str__(self) -> str:
        return str(self.dataset)


class AlertMail(models.Model):
    """A mail owed to a person for an alert; written with the alert, so that it goes once, even after a crash."""

    alert = models.ForeignKey(BoardAlert, on_delete=models.CASCADE, related_name="mails")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    sent = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["alert", "person"], name="one_mail_per_alert")
        ]

    def __str__(self) -> str:
        return f"{self.alert} → {self.person}"
