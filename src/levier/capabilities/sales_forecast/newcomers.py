"""New products, by analogy: what those launched before sold next, for each unit sold in their first periods.

The launches of the same category speak first; where they are fewer than eight, all of them do. The error told was
measured by forecasting each of those launches from the others.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Values = NDArray[np.float64]
FEWEST = 8
"""Launches below which no analogy is drawn."""
_LEAD = 2
"""Periods at the start of the history in which a first sale may not be a launch."""
_RECENT = 4
_MOST_GROWTH = 5.0


@dataclass(frozen=True)
class Launch:
    """A product launched inside the history: its sales from the first one on, and its category ("" unknown)."""

    item: str
    values: Values
    category: str = ""


@dataclass(frozen=True)
class Analogy:
    """A forecast (horizon,) by analogy with ``launches`` others. ``spreads``: for each of them, what it sold over what
    was said, by period (launches, horizon); ``wape``, ``naive_wape``: errors of the same way on those launches.
    """

    mean: Values
    naive: Values
    spreads: Values
    launches: int
    same_category: bool
    wape: float | None
    naive_wape: float | None

    def bounds(self, level: float) -> tuple[Values, Values]:
        """The interval of each period: (low, high)."""
        low, high = np.quantile(self.spreads, [(1 - level) / 2, (1 + level) / 2], axis=0)
        return np.minimum(self.mean * low, self.mean), np.maximum(self.mean * high, self.mean)

    def total_bounds(self, level: float) -> tuple[float, float]:
        """The interval of the sum over the horizon."""
        whole = (self.spreads * self.mean).sum(axis=1)
        low, high = np.quantile(whole, [(1 - level) / 2, (1 + level) / 2])
        total = float(self.mean.sum())
        return min(float(low), total), max(float(high), total)


def launches(sold: Mapping[str, Values], categories: Mapping[str, str], count: int) -> list[Launch]:
    """The products of a history of ``count`` periods that were launched inside it."""
    return [
        Launch(item, values, categories.get(item, ""))
        for item, values in sold.items()
        if 0 < values.size <= count - _LEAD
    ]


def by_analogy(new: Launch, others: Sequence[Launch], horizon: int) -> Analogy | None:
    """The forecast of ``new`` (with sales already, or none), or None when too few others were launched."""
    age = new.values.size
    known = [one for one in others if one.item != new.item and one.values.size >= age + horizon]
    alike = [one for one in known if new.category and one.category == new.category]
    same = len(alike) >= FEWEST
    used = alike if same else known
    if len(used) < FEWEST:
        return None
    if not age:
        curves = np.stack([one.values[:horizon] for one in used])
        mean = _middle(curves)
        return Analogy(mean, np.zeros(horizon), _spreads(curves, mean), len(used), same, None, None)
    curves = np.stack([_curve(one.values, age, horizon) for one in used])
    level = _level(new.values)
    mean = level * _middle(curves)
    said, sold, naive = [], [], []
    for place, one in enumerate(used):
        rest = np.delete(curves, place, axis=0)
        said.append(_level(one.values[:age]) * _middle(rest))
        sold.append(one.values[age : age + horizon])
        naive.append(np.full(horizon, one.values[age - 1]))
    told, actual, last = np.stack(said), np.stack(sold), np.stack(naive)
    whole = float(actual.sum())
    spreads = np.minimum(actual / np.maximum(told, 1e-9), 20.0)
    return Analogy(
        mean=mean,
        naive=np.full(horizon, new.values[-1]),
        spreads=spreads,
        launches=len(used),
        same_category=same,
        wape=float(np.abs(told - actual).sum()) / whole if whole > 0 else None,
        naive_wape=float(np.abs(last - actual).sum()) / whole if whole > 0 else None,
    )


def _level(values: Values) -> float:
    return float(values[-_RECENT:].mean())


def _curve(values: Values, age: int, horizon: int) -> Values:
    """What was sold after ``age`` periods for each unit of the level then."""
    curve: Values = np.minimum(values[age : age + horizon] / max(_level(values[:age]), 1e-9), _MOST_GROWTH)
    return curve


def _middle(curves: Values) -> Values:
    """The mean of (launches, horizon) with the highest tenth held at its edge: a median would say zero for products
    that sell now and then.
    """
    middle: Values = np.minimum(curves, np.quantile(curves, 0.9, axis=0)).mean(axis=0)
    return middle


def _spreads(curves: Values, mean: Values) -> Values:
    spreads: Values = curves / np.maximum(mean, 1e-9)
    return spreads


__all__ = ["FEWEST", "Analogy", "Launch", "by_analogy", "launches"]
