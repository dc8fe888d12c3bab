"""Linear regression whose errors remember the period before: AR(1), the memory itself uncertain.

Plug-in intervals (ordinary least squares, Prais–Winsten, Newey–West) are too narrow on the ten to sixty points a small
company has, because the memory ρ is poorly known (Turner et al., BMC Medical Research Methodology 21:181, 2021). Here ρ is
not chosen: each value of a grid is weighed by its restricted likelihood (a flat prior), and the answer is the mixture of the Student
distributions that each value gives (Zellner, *An Introduction to Bayesian Inference in Econometrics*, 1971, ch. 4).
"""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray
from scipy import stats

Floats = NDArray[np.float64]

MEMORIES: Floats = np.round(np.arange(-0.6, 0.96, 0.05), 2)
"""Values of ρ that are weighed. Series of a business rarely swing back strongly from one period to the next."""
_ROUNDS = 60


@dataclass(frozen=True)
class Mixture:
    """Student distributions of one coefficient, one per value of ρ (R), for S series at once.

    Shapes: ``centre``, ``scale`` and ``weight`` are (R, S), the weights of a series sum to 1; ``df`` is their common number
    of degrees of freedom.
    """

    centre: Floats
    scale: Floats
    weight: Floats
    df: int

    @cached_property
    def mean(self) -> Floats:
        """The estimate of each series, (S,)."""
        return (self.weight * self.centre).sum(axis=0)

    def below(self, value: Floats | float) -> Floats:
        """Probability that the coefficient of each series is below ``value``, (S,)."""
        spread = np.maximum(self.scale, 1e-300)
        return (self.weight * stats.t.cdf((value - self.centre) / spread, self.df)).sum(axis=0)

    def quantile(self, probability: float) -> Floats:
        """The value below which the coefficient of each series lies with ``probability``, (S,), by bisection."""
        reach = stats.t.ppf(0.5 + abs(probability - 0.5), self.df) + 1
        low = (self.centre - reach * self.scale).min(axis=0)
        high = (self.centre + reach * self.scale).max(axis=0)
        for _ in range(_ROUNDS):
            middle = (low + high) / 2
            under = self.below(middle) < probability
            low, high = np.where(under, middle, low), np.where(under, high, middle)
        return (low + high) / 2


def whitened(series: Floats, times: NDArray[np.int64], memory: float) -> Floats:
    """``series`` (n, k) made free of its memory: differences from the period before, the first scaled (Prais–Winsten).

    ``times``: whole numbers, increasing; a gap of g periods is remembered with ρ to the power g.
    """
    kept = np.empty_like(series)
    kept[0] = series[0] * np.sqrt(1 - memory**2)
    gaps = np.diff(times)
    link = np.power(float(memory), gaps)
    scale = np.sqrt((1 - link**2) / (1 - memory**2)) if memory else np.ones(len(gaps))
    kept[1:] = (series[1:] - link[:, None] * series[:-1]) / scale[:, None]
    return kept


def regress(
    values: Floats,
    design: Floats,
    contrast: Floats,
    times: NDArray[np.int64] | None = None,
    memories: Floats = MEMORIES,
) -> Mixture:
    """What is known of ``contrast`` · β in values = design β + AR(1) errors.

    Shapes: ``values`` (n,) or (n, S), ``design`` (n, p), ``contrast`` (p,). Raises ValueError when n ≤ p or the columns of
    the design say the same thing twice.
    """
    series = np.asarray(values, dtype=float).reshape(len(values), -1)
    n, p = design.shape
    if n <= p or np.linalg.matrix_rank(design) < p:
        raise ValueError("trop peu de points pour ce modèle")
    when = np.arange(n) if times is None else times
    gaps = np.diff(when)
    df = n - p
    centres, scales, logs = [], [], []
    for memory in memories:
        x = whitened(design, when, float(memory))
        y = whitened(series, when, float(memory))
        q, r = np.linalg.qr(x)
        beta = np.linalg.solve(r, q.T @ y)
        rest = np.maximum(((y - x @ beta) ** 2).sum(axis=0), 1e-300)
        direction = np.linalg.solve(r.T, contrast)
        centres.append(contrast @ beta)
        scales.append(np.sqrt(rest / df * (direction @ direction)))
        link = np.power(float(memory), gaps)
        volume = -np.log(1 - memory**2) + np.log((1 - link**2) / (1 - memory**2)).sum() if memory else 0.0
        logs.append(-0.5 * volume - np.log(np.abs(np.diag(r))).sum() - df / 2 * np.log(rest))
    likelihood = np.array(logs)
    weight = np.exp(likelihood - likelihood.max(axis=0))
    return Mixture(np.array(centres), np.array(scales), weight / weight.sum(axis=0), df)
