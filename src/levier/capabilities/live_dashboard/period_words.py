"""Periods as a board says them, the days covered included when they are not all there."""

from datetime import date, timedelta

from levier.capabilities.live_dashboard.science.spans import Spans, moved, start_of
from levier.core.french.dates import format_date, format_period
from levier.core.period import Period

OF_GRAIN = {"week": "semaine", "month": "mois", "quarter": "trimestre", "year": "année"}


_SHORT = ("janv.", "févr.", "mars", "avr.", "mai", "juin", "juil.", "août", "sept.", "oct.", "nov.", "déc.")


def period_label(day: date, grain: str) -> str:
    """A period on an axis: « déc. 2010 », « T4 2010 », « 2010 »; a week by the ISO date of its Monday."""
    if grain == "month":
        return f"{_SHORT[day.month - 1]} {day.year}"
    if grain == "quarter":
        return f"T{(day.month + 2) // 3} {day.year}"
    return str(day.year) if grain == "year" else day.isoformat()


def spoken(there: Spans, period: Period | None = None) -> str:
    """« novembre 2011 », « décembre 2011, jusqu'au 9 », « semaine du 5 au 11 décembre 2011 »."""
    period = period or there.current
    if there.dates:
        return f"au {format_date(period.end)}"
    if there.grain == "week":
        text = format_period(period)
        return f"semaine {text}" if text.startswith("du ") else f"semaine du {text}"
    if there.complete:
        return format_period(period)
    whole = format_period(_whole(there, period))
    return f"{whole}, jusqu'au {_day(period)}"


def beside(period: str) -> str:
    """« par rapport à juin 2023 », « par rapport au 30/06/2023 », « par rapport à la semaine du 2 au 8 mars »."""
    if period.startswith("au "):
        return f"par rapport {period}"
    if "trimestre" in period:
        return f"par rapport au {period}"
    article = "la " if period.startswith("semaine") else "la période " if period.startswith("du ") else ""
    return f"par rapport à {article}{period}"


def _whole(there: Spans, period: Period) -> Period:
    start = start_of(there.grain, period.start)
    return Period(start=start, end=moved(there.grain, start, 1) - timedelta(days=1))


def _day(period: Period) -> str:
    if (period.start.year, period.start.month) == (period.end.year, period.end.month):
        return "1er" if period.end.day == 1 else str(period.end.day)
    return format_date(period.end)
