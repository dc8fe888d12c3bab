"""A lesson: how a person of the company said that a table with these headers is read."""

from typing import ClassVar

from django.conf import settings
from django.db import models

from levier.accounts.models import Company


class MappingLesson(models.Model):
    """``signature``: a digest of the headers, whatever their order. ``mapping``: field → column, an empty column for a field
    that the person left empty. ``corrections``: [plain header, field chosen, field refused]; either field may be empty."""

    company = models.ForeignKey(Company, on_delete=models.CASCADE, related_name="+")
    signature = models.CharField(max_length=64)
    kind = models.CharField("type", max_length=40)
    file_name = models.CharField("fichier", max_length=255)
    mapping = models.JSONField(default=dict)
    corrections = models.JSONField(default=list)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    created = models.DateTimeField(auto_now_add=True)
    updated = models.DateTimeField(auto_now=True)

    class Meta:
        app_label = "tables"
        ordering: ClassVar[list[str]] = ["-updated"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["company", "signature"], name="one_lesson_per_header")
        ]

    def __str__(self) -> str:
        return self.file_name
