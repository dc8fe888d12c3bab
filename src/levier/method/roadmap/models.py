"""What the company wants, and the candidate projects that serve it."""

from typing import ClassVar

from django.conf import settings
from django.db import models

from levier.accounts.models import Company
from levier.core.actor import Actor


class Stage(models.TextChoices):
    IDEA = "idea", "candidat"
    RETAINED = "retained", "retenu"
    PILOT = "pilot", "en pilote"
    DEPLOYED = "deployed", "déployé"
    STOPPED = "stopped", "arrêté"


RISKS = [("minimal", "minimal"), ("limited", "limité"), ("high", "élevé")]


class ObjectiveQuerySet(models.QuerySet["Objective"]):
    def visible_to(self, actor: Actor) -> "ObjectiveQuerySet":
        """Those of the person's company."""
        return self.filter(company_id=actor.company_id)


class Objective(models.Model):
    """A strategic aim with its figure. ``indicator``: name of its definition in the catalogue of indicators.

    ``revision`` grows at each change: who saves an older one is told (``editing``).
    """

    company = models.ForeignKey(Company, on_delete=models.CASCADE, related_name="objectives")
    title = models.CharField("objectif", max_length=150)
    indicator = models.CharField("indicateur", max_length=60)
    baseline = models.DecimalField("départ", max_digits=18, decimal_places=4, null=True, blank=True)
    target = models.DecimalField("cible", max_digits=18, decimal_places=4)
    due = models.DateField("échéance")
    revision = models.PositiveIntegerField(default=1)
    created = models.DateTimeField(auto_now_add=True)

    objects: ClassVar[models.Manager["Objective"]] = ObjectiveQuerySet.as_manager()

    class Meta:
        ordering: ClassVar[list[str]] = ["due", "pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["company", "title"], name="one_objective_per_title")
        ]

    def __str__(self) -> str:
        return self.title


class UseCaseQuerySet(models.QuerySet["UseCase"]):
    def visible_to(self, actor: Actor) -> "UseCaseQuerySet":
        """Those of the person's company."""
        return self.filter(company_id=actor.company_id)


class UseCase(models.Model):
    """A candidate project. ``capability``: the name of the one it would use; empty for the company's own idea.

    ``after``: projects that must be deployed before this one begins. ``practice``: the prohibited practice (article 5 of the
    AI Act) it would be; "none" when somebody looked and found none. For an own idea: ``usage`` (the common use of the AI Act's rules that
    it is; ``risk`` then follows from its class), ``risk``, ``needs`` (kinds of tables) and ``ranges`` (``{"times": [low, central, high] | "driver:orders", "minutes": […], "saved": […]}``). ``workload``: how heavy
    it is beside an ordinary project (1).
    """

    company = models.ForeignKey(Company, on_delete=models.CASCADE, related_name="use_cases")
    objective = models.ForeignKey(
        Objective, on_delete=models.SET_NULL, null=True, blank=True, related_name="use_cases"
    )
    title = models.CharField("cas d'usage", max_length=150)
    problem = models.TextField("problème à résoudre", blank=True)
    capability = models.CharField("savoir-faire", max_length=60, blank=True)
    sponsor = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    stage = models.CharField("étape", max_length=10, choices=Stage.choices, default=Stage.IDEA)
    after = models.ManyToManyField("self", symmetrical=False, blank=True, related_name="before")
    practice = models.CharField("pratique interdite", max_length=40, blank=True)
    risk = models.CharField("risque", max_length=10, choices=RISKS, blank=True)
    usage = models.CharField("usage type", max_length=60, blank=True)
    needs = models.JSONField("tableaux nécessaires", default=list, blank=True)
    ranges = models.JSONField("hypothèses propres", default=dict, blank=True)
    workload = models.FloatField("charge", default=1.0)
    revision = models.PositiveIntegerField(default=1)
    created = models.DateTimeField(auto_now_add=True)

    objects: ClassVar[models.Manager["UseCase"]] = UseCaseQuerySet.as_manager()

    class Meta:
        ordering: ClassVar[list[str]] = ["pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["company", "title"], name="one_use_case_per_title")
        ]

    def __str__(self) -> str:
        return self.title


class Plan(models.Model):
    """How the company wants its projects ordered and planned: one line a company.

    ``weights``: of the impact and of each part of the feasibility; ``capacity``: days a week by role; both empty for the
    defaults. ``budget``: what may be spent in all before gains, None for no limit.
    """

    company = models.OneToOneField(Company, on_delete=models.CASCADE, related_name="plan")
    start = models.DateField("début", null=True, blank=True)
    weights = models.JSONField(default=dict)
    capacity = models.JSONField(default=dict)
    budget = models.DecimalField("budget", max_digits=14, decimal_places=2, null=True, blank=True)
    revision = models.PositiveIntegerField(default=1)

    def __str__(self) -> str:
        return f"Plan de {self.company}"


class OwnAssumption(models.Model):
    """The company's own range for an assumption of the value trees, in its place. ``origin``: where it comes from."""

    company = models.ForeignKey(Company, on_delete=models.CASCADE, related_name="+")
    name = models.CharField(max_length=40)
    low = models.FloatField()
    central = models.FloatField()
    high = models.FloatField()
    origin = models.CharField("origine", max_length=200)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    changed = models.DateField(auto_now=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["company", "name"], name="one_own_assumption_per_name")
        ]

    def __str__(self) -> str:
        return self.name
