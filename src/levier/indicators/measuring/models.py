"""Values of indicators, timed samples, costs: facts, each with where it comes from."""

from typing import ClassVar

from django.db import models

from levier.accounts.models import Company
from levier.core.actor import EVERYONE, Actor
from levier.indicators.models import Indicator


class MeasurementQuerySet(models.QuerySet["Measurement"]):
    def visible_to(self, actor: Actor) -> "MeasurementQuerySet":
        """Those of the person's company whose table they may read."""
        return self.filter(company_id=actor.company_id, audience__in=actor.readers)


class Measurement(models.Model):
    """One value of an indicator over days ``start`` to ``end`` (both included), in the unit of its definition.

    ``n``: how many things it is made of; ``low``, ``high``: its 95 % interval, None where it is a count of everything; ``how``:
    the computation in French; ``source``: the address that opens it; ``audience``: the reader token of the table it comes from.
    """

    company = models.ForeignKey(Company, on_delete=models.CASCADE, related_name="+")
    indicator = models.ForeignKey(Indicator, on_delete=models.CASCADE, related_name="measurements")
    start = models.DateField("du")
    end = models.DateField("au")
    value = models.FloatField("valeur")
    low = models.FloatField("au moins", null=True)
    high = models.FloatField("au plus", null=True)
    n = models.PositiveIntegerField("nombre", default=0)
    how = models.CharField("calcul", max_length=400)
    source = models.CharField("origine", max_length=300, blank=True)
    audience = models.CharField("lecteurs", max_length=60, default=EVERYONE)
    measured = models.DateTimeField("mesuré", auto_now=True)

    objects: ClassVar[models.Manager["Measurement"]] = MeasurementQuerySet.as_manager()

    class Meta:
        ordering: ClassVar[list[str]] = ["indicator", "-end"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["indicator", "start", "end"], name="one_value_per_period")
        ]

    def __str__(self) -> str:
        return f"{self.indicator} {self.start:%d/%m/%Y}–{self.end:%d/%m/%Y} : {self.value:g}"


class Way(models.TextChoices):
    WITHOUT = "without", "sans Levier"
    WITH = "with", "avec Levier"


class TimingQuerySet(models.QuerySet["Timing"]):
    def visible_to(self, actor: Actor) -> "TimingQuerySet":
        """Those of the person's company: nobody's name is in them."""
        return self.filter(company_id=actor.company_id)


class Timing(models.Model):
    """One file of a task, timed. Nobody's name is kept: the task is measured, never the person.

    ``task``: the name of the capability that does it; ``minutes``: doing it; ``checking``: checking what Levier gave;
    ``wrong``: whether an error was found, None when nobody looked.
    """

    company = models.ForeignKey(Company, on_delete=models.CASCADE, related_name="+")
    task = models.CharField("tâche", max_length=60)
    way = models.CharField("manière", max_length=10, choices=Way.choices)
    minutes = models.FloatField("minutes")
    checking = models.FloatField("minutes de contrôle", default=0)
    wrong = models.BooleanField("erreur", null=True)
    day = models.DateField("jour")
    created = models.DateTimeField(auto_now_add=True)

    objects: ClassVar[models.Manager["Timing"]] = TimingQuerySet.as_manager()

    class Meta:
        ordering: ClassVar[list[str]] = ["-day", "-pk"]

    def __str__(self) -> str:
        return f"{self.task} {self.get_way_display()} : {self.total:g} min"

    @property
    def total(self) -> float:
        """Minutes of work, checking included."""
        return self.minutes + self.checking


class Spending(models.TextChoices):
    LICENCE = "licence", "licence ou abonnement"
    HOSTING = "hosting", "hébergement, matériel"
    DAYS = "days", "jours de travail"
    TRAINING = "training", "formation"
    OTHER = "other", "autre"


class Rhythm(models.TextChoices):
    ONCE = "once", "une fois"
    MONTH = "month", "par mois"


class CostQuerySet(models.QuerySet["Cost"]):
    def visible_to(self, actor: Actor) -> "CostQuerySet":
        """Those of the person's company; services keep them for those who steer it."""
        return self.filter(company_id=actor.company_id)


class Cost(models.Model):
    """Money spent for a task (a capability), or for all of them when ``task`` is empty. ``amount``: euros, before tax."""

    company = models.ForeignKey(Company, on_delete=models.CASCADE, related_name="+")
    task = models.CharField("tâche", max_length=60, blank=True)
    kind = models.CharField("nature", max_length=10, choices=Spending.choices)
    label = models.CharField("libellé", max_length=150)
    amount = models.DecimalField("montant", max_digits=14, decimal_places=2)
    rhythm = models.CharField("rythme", max_length=6, choices=Rhythm.choices)
    start = models.DateField("à partir du")
    end = models.DateField("jusqu'au", null=True, blank=True)
    created = models.DateTimeField(auto_now_add=True)

    objects: ClassVar[models.Manager["Cost"]] = CostQuerySet.as_manager()

    class Meta:
        ordering: ClassVar[list[str]] = ["start", "pk"]

    def __str__(self) -> str:
        return self.label


class Assumptions(models.Model):
    """What turns hours into euros, said by the company: the loaded cost of an hour of work, and the yearly discount rate.

    One average for everybody, never a person's salary. Doubt is the share by which each may be wrong either way.
    """

    company = models.OneToOneField(Company, on_delete=models.CASCADE, related_name="+")
    hour_cost = models.DecimalField("coût d'une heure", max_digits=8, decimal_places=2, null=True, blank=True)
    discount = models.FloatField("taux d'actualisation", default=0.08)
    revision = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.hour_cost} €/h"
