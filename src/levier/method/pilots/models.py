"""A pilot, its team, sprints, cards, runs, and the decision that ends each look at it."""

from datetime import date
from typing import ClassVar

from django.conf import settings
from django.db import models

from levier.accounts.models import Company
from levier.core.actor import Actor
from levier.method.roadmap.models import UseCase


class State(models.TextChoices):
    PREPARING = "preparing", "en préparation"
    RUNNING = "running", "en cours"
    GO = "go", "à généraliser"
    STOPPED = "stopped", "arrêté"


class Design(models.TextChoices):
    INTERRUPTED = "interrupted", "Avant et pendant, sur une mesure de vos tableaux"
    SWITCHBACK = "switchback", "Alternance : des périodes avec, des périodes sans"
    TIMED = "timed", "Tâche chronométrée avant, puis pendant"
    SPLIT = "split", "Dossiers tirés au sort, avec ou sans (A/B)"

    @property
    def on_tables(self) -> bool:
        """Whether the figures come from a table, else from timed files."""
        return self in (Design.INTERRUPTED, Design.SWITCHBACK)


class Grain(models.TextChoices):
    DAY = "day", "jour"
    WEEK = "week", "semaine"
    MONTH = "month", "mois"


class PilotQuerySet(models.QuerySet["Pilot"]):
    def visible_to(self, actor: Actor) -> "PilotQuerySet":
        """Those of the person's company."""
        return self.filter(company_id=actor.company_id)


class Pilot(models.Model):
    """A use case tried in small. ``expected``: the change hoped for, as a share of the baseline (−0.2: a fifth less).

    ``kind`` and ``measure`` name the measure of a table that is followed (``dataset`` when there are several), every ``grain``;
    for a timed pilot they are empty. ``baseline`` and ``plan`` are what was found before starting; ``turns`` the periods with (1)
    and without (0) of a switchback; ``given`` the input its capability runs with. ``revision`` guards against two editors.
    """

    company = models.ForeignKey(Company, on_delete=models.CASCADE, related_name="pilots")
    use_case = models.ForeignKey(UseCase, on_delete=models.PROTECT, related_name="pilots")
    title = models.CharField("nom", max_length=150)
    scope = models.TextField("périmètre", blank=True)
    capability = models.CharField("savoir-faire", max_length=60)
    given = models.JSONField("réglages", default=dict, blank=True)
    sponsor = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    team = models.ManyToManyField(settings.AUTH_USER_MODEL, blank=True, related_name="+")
    design = models.CharField("méthode de mesure", max_length=12, choices=Design.choices)
    kind = models.CharField("tableau", max_length=40, blank=True)
    measure = models.CharField("mesure", max_length=60, blank=True)
    dataset = models.PositiveBigIntegerField(null=True, blank=True)
    grain = models.CharField("pas", max_length=6, choices=Grain.choices, default=Grain.WEEK)
    direction = models.CharField(
        "sens", max_length=4, choices=[("up", "augmenter"), ("down", "baisser")], default="up"
    )
    expected = models.FloatField("effet attendu")
    starts = models.DateField("début")
    ends = models.DateField("fin")
    sprint_weeks = models.PositiveSmallIntegerField("semaines par sprint", default=2)
    state = models.CharField("état", max_length=10, choices=State.choices, default=State.PREPARING)
    baseline = models.JSONField(default=dict, blank=True)
    plan = models.JSONField(default=dict, blank=True)
    turns = models.JSONField(default=list, blank=True)
    revision = models.PositiveIntegerField(default=0)
    created = models.DateTimeField(auto_now_add=True)

    objects: ClassVar[models.Manager["Pilot"]] = PilotQuerySet.as_manager()

    class Meta:
        ordering: ClassVar[list[str]] = ["-created"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["company", "title"], name="one_pilot_per_title")
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def tone(self) -> tuple[str, str]:
        """The colour and icon of its state."""
        return {
            State.PREPARING: ("info", "pencil"), State.RUNNING: ("good", "player-play"),
            State.GO: ("good", "circle-check"), State.STOPPED: ("none", "player-stop"),
        }[State(self.state)]  # fmt: skip

    @property
    def way(self) -> Design:
        """The design as its own kind of value."""
        return Design(self.design)


class Sprint(models.Model):
    """One to three weeks of work, ended by a demonstration."""

    pilot = models.ForeignKey(Pilot, on_delete=models.CASCADE, related_name="sprints")
    number = models.PositiveSmallIntegerField()
    starts = models.DateField()
    ends = models.DateField()
    shown_on = models.DateField("démonstration faite le", null=True, blank=True)
    said = models.TextField("ce qui a été dit", blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["number"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["pilot", "number"], name="one_sprint_per_number")
        ]

    def __str__(self) -> str:
        return f"Sprint {self.number}"

    def holds(self, day: date) -> bool:
        """Whether the day is one of its own."""
        return self.starts <= day <= self.ends


class Column(models.TextChoices):
    TODO = "todo", "À faire"
    DOING = "doing", "En cours"
    DONE = "done", "Fait"


class Card(models.Model):
    """Something to do; ``mvp``: the smallest useful version needs it. ``revision`` guards against two editors."""

    pilot = models.ForeignKey(Pilot, on_delete=models.CASCADE, related_name="cards")
    title = models.CharField("carte", max_length=150)
    note = models.TextField("détails", blank=True)
    mvp = models.BooleanField("nécessaire à la première version", default=False)
    column = models.CharField("colonne", max_length=6, choices=Column.choices, default=Column.TODO)
    revision = models.PositiveIntegerField(default=0)
    created = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["-mvp", "pk"]

    def __str__(self) -> str:
        return self.title


class PilotRun(models.Model):
    """The pilot's capability run for real; ``request`` holds its steps, duration, cost and what was thought of it.

    ``request`` is an id: a person may erase their own requests, the pilot keeps that a run took place.
    """

    pilot = models.ForeignKey(Pilot, on_delete=models.CASCADE, related_name="runs")
    request = models.BigIntegerField()
    day = models.DateField()
    created = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["-created"]

    def __str__(self) -> str:
        return f"demande {self.request}"


class Remark(models.Model):
    """What someone thought of a run or of the pilot: useful or not, why, and what was right instead."""

    pilot = models.ForeignKey(Pilot, on_delete=models.CASCADE, related_name="remarks")
    run = models.ForeignKey(
        PilotRun, on_delete=models.SET_NULL, null=True, blank=True, related_name="remarks"
    )
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    useful = models.BooleanField("utile", null=True)
    comment = models.TextField("commentaire", max_length=2000, blank=True)
    correction = models.TextField("correction", max_length=2000, blank=True)
    created = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["-created"]

    def __str__(self) -> str:
        return self.comment[:80]


class Verdict(models.TextChoices):
    GO = "go", "Généraliser"
    ADJUST = "adjust", "Ajuster et poursuivre"
    STOP = "stop", "Arrêter"


class Decision(models.Model):
    """Go, adjust or stop, with reasons, and the effect as it was measured that day."""

    pilot = models.ForeignKey(Pilot, on_delete=models.CASCADE, related_name="decisions")
    verdict = models.CharField("décision", max_length=6, choices=Verdict.choices)
    reasons = models.TextField("raisons", max_length=4000)
    effect = models.JSONField(default=dict)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    day = models.DateField()
    created = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["-created"]

    def __str__(self) -> str:
        return self.get_verdict_display()
