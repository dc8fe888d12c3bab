"""Tiers, sessions, who came, and what the quiz found."""

from datetime import date
from typing import ClassVar

from django.conf import settings
from django.db import models

from levier.accounts.models import Company
from levier.core.actor import Actor
from levier.policy.rights import Permission, may


class Tier(models.TextChoices):
    AWARENESS = "awareness", "Sensibilisation"
    USERS = "users", "Utilisateurs"
    SUPER = "super", "Référents"
    EXPERT = "expert", "Experts attestés"


class TierPlan(models.Model):
    """What the company decided for a tier, in place of the proposal. ``cost``: expected for one person."""

    company = models.ForeignKey(Company, on_delete=models.CASCADE, related_name="+")
    tier = models.CharField("niveau", max_length=10, choices=Tier.choices)
    target = models.PositiveSmallIntegerField("personnes")
    hours = models.DecimalField("heures par personne", max_digits=5, decimal_places=1)
    cost = models.DecimalField("coût par personne", max_digits=9, decimal_places=2)
    due = models.DateField("avant le")
    revision = models.PositiveIntegerField(default=1)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["company", "tier"], name="one_plan_per_tier")
        ]

    def __str__(self) -> str:
        return self.get_tier_display()


class SessionQuerySet(models.QuerySet["Session"]):
    def visible_to(self, actor: Actor) -> "SessionQuerySet":
        """Those of the person's company."""
        return self.filter(company_id=actor.company_id)


class Session(models.Model):
    """A training on a day. ``capabilities``: names of those it teaches; ``cost``: of the whole session."""

    company = models.ForeignKey(Company, on_delete=models.CASCADE, related_name="+")
    tier = models.CharField("niveau", max_length=10, choices=Tier.choices)
    title = models.CharField("séance", max_length=150)
    capabilities = models.JSONField("savoir-faire", default=list, blank=True)
    day = models.DateField("date")
    place = models.CharField("lieu", max_length=150, blank=True)
    trainer = models.CharField("animée par", max_length=120)
    hours = models.DecimalField("durée (heures)", max_digits=4, decimal_places=1)
    seats = models.PositiveSmallIntegerField("places")
    cost = models.DecimalField("coût", max_digits=9, decimal_places=2, default=0)
    revision = models.PositiveIntegerField(default=1)

    objects: ClassVar[models.Manager["Session"]] = SessionQuerySet.as_manager()

    class Meta:
        ordering: ClassVar[list[str]] = ["day", "pk"]

    def __str__(self) -> str:
        return self.title

    def is_over(self, today: date) -> bool:
        """Whether its day has come: attendance may be noted."""
        return self.day <= today


class AttendanceQuerySet(models.QuerySet["Attendance"]):
    def visible_to(self, actor: Actor) -> "AttendanceQuerySet":
        """One's own; those of the company for those who steer."""
        ours = self.filter(session__company_id=actor.company_id)
        return ours if may(actor, Permission.STEER) else ours.filter(person=actor.person_id)


class Attendance(models.Model):
    """Someone's seat. ``came`` is None until it is noted."""

    session = models.ForeignKey(Session, on_delete=models.PROTECT, related_name="attendances")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    came = models.BooleanField("présent", null=True, blank=True)

    objects: ClassVar[models.Manager["Attendance"]] = AttendanceQuerySet.as_manager()

    class Meta:
        ordering: ClassVar[list[str]] = ["pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["session", "person"], name="one_seat_per_person")
        ]

    def __str__(self) -> str:
        return f"{self.person} · {self.session}"


class Attempt(models.Model):
    """A quiz that someone took: ``seed`` and ``capabilities`` make the same questions again; ``answers`` are theirs alone."""

    company = models.ForeignKey(Company, on_delete=models.CASCADE, related_name="+")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    capabilities = models.JSONField(default=list)
    seed = models.CharField(max_length=80)
    sheet = models.JSONField("questions et réponses", default=list)
    right = models.PositiveSmallIntegerField("bonnes réponses")
    total = models.PositiveSmallIntegerField("questions")
    passed = models.BooleanField("réussi")
    taken_on = models.DateField("passé le")

    class Meta:
        ordering: ClassVar[list[str]] = ["-taken_on", "-pk"]

    def __str__(self) -> str:
        return "réussi" if self.passed else "à repasser"
