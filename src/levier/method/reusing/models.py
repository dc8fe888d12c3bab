"""A firm's template and its versions. A version never changes: what was applied can always be read again."""

from typing import ClassVar

from django.conf import settings
from django.db import models

from levier.operations.firms.models import Firm


class TemplateKind(models.TextChoices):
    ROADMAP = "roadmap", "Objectifs et poids de la feuille de route"
    PILOT = "pilot", "Plan de pilote"
    COMMUNICATION = "communication", "Plan de communication"
    TRAINING = "training", "Plan de formation"
    SURVEY = "survey", "Questionnaire de satisfaction"


class Template(models.Model):
    """A template of a firm, known by its title among those of its kind."""

    firm = models.ForeignKey(Firm, on_delete=models.CASCADE, related_name="templates")
    kind = models.CharField("sorte", max_length=14, choices=TemplateKind.choices)
    title = models.CharField("nom", max_length=120)
    note = models.CharField("à quoi il sert", max_length=300, blank=True)
    created = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["kind", "title"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["firm", "kind", "title"], name="one_template_per_title")
        ]

    def __str__(self) -> str:
        return self.title


class TemplateVersion(models.Model):
    """One state of a template. ``content``: a model of ``contents``. The company it was taken from is not kept."""

    template = models.ForeignKey(Template, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    content = models.JSONField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    made = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["-number"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["template", "number"], name="one_template_version_per_number")
        ]

    def __str__(self) -> str:
        return f"{self.template}, version {self.number}"
