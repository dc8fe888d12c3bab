"""An alert on rows of a table, kept until the table is deleted, with the verdict of a person."""

from typing import Any, ClassVar

from django.conf import settings
from django.db import models

from levier.accounts.models import Company
from levier.core.actor import Actor
from levier.core.french.numbers import format_money
from levier.tables.models import Dataset


class Verdict(models.TextChoices):
    NONE = "", "à juger"
    ERROR = "error", "c'était une erreur"
    NORMAL = "normal", "c'est normal"


class AlertQuerySet(models.QuerySet["Alert"]):
    def visible_to(self, actor: Actor) -> "AlertQuerySet":
        """Only those of the person's company, on tables the person may see."""
        return self.filter(company_id=actor.company_id, dataset__in=Dataset.objects.visible_to(actor))


class Alert(models.Model):
    """``reference`` is drawn from the facts: the same alert found again is the same line. ``shape``: what makes another
    one its look-alike, as the capability means it."""

    company = models.ForeignKey(Company, on_delete=models.CASCADE, related_name="+")
    dataset = models.ForeignKey(Dataset, on_delete=models.CASCADE, related_name="alerts")
    capability = models.CharField("savoir-faire", max_length=60)
    reference = models.CharField("référence", max_length=20)
    title = models.CharField("alerte", max_length=200)
    reason = models.TextField("raisons")
    day = models.DateField("date", null=True, blank=True)
    amount = models.FloatField("montant")
    currency = models.CharField("devise", max_length=3, default="EUR")
    score = models.FloatField("force")
    shape = models.JSONField(default=dict)
    verdict = models.CharField(
        "verdict", max_length=10, choices=Verdict.choices, default=Verdict.NONE, blank=True
    )
    note = models.CharField("remarque", max_length=500, blank=True)
    judged_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    judged_at = models.DateTimeField(null=True, blank=True)
    raised_at = models.DateTimeField(auto_now_add=True)
    seen_at = models.DateTimeField(auto_now=True)

    objects: ClassVar[models.Manager["Alert"]] = AlertQuerySet.as_manager()

    class Meta:
        ordering: ClassVar[list[str]] = ["-score", "pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["company", "capability", "reference"], name="one_alert_per_reference"
            )
        ]

    @property
    def reasons(self) -> list[str]:
        """The reasons, strongest first."""
        return self.reason.split(" ; ")

    @property
    def rows(self) -> dict[str, Any]:
        """The question whose answer is its lines in ``shape["version"]`` of the table; empty for those raised without it."""
        found: dict[str, Any] = self.shape.get("rows") or {}
        return found

    @property
    def money(self) -> str:
        """« 1 234,56 € »."""
        return format_money(self.amount, self.currency)

    @property
    def at_stake(self) -> str:
        """« 4,70 € »: what may be lost, where it is not the whole amount; else nothing."""
        stake = float(self.shape.get("stake") or 0.0)
        return (
            format_money(stake, self.currency) if stake >= 0.01 and abs(stake - self.amount) >= 0.01 else ""
        )

    def __str__(self) -> str:
        return f"{self.reference} {self.title}"
