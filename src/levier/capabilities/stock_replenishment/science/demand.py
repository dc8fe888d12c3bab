"""What a reference will sell over the days to cover: a mean and a spread, learned from all references together.

A slow reference has too few sales of its own to be judged alone: its recent mean is drawn towards what
references of its pace do now, and its spread towards the law that ties spread to pace in this company
(Taylor's law, variance = a·mean^b; Taylor 1961, for spare parts Syntetos, Babai & Boylan 2012). The demand of
an interval is negative binomial, which holds zeros and bursts alike (Syntetos, Lengu & Babai 2013).
"""

from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

Values = NDArray[np.float64]
Places = NDArray[np.int64]

_PACES = 12
"""Groups of references of one pace."""
_FEWEST = 20
"""References in a group, at least."""
_LOOKS = (3, 6, 12)
"""Periods after a past day over which one looks at what came next."""
_LEAST_LIVED = 4
_RATIOS = (0.1, 5.0)
_FLATTEST, _STEEPEST = 1.0, 2.2
"""Bounds of the exponent of Taylor's law: from Poisson to proportional to the square, and a little beyond."""


@dataclass(frozen=True)
class Setting:
    """How much the past weighs. ``smoothing``: weight of the last period in the recent mean (0–1);
    ``prior``: periods of belief in references of the same pace; ``own``: sales before a reference's own
    spread weighs as much as the law's; ``doubt``: squared relative error of the mean itself.
    """

    smoothing: float = 0.1
    prior: float = 4.0
    own: float = 8.0
    doubt: float = 0.1


@dataclass(frozen=True)
class History:
    """Demand by reference and period, (references, periods), never negative.

    ``first``: period from which a reference is known, (references,); before it, nothing is said of its demand.
    ``year``: periods in a year, 0 when its season is not to be looked for.
    """

    demand: Values
    first: Places
    year: int = 0

    def __post_init__(self) -> None:
        if self.demand.ndim != 2 or self.first.shape != self.demand.shape[:1]:
            raise ValueError("demand is (references, periods) and first is (references,)")
        if not np.isfinite(self.demand).all() or (self.demand < 0).any():
            raise ValueError("demand is a number, never negative")

    @property
    def periods(self) -> int:
        return int(self.demand.shape[1])

    @cached_property
    def known(self) -> NDArray[np.bool_]:
        """(references, periods): whether the reference existed."""
        known: NDArray[np.bool_] = np.arange(self.periods)[None, :] >= self.first[:, None]
        return known

    @cached_property
    def _sums(self) -> tuple[Values, Values, Values]:
        """Number of periods known, sum and sum of squares before each period, (references, periods + 1)."""
        start = ((0, 0), (1, 0))
        return (
            np.pad(np.cumsum(self.known, axis=1), start).astype(np.float64),
            np.pad(np.cumsum(self.demand, axis=1), start),
            np.pad(np.cumsum(self.demand**2, axis=1), start),
        )

    def lived(self, at: int) -> Values:
        """Periods known before ``at``, (references,)."""
        return self._sums[0][:, at]

    def sold(self, at: int) -> Values:
        """Quantity sold before ``at``, (references,)."""
        return self._sums[1][:, at]

    def usual(self, at: int) -> Values:
        """Mean of all that is known before ``at``; half a sale is added so that none is exactly nil."""
        return (self.sold(at) + 0.5) / (self.lived(at) + 1.0)

    def variance(self, at: int) -> Values:
        """Variance between periods before ``at``, (references,)."""
        lived = np.maximum(self.lived(at), 1.0)
        mean = self.sold(at) / lived
        return np.maximum(self._sums[2][:, at] / lived - mean**2, 0.0) * lived / np.maximum(lived - 1, 1.0)

    def recent(self, at: int, smoothing: float) -> tuple[Values, Values]:
        """Exponentially weighted mean before ``at`` and the number of periods it is worth, (references,)."""
        span = min(at, int(np.ceil(7 / smoothing)))
        weights = (1 - smoothing) ** np.arange(span - 1, -1, -1)
        known = self.known[:, at - span : at]
        total = np.maximum(known @ weights, 1e-12)
        mean: Values = (self.demand[:, at - span : at] * known) @ weights / total
        return mean, total**2 / np.maximum(known @ weights**2, 1e-12) * (known.any(axis=1))


