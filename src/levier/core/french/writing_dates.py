"""Dates and periods written the French way."""

from datetime import date, datetime

from levier.core.french.calendar import MONTHS, WEEKDAYS, whole_months
from levier.core.period import Period

_ORDINALS = {1: "1er", 2: "2e", 3: "3e", 4: "4e"}


def format_date(day: date | datetime) -> str:
    """« 23/11/2026 »."""
    return f"{day.day:02d}/{day.month:02d}/{day.year:04d}"


def format_moment(moment: datetime) -> str:
    """``23/11/2026 à 18:30``, in the zone that the moment carries."""
    return f"{format_date(moment)} à {moment:%H:%M}"


def format_long_date(day: date, weekday: bool = False) -> str:
    """« 23 novembre 2026 », « lundi 23 novembre 2026 » with ``weekday``."""
    number = "1er" if day.day == 1 else str(day.day)
    text = f"{number} {MONTHS[day.month - 1]} {day.year}"
    return f"{WEEKDAYS[day.weekday()]} {text}" if weekday else text


def format_period(period: Period) -> str:
    """« avril 2011 », « 2e trimestre 2011 », « 2011 », « de juin à août 2011 », « du 3 au 9 mai 2011 », « 3 mai 2011 »."""
    start, end = period.start, period.end
    if start == end:
        return format_long_date(start)
    months = whole_months(period)
    if months == 1:
        return f"{MONTHS[start.month - 1]} {start.year}"
    if months == 12 and start.month == 1:
        return str(start.year)
    if months == 3 and start.month % 3 == 1:
        return f"{_ORDINALS[(start.month + 2) // 3]} trimestre {start.year}"
    if months == 6 and start.month % 6 == 1:
        return f"{_ORDINALS[(start.month + 5) // 6]} semestre {start.year}"
    if months:
        first = (
            MONTHS[start.month - 1] if start.year == end.year else f"{MONTHS[start.month - 1]} {start.year}"
        )
        return f"{'d’' if first[0] in 'ao' else 'de '}{first} à {MONTHS[end.month - 1]} {end.year}"
    first = "1er" if start.day == 1 else str(start.day)
    if start.year != end.year:
        first = format_long_date(start)
    elif start.month != end.month:
        first = f"{first} {MONTHS[start.month - 1]}"
    return f"du {first} au {format_long_date(end)}"


def in_period(period: Period) -> str:
    """The period as a complement of a sentence: « en avril 2011 », « au 2e trimestre 2011 », « le 3 mai 2011 »."""
    text = format_period(period)
    if text.startswith(("du ", "de ", "d’")):
        return text
    if "trimestre" in text or "semestre" in text:
        return f"au {text}"
    return f"le {text}" if period.start == period.end else f"en {text}"


def labelled(period: Period) -> Period:
    """The same period with its French label."""
    return period.model_copy(update={"label": format_period(period)})
