"""Replaying the past: every method forecasts from many past days, and only then sees what was really sold.

The method kept at each of those days is chosen on what was already known then (prequential evaluation,
Dawid 1984), so that the error told to the person is that of the whole procedure, choice included, and not
the best of many tries.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from levier.capabilities.sales_forecast import Grain
from levier.capabilities.sales_forecast.cleaning import History, exceptional, lessons
from levier.capabilities.sales_forecast.methods import COMBINED, NAIVE, SEASONS, Method, methods

Values = NDArray[np.float64]
Mask = NDArray[np.bool_]

MIN_TRAINING: dict[Grain, int] = {"day": 28, "week": 13, "month": 6}
MIN_REPLAYS = 5
_STEP: dict[Grain, int] = {"day": 7, "week": 1, "month": 1}
_MAX_REPLAYS: dict[Grain, int] = {"day": 14, "week": 24, "month": 24}
_LONGEST: dict[Grain, int] = {"day": 400, "week": 320, "month": 120}
_MARGIN = 0.2
"""How much better (share of the default's error) a method must have been before it replaces the default."""
_PRIOR = 8
"""Replays' worth of belief that a method is no better than the default: few replays move nothing."""
_FEWEST = 4
_ENOUGH = 12
_WARM_UP = 30


@dataclass(frozen=True)
class Replay:
    """What the procedure would have said. Arrays are (replays, horizon); ``ends``: length of history at
    each replay; ``judged``: false in the periods of a giant one-off order or of a stock-out.
    """

    ends: NDArray[np.int64]
    actual: Values
    ours: Values
    naive: Values
    scale: float
    judged: Mask

    @property
    def errors(self) -> Values:
        """Absolute errors of the procedure."""
        return np.abs(self.ours - self.actual)

    @property
    def signed(self) -> Values:
        """What was sold less what was said; NaN in periods that say nothing of usual sales (``judged``)."""
        return np.where(self.judged, self.actual - self.ours, np.nan)


@dataclass(frozen=True)
class Fitted:
    """A series' forecast (horizon,) with the method kept, the naive forecast, and the replay that judges
    both.
    """

    method: Method
    naive_method: Method
    mean: Values
    naive: Values
    replay: Replay
    history: History | None = None
    season: int = 0

    @property
    def length(self) -> int:
        """How many periods it was learned from."""
        return int(self.replay.ends[-1]) + self.mean.size


def fit(values: Values | History, horizon: int, grain: Grain) -> Fitted | None:
    """Choose a method for the series and forecast ``horizon`` periods; None when the history is too short
    to replay.
    """
    history = (values if isinstance(values, History) else History(values)).tail(_LONGEST[grain])
    values = history.values
    candidates = methods(grain, values.size, horizon)
    ends = _ends(values.size, horizon, grain)
    if ends.size < MIN_REPLAYS:
        return None
    told = _told(history, candidates, ends, horizon, grain)
    actual = np.stack([values[end : end + horizon] for end in ends])
    usual = ~_unusual(history, grain)
    known = np.stack([usual[end : end + horizon] for end in ends])
    errors = (np.abs(told - actual) * known).mean(axis=2)
    kept = [_choice(candidates, errors[:, ends + horizon <= end], end) for end in ends]
    judged = _judged(ends, horizon, grain)
    replay = Replay(
        ends=ends[judged:],
        actual=actual[judged:],
        ours=told[kept, np.arange(ends.size)][judged:],
        naive=told[0][judged:],
        scale=_scale(values),
        judged=known[judged:],
    )
    method = candidates[_choice(candidates, errors, values.size)]
    learnt = lessons(history, values.size, _season(grain)).values
    ahead = history.factors(values.size, values.size + horizon)
    return Fitted(
        method=method,
        naive_method=candidates[0],
        mean=_said(method, learnt, horizon) * ahead,
        naive=_said(candidates[0], values, horizon),
        replay=replay,
        history=history,
        season=_season(grain),
    )


def _unusual(history: History, grain: Grain) -> Mask:
    """Periods by which no forecast is to be judged: a giant one-off order, a stock-out."""
    found = exceptional(history.values, history.largest, _season(grain))
    return found if history.out is None else found | history.out


def _season(grain: Grain) -> int:
    """The season in which an exception would come back: a year."""
    return 364 if grain == "day" else SEASONS[grain]


def together(replays: Sequence[Replay], series: Sequence[Values]) -> Replay:
    """The replay of the sum of several series (aligned on their last period), over the replays they share."""
    count = min(len(replay.ends) for replay in replays)
    length = min(values.size for values in series)
    first = replays[0]
    return Replay(
        ends=first.ends[-count:],
        actual=_sum([replay.actual[-count:] for replay in replays]),
        ours=_sum([replay.ours[-count:] for replay in replays]),
        naive=_sum([replay.naive[-count:] for replay in replays]),
        scale=_scale(_sum([values[-length:] for values in series])),
        judged=np.all(np.stack([replay.judged[-count:] for replay in replays]), axis=0),
    )


def shortest(horizon: int, grain: Grain) -> int:
    """The shortest history (periods) that allows ``horizon`` to be forecast and judged."""
    least = {"day": 56, "week": 26, "month": 12}[grain]
    return max(least, 2 * horizon, shortest_item(horizon, grain))


def shortest_item(horizon: int, grain: Grain) -> int:
    """The shortest history of one item among others: enough to replay ``MIN_REPLAYS`` times."""
    return MIN_TRAINING[grain] + horizon + _STEP[grain] * (MIN_REPLAYS - 1)


def _judged(ends: NDArray[np.int64], horizon: int, grain: Grain) -> int:
    """The first replay that counts: where there are enough, those whose choice could rest on earlier
    replays.
    """
    informed = int(np.searchsorted(ends, ends[0] + horizon + _STEP[grain] * (_FEWEST - 1)))
    return max(informed if ends.size - informed >= _ENOUGH else 0, ends.size - _MAX_REPLAYS[grain])


def _ends(length: int, horizon: int, grain: Grain) -> NDArray[np.int64]:
    """Past moments to forecast from, the latest always among them, evenly spread, oldest first."""
    most = _MAX_REPLAYS[grain] + min(_WARM_UP, horizon // _STEP[grain] + _FEWEST)
    # A day's replays start a week apart: enough of them, and those of several items fall on the same days.
    step = _STEP[grain]
    return np.arange(length - horizon, MIN_TRAINING[grain] - 1, -step)[:most][::-1].copy()


def _told(
    history: History, candidates: Sequence[Method], ends: NDArray[np.int64], horizon: int, grain: Grain
) -> Values:
    """Forecasts as (method, replay, horizon); a method that its history is too short for says what the
    default says. The naive forecast learns from the history as it is: it is what people do without a tool.
    """
    told = np.empty((len(candidates), ends.size, horizon))
    default = next(place for place, one in enumerate(candidates) if one.name == COMBINED)
    season = _season(grain)
    for replay, end in enumerate(ends):
        learnt = lessons(history, int(end), season).values
        ahead = history.factors(int(end), int(end) + horizon)
        told[default, replay] = _said(candidates[default], learnt, horizon) * ahead
        for place, method in enumerate(candidates):
            if place == default:
                continue
            if end < method.needs:
                told[place, replay] = told[default, replay]
            elif method.name == NAIVE:
                told[place, replay] = _said(method, history.values[:end], horizon)
            else:
                told[place, replay] = _said(method, learnt, horizon) * ahead
    return told


def _said(method: Method, values: Values, horizon: int) -> Values:
    return np.maximum(np.asarray(method.forecast(values, horizon), dtype=float), 0.0)


def _choice(candidates: Sequence[Method], errors: Values, length: int) -> int:
    """The place of the method to keep, given mean absolute errors (method, replay) already known."""
    default = next(place for place, one in enumerate(candidates) if one.name == COMBINED)
    replays = errors.shape[1]
    if replays < _FEWEST:
        return default
    means = errors.mean(axis=1)
    if means[default] <= 0:
        return default
    ratio = (replays * means / means[default] + _PRIOR) / (replays + _PRIOR)
    ratio[[place for place, one in enumerate(candidates) if one.needs > length]] = np.inf
    best = int(np.argmin(ratio))
    return best if ratio[best] < 1 - _MARGIN else default


def _sum(arrays: Sequence[Values]) -> Values:
    total: Values = np.sum(np.stack(arrays), axis=0)
    return total


def _scale(values: Values) -> float:
    """Mean absolute step of the history, the denominator of MASE (Hyndman & Koehler, 2006)."""
    return float(np.abs(np.diff(values)).mean()) if values.size > 1 else 0.0


__all__ = [
    "COMBINED",
    "MIN_REPLAYS",
    "NAIVE",
    "Fitted",
    "History",
    "Replay",
    "fit",
    "shortest",
    "shortest_item",
    "together",
]
