"""An impact assessment, kept from its first answer to its validation."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import TextChoices

from levier.accounts.models import Company
from levier.core.actor import Actor
from levier.policy.rights import Permission, may


class Outcome(TextChoices):
    DRAFT = "draft", "en cours"
    VALIDATED = "validated", "validée"
    CONDITIONAL = "conditional", "validée sous conditions"
    REFUSED = "refused", "refusée"
    CONSULT = "consult", "à soumettre à la CNIL"


class ImpactQuerySet(models.QuerySet["Impact"]):
    def visible_to(self, actor: Actor) -> "ImpactQuerySet":
        """Those of the company, for who keeps its registers."""
        if not may(actor, Permission.GOVERN):
            return self.none()
        return self.filter(company_id=actor.company_id)


class Impact(models.Model):
    """``key``: the line of the processing register it is about. ``content``: the answers, by section of the method."""

    company = models.ForeignKey(Company, on_delete=models.CASCADE, related_name="+")
    key = models.CharField("traitement", max_length=120)
    title = models.CharField("titre", max_length=200)
    content = models.JSONField(default=dict)
    outcome = models.CharField("conclusion", max_length=12, choices=Outcome.choices, default=Outcome.DRAFT)
    outcome_reason = models.TextField("motif", blank=True)
    dpo_opinion = models.TextField("avis du délégué", blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, blank=True)
    revision = models.PositiveIntegerField(default=0)
    created = models.DateTimeField(auto_now_add=True)
    updated = models.DateTimeField(auto_now=True)

    objects: ClassVar[models.Manager["Impact"]] = ImpactQuerySet.as_manager()

    class Meta:
        ordering: ClassVar[list[str]] = ["-updated"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["company", "key"], name="one_impact_per_processing")
        ]

    def __str__(self) -> str:
        return self.title
