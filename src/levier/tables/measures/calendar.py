"""The periods of a calendar dimension, one after the other."""

from datetime import date, timedelta

_MONTHS = {"month": 1, "quarter": 3, "year": 12}


def start_of(grain: str, day: date) -> date:
    """The first day of the period that holds ``day`` (weeks start on Monday)."""
    if grain == "week":
        return day - timedelta(days=day.weekday())
    if grain in _MONTHS:
        size = _MONTHS[grain]
        return date(day.year, (day.month - 1) // size * size + 1, 1)
    return day


def next_of(grain: str, start: date) -> date:
    """The first day of the following period."""
    if grain == "week":
        return start + timedelta(days=7)
    if grain in _MONTHS:
        months = start.year * 12 + start.month - 1 + _MONTHS[grain]
        return date(months // 12, months % 12 + 1, 1)
    return start + timedelta(days=1)


def periods_between(grain: str, first: date, last: date) -> list[date]:
    """First days of all the periods from the one of ``first`` to the one of ``last``."""
    found, day = [], start_of(grain, first)
    while day <= last:
        found.append(day)
        day = next_of(grain, day)
    return found
