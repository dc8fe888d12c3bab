"""A bias report that was kept: rates only, never a person's line."""

from typing import ClassVar

from django.conf import settings
from django.db import models

from levier.accounts.models import Company
from levier.core.actor import Actor
from levier.policy.rights import Permission, may
from levier.tables.models import Dataset


class BiasQuerySet(models.QuerySet["KeptReport"]):
    def visible_to(self, actor: Actor) -> "BiasQuerySet":
        """Those of the company, for who keeps its registers, on tables they may see."""
        if not may(actor, Permission.GOVERN):
            return self.none()
        seen = Dataset.objects.visible_to(actor).values("pk")
        return self.filter(models.Q(dataset=None) | models.Q(dataset__in=seen), company_id=actor.company_id)


class KeptReport(models.Model):
    """``report``: a ``BiasReport`` as JSON. ``capability``: the one whose decisions were examined, if any."""

    company = models.ForeignKey(Company, on_delete=models.CASCADE, related_name="+")
    dataset = models.ForeignKey(Dataset, on_delete=models.CASCADE, null=True, blank=True, related_name="+")
    capability = models.CharField("savoir-faire", max_length=100, blank=True)
    title = models.CharField("titre", max_length=200)
    verdict = models.CharField("verdict", max_length=10)
    report = models.JSONField("rapport")
    created = models.DateTimeField(auto_now_add=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )

    objects: ClassVar[models.Manager["KeptReport"]] = BiasQuerySet.as_manager()

    class Meta:
        ordering: ClassVar[list[str]] = ["-created", "-pk"]

    def __str__(self) -> str:
        return self.title
