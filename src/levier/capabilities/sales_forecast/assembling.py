"""From fitted series to the figures shown: rounded, summed, with their intervals and the errors of the past."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from levier.capabilities.sales_forecast import Accuracy, ItemForecast, Point, SalesForecastInput
from levier.capabilities.sales_forecast.backtest import Fitted, Replay, together
from levier.capabilities.sales_forecast.intervals import coverage, period_width, total_width
from levier.capabilities.sales_forecast.newcomers import Analogy
from levier.capabilities.sales_forecast.periods import Calendar

Values = NDArray[np.float64]
_ROUNDED_APART = 3.0
"""Units a period from which each period may be rounded for itself."""


@dataclass(frozen=True)
class Made:
    """One item with its history and what was found for it: a method replayed on its past, or an analogy."""

    item: str
    values: Values
    found: Fitted | Analogy
    label: str = ""
    """The method in French, when it is not the fitted one's own."""


def whole_units(values: Values) -> Values:
    """Whole numbers whose running sum is that of ``values`` to half a unit: what sells once in four weeks is one unit in four
    weeks, and not four times nothing.
    """
    if values.min(initial=np.inf) >= _ROUNDED_APART:
        rounded: Values = np.round(values)
        return rounded
    found: Values = np.diff(np.floor(np.cumsum(values) + 0.5 + 1e-9), prepend=0.0)
    return found


@dataclass(frozen=True)
class Shown:
    """What every item is shown with."""

    periods: Calendar
    given: SalesForecastInput
    skipped: int = 0
    """Periods between the history and the first one shown."""

    @property
    def first(self) -> int:
        """The number of the first period shown."""
        return self.periods.count + self.skipped

    @property
    def horizon(self) -> int:
        """How many are shown."""
        return self.given.horizon - self.skipped


def shown_from(
    made: Sequence[Made], periods: Calendar, given: SalesForecastInput
) -> tuple[list[Made], Shown]:
    """The items less what comes before ``given.since`` (« le mois prochain » after a month that is not over); each period
    belongs to the side where most of it lies, and the last one is always kept.
    """
    first = 0
    while given.since is not None and first < given.horizon - 1:
        start, end = periods.start(periods.count + first), periods.end(periods.count + first)
        if start + (end - start) / 2 >= given.since:
            break
        first += 1
    if not first or not all(isinstance(one.found, Fitted) for one in made):
        return list(made), Shown(periods, given)
    return [
        replace(one, found=_later(one.found, first)) for one in made if isinstance(one.found, Fitted)
    ], Shown(periods, given, first)


def _later(found: Fitted, first: int) -> Fitted:
    replay = found.replay
    seen = replace(
        replay, actual=replay.actual[:, first:], ours=replay.ours[:, first:], naive=replay.naive[:, first:], judged=replay.judged[:, first:]
    )  # fmt: skip
    return replace(found, mean=found.mean[first:], naive=found.naive[first:], replay=seen)


def item_forecast(made: Made, shown: Shown) -> ItemForecast:
    """One item as it is shown."""
    if isinstance(made.found, Analogy):
        return _new(made, made.found, shown)
    found, level = made.found, shown.given.level / 100
    width, wide = period_width(found.replay, level), total_width(found.replay, level)
    mean = whole_units(found.mean)
    total = float(mean.sum())
    return _forecast(
        made,
        shown,
        mean=mean,
        bounds=(mean - width, mean + width),
        total_bounds=(total - wide, total + wide),
        naive=np.round(found.naive),
    ).model_copy(
        update={
            "model": found.method.name,
            "method": made.label or found.method.label,
            "naive_method": found.naive_method.label,
            "accuracy": accuracy([found.replay], level),
        }
    )


def overall(parts: Sequence[Made], shown: Shown) -> ItemForecast:
    """All the items together: the sum of their forecasts as they are shown, with the interval of the sum."""
    fitted = [(one, one.found) for one in parts if isinstance(one.found, Fitted)]
    shape = fitted[0][1]
    mean = np.sum([whole_units(one.found.mean) for one in parts], axis=0)
    summed = replace(
        shape,
        mean=mean,
        naive=np.sum([np.round(one.found.naive) for one in parts], axis=0),
        replay=together([found.replay for _, found in fitted], [one.values for one, _ in fitted]),
    )
    longest = max(one.values.size for one in parts)
    values = np.sum([np.pad(one.values, (longest - one.values.size, 0)) for one in parts], axis=0)
    whole = item_forecast(Made("Ensemble", values, summed), shown)
    whole = whole.model_copy(update={"model": "sum", "method": "somme des prévisions"})
    new = [one.found.total_bounds(shown.given.level / 100) for one in parts if isinstance(one.found, Analogy)]
    if not new:
        return whole
    # Errors of different products are taken as independent: their squares add up.
    low = np.hypot(whole.total - whole.low, sum((high - low) / 2 for low, high in new))
    high = np.hypot(whole.high - whole.total, sum((high - low) / 2 for low, high in new))
    return whole.model_copy(
        update={
            "low": float(np.round(max(0.0, whole.total - low))),
            "high": float(np.round(whole.total + high)),
        }
    )


