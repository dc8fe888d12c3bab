"""What people dropped, and what became of each file."""

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import TextChoices

from levier.core.errors import BadInput
from levier.operations.importing.verdicts import summary


class FileState(TextChoices):
    CHECK = "check", "à vérifier"
    WAITING = "waiting", "en attente"
    RUNNING = "running", "en cours"
    DONE = "done", "importé"
    KNOWN = "known", "déjà là"
    FAILED = "failed", "n'a pas pu être importé"


class FileKind(TextChoices):
    TABLE = "table", "tableau"
    DOCUMENT = "document", "document"
    INVOICE = "invoice", "facture électronique"


def _new_run() -> str:
    return f"import-{uuid.uuid4()}"


class Batch(models.Model):
    """Files imported together, one after the other; ``run`` is their durable run."""

    company = models.ForeignKey("accounts.Company", on_delete=models.CASCADE, related_name="+")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    run = models.CharField(max_length=60, unique=True, default=_new_run, editable=False)
    created = models.DateTimeField("commencé", auto_now_add=True)
    finished = models.DateTimeField("fini", null=True)
    stopped = models.DateTimeField("arrêté", null=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["-created", "-pk"]

    def __str__(self) -> str:
        return self.run


class ImportFile(models.Model):
    """One file. Its bytes lie under ``arrivals/<company>/<person>/<token>/`` of the data folder until it is imported.

    ``reading``: how a table is to be read, as it was confirmed (kind, mapping, name, mode, confirmed).
    ``document``, ``dataset``: the ids of what it became; they are not foreign keys, for that may be deleted.
    ``numbers``: what was taken (pages, passages; accepted, rejected, version). ``problem``: what, where, mend.
    """

    company = models.ForeignKey("accounts.Company", on_delete=models.CASCADE, related_name="+")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    batch = models.ForeignKey(Batch, on_delete=models.CASCADE, related_name="files")
    token = models.CharField(max_length=40, unique=True)
    name = models.CharField("fichier", max_length=200)
    size = models.PositiveBigIntegerField("taille (octets)")
    kind = models.CharField("sorte", max_length=10, choices=FileKind)
    state = models.CharField("état", max_length=10, choices=FileState)
    readers = models.JSONField("lecteurs", default=list)
    reading = models.JSONField("lecture", default=dict)
    title = models.CharField("titre", max_length=300, blank=True)
    document = models.PositiveBigIntegerField(null=True)
    dataset = models.PositiveBigIntegerField(null=True)
    numbers = models.JSONField("chiffres", default=dict)
    problem = models.JSONField("problème", null=True)
    arrived = models.DateTimeField(auto_now_add=True)
    started = models.DateTimeField(null=True)
    finished = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["pk"]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["company", "person", "state"], name="import_own_files")
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_finished(self) -> bool:
        return self.state in (FileState.DONE, FileState.KNOWN, FileState.FAILED)

    @property
    def invoices_said(self) -> str:
        """« 2 factures : 1 conforme, 1 à vérifier »; nothing when the file holds none."""
        return summary(self.numbers) if self.numbers.get("invoices") else ""

    @property
    def error(self) -> BadInput | None:
        """The problem as the error it was."""
        if not self.problem:
            return None
        return BadInput(self.problem["what"], where=self.problem["where"], mend=self.problem["mend"])
