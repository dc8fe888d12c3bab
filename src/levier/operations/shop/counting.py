"""Who reads a publication, how often, how fast: counted in memory, added to the database now and then, off the caller's way."""

import threading
import time
from collections import Counter
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import NamedTuple

from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from levier.operations.shop.models import Calls, Publication

BOUNDS_MS = (1, 2, 5, 10, 20, 50, 100, 200, 500)
"""Upper bounds of the classes of durations; the last class has none."""
EVERY_SECONDS = 10.0
KEPT_DAYS = 90
OTHERS = "autres sites"
_MOST_ORIGINS = 50
_LONGEST_ORIGIN = 120


class _Key(NamedTuple):
    publication: int
    day: date
    origin: str


@dataclass
class _Counted:
    answered: int = 0
    refused: int = 0
    classes: list[int] = field(default_factory=lambda: [0] * (len(BOUNDS_MS) + 1))


@dataclass(frozen=True)
class Caller:
    """One site (or « », a server) over some days. ``p95_ms``: 95 % of its answers took no longer; None beyond the last class."""

    origin: str
    answered: int
    refused: int
    p95_ms: int | None


_lock = threading.Lock()
_waiting: dict[_Key, _Counted] = {}
_flushed = [time.monotonic()]


def note(publication: int, origin: str, *, answered: bool, seconds: float) -> None:
    """Count one call; nothing is written here."""
    with _lock:
        named = {key.origin for key in _waiting if key.publication == publication}
        known = origin if origin in named or len(named) < _MOST_ORIGINS else OTHERS
        key = _Key(publication, timezone.localdate(), known[:_LONGEST_ORIGIN])
        counted = _waiting.setdefault(key, _Counted())
        if answered:
            counted.answered += 1
            counted.classes[_class(1000 * seconds)] += 1
        else:
            counted.refused += 1
        due = time.monotonic() - _flushed[0] > EVERY_SECONDS
        if due:
            _flushed[0] = time.monotonic()
    if due:
        threading.Thread(target=_flush_aside, name="shop-calls", daemon=True).start()


def flush() -> None:
    """Add what was counted here to the database. Raises DatabaseError, having lost nothing."""
    with _lock:
        taken = dict(_waiting)
        _waiting.clear()
    try:
        with transaction.atomic():
            alive = set(Publication.objects.filter(pk__in={key.publication for key in taken}).values_list("pk", flat=True))  # fmt: skip
            for key, counted in taken.items():
                if key.publication in alive:
                    _add(key, counted)
    except DatabaseError:
        with _lock:
            for key, counted in taken.items():
                _merge(_waiting.setdefault(key, _Counted()), counted)
        raise


def callers(publication: Publication, days: int = 30) -> list[Caller]:
    """Who called in the last days, the most frequent first."""
    since = timezone.localdate() - timedelta(days=days)
    rows = Calls.objects.filter(publication=publication, day__gt=since)
    totals: dict[str, _Counted] = {}
    for row in rows:
        _merge(
            totals.setdefault(row.origin, _Counted()), _Counted(row.answered, row.refused, list(row.classes))
        )
    told = [Caller(origin, one.answered, one.refused, _p95(one.classes)) for origin, one in totals.items()]
    return sorted(told, key=lambda one: (-one.answered - one.refused, one.origin))


def _add(key: _Key, counted: _Counted) -> None:
    rows = Calls.objects.select_for_update().filter(publication_id=key.publication, day=key.day)
    origin = key.origin
    if not rows.filter(origin=origin).exists():
        if rows.count() >= _MOST_ORIGINS:
            origin = OTHERS
        Calls.objects.filter(
            publication_id=key.publication, day__lt=key.day - timedelta(days=KEPT_DAYS)
        ).delete()
    row, _ = rows.get_or_create(publication_id=key.publication, day=key.day, origin=origin)
    total = _Counted(row.answered, row.refused, list(row.classes))
    _merge(total, counted)
    row.answered, row.refused, row.classes = total.answered, total.refused, total.classes
    row.save(update_fields=["answered", "refused", "classes"])


def _merge(into: _Counted, other: _Counted) -> None:
    into.answered += other.answered
    into.refused += other.refused
    classes = Counter(dict(enumerate(into.classes))) + Counter(dict(enumerate(other.classes)))
    into.classes = [classes[place] for place in range(len(BOUNDS_MS) + 1)]


def _class(milliseconds: float) -> int:
    return next((place for place, bound in enumerate(BOUNDS_MS) if milliseconds <= bound), len(BOUNDS_MS))


def _p95(classes: list[int]) -> int | None:
    wanted, seen = 0.95 * sum(classes), 0
    for place, count in enumerate(classes):
        seen += count
        if count and seen >= wanted:
            return BOUNDS_MS[place] if place < len(BOUNDS_MS) else None
    return None


def _flush_aside() -> None:
    try:
        flush()
    except DatabaseError:
        pass  # Kept in memory: the next flush takes it along.
    finally:
        connection.close()
