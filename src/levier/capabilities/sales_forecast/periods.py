"""Periods of a series: equal days or weeks that end on the last day sold, or calendar months.

Weeks end on the last day of the data, so that none is cut short and the forecast starts the day after; a
calendar week would leave out up to six days, the freshest ones. Months are calendar months, as people count
them; the last one is dropped when it is not over.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from levier.capabilities.sales_forecast import Grain

_SLACK = 3
"""Days without a sale at the end of a month that are still taken for its end (a closed week-end)."""


@dataclass(frozen=True)
class Calendar:
    """``count`` whole periods of history that end on ``last``; period 0 is the first, period ``count`` the
    next to come.
    """

    grain: Grain
    count: int
    last: date

    def start(self, index: int) -> date:
        """First day of a period."""
        if self.grain == "month":
            return _month(self.last, index - self.count + 1)
        return self.last + timedelta(days=1 + (index - self.count) * self.step)

    def end(self, index: int) -> date:
        """Last day of a period."""
        return self.start(index + 1) - timedelta(days=1)

    @property
    def step(self) -> int:
        """Days in a period; a month counts as 30."""
        return {"day": 1, "week": 7, "month": 30}[self.grain]


def calendar(first_day: date, last_day: date, today: date, grain: Grain) -> Calendar:
    """The whole periods of history between two days; today, not over, is left out."""
    last = min(last_day, today - timedelta(days=1))
    if grain == "month":
        month_end = _month(last, 1) - timedelta(days=1)
        over = (month_end - last).days <= _SLACK and today > month_end
        last = month_end if over else last.replace(day=1) - timedelta(days=1)
        count = (last.year - first_day.year) * 12 + last.month - first_day.month + 1
        if first_day.day > 1 + _SLACK:
            count -= 1
        return Calendar(grain, max(0, count), last)
    days = (last - first_day).days + 1
    return Calendar(grain, max(0, days // (7 if grain == "week" else 1)), last)


def _month(day: date, ahead: int) -> date:
    months = day.year * 12 + day.month - 1 + ahead
    return date(months // 12, months % 12 + 1, 1)
