"""An assessment, who answered what in it, and who answers for each table."""

from typing import Any, ClassVar

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q

from levier.accounts.models import Company
from levier.core.actor import Actor
from levier.tables.models import Dataset


class AssessmentQuerySet(models.QuerySet["Assessment"]):
    def visible_to(self, actor: Actor) -> "AssessmentQuerySet":
        """Those of the person's company."""
        return self.filter(company_id=actor.company_id)


class Assessment(models.Model):
    """One assessment: open while people answer, then closed for ever with its ``snapshot`` (``shape.Snapshot``)."""

    company = models.ForeignKey(Company, on_delete=models.CASCADE, related_name="assessments")
    number = models.PositiveIntegerField("numéro")
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    opened = models.DateField("ouvert le")
    closed = models.DateField("clos le", null=True, blank=True)
    snapshot = models.JSONField(default=dict)

    objects: ClassVar[models.Manager["Assessment"]] = AssessmentQuerySet.as_manager()

    class Meta:
        ordering: ClassVar[list[str]] = ["-number"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["company", "number"], name="one_assessment_per_number"),
            models.UniqueConstraint(fields=["company"], condition=Q(closed=None), name="one_open_assessment"),
        ]

    def __str__(self) -> str:
        return f"Diagnostic n° {self.number}"

    def save(self, *args: Any, **options: Any) -> None:
        """A closed assessment never changes: later ones are compared with it."""
        if self.pk and Assessment.objects.filter(pk=self.pk, closed__isnull=False).exists():
            raise ValidationError("Un diagnostic clos ne se modifie plus.")
        super().save(*args, **options)


class Answer(models.Model):
    """What one person answered to one question. ``level`` 1–5; 0: « je ne sais pas »."""

    assessment = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="answers")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    role = models.CharField(max_length=20)
    question = models.CharField(max_length=40)
    level = models.PositiveSmallIntegerField()
    given = models.DateTimeField(auto_now=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["assessment", "person", "question"], name="one_answer_per_question"
            )
        ]

    def __str__(self) -> str:
        return f"{self.question} : {self.level}"


class TableOwner(models.Model):
    """Who answers for a table: its content, its corrections, who may see it."""

    company = models.ForeignKey(Company, on_delete=models.CASCADE, related_name="+")
    dataset = models.OneToOneField(Dataset, on_delete=models.CASCADE, related_name="answerable")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    named = models.DateTimeField(auto_now=True)

    def __str__(self) -> str:
        return f"{self.dataset} : {self.person}"
