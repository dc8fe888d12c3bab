"""What was measured between two versions of two tables."""

from typing import ClassVar

from django.db import models

from levier.accounts.models import Company
from levier.tables.models import DatasetVersion


class Agreement(models.Model):
    """How the column ``field`` of a version agrees with the key of another table's version (see ``consistency.Link``)."""

    company = models.ForeignKey(Company, on_delete=models.CASCADE, related_name="+")
    version = models.ForeignKey(DatasetVersion, on_delete=models.CASCADE, related_name="+")
    against = models.ForeignKey(DatasetVersion, on_delete=models.CASCADE, related_name="+")
    field = models.CharField(max_length=60)
    lines = models.PositiveBigIntegerField()
    orphans = models.PositiveBigIntegerField()
    members = models.PositiveBigIntegerField()
    duplicates = models.PositiveBigIntegerField()
    examples = models.JSONField(default=list)
    measured = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["version", "against", "field"], name="one_agreement_per_pair")
        ]

    def __str__(self) -> str:
        return f"{self.version}.{self.field} → {self.against}"