@dataclass(frozen=True)
class Pace:
    """What a reference sells in one period: ``mean`` and index of dispersion ``lumps`` (variance ÷ mean ≥ 1),
    and the squared relative doubt about the mean. Arrays (references,).
    """

    mean: Values
    lumps: Values
    doubt: float

    def over(self, periods: Values | float, spread: Values | float = 0.0) -> tuple[Values, Values]:
        """Mean and variance of the demand of ``periods`` periods, themselves uncertain by ``spread`` (variance).

        Var = lumps·M + doubt·M² + mean²·spread: demand within, error of the mean, length of the wait
        (Silver, Pyke & Thomas 2017, § 6.10).
        """
        mean = self.mean * periods
        return mean, self.lumps * mean + self.doubt * mean**2 + self.mean**2 * spread

    def moved(self, shift: Values) -> "Pace":
        """The same with ``shift`` (references,) added to the mean, of which a tenth is always kept."""
        return replace(self, mean=np.maximum(self.mean + shift, 0.1 * self.mean))


def pace(history: History, at: int, setting: Setting) -> Pace:
    """The pace of every reference as it was known just before period ``at``."""
    recent, worth = history.recent(at, setting.smoothing)
    alike = history.usual(at) * _came_next(history, at)
    mean = (worth * recent + setting.prior * alike) / (worth + setting.prior)
    # Nothing is kept of a reference before it is first sold: launching one is a decision, not a forecast.
    mean = np.where(history.lived(at) > 0, mean, 0.0)
    return Pace(mean, _lumps(history, at, mean, setting.own), setting.doubt)


def _came_next(history: History, at: int) -> Values:
    """What references of the same pace sold in the periods after a past day, over their usual then, (references,).

    Slow references sell more than their past says, fast ones less (regression to the mean), and all of them
    follow the company's trend: the ratio holds both.
    """
    groups = max(1, min(_PACES, history.first.size // _FEWEST))
    place = _ranked(history.usual(at), groups)
    sold, usual = np.zeros(groups), np.zeros(groups)
    for ago in _LOOKS:
        then = at - ago
        if then < _LEAST_LIVED:
            continue
        lived = history.lived(then) > 0
        weight = lived.astype(np.float64)
        told = history.usual(then)
        group = _ranked(told, groups)
        came = (history.sold(at) - history.sold(then)) / ago
        sold += np.bincount(group, weights=came * weight, minlength=groups)
        usual += np.bincount(group, weights=told * weight, minlength=groups)
    ratio = np.where(usual > 0, sold / np.maximum(usual, 1e-12), 1.0)
    return np.clip(ratio, *_RATIOS)[place]


def _ranked(values: Values, groups: int) -> Places:
    order = np.argsort(np.argsort(values, kind="stable"), kind="stable")
    found: Places = order * groups // max(values.size, 1)
    return found


def _lumps(history: History, at: int, mean: Values, own: float) -> Values:
    """Variance ÷ mean: the reference's own, drawn towards Taylor's law of the company while it sold little."""
    lived, sold, variance = history.lived(at), history.sold(at), history.variance(at)
    plain = sold / np.maximum(lived, 1.0)
    told = (lived >= 6) & (sold >= 3) & (variance > 0)
    if told.sum() >= 5:
        x, y = np.log(plain[told]), np.log(variance[told])
        slope = np.clip(np.polyfit(x, y, 1)[0] if np.ptp(x) > 0.5 else 1.3, _FLATTEST, _STEEPEST)
        level = np.mean(y) - slope * np.mean(x)
    else:
        slope, level = 1.3, np.log(1.5)
    law = np.exp(level + (slope - 1) * np.log(np.maximum(mean, 1e-6)))
    events = np.minimum(sold, lived)
    mine = variance / np.maximum(plain, 1e-12)
    lumps: Values = (events * mine + own * np.maximum(law, 1.0)) / (events + own)
    return np.maximum(lumps, 1.0)


__all__ = ["History", "Pace", "Places", "Setting", "Values", "pace"]
