"""Lives that end by a failure or are still going on: Weibull's law, by maximum likelihood with censoring.

Source: J. F. Lawless, *Statistical Models and Methods for Lifetime Data*, 2nd ed. (2003), § 5.2: the shape solves one
equation, the scale follows.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Values = NDArray[np.float64]
Flags = NDArray[np.bool_]

LEAST_FAILURES = 5
_SHAPES = (0.2, 12.0)
_DRAWS = 200
_SEED = 20261124


@dataclass(frozen=True)
class Weibull:
    """S(t) = exp(−(t / scale)^shape). ``scale`` in the unit of the lives (days or cycles)."""

    shape: float
    scale: float

    def survival(self, ages: Values) -> Values:
        """Share of the lives that last longer than each age."""
        return np.exp(-self.hazard(ages))

    def hazard(self, ages: Values) -> Values:
        """Cumulated hazard at each age."""
        return (np.maximum(ages, 0.0) / self.scale) ** self.shape

    def within(self, ages: Values, horizon: float) -> Values:
        """P(failure before age + horizon | alive at age), any shape."""
        ages = np.asarray(ages, dtype=float)
        return -np.expm1(self.hazard(ages) - self.hazard(ages + horizon))

    def ahead(self, age: float, times: Values) -> Values:
        """P(alive ``times`` later | alive at ``age``), (times,)."""
        return np.exp(self.hazard(np.array([age]))[0] - self.hazard(age + np.asarray(times, dtype=float)))


def fit(lives: Values, failed: Flags) -> Weibull | None:
    """The law of these lives (positive lengths; ``failed``: the life ended by a failure); None under five failures."""
    kept = lives > 0
    lives, failed = lives[kept], failed[kept]
    if failed.sum() < LEAST_FAILURES or np.unique(lives[failed]).size < 2:
        return None
    unit = float(lives.max())
    scaled = np.maximum(lives / unit, 1e-9)
    logs, mean = np.log(scaled), float(np.log(scaled[failed]).mean())

    def slope(shape: float) -> float:
        powers = scaled**shape
        return float((powers * logs).sum() / powers.sum() - 1 / shape - mean)

    low, high = _SHAPES
    if slope(low) > 0:
        shape = low
    elif slope(high) < 0:
        shape = high
    else:
        for _ in range(60):
            shape = (low + high) / 2
            low, high = (shape, high) if slope(shape) < 0 else (low, shape)
    scale = unit * float(((scaled**shape).sum() / failed.sum()) ** (1 / shape))
    return Weibull(round(float(shape), 6), scale)


def doubts(lives: Values, failed: Flags, draws: int = _DRAWS) -> list[Weibull]:
    """Laws of resampled lives (bootstrap, fixed seed): how much the law may be doubted."""
    random = np.random.default_rng(_SEED)
    found = []
    for _ in range(draws):
        rows = random.integers(0, lives.size, lives.size)
        one = fit(lives[rows], failed[rows])
        if one is not None:
            found.append(one)
    return found


__all__ = ["LEAST_FAILURES", "Flags", "Values", "Weibull", "doubts", "fit"]
