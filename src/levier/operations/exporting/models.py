"""The archives that people asked for."""

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models


def _new_run() -> str:
    return f"export-{uuid.uuid4()}"


class Export(models.Model):
    """One archive. ``run``: its durable run, also the name of its file; ``counts``: what went in, and what was left out."""

    company = models.ForeignKey("accounts.Company", on_delete=models.CASCADE, related_name="+")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    run = models.CharField(max_length=60, unique=True, default=_new_run, editable=False)
    created = models.DateTimeField("demandé", auto_now_add=True)
    finished = models.DateTimeField("fini", null=True)
    size = models.PositiveBigIntegerField("taille (octets)", default=0)
    counts = models.JSONField("contenu", default=dict)
    problem = models.TextField("problème", blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["-created", "-pk"]

    def __str__(self) -> str:
        return self.run
