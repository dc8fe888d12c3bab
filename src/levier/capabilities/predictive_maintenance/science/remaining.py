"""How long each machine still has, learned from lives that ended by a failure.

Gradient boosting over the same features, on a target capped (« far from failing » is one answer: Heimes, PHM 2008). The
spread is that of the true remaining lives of machines left out whose forecast was alike.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from levier.capabilities.predictive_maintenance.science.quiet import one_thread
from levier.capabilities.predictive_maintenance.science.risk import FOLDS, folds

Values = NDArray[np.float64]
Places = NDArray[np.int64]

_SEED = 7
_NEIGHBOURS = 150
_TRIM = 0.999
_GAIN = (1 - 1 / FOLDS) ** 0.25
"""The model that answers has seen a quarter more machines than those its errors come from, and errs less: errors fall
about as the fourth root of the machines seen (29 to 39 engines of FD001 that no benchmark judges)."""


@dataclass(frozen=True)
class Remaining:
    """The learned remaining life. ``left_out``: forecasts of rows whose group was left out, ``true``: what came (capped)."""

    booster: object
    cap: float
    left_out: Values
    true: Values

    def expected(self, matrix: Values) -> Values:
        """(rows,) remaining life, from 0 to the cap."""
        return expected(self.booster, matrix, self.cap)

    def alike(self, forecast: float) -> Values:
        """True remaining lives of the past rows of like forecast, sorted."""
        near = np.argsort(np.abs(self.left_out - forecast), kind="stable")[:_NEIGHBOURS]
        return np.sort(self.true[near])

    def interval(self, forecast: float, *, left_out: bool = False) -> tuple[float, float]:
        """80 % of the true remaining lives of like rows: the middle of them, or the upper 80 % where the cap hides how far they
        go (« at least so long »: an end that cannot be known takes no tenth of the doubt). ``left_out``: the forecast is
        one of those the errors come from, not one of the better model that answers.
        """
        ends = self.alike(forecast)
        open_top = np.quantile(ends, 0.9) >= self.cap * _TRIM
        if open_top and np.quantile(ends, 0.2) >= self.cap * _TRIM:
            return self.cap, self.cap
        middle = float(np.median(ends))
        low, high = middle + (1.0 if left_out else _GAIN) * (
            mid_quantiles(ends, (0.2 if open_top else 0.1, 0.9)) - middle
        )
        return float(low), self.cap if open_top else float(high)

    def survival(self, forecast: float, times: Values) -> Values:
        """P(alive ``times`` later), from the rows of like forecast; beyond the cap the last share is kept. Half an end more is
        counted (Jeffreys): that none of a few failed does not make it impossible.
        """
        ends = self.alike(forecast)
        ended = np.searchsorted(ends, np.minimum(times, self.cap * _TRIM), side="right")
        alive = 1 - (ended + 0.5 * (np.asarray(times) > 0)) / (ends.size + 1)
        return np.asarray(np.maximum(alive, 0.5 / (ends.size + 1)))


def mid_quantiles(values: Values, shares: tuple[float, ...]) -> Values:
    """Quantiles of counts (Ma, Genton and Parzen, 2011): lives in whole cycles tie, and an interval between plain quantiles holds
    the ties of both its ends in excess.
    """
    distinct, times = np.unique(values, return_counts=True)
    return np.interp(shares, (np.cumsum(times) - times / 2) / values.size, distinct)


def learn(
    matrix: Values, remaining: Values, group: Places, cap: float, progress: Callable[[], None] = lambda: None
) -> Remaining:
    """Remaining lives learned from rows whose end is known (or known to lie past the cap)."""
    target = np.minimum(remaining, cap)
    guess = np.zeros(target.size)
    for held in folds(group, np.ones(target.size, dtype=bool)):
        progress()
        guess[held] = expected(fit(matrix[~held], target[~held]), matrix[held], cap)
    return Remaining(fit(matrix, target), cap, guess, target)


def fit(matrix: Values, target: Values) -> object:
    """One booster of the squared error."""
    from sklearn.ensemble import HistGradientBoostingRegressor  # noqa: PLC0415 - heavy

    booster = HistGradientBoostingRegressor(
        max_iter=150, learning_rate=0.06, max_leaf_nodes=15, min_samples_leaf=max(2, min(60, target.size // 20)),
        l2_regularization=5.0, max_features=0.3, early_stopping=False, random_state=_SEED,
    )  # fmt: skip
    with one_thread():
        booster.fit(matrix, target)
    return booster


def expected(booster: object, matrix: Values, cap: float) -> Values:
    with one_thread():
        return np.clip(booster.predict(matrix), 0.0, cap)  # type: ignore[attr-defined]


__all__ = ["Remaining", "expected", "fit", "learn", "mid_quantiles"]
