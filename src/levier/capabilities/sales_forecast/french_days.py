"""French public holidays (Code du travail, art. L3133-1, and L3134-13 in Alsace-Moselle) and school holidays.

Public holidays follow from the law and the date of Easter. School holidays are decided year by year: they are data,
with their source and the day they are to be looked at again, in ``data/school-holidays.json``.
"""

import json
from datetime import date, timedelta
from functools import cache
from importlib.resources import files

_FIXED = ((1, 1), (5, 1), (5, 8), (7, 14), (8, 15), (11, 1), (11, 11), (12, 25))
_AFTER_EASTER = (1, 39, 50)
"""Easter Monday, Ascension, Whit Monday."""


def easter(year: int) -> date:
    """Easter Sunday of the Gregorian calendar (Meeus, Jones & Butcher)."""
    a, b, c = year % 19, year // 100, year % 100
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    month, day = divmod(h + m - 7 * n + 114, 31)
    return date(year, month, day + 1)


@cache
def public_holidays(year: int) -> frozenset[date]:
    """The eleven public holidays of a year."""
    sunday = easter(year)
    return frozenset(
        [date(year, month, day) for month, day in _FIXED]
        + [sunday + timedelta(days=days) for days in _AFTER_EASTER]
    )


def is_public_holiday(day: date) -> bool:
    return day in public_holidays(day.year)


def is_bridge(day: date) -> bool:
    """A working day between a public holiday and a week-end (« pont »)."""
    if day.weekday() == 4:
        return is_public_holiday(day - timedelta(days=1)) and not is_public_holiday(day)
    if day.weekday() == 0:
        return is_public_holiday(day + timedelta(days=1)) and not is_public_holiday(day)
    return False


@cache
def _school_days(zone: str) -> frozenset[date]:
    spans = _calendar()["zones"][zone]
    return frozenset(
        date.fromisoformat(first) + timedelta(days=days)
        for first, last, _ in spans
        for days in range((date.fromisoformat(last) - date.fromisoformat(first)).days + 1)
    )


@cache
def _calendar() -> dict[str, dict[str, list[list[str]]]]:
    path = files("levier.capabilities.sales_forecast") / "data" / "school-holidays.json"
    found: dict[str, dict[str, list[list[str]]]] = json.loads(path.read_text(encoding="utf-8"))
    return found


def school_share(day: date, zone: str) -> float:
    """The share of the zones asked (« A », « B », « C », or « all ») that are on holiday that day (0–1)."""
    zones = ("A", "B", "C") if zone == "all" else (zone,)
    return sum(day in _school_days(one) for one in zones) / len(zones)


def school_known_until() -> date:
    """The last day for which school holidays are known."""
    return date.fromisoformat(str(_calendar()["to"]))


__all__ = [
    "easter",
    "is_bridge",
    "is_public_holiday",
    "public_holidays",
    "school_known_until",
    "school_share",
]