def accuracy(replays: Sequence[Replay], level: float) -> Accuracy:
    """Errors over all the replays; several series are pooled for WAPE and coverage, averaged for MASE."""
    sold = sum(float(replay.actual.sum()) for replay in replays)
    checks = [coverage(replay, level) for replay in replays]
    checked = sum(check.checked for check in checks)
    first = replays[0]
    return Accuracy(
        wape=_ratio(sum(float(replay.errors.sum()) for replay in replays), sold),
        naive_wape=_ratio(sum(float(np.abs(replay.naive - replay.actual).sum()) for replay in replays), sold),
        mase=_mase(replays, [replay.errors for replay in replays]),
        naive_mase=_mase(replays, [np.abs(replay.naive - replay.actual) for replay in replays]),
        coverage=round(sum(check.inside for check in checks) / checked, 3) if checked else None,
        checked=checked,
        replays=max(len(replay.ends) for replay in replays),
        periods=max(int(replay.ends[-1] - replay.ends[0]) + first.actual.shape[1] for replay in replays),
    )


def _new(made: Made, found: Analogy, shown: Shown) -> ItemForecast:
    """A new product, forecast by analogy."""
    level = shown.given.level / 100
    mean = whole_units(found.mean)
    low, high = found.bounds(level)
    family = "de la même famille" if found.same_category else "de toutes les familles"
    forecast = _forecast(
        made,
        shown,
        mean=mean,
        bounds=(np.minimum(low, mean), np.maximum(high, mean)),
        total_bounds=found.total_bounds(level),
        naive=np.round(found.naive),
    )
    return forecast.model_copy(
        update={
            "model": "analogy",
            "method": f"analogie avec {found.launches} lancements {family}",
            "naive_method": "la dernière valeur se répète",
            "accuracy": Accuracy(
                wape=None if found.wape is None else round(found.wape, 3),
                naive_wape=None if found.naive_wape is None else round(found.naive_wape, 3),
                mase=None,
                naive_mase=None,
                coverage=None,
                checked=0,
                replays=found.launches,
                periods=int(made.values.size),
            ),
        }
    )


def _forecast(
    made: Made,
    shown: Shown,
    *,
    mean: Values,
    bounds: tuple[Values, Values],
    total_bounds: tuple[float, float],
    naive: Values,
) -> ItemForecast:
    # Rounded to whole units (or euros): more digits would promise what no forecast holds, and text, table
    # and proof must show the very same figure. The total is the sum of what is shown.
    periods, horizon = shown.periods, shown.horizon
    total, previous = float(mean.sum()), float(np.round(made.values[-horizon:].sum()))
    low, high = bounds
    return ItemForecast(
        item=made.item,
        total=total,
        low=float(min(total, np.round(max(0.0, total_bounds[0])))),
        high=float(max(total, np.round(total_bounds[1]))),
        naive_total=float(naive.sum()),
        previous_total=previous,
        change=round(total / previous - 1, 3) if previous > 0 else None,
        model="",
        method="",
        naive_method="",
        points=[
            Point(
                start=periods.start(shown.first + step),
                end=periods.end(shown.first + step),
                mean=float(mean[step]),
                low=float(np.round(max(0.0, low[step]))),
                high=float(np.round(high[step])),
                naive=float(naive[step]),
            )
            for step in range(horizon)
        ],
        accuracy=_UNKNOWN,
        history_periods=int(made.values.size),
    )


_UNKNOWN = Accuracy(
    wape=None, naive_wape=None, mase=None, naive_mase=None, coverage=None, checked=0, replays=0, periods=0
)


def _mase(replays: Sequence[Replay], errors: Sequence[Values]) -> float | None:
    scaled = [
        float(one.mean()) / replay.scale for replay, one in zip(replays, errors, strict=True) if replay.scale
    ]
    return round(float(np.mean(scaled)), 3) if scaled else None


def _ratio(errors: float, sold: float) -> float | None:
    return round(errors / sold, 3) if sold > 0 else None


__all__ = ["Made", "Shown", "accuracy", "item_forecast", "overall", "whole_units"]
