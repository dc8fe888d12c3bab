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


class ObjectiveQuerySet(models.QuerySet["Objective"]):
    def visible_to(self, actor: Actor) -> "ObjectiveQuerySet":
        """Those of the person's company."""
        return self.filter(company_id=actor.company_id)


class Objective(models.Model):
    """A strategic aim with its figure. ``indicator``: name of its definition in the catalogue of indicators."""

    company = models.ForeignKey(Company, on_delete=models.CASCADE, related_name="objectives")
    title = models.CharField("objectif", max_length=150)
    indicator = models.CharField("indicateur", max_length=60)
    baseline = models.DecimalField("départ", max_digits=18, decimal_places=4, null=True, blank=True)
    target = models.DecimalField("cible", max_digits=18, decimal_places=4)
    due = models.DateField("échéance")
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
    """A candidate project. ``capability``: the name of the one it would use; empty for the company's own idea."""

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
    created = models.DateTimeField(auto_now_add=True)

    objects: ClassVar[models.Manager["UseCase"]] = UseCaseQuerySet.as_manager()

    class Meta:
        ordering: ClassVar[list[str]] = ["pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["company", "title"], name="one_use_case_per_title")
        ]

    def __str__(self) -> str:
        return self.title
