"""One line of the journal: written once, never changed, never erased."""

from typing import Any, ClassVar, NoReturn

from django.db import models

FIRST = "0" * 64
"""What the first entry of a company gives as the hash before it."""


class JournalIsAppendOnly(TypeError):
    """A programming error: the journal is only ever added to, by :func:`levier.policy.journal.record`."""


class _AppendOnly(models.QuerySet["JournalEntry"]):
    def update(self, **changes: Any) -> NoReturn:
        raise JournalIsAppendOnly("journal entries cannot be changed")

    def delete(self) -> NoReturn:
        raise JournalIsAppendOnly("journal entries cannot be erased")

    def bulk_update(self, *given: Any, **named: Any) -> NoReturn:
        raise JournalIsAppendOnly("journal entries cannot be changed")

    def bulk_create(self, *given: Any, **named: Any) -> NoReturn:
        raise JournalIsAppendOnly("journal entries are chained one by one: use journal.record")


class JournalEntry(models.Model):
    """Who did what to what, when. ``number`` runs from 1 without a hole in each company.

    ``previous`` is the hash of the entry before it, ``hash`` covers every other column. ``actor`` is the
    person's id and not a foreign key: the line must outlive the person's account. ``key`` makes a repeated
    write harmless.
    """

    company = models.ForeignKey("accounts.Company", on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField("numéro")
    at = models.DateTimeField("date")
    actor = models.BigIntegerField("personne", null=True)
    action = models.CharField("action", max_length=80)
    subject = models.CharField("objet", max_length=200, blank=True)
    details = models.JSONField("détails", default=dict)
    key = models.CharField(max_length=200, null=True, default=None)  # noqa: DJ001 - NULLs do not collide
    previous = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)

    objects = _AppendOnly.as_manager()

    class Meta:
        ordering: ClassVar[list[str]] = ["-number"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["company", "number"], name="journal_one_number_per_company"),
            models.UniqueConstraint(fields=["company", "key"], name="journal_one_entry_per_key"),
        ]

    def __str__(self) -> str:
        return f"{self.number} · {self.at:%d/%m/%Y %H:%M} · {self.action} {self.subject}"

    def save(self, *given: Any, **named: Any) -> None:
        if self.pk is not None:
            raise JournalIsAppendOnly("journal entries cannot be changed")
        super().save(*given, **named)

    def delete(self, *given: Any, **named: Any) -> NoReturn:
        raise JournalIsAppendOnly("journal entries cannot be erased")
