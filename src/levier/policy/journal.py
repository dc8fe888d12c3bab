"""The journal: who asked what, what was read, which model, which decision. Append-only, chained by hash.

Each company has its own chain: the hash of an entry covers its content and the hash of the entry before it,
so that a line changed, removed or inserted later is found by :func:`verify`. Removing the *last* lines leaves
a shorter chain that is sound: compare the ``heads`` of two verifications, or keep one of them elsewhere, to
notice that.
"""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from django.db import connection, transaction
from django.db.models import QuerySet
from django.utils import timezone

from levier.core.actor import Actor
from levier.policy.models.journal import FIRST, JournalEntry
from levier.policy.rights import Permission, require

_LOCK = 0x4C65
"""First half of the PostgreSQL advisory lock of a company's chain ("Le")."""


@dataclass(frozen=True)
class Break:
    """The first entry that does not follow from the one before it, and why (French)."""

    company_id: int
    number: int
    reason: str


@dataclass(frozen=True)
class Verification:
    """The state of the journal. ``heads``: last (number, hash) of each company, to be kept outside if one
    wishes.
    """

    ok: bool
    entries: int
    first_broken: Break | None = None
    heads: dict[int, tuple[int, str]] = field(default_factory=dict)


def record(
    company_id: int,
    actor_id: int | None,
    action: str,
    subject: str,
    details: dict[str, Any] | None = None,
    *,
    key: str | None = None,
) -> JournalEntry:
    """Add one entry to the company's chain, in the caller's transaction if there is one.

    ``details`` must be plain JSON. With ``key``, a second call with the same key gives back the first entry:
    a step that is run again after a crash leaves one line.
    """
    plain = json.loads(_canonical(details or {}))
    with transaction.atomic():
        _one_writer_at_a_time(company_id)
        chain = JournalEntry.objects.filter(company_id=company_id)
        if key is not None and (already := chain.filter(key=key).first()):
            return already
        last = chain.order_by("-number").first()
        entry = JournalEntry(
            company_id=company_id,
            number=last.number + 1 if last else 1,
            at=timezone.now(),
            actor=actor_id,
            action=action,
            subject=subject,
            details=plain,
            key=key,
            previous=last.hash if last else FIRST,
        )
        entry.hash = digest(entry)
        entry.save(force_insert=True)
        return entry


def entries(
    actor: Actor,
    *,
    action: str | None = None,
    person: int | None = None,
    since: datetime | None = None,
    until: datetime | None = None,
) -> QuerySet[JournalEntry]:
    """The company's entries, last first, for a person who may see the journal. Raises NotAllowed."""
    require(actor, Permission.SEE_JOURNAL)
    found = JournalEntry.objects.filter(company_id=actor.company_id)
    if action:
        found = found.filter(action=action)
    if person is not None:
        found = found.filter(actor=person)
    if since:
        found = found.filter(at__gte=since)
    if until:
        found = found.filter(at__lt=until)
    return found.order_by("-number")


def verify(company_id: int | None = None) -> Verification:
    """Walk the chain of one company, or of all, and report the first entry that breaks it."""
    found = JournalEntry.objects.order_by("company_id", "number")
    if company_id is not None:
        found = found.filter(company_id=company_id)
    heads: dict[int, tuple[int, str]] = {}
    count = 0
    for entry in _stream(found):
        count += 1
        number, previous = heads.get(entry.company_id, (0, FIRST))
        if reason := _fault(entry, number + 1, previous):
            return Verification(False, count, Break(entry.company_id, entry.number, reason), heads)
        heads[entry.company_id] = (entry.number, entry.hash)
    return Verification(True, count, None, heads)


def digest(entry: JournalEntry) -> str:
    """SHA-256 (hexadecimal) of the previous hash and of the entry's canonical JSON."""
    content = {
        "company": entry.company_id,
        "number": entry.number,
        "at": entry.at.astimezone(UTC).isoformat(timespec="microseconds"),
        "actor": entry.actor,
        "action": entry.action,
        "subject": entry.subject,
        "details": entry.details,
        "key": entry.key,
    }
    return hashlib.sha256(f"{entry.previous}\n{_canonical(content)}".encode()).hexdigest()


def _fault(entry: JournalEntry, expected: int, previous: str) -> str:
    if entry.number != expected:
        return f"l'entrée n° {expected} manque"
    if entry.previous != previous:
        return "elle ne suit pas l'entrée précédente, qui a été changée ou remplacée"
    if entry.hash != digest(entry):
        return "son contenu a été modifié après coup"
    return ""


def _canonical(content: Any) -> str:
    return json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False)


def _one_writer_at_a_time(company_id: int) -> None:
    """On SQLite the transaction is IMMEDIATE and already alone; PostgreSQL needs a lock until the commit."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [_LOCK, company_id])


def _stream(found: QuerySet[JournalEntry]) -> Iterator[JournalEntry]:
    return found.iterator(chunk_size=2000)
