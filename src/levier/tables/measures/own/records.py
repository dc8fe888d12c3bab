"""What the database keeps of a company's own measures, and of the tables it takes together."""

from typing import ClassVar

from django.conf import settings
from django.db import models

from levier.accounts.models import Company


class OwnMeasure(models.Model):
    """A measure a company defined; ``current`` is the number of the version in use."""

    company = models.ForeignKey(Company, on_delete=models.CASCADE, related_name="own_measures")
    kind = models.CharField("type de tableau", max_length=40)
    label = models.CharField("nom", max_length=80)
    current = models.PositiveIntegerField("version en cours", default=1)
    created = models.DateTimeField(auto_now_add=True)

    class Meta:
        app_label = "tables"
        ordering: ClassVar[list[str]] = ["kind", "label"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["company", "kind", "label"], name="one_own_measure_per_label")
        ]

    def __str__(self) -> str:
        return self.label

    @property
    def name(self) -> str:
        """Its name in questions: « own_12 »."""
        return f"own_{self.pk}"


class OwnMeasureVersion(models.Model):
    """One immutable state of a measure's definition (``definition.OwnDefinition`` as JSON)."""

    company = models.ForeignKey(Company, on_delete=models.CASCADE, related_name="+")
    measure = models.ForeignKey(OwnMeasure, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    content = models.JSONField()
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    created = models.DateTimeField(auto_now_add=True)

    class Meta:
        app_label = "tables"
        ordering: ClassVar[list[str]] = ["-number"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["measure", "number"], name="one_own_measure_version")
        ]

    def __str__(self) -> str:
        return f"{self.measure}, version {self.number}"


class TogetherKind(models.Model):
    """A kind whose tables a company takes together: its questions read them all as one."""

    company = models.ForeignKey(Company, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField("type de tableau", max_length=40)

    class Meta:
        app_label = "tables"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["company", "kind"], name="one_together_per_kind")
        ]

    def __str__(self) -> str:
        return self.kind
