"""Datasets: business tables of a known kind, kept as immutable versions."""

from pathlib import Path
from typing import ClassVar

from django.conf import settings
from django.db import models

from levier.accounts.models import Company
from levier.core.actor import Actor


class DatasetQuerySet(models.QuerySet["Dataset"]):
    def visible_to(self, actor: Actor) -> "DatasetQuerySet":
        """Only the datasets of the person's company that carry one of the reader tokens they hold."""
        return self.filter(company_id=actor.company_id, grants__token__in=actor.readers).distinct()


class Dataset(models.Model):
    """A table of business facts; ``current`` is the number of the version in use (0 before the first)."""

    company = models.ForeignKey(Company, on_delete=models.CASCADE, related_name="datasets")
    name = models.CharField("nom", max_length=200)
    kind = models.CharField("type", max_length=40)
    currency = models.CharField("devise", max_length=3, default="EUR")
    current = models.PositiveIntegerField("version en cours", default=0)
    created = models.DateTimeField(auto_now_add=True)
    updated = models.DateTimeField(auto_now=True)

    objects: ClassVar[models.Manager["Dataset"]] = DatasetQuerySet.as_manager()

    class Meta:
        ordering: ClassVar[list[str]] = ["name"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["company", "name"], name="one_dataset_per_name")
        ]

    def __str__(self) -> str:
        return self.name


class DatasetGrant(models.Model):
    """A reader token ("all", "managers", "person:7" …) that opens a dataset."""

    company = models.ForeignKey(Company, on_delete=models.CASCADE, related_name="+")
    dataset = models.ForeignKey(Dataset, on_delete=models.CASCADE, related_name="grants")
    token = models.CharField("lecteurs", max_length=60)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["dataset", "token"], name="one_grant_per_token")
        ]

    def __str__(self) -> str:
        return f"{self.dataset}: {self.token}"


class DatasetVersion(models.Model):
    """One immutable state of a dataset. Paths are relative to the data folder; ``original`` is empty when nothing was kept.

    ``base``: the version in use when this one came (0 for none): what undoing it brings back. ``reading``: how the file
    was read (its format, its source, the sheet, the order of dates and the decimal mark that the person said).
    """

    company = models.ForeignKey(Company, on_delete=models.CASCADE, related_name="+")
    dataset = models.ForeignKey(Dataset, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    rows = models.PositiveBigIntegerField("lignes")
    rejected = models.PositiveBigIntegerField("lignes écartées", default=0)
    mode = models.CharField(max_length=10, default="replace")
    content_hash = models.CharField(max_length=64)
    original_name = models.CharField("fichier d'origine", max_length=255)
    original = models.CharField(max_length=400)
    parquet = models.CharField(max_length=400)
    rejects = models.CharField(max_length=400, blank=True)
    mapping = models.JSONField(default=dict)
    reading = models.JSONField(default=dict)
    base = models.PositiveIntegerField(default=0)
    profile = models.JSONField(default=dict)
    first_day = models.DateField(null=True, blank=True)
    last_day = models.DateField(null=True, blank=True)
    imported_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    created = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["-number"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["dataset", "number"], name="one_version_per_number")
        ]

    def __str__(self) -> str:
        return f"{self.dataset}, version {self.number}"

    @property
    def parquet_path(self) -> Path:
        return Path(settings.HOME) / self.parquet

    @property
    def original_path(self) -> Path:
        return Path(settings.HOME) / self.original

    @property
    def rejects_path(self) -> Path | None:
        return Path(settings.HOME) / self.rejects if self.rejects else None


from levier.tables.invoicing.models import EInvoice  # noqa: E402 - after Dataset, which it points to
from levier.tables.lessons import MappingLesson  # noqa: E402 - a model of this app
from levier.tables.measures.own.records import (  # noqa: E402 - they are models of this app
    OwnMeasure,
    OwnMeasureVersion,
    TogetherKind,
)

__all__ = [
    "Dataset",
    "DatasetGrant",
    "DatasetQuerySet",
    "DatasetVersion",
    "EInvoice",
    "MappingLesson",
    "OwnMeasure",
    "OwnMeasureVersion",
    "TogetherKind",
]
