"""What people add to the registers, kept apart from what Levier measures; and the vendors."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import TextChoices

from levier.accounts.models import Company
from levier.core.actor import Actor
from levier.policy.rights import Permission, may


class Register(TextChoices):
    PROCESSING = "processing", "registre des traitements"
    SYSTEM = "system", "registre des systèmes d'IA"


class _Governed(models.QuerySet):
    def visible_to(self, actor: Actor) -> "_Governed":
        """Those of the company, for who keeps its registers; nothing for the others."""
        if not may(actor, Permission.GOVERN):
            return self.none()
        return self.filter(company_id=actor.company_id)


class Entry(models.Model):
    """What people said of one line of a register. ``key``: "capability:NAME", "platform:NAME" or "own:NUMBER".

    ``said``: the fields of the form; ``answers``: those of the AI questionnaire (true, false; absent: not answered).
    """

    company = models.ForeignKey(Company, on_delete=models.CASCADE, related_name="+")
    register = models.CharField("registre", max_length=12, choices=Register.choices)
    key = models.CharField(max_length=120)
    title = models.CharField("nom", max_length=200, blank=True)
    purpose = models.TextField("finalité", blank=True)
    said = models.JSONField(default=dict)
    answers = models.JSONField(default=dict)
    revision = models.PositiveIntegerField(default=0)
    created = models.DateTimeField(auto_now_add=True)
    updated = models.DateTimeField(auto_now=True)
    updated_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )

    objects: ClassVar[models.Manager["Entry"]] = _Governed.as_manager()

    class Meta:
        ordering: ClassVar[list[str]] = ["key"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["company", "register", "key"], name="one_entry_per_key")
        ]

    def __str__(self) -> str:
        return self.title or self.key


class Organisation(models.Model):
    """Who answers for the data in this company: what stands on top of the register and in every notice."""

    company = models.OneToOneField(Company, on_delete=models.CASCADE, related_name="organisation")
    representative = models.CharField("responsable", max_length=150, blank=True)
    address = models.TextField("adresse", blank=True)
    contact = models.CharField("contact pour l'exercice des droits", max_length=200, blank=True)
    dpo = models.CharField("délégué à la protection des données", max_length=200, blank=True)
    revision = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return str(self.company)


class Vendor(models.Model):
    """A company that works for this one, with what article 28 of the RGPD asks of it. ``checks``: clause → yes or no."""

    company = models.ForeignKey(Company, on_delete=models.CASCADE, related_name="+")
    name = models.CharField("nom", max_length=150)
    service = models.CharField("service rendu", max_length=300, blank=True)
    address = models.CharField("adresse technique", max_length=300, blank=True)
    country = models.CharField("pays", max_length=80, blank=True)
    personal = models.BooleanField("données personnelles", default=True)
    guarantee = models.CharField("garantie de transfert", max_length=200, blank=True)
    contract = models.DateField("contrat signé le", null=True, blank=True)
    ends = models.DateField("fin du contrat", null=True, blank=True)
    checks = models.JSONField(default=dict)
    note = models.TextField("remarque", blank=True)
    revision = models.PositiveIntegerField(default=0)
    updated = models.DateTimeField(auto_now=True)

    objects: ClassVar[models.Manager["Vendor"]] = _Governed.as_manager()

    class Meta:
        ordering: ClassVar[list[str]] = ["name"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["company", "name"], name="one_vendor_per_name")
        ]

    def __str__(self) -> str:
        return self.name
