"""The lines of the table of visits as typed values; what cannot be read is said, never dropped."""

from dataclasses import dataclass, field
from datetime import date, datetime
from math import isfinite
from typing import Any

import polars as pl

from levier.capabilities.route_planning.reading.hours import seconds, window
from levier.core.french.text import fold

COLUMNS = (
    "visit", "date", "customer", "customer_name", "address", "postcode", "city", "latitude", "longitude", "duration", "window_start",
    "window_end", "arrived", "load", "person", "vehicle", "skill", "priority", "locked", "rank", "type", "status", "phone", "comment",
)  # fmt: skip
_CANCELLED = ("annul", "cancel", "supprim", "report", "refus")
_DONE = ("termin", "realis", "livre", "effectu", "fait", "done", "complet", "clotur", "delivered", "finish")
_URGENT = (
    "1",
    "urgent",
    "urgente",
    "haute",
    "high",
    "p1",
    "critique",
    "prioritaire",
    "tres urgent",
    "elevee",
    "immediate",
)
_LOW = ("3", "basse", "faible", "low", "p3", "secondaire", "non urgent", "4", "5", "p4")


@dataclass(frozen=True)
class Visit:
    """One line. Times in seconds from midnight, duration in seconds or None, faults in French."""

    key: str
    name: str
    customer: str
    address: str
    postcode: str
    city: str
    latitude: float | None
    longitude: float | None
    duration: int | None
    earliest: int | None
    latest: int | None
    arrived: int | None
    load: float
    person: str
    vehicle: str
    skills: frozenset[str]
    skill: str
    """The skills as they are written in the table."""
    priority: int
    locked: bool
    rank: int | None
    done: bool
    phone: str
    comment: str
    order: int
    faults: tuple[str, ...] = field(default=())

    @property
    def where(self) -> str:
        """The address on one line."""
        town = " ".join(part for part in (self.postcode, self.city) if part)
        parts = [part for part in (self.address, town if town not in self.address else "") if part]
        return ", ".join(parts)


def days(frame: pl.DataFrame) -> list[date]:
    """The days that have visits, in order."""
    if "date" not in frame.columns:
        return []
    found = frame["date"].drop_nulls().cast(pl.Date).unique().sort().to_list()
    return [one for one in found if isinstance(one, date)]


def read(frame: pl.DataFrame, day: date | None) -> tuple[list[Visit], int, int]:
    """Visits of a day (all lines when the table has no date), how many were cancelled, how many were exact repetitions."""
    kept = frame.select([name for name in COLUMNS if name in frame.columns])
    if day is not None and "date" in kept.columns:
        kept = kept.filter(pl.col("date").cast(pl.Date) == day)
    single = kept.unique(maintain_order=True)
    visits, cancelled, keys = [], 0, dict[str, int]()
    for order, row in enumerate(single.to_dicts()):
        if any(fold(_text(row, "status")).strip().startswith(word) for word in _CANCELLED):
            cancelled += 1
            continue
        visits.append(_visit(row, order, keys))
    return visits, cancelled, kept.height - single.height


def _visit(row: dict[str, Any], order: int, keys: dict[str, int]) -> Visit:
    faults: list[str] = []
    name = (
        _text(row, "customer_name")
        or _text(row, "customer")
        or _text(row, "address")
        or f"Visite {order + 1}"
    )
    key = _text(row, "visit") or f"{order + 1}"
    keys[key] = keys.get(key, 0) + 1
    if keys[key] > 1:
        key = f"{key} ({keys[key]})"
    earliest, latest = _window(row, faults)
    duration = _number(row, "duration")
    if duration is not None and duration < 0:
        faults.append(f"sa durée est négative ({duration:g} min)")
    load = _number(row, "load") or 0.0
    if load < 0:
        faults.append(f"sa quantité est négative ({load:g})")
    latitude, longitude = _number(row, "latitude"), _number(row, "longitude")
    if latitude == 0 and longitude == 0:  # how software writes « unknown »
        latitude = longitude = None
    arrived = _hour(_text(row, "arrived"))
    rank = _number(row, "rank")
    return Visit(
        key=key, name=name, customer=_text(row, "customer"), address=_text(row, "address"), postcode=_text(row, "postcode"),
        city=_text(row, "city"), latitude=latitude, longitude=longitude,
        duration=None if duration is None else round(duration * 60), earliest=earliest, latest=latest, arrived=arrived, load=load,
        person=_text(row, "person"), vehicle=_text(row, "vehicle"), skills=skills(_text(row, "skill")), skill=_text(row, "skill"),
        priority=_priority(_text(row, "priority")), locked=bool(row.get("locked")), rank=None if rank is None else int(rank),
        done=any(fold(_text(row, "status")).strip().startswith(word) for word in _DONE), phone=_text(row, "phone"),
        comment=_text(row, "comment"), order=order, faults=tuple(faults),
    )  # fmt: skip


def _window(row: dict[str, Any], faults: list[str]) -> tuple[int | None, int | None]:
    start, end = _text(row, "window_start"), _text(row, "window_end")
    try:
        earliest, latest = window(start, end)
    except ValueError as unreadable:
        faults.append(f"son créneau « {unreadable.args[0]} » n'est pas une heure")
        return None, None
    if earliest is not None and latest is not None and latest < earliest:
        faults.append(f"son créneau finit ({end}) avant de commencer ({start})")
    return earliest, latest


def skills(text: str) -> frozenset[str]:
    """« Gaz, Électricité » → {"gaz", "electricite"}."""
    plain = fold(text)
    for sign in (";", "/", "|", "+", "\n"):
        plain = plain.replace(sign, ",")
    return frozenset(part.strip() for part in plain.split(",") if part.strip())


def _priority(text: str) -> int:
    plain = fold(text).strip().removesuffix(".0")
    return 1 if plain in _URGENT or plain.startswith("urgent") else 3 if plain in _LOW else 2


def _hour(text: str) -> int | None:
    try:
        return seconds(text) if text else None
    except ValueError:
        return None


def _text(row: dict[str, Any], name: str) -> str:
    value = row.get(name)
    if value is None:
        return ""
    if isinstance(value, datetime | date):
        return value.isoformat(" ") if isinstance(value, datetime) else value.isoformat()
    return str(value).strip()


def _number(row: dict[str, Any], name: str) -> float | None:
    value = row.get(name)
    if value is None or isinstance(value, bool):
        return None
    number = float(value)
    return number if isfinite(number) else None
