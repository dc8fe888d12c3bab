"""A survey, who was invited, what was answered. No link is kept between the last two."""

from typing import ClassVar

from django.db import models

from levier.accounts.models import Company
from levier.core.actor import Actor


class Question(models.TextChoices):
    NPS = "nps", "Recommandation (NPS, 0 à 10)"
    CSAT = "csat", "Satisfaction (CSAT, 1 à 5)"


class SurveyQuerySet(models.QuerySet["Survey"]):
    def visible_to(self, actor: Actor) -> "SurveyQuerySet":
        """Those of the person's company."""
        return self.filter(company_id=actor.company_id)


class Survey(models.Model):
    """One question put to customers until ``closes`` (included). ``about``: what it asks about, in the question's words."""

    company = models.ForeignKey(Company, on_delete=models.CASCADE, related_name="surveys")
    title = models.CharField("nom", max_length=120)
    question = models.CharField("question", max_length=5, choices=Question.choices)
    about = models.CharField("sujet", max_length=120, blank=True)
    message = models.TextField("message", max_length=1500, blank=True)
    closes = models.DateField("fin")
    created = models.DateTimeField(auto_now_add=True)

    objects: ClassVar[models.Manager["Survey"]] = SurveyQuerySet.as_manager()

    class Meta:
        ordering: ClassVar[list[str]] = ["-created"]

    def __str__(self) -> str:
        return self.title

    @property
    def asked(self) -> str:
        """The question as the customer reads it."""
        what = self.about or self.company.name
        if self.question == Question.NPS:
            return f"Recommanderiez-vous {what} à un proche ou à un confrère ?"
        return f"Êtes-vous satisfait de {what} ?"

    @property
    def notes(self) -> range:
        """The notes that may be given."""
        return range(11) if self.question == Question.NPS else range(1, 6)


class Invitation(models.Model):
    """Someone who was written to. ``answered`` says only that they did: their note is not tied to them.

    ``email`` is erased when the survey is closed.
    """

    survey = models.ForeignKey(Survey, on_delete=models.CASCADE, related_name="invitations")
    email = models.EmailField("adresse", blank=True)
    sent = models.DateTimeField("envoyée", null=True)
    answered = models.BooleanField("répondu", default=False)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["survey", "email"],
                condition=~models.Q(email=""),
                name="one_invitation_per_address",
            )
        ]

    def __str__(self) -> str:
        return f"invitation {self.pk}"


class Reply(models.Model):
    """A note and a comment; the day only, so that nobody is recognised by the hour."""

    survey = models.ForeignKey(Survey, on_delete=models.CASCADE, related_name="replies")
    note = models.PositiveSmallIntegerField("note")
    comment = models.TextField("remarque", max_length=1000, blank=True)
    day = models.DateField("jour")

    class Meta:
        ordering: ClassVar[list[str]] = ["-day"]

    def __str__(self) -> str:
        return str(self.note)
