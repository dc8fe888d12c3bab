"""An address outside this machine that an administrator allowed, and for which classes of data."""

from typing import ClassVar

from django.db import models


class DestinationRule(models.Model):
    """What may go to one address (host, or host and port) for one company. No row: nothing may go there."""

    company = models.ForeignKey("accounts.Company", on_delete=models.CASCADE, related_name="+")
    address = models.CharField("adresse", max_length=300)
    purpose = models.CharField("usage", max_length=40, default="model")
    label = models.CharField("nom", max_length=120, blank=True)
    data_classes = models.JSONField("classes de données", default=list)
    pseudonymised = models.JSONField("classes pseudonymisées", default=list)
    allowed_by = models.BigIntegerField("autorisée par", null=True)
    allowed_at = models.DateTimeField("autorisée le", auto_now=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["address"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["company", "address"], name="destination_once_per_company"),
        ]

    def __str__(self) -> str:
        return f"{self.label or self.address} ({', '.join(self.data_classes)})"
