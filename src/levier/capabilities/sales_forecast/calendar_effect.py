"""What public and school holidays do to the company's sales, measured on all of them together, and only kept when
it made held-out years' stretches better told.

A period's factor is the exponential of a ridge regression of its distance (in logs) to the usual level around it.
"""

from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
from numpy.typing import NDArray

from levier.capabilities.sales_forecast.french_days import is_bridge, is_public_holiday, school_share
from levier.capabilities.sales_forecast.periods import Calendar

Values = NDArray[np.float64]
NAMES = ("jour férié", "pont", "vacances scolaires")
_FOLDS = 5
_GAIN = 0.02
"""Share of the absolute distance that must be explained on stretches left out before the effect is used."""
_LEAST = {"day": 364, "week": 52, "month": 24}
_FEWEST_DAYS = 5
_AROUND = {"day": 4, "week": 4, "month": 6}
_RIDGE = 0.5


@dataclass(frozen=True)
class CalendarEffect:
    """``factor`` (periods + horizon,): what the calendar multiplies sales by. ``effects``: the change of sales (ratio)
    that a whole period of each kind of day brings; ``gain``: share of the distance explained on what was left out.
    """

    factor: Values
    effects: dict[str, float]
    gain: float


def calendar_effect(
    total: Values, periods: Calendar, horizon: int, zone: str, opened: set[int]
) -> CalendarEffect | None:
    """The effect on ``total`` (sales of the whole company by period), or None when there is none to be trusted.

    ``opened``: ISO weekdays on which the company sells.
    """
    grain = periods.grain
    if zone == "none" or total.size < _LEAST[grain]:
        return None
    start = periods.count - total.size
    rows = np.array(
        [_features(periods, start + place, zone, opened) for place in range(total.size + horizon)]
    )
    past = rows[: total.size]
    used = [place for place in range(past.shape[1]) if np.count_nonzero(past[:, place]) >= _FEWEST_DAYS]
    if not used or not total.any():
        return None
    goal = _distance(total, 7 if grain == "day" else 1, _AROUND[grain])
    gain = _gain(past[:, used], goal)
    if gain < _GAIN:
        return None
    weights = _ridge(past[:, used], goal)
    factor = np.clip(np.exp(rows[:, used] @ weights), 0.05, 4.0)
    effects = {NAMES[place]: float(np.exp(weight) - 1) for place, weight in zip(used, weights, strict=True)}
    return CalendarEffect(factor, effects, gain)


def _features(periods: Calendar, index: int, zone: str, opened: set[int]) -> list[float]:
    """Shares of the opened days of a period that are public holidays, bridges, school holidays."""
    first, last = periods.start(index), periods.end(index)
    days = [first + timedelta(days=ahead) for ahead in range((last - first).days + 1)]
    open_days = [day for day in days if day.isoweekday() in opened] or days
    count = len(open_days)
    return [
        sum(map(is_public_holiday, open_days)) / count,
        sum(map(is_bridge, open_days)) / count,
        sum(school_share(day, zone) for day in open_days) / count,
    ]


def _distance(total: Values, stride: int, around: int) -> Values:
    """Log of each period over the median of the ones around it (of the same weekday, day by day)."""
    logs = np.log(np.maximum(total, 0.02 * max(float(np.median(total)), 1e-9)))
    found = np.zeros(total.size)
    steps = np.array([step for step in range(-around, around + 1) if step]) * stride
    for place in range(total.size):
        near = place + steps
        near = near[(near >= 0) & (near < total.size)]
        found[place] = logs[place] - float(np.median(logs[near]))
    return np.clip(found, -4.0, 1.5)


def _ridge(rows: Values, goal: Values) -> Values:
    square = rows.T @ rows + _RIDGE * np.eye(rows.shape[1])
    return np.asarray(np.linalg.solve(square, rows.T @ goal), dtype=np.float64)


def _gain(rows: Values, goal: Values) -> float:
    """The share of the absolute distance explained on each fifth of the history by what the rest teaches."""
    before = after = 0.0
    for places in np.array_split(np.arange(goal.size), _FOLDS):
        rest = np.ones(goal.size, dtype=bool)
        rest[places] = False
        left = goal[places] - rows[places] @ _ridge(rows[rest], goal[rest])
        before += float(np.abs(goal[places]).sum())
        after += float(np.abs(left).sum())
    return 1 - after / before if before > 0 else 0.0


def opened_weekdays(days: list[date]) -> set[int]:
    """ISO weekdays on which the company sells at least a tenth as often as on its usual ones."""
    counts = np.bincount([day.isoweekday() for day in days], minlength=8)
    return {weekday for weekday in range(1, 8) if counts[weekday] >= 0.1 * counts.max()}


__all__ = ["NAMES", "CalendarEffect", "calendar_effect", "opened_weekdays"]
