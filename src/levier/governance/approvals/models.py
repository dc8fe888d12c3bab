"""A result that waits for a person's agreement, or got its answer."""

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from levier.accounts.models import Company
from levier.core.actor import Actor
from levier.orchestrator.models import Request
from levier.policy.rights import Permission, may


class Decision(models.TextChoices):
    WAITING = "waiting", "à valider"
    APPROVED = "approved", "validé"
    REFUSED = "refused", "refusé"


class Level(models.TextChoices):
    PERSON = "person", "par la personne qui l'a demandé"
    MANAGER = "manager", "par un responsable"


class ApprovalQuerySet(models.QuerySet["Approval"]):
    def visible_to(self, actor: Actor) -> "ApprovalQuerySet":
        """One's own, and for those who may approve, all that need a manager."""
        own = Q(asked_by=actor.person_id)
        if may(actor, Permission.APPROVE):
            own |= Q(level=Level.MANAGER)
        return self.filter(own, company_id=actor.company_id)

    def to_decide(self, actor: Actor) -> "ApprovalQuerySet":
        """Those this person may answer now."""
        mine = Q(level=Level.PERSON, asked_by=actor.person_id)
        if may(actor, Permission.APPROVE):
            mine |= Q(level=Level.MANAGER)
        return self.filter(mine, company_id=actor.company_id, decision=Decision.WAITING)


class Approval(models.Model):
    """The outcome of one step. ``snapshot``: what the approver sees, frozen; ``digest``: SHA-256 of it, which the journal
    keeps too. The request may be forgotten by its author: the decision and its digest stay.
    """

    company = models.ForeignKey(Company, on_delete=models.CASCADE, related_name="+")
    request = models.ForeignKey(
        Request, on_delete=models.SET_NULL, null=True, blank=True, related_name="approvals"
    )
    run = models.CharField(max_length=60)
    step = models.CharField("étape", max_length=20)
    capability = models.CharField("savoir-faire", max_length=100)
    title = models.CharField("objet", max_length=300)
    level = models.CharField("validation", max_length=10, choices=Level.choices)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    asked_at = models.DateTimeField(auto_now_add=True)
    snapshot = models.JSONField("ce qui a été vu", default=dict)
    digest = models.CharField("empreinte", max_length=64)
    decision = models.CharField("décision", max_length=10, choices=Decision.choices, default=Decision.WAITING)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, blank=True)
    reason = models.TextField("raison", blank=True)

    objects: ClassVar[models.Manager["Approval"]] = ApprovalQuerySet.as_manager()

    class Meta:
        ordering: ClassVar[list[str]] = ["-asked_at", "-pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["run", "step"], name="one_approval_per_step")
        ]

    @property
    def touched(self) -> list[str]:
        """What the result was made from: "dataset:3@2"."""
        return [str(one) for one in self.snapshot.get("touched", [])]

    @property
    def erased(self) -> str:
        """Why the snapshot is no longer there, empty while it is."""
        return str(self.snapshot.get("erased", ""))

    def content(self) -> dict[str, Any]:
        """The frozen snapshot."""
        return dict(self.snapshot)

    def __str__(self) -> str:
        return f"{self.title} ({self.get_decision_display()})"
