"""Publications and their editions."""

import secrets
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import TextChoices


class Health(TextChoices):
    """What a publication is doing, for people."""

    LEARNING = "learning", "apprentissage en cours"
    WAITING = "waiting", "rien à servir"
    OPEN = "open", "en ligne"
    PAUSED = "paused", "suspendue"
    REVOKED = "revoked", "retirée"


def new_key() -> str:
    """An address nobody guesses. It is public: whoever opens the shop's pages reads it."""
    return secrets.token_urlsafe(16)


class Publication(models.Model):
    """One shop. ``key``: its part of the public address; ``origins``: the sites whose pages may read it from a browser.

    ``person``: whose rights the nightly learning uses (None: gone). ``edition``: the one served, 0 before the first. ``run``: the durable run
    that learns now, empty when none does. ``problem``: why the last learning gave nothing (what, mend), empty when it did.
    """

    company = models.ForeignKey("accounts.Company", on_delete=models.CASCADE, related_name="+")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    name = models.CharField("nom", max_length=80)
    key = models.CharField("clé", max_length=40, unique=True, default=new_key, editable=False)
    origins = models.JSONField("sites autorisés", default=list)
    created = models.DateTimeField("publiée", auto_now_add=True)
    paused = models.DateTimeField("suspendue", null=True)
    revoked = models.DateTimeField("retirée", null=True)
    edition = models.PositiveIntegerField(default=0)
    run = models.CharField(max_length=60, blank=True)
    asked = models.DateTimeField(null=True)
    problem = models.JSONField("problème", default=dict)

    class Meta:
        ordering: ClassVar[list[str]] = ["-created", "-pk"]

    def __str__(self) -> str:
        return self.name

    @property
    def health(self) -> Health:
        if self.revoked:
            return Health.REVOKED
        if self.paused:
            return Health.PAUSED
        if self.edition:
            return Health.OPEN
        return Health.LEARNING if self.run else Health.WAITING


class Edition(models.Model):
    """What was learned once; its file never changes. ``sources``: the tables read, as « dataset:3@2 »; ``facts``: products,
    method, stock, and the replay of the past.
    """

    publication = models.ForeignKey(Publication, on_delete=models.CASCADE, related_name="editions")
    number = models.PositiveIntegerField()
    created = models.DateTimeField(auto_now_add=True)
    sources = models.JSONField(default=list)
    facts = models.JSONField(default=dict)
    size = models.PositiveIntegerField()

    class Meta:
        ordering: ClassVar[list[str]] = ["-number"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["publication", "number"], name="shop_edition_number")
        ]

    def __str__(self) -> str:
        return f"{self.publication_id}@{self.number}"


class Calls(models.Model):
    """What one site asked of a publication on one day; ``origin`` empty: a server. ``classes``: answers by duration (counting.BOUNDS_MS)."""

    publication = models.ForeignKey(Publication, on_delete=models.CASCADE, related_name="calls")
    day = models.DateField()
    origin = models.CharField(max_length=120, blank=True)
    answered = models.PositiveBigIntegerField(default=0)
    refused = models.PositiveBigIntegerField(default=0)
    classes = models.JSONField(default=list)

    class Meta:
        ordering: ClassVar[list[str]] = ["-day", "origin"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["publication", "day", "origin"], name="shop_calls_day_origin")
        ]

    def __str__(self) -> str:
        return f"{self.publication_id} {self.day} {self.origin}"
