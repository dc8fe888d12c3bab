"""The indicators a company follows: a definition of the catalogue, adapted, with its target."""

from typing import ClassVar

from django.db import models

from levier.accounts.models import Company


class Indicator(models.Model):
    """An indicator chosen by a company. ``definition`` names its entry of the catalogue.

    The baseline is measured before a project, the target fixed before too (both empty until then).
    """

    company = models.ForeignKey(Company, on_delete=models.CASCADE, related_name="indicators")
    definition = models.CharField("définition", max_length=60)
    label = models.CharField("nom", max_length=150)
    baseline = models.DecimalField("départ", max_digits=18, decimal_places=4, null=True, blank=True)
    baseline_on = models.DateField("mesuré le", null=True, blank=True)
    target = models.DecimalField("cible", max_digits=18, decimal_places=4, null=True, blank=True)
    target_on = models.DateField("échéance", null=True, blank=True)
    created = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["label"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["company", "label"], name="one_indicator_per_label")
        ]

    def __str__(self) -> str:
        return self.label
