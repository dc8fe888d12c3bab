"""What a history must not teach: giant one-off orders, and days on which there was nothing to sell.

Everything here looks at the past alone: called on a history cut at a replay's day, it sees what was known then.
"""

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

Values = NDArray[np.float64]
Mask = NDArray[np.bool_]

_FEWEST = 6
"""Periods with a sale below which nothing can be called usual."""
_SPREADS = 4.0
"""Robust standard deviations of the logarithm beyond which a period is exceptional."""
_LEAST_SPREAD, _MOST_SPREAD = 0.3, 1.5
_ONE_ORDER = 0.5
"""Share of a period's sales that a single order must make for it to be a one-off."""
_USUAL = 1.5
"""Spreads at which a period is held back when the level is estimated (Huber, 1964)."""
_NEAR = 4


@dataclass(frozen=True)
class History:
    """Sales of one item by period, and what is known beside them. Arrays are (periods,).

    ``largest``: the largest single order of each period, when orders are known; ``out``: periods during which the item
    was out of stock; ``factor`` (periods + horizon,): what the calendar and the promotions multiply sales by, 1 when
    nothing is known.
    """

    values: Values
    largest: Values | None = None
    out: Mask | None = None
    factor: Values | None = None

    def tail(self, count: int) -> "History":
        """The last ``count`` periods."""
        cut = max(0, self.values.size - count)
        return History(
            self.values[cut:],
            None if self.largest is None else self.largest[cut:],
            None if self.out is None else self.out[cut:],
            None if self.factor is None else self.factor[cut:],
        )

    def factors(self, start: int, stop: int) -> Values:
        """The factors of the periods from ``start`` to ``stop``."""
        return np.ones(stop - start) if self.factor is None else self.factor[start:stop]


@dataclass(frozen=True)
class Lessons:
    """A history as the methods learn it, in usual periods; ``exceptional``: periods whose giant order was taken out;
    ``removed``: what these made above a usual one.
    """

    values: Values
    exceptional: Mask = field(repr=False)
    removed: float = 0.0


def lessons(history: History, end: int, season: int = 0) -> Lessons:
    """The first ``end`` periods, cleaned: exceptional orders brought back to a usual one, stock-outs filled with what
    was sold around them, calendar and promotions taken out.
    """
    values = history.values[:end]
    found = exceptional(values, None if history.largest is None else history.largest[:end], season)
    removed = 0.0
    if found.any():
        values = _without_orders(values, history.largest, found)
        removed = float((history.values[:end] - values).sum())
    if history.factor is not None:
        values = values / np.maximum(history.factor[:end], 0.05)
    if history.out is not None and history.out[:end].any():
        values = _filled(values, history.out[:end])
    return Lessons(values, found, removed)


def exceptional(values: Values, largest: Values | None, season: int = 0) -> Mask:
    """Periods far above all the others because of a single order, and not at the same place of a season before."""
    limit = _limit(values, _SPREADS)
    found = values > limit
    if largest is not None:
        found &= largest >= _ONE_ORDER * values
    if season and values.size > season:
        again = np.zeros_like(found)
        again[season:] = values[:-season] > limit
        again[:-season] |= values[season:] > limit
        found &= ~again
    # What comes back is no exception.
    if found.sum() > max(1, 0.04 * values.size):
        found[:] = False
    return found


def held_back(values: Values) -> Values:
    """Values with those far above the usual held at its edge: what a level is to be estimated from."""
    return np.minimum(values, _limit(values, _USUAL))


def _limit(values: Values, spreads: float) -> float:
    sold = np.log(values[values > 0])
    if sold.size < _FEWEST:
        return float("inf")
    middle = float(np.median(sold))
    spread = float(np.clip(1.4826 * np.median(np.abs(sold - middle)), _LEAST_SPREAD, _MOST_SPREAD))
    return float(np.exp(min(middle + spreads * spread, 700.0)))


def _without_orders(values: Values, largest: Values | None, found: Mask) -> Values:
    cleaned = values.copy()
    if largest is None:
        cleaned[found] = _limit(values, _USUAL)
        return cleaned
    orders = largest[: values.size]
    sold = orders[(orders > 0) & ~found]
    usual = float(np.median(sold)) if sold.size else 0.0
    cleaned[found] = np.maximum(values[found] - orders[found], 0.0) + usual
    return cleaned


def _filled(values: Values, out: Mask) -> Values:
    """Stock-out periods that sold less than around them take what was sold around them."""
    filled = values.copy()
    known = np.flatnonzero(~out)
    if not known.size:
        return values
    for place in np.flatnonzero(out):
        near = known[np.argsort(np.abs(known - place), kind="stable")[: 2 * _NEAR]]
        filled[place] = max(values[place], float(np.mean(values[near])))
    return filled


__all__ = ["History", "Lessons", "exceptional", "held_back", "lessons"]
