"""The unit prices a company knows better than the public ranges."""

from typing import ClassVar

from django.conf import settings
from django.db import models

from levier.accounts.models import Company


class OwnPrice(models.Model):
    """A range of the company's own for one unit price (``key`` of prices.json), with where it comes from."""

    company = models.ForeignKey(Company, on_delete=models.CASCADE, related_name="+")
    key = models.CharField(max_length=60)
    low = models.DecimalField(max_digits=10, decimal_places=4)
    high = models.DecimalField(max_digits=10, decimal_places=4)
    source = models.CharField(max_length=200)
    on = models.DateField()
    revision = models.PositiveIntegerField(default=1)
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    changed = models.DateTimeField(auto_now=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["company", "key"], name="one_own_price_per_key")
        ]

    def __str__(self) -> str:
        return self.key
