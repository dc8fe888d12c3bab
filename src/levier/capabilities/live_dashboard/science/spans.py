"""Which days a figure speaks of, and which ones it is fairly compared with."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal

from levier.core.period import Period

Grain = Literal["week", "month", "quarter", "year"]
Which = Literal["current", "last"]
_MONTHS = {"month": 1, "quarter": 3, "year": 12}
SILENT_DAYS = 3
"""A period whose last days hold no line (a week-end, a holiday) is nevertheless whole once it is over."""


@dataclass(frozen=True)
class Spans:
    """A period as far as the data go, and the same days of the period before and of the year before.

    ``whole``: the calendar period; ``complete``: the data cover it. An incomplete period is compared with as many days.
    """

    grain: Grain
    current: Period
    whole: Period
    complete: bool
    previous: Period
    last_year: Period
    through: date
    dates: bool = False
    """The figure is a balance or a state: what it is at the end of each period."""

    @property
    def elapsed(self) -> int:
        """Days of the period that the data cover."""
        return self.current.days


def start_of(grain: Grain, day: date) -> date:
    """The first day of the period that holds ``day``; weeks start on Monday."""
    if grain == "week":
        return day - timedelta(days=day.weekday())
    size = _MONTHS[grain]
    return date(day.year, (day.month - 1) // size * size + 1, 1)


def moved(grain: Grain, start: date, steps: int) -> date:
    """The first day of the period ``steps`` later (earlier when negative)."""
    if grain == "week":
        return start + timedelta(days=7 * steps)
    months = start.year * 12 + start.month - 1 + steps * _MONTHS[grain]
    return date(months // 12, months % 12 + 1, 1)


def spans(grain: Grain, last_day: date, today: date, which: Which = "current") -> Spans:
    """The period in progress, or the last whole one, of data whose last line is of ``last_day``.

    Lines dated after today (planned visits, due dates) do not make a period progress.
    """
    through = min(last_day, today)
    start = start_of(grain, through)
    if which == "last" and not _whole(grain, start, through, today):
        start = moved(grain, start, -1)
    end = moved(grain, start, 1) - timedelta(days=1)
    complete = _whole(grain, start, through, today)
    until = end if complete else min(through, end)
    elapsed = (until - start).days
    before = moved(grain, start, -1)
    before_end = start - timedelta(days=1)
    earlier = year_before(start) if grain != "week" else start - timedelta(days=364)
    earlier_end = (
        (moved(grain, earlier, 1) - timedelta(days=1) if complete else year_before(until))
        if grain != "week"
        else earlier + timedelta(days=elapsed)
    )
    return Spans(
        grain=grain,
        current=Period(start=start, end=until),
        whole=Period(start=start, end=end),
        complete=complete,
        previous=Period(
            start=before, end=before_end if complete else min(before + timedelta(days=elapsed), before_end)
        ),
        last_year=Period(start=earlier, end=max(earlier_end, earlier)),
        through=through,
    )


def at_dates(there: Spans) -> Spans:
    """The same for a balance: as it stands at the last day known, at the end of the period before, and a year earlier."""
    until = there.through if not there.complete else there.current.end
    before = there.current.start - timedelta(days=1)
    earlier = year_before(until)
    return replace(
        there,
        complete=True,
        previous=Period(start=there.previous.start, end=before),
        last_year=Period(start=min(there.last_year.start, earlier), end=earlier),
        dates=True,
    )


def whole_periods(grain: Grain, first_day: date, last_day: date, today: date) -> Period | None:
    """From the first whole period of the data to the last whole one; None when there is none."""
    through = min(last_day, today)
    start = start_of(grain, first_day)
    if (first_day - start).days > SILENT_DAYS:
        start = moved(grain, start, 1)
    last = start_of(grain, through)
    if not _whole(grain, last, through, today):
        last = moved(grain, last, -1)
    if last < start:
        return None
    return Period(start=start, end=moved(grain, last, 1) - timedelta(days=1))


def year_before(day: date) -> date:
    """The same day of the year before; 28 February for the 29th."""
    try:
        return day.replace(year=day.year - 1)
    except ValueError:
        return day.replace(year=day.year - 1, day=28)


def _whole(grain: Grain, start: date, through: date, today: date) -> bool:
    end = moved(grain, start, 1) - timedelta(days=1)
    return through >= end or (today > end and (end - through).days <= SILENT_DAYS)
