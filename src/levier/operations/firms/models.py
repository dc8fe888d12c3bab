"""A firm, its people, and the companies whose reports it signs."""

from typing import ClassVar

from django.conf import settings
from django.db import models

from levier.accounts.models import Company
from levier.printing.branding import Brand

ACCENT = "#0d5c63"


class Firm(models.Model):
    """An accounting or consulting firm. ``logo``: a PNG that Levier drew again itself, or nothing.

    ``revision`` guards its identity against two editors.
    """

    name = models.CharField("nom du cabinet", max_length=120)
    accent = models.CharField("couleur", max_length=7, default=ACCENT)
    footer = models.CharField("pied de page", max_length=110, blank=True)
    legal = models.CharField("mention légale", max_length=110, blank=True)
    logo = models.BinaryField("logo", default=bytes, blank=True)
    revision = models.PositiveIntegerField(default=1)
    created = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return self.name

    @property
    def brand(self) -> Brand:
        """As printed documents bear it."""
        return Brand(self.name, self.accent, bytes(self.logo), self.footer, self.legal)


class FirmPerson(models.Model):
    """A person of a firm, of one at most. ``joined`` is False until they accept; ``leads``: may change the firm and its people."""

    firm = models.ForeignKey(Firm, on_delete=models.CASCADE, related_name="people")
    user = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    leads = models.BooleanField(default=False)
    joined = models.BooleanField(default=False)

    class Meta:
        ordering: ClassVar[list[str]] = ["pk"]

    def __str__(self) -> str:
        return f"{self.user} · {self.firm}"


class Signature(models.Model):
    """A firm signs the reports of a company. ``refused``: the company's head wants none; the line stays so that it is known."""

    firm = models.ForeignKey(Firm, on_delete=models.CASCADE, related_name="signatures")
    company = models.OneToOneField(Company, on_delete=models.CASCADE, related_name="+")
    chosen_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    since = models.DateField("depuis")
    refused = models.BooleanField("refusée", default=False)

    def __str__(self) -> str:
        return f"{self.firm} · {self.company}"
