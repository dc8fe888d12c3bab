"""What is remembered of a document's life, beside the document itself."""

from typing import ClassVar

from django.conf import settings
from django.db import models

from levier.accounts.models import Company
from levier.knowledge.models import Document, DocumentVersion, Source


class Validity(models.Model):
    """Until when a document is valid, and when somebody last said that it still is.

    ``stated``: the day was read in the document itself, nobody chose it.
    """

    document = models.OneToOneField(Document, on_delete=models.CASCADE, related_name="validity")
    expires = models.DateField("valable jusqu'au", null=True, blank=True)
    stated = models.BooleanField(default=False)
    confirmed = models.DateField("vérifié le", null=True, blank=True)
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )

    def __str__(self) -> str:
        return f"{self.document_id} → {self.expires}"


class SourceRule(models.Model):
    """How long what a source brought is kept, and after how long it must be read again (days; None: for ever)."""

    source = models.OneToOneField(Source, on_delete=models.CASCADE, related_name="rule")
    keep_days = models.PositiveIntegerField("conservation (jours)", null=True, blank=True)
    review_days = models.PositiveIntegerField("à relire après (jours)", null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.source}: {self.keep_days} / {self.review_days}"


class Fingerprint(models.Model):
    """What recognises nearly the same text: the MinHash of a version, 64 numbers of 32 bits.

    ``personal``: how many personal data of each kind (``policy.personal``) the beginning of the text holds.
    """

    version = models.OneToOneField(DocumentVersion, on_delete=models.CASCADE, related_name="fingerprint")
    text_sha256 = models.CharField(max_length=64, db_index=True)
    minhash = models.BinaryField()
    personal = models.JSONField(default=dict)

    def __str__(self) -> str:
        return str(self.version_id)


class Distinct(models.Model):
    """Two documents that look alike and that somebody said are not the same; ``first`` < ``second``."""

    company = models.ForeignKey(Company, on_delete=models.CASCADE, related_name="+")
    first = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="+")
    second = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="+")

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["first", "second"], name="one_line_per_distinct_pair")
        ]

    def __str__(self) -> str:
        return f"{self.first_id} ≠ {self.second_id}"
