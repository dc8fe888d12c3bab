"""Spans of the calendar: weeks, months, quarters, half-years, seasons, years, and steps from one to the next."""

import calendar as _calendar
from datetime import date, timedelta
from typing import Literal

from levier.core.period import Period

Unit = Literal["day", "week", "month", "quarter", "semester", "year"]

MONTHS = (
    "janvier", "février", "mars", "avril", "mai", "juin",
    "juillet", "août", "septembre", "octobre", "novembre", "décembre",
)  # fmt: skip
SHORT_MONTHS = (
    "janv.",
    "févr.",
    "mars",
    "avr.",
    "mai",
    "juin",
    "juil.",
    "août",
    "sept.",
    "oct.",
    "nov.",
    "déc.",
)
MONTHS_EN = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
WEEKDAYS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
WEEKDAYS_EN = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")

_MONTHS_IN: dict[Unit, int] = {"month": 1, "quarter": 3, "semester": 6, "year": 12}


def last_day_of(year: int, month: int) -> int:
    """The number of days of a month."""
    return _calendar.monthrange(year, month)[1]


def month_span(year: int, month: int, months: int = 1) -> Period:
    """``months`` whole months from the given one; ``month`` may leave 1–12 (0 is December of the year before)."""
    first = _first_of(year, month)
    after = _first_of(year, month + months)
    return Period(start=first, end=after - timedelta(days=1))


def _first_of(year: int, month: int) -> date:
    years, index = divmod(month - 1, 12)
    return date(year + years, index + 1, 1)


def quarter_span(year: int, quarter: int) -> Period:
    """Quarter 1 to 4 of a year."""
    return month_span(year, 3 * quarter - 2, 3)


def semester_span(year: int, semester: int) -> Period:
    """Half-year 1 or 2 of a year."""
    return month_span(year, 6 * semester - 5, 6)


def year_span(year: int) -> Period:
    """1 January to 31 December."""
    return month_span(year, 1, 12)


def week_span(day: date) -> Period:
    """Monday to Sunday of the week that holds ``day``."""
    monday = day - timedelta(days=day.weekday())
    return Period(start=monday, end=monday + timedelta(days=6))


def season_span(year: int, season: str) -> Period:
    """Meteorological seasons; the winter of a year begins in December of the year before."""
    first = {"printemps": 3, "ete": 6, "automne": 9, "hiver": 0}[season]
    return month_span(year, first, 3)


def unit_span(unit: Unit, day: date, shift: int = 0) -> Period:
    """The calendar unit that holds ``day``, moved by ``shift`` units."""
    if unit == "day":
        moved = day + timedelta(days=shift)
        return Period(start=moved, end=moved)
    if unit == "week":
        return week_span(day + timedelta(weeks=shift))
    months = _MONTHS_IN[unit]
    first = (day.month - 1) // months * months + 1
    return month_span(day.year, first + shift * months, months)


def add_months(day: date, months: int) -> date:
    """The same day some months later, or the last day of that month when it is shorter."""
    years, index = divmod(day.month - 1 + months, 12)
    year, month = day.year + years, index + 1
    return date(year, month, min(day.day, last_day_of(year, month)))


def shift_period(period: Period, unit: Unit, steps: int) -> Period:
    """The period moved by whole units; whole months stay whole months (February → March has 31 days)."""
    if unit in ("day", "week"):
        delta = timedelta(days=steps * (1 if unit == "day" else 7))
        return Period(start=period.start + delta, end=period.end + delta)
    months = steps * _MONTHS_IN[unit]
    start = add_months(period.start, months)
    after = period.end + timedelta(days=1)
    if period.start.day == 1 and after.day == 1:
        return Period(start=start, end=add_months(after, months) - timedelta(days=1))
    return Period(start=start, end=add_months(period.end, months))


def whole_months(period: Period) -> int:
    """How many whole calendar months the period is made of; 0 when it is not made of whole months."""
    after = period.end + timedelta(days=1)
    if period.start.day != 1 or after.day != 1:
        return 0
    return (after.year - period.start.year) * 12 + after.month - period.start.month


def neighbour(period: Period, steps: int) -> Period:
    """The period of the same kind just before (−1) or after (+1): month to month, week to week, 60 days to 60 days."""
    months = whole_months(period)
    if months:
        return shift_period(period, "month", steps * months)
    delta = timedelta(days=period.days * steps)
    return Period(start=period.start + delta, end=period.end + delta)
