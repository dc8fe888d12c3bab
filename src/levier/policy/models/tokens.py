"""Tokens with which a program acts for a person in one company."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone


class ApiToken(models.Model):
    """A secret's digest. The role is not kept here: it is read at each call, so that a change takes effect
    at once.
    """

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="api_tokens")
    company = models.ForeignKey("accounts.Company", on_delete=models.CASCADE, related_name="api_tokens")
    name = models.CharField("usage", max_length=100)
    digest = models.CharField(max_length=64, unique=True)
    start = models.CharField("début", max_length=12)
    created = models.DateTimeField(auto_now_add=True)
    expires = models.DateTimeField("expire le")
    last_used = models.DateTimeField("dernier usage", null=True, blank=True)
    revoked = models.DateTimeField("révoqué le", null=True, blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["-created", "-id"]

    def __str__(self) -> str:
        return f"{self.name} ({self.start}…)"

    @property
    def usable(self) -> bool:
        """Whether the token still opens something."""
        return self.revoked is None and self.expires > timezone.now()
