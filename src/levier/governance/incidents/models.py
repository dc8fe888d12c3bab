"""An incident, its steps, and the clock toward the CNIL."""

from datetime import datetime, timedelta
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import TextChoices

from levier.accounts.models import Company
from levier.core.actor import Actor
from levier.policy.rights import Permission, may

CLOCK = timedelta(hours=72)
"""RGPD, article 33(1) (fact « rgpd-33 »)."""


class Nature(TextChoices):
    CONFIDENTIALITY = "confidentiality", "accès ou divulgation"
    INTEGRITY = "integrity", "modification non voulue"
    AVAILABILITY = "availability", "perte ou indisponibilité"
    WRONG = "wrong", "résultat faux ou trompeur d'un savoir-faire"
    BIAS = "bias", "traitement injuste de personnes"
    OTHER = "other", "autre"


class Risk(TextChoices):
    UNKNOWN = "unknown", "à évaluer"
    UNLIKELY = "unlikely", "risque peu probable pour les personnes"
    RISK = "risk", "risque pour les personnes"
    HIGH = "high", "risque élevé pour les personnes"


class State(TextChoices):
    OPEN = "open", "ouvert"
    CONTAINED = "contained", "maîtrisé"
    CLOSED = "closed", "clos"


class IncidentQuerySet(models.QuerySet["Incident"]):
    def visible_to(self, actor: Actor) -> "IncidentQuerySet":
        """All for who keeps the registers; to the others, those they declared."""
        found = self.filter(company_id=actor.company_id)
        return found if may(actor, Permission.GOVERN) else found.filter(declared_by=actor.person_id)


class Incident(models.Model):
    """``discovered``: when the company became aware, which starts the clock. ``number`` runs from 1 in each company."""

    company = models.ForeignKey(Company, on_delete=models.CASCADE, related_name="+")
    number = models.PositiveIntegerField("numéro")
    title = models.CharField("titre", max_length=200)
    description = models.TextField("ce qui s'est passé")
    nature = models.CharField("nature", max_length=16, choices=Nature.choices, default=Nature.OTHER)
    happened = models.DateTimeField("survenu le", null=True, blank=True)
    discovered = models.DateTimeField("découvert le")
    personal = models.BooleanField("données personnelles", default=False)
    risk = models.CharField("risque", max_length=10, choices=Risk.choices, default=Risk.UNKNOWN)
    people = models.PositiveIntegerField("personnes concernées", null=True, blank=True)
    data = models.CharField("données concernées", max_length=500, blank=True)
    capability = models.CharField("savoir-faire", max_length=100, blank=True)
    measures = models.TextField("mesures prises", blank=True)
    notified = models.DateTimeField("notifié à la CNIL le", null=True, blank=True)
    delay_reason = models.TextField("motif du retard", blank=True)
    informed = models.DateTimeField("personnes informées le", null=True, blank=True)
    provider_told = models.DateTimeField("fournisseur informé le", null=True, blank=True)
    lessons = models.TextField("leçons", blank=True)
    state = models.CharField("état", max_length=10, choices=State.choices, default=State.OPEN)
    declared_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    declared = models.DateTimeField(auto_now_add=True)
    revision = models.PositiveIntegerField(default=0)

    objects: ClassVar[models.Manager["Incident"]] = IncidentQuerySet.as_manager()

    class Meta:
        ordering: ClassVar[list[str]] = ["-number"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["company", "number"], name="one_incident_per_number")
        ]

    @property
    def must_notify(self) -> bool:
        """Whether the CNIL must be told: personal data, unless the risk is said unlikely. Not known yet: yes."""
        return self.personal and self.risk != Risk.UNLIKELY

    @property
    def must_inform(self) -> bool:
        """Whether the people themselves must be told (article 34)."""
        return self.personal and self.risk == Risk.HIGH

    @property
    def deadline(self) -> datetime:
        """72 hours after the company became aware."""
        return self.discovered + CLOCK

    def left(self, now: datetime) -> timedelta | None:
        """Time left on the clock (negative when it has run out); None when it does not run."""
        if not self.must_notify or self.notified is not None:
            return None
        return self.deadline - now

    def __str__(self) -> str:
        return f"n° {self.number} {self.title}"


class Step(models.Model):
    """Something that was done about an incident, in the words of who did it."""

    company = models.ForeignKey(Company, on_delete=models.CASCADE, related_name="+")
    incident = models.ForeignKey(Incident, on_delete=models.CASCADE, related_name="steps")
    text = models.TextField("étape")
    at = models.DateTimeField(auto_now_add=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering: ClassVar[list[str]] = ["at", "pk"]

    def __str__(self) -> str:
        return self.text[:60]
