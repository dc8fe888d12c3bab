"""Exponential smoothing without choosing its parameters: a grid of them, weighted by how well each one told
the next value (Akaike-like weights of equal complexity; Kolassa, International Journal of Forecasting 27, 2011).
"""

from itertools import product

import numpy as np
from numpy.typing import NDArray

Values = NDArray[np.float64]
_TINY = 1e-12
_LEVELS = np.array((0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.99))
_TRENDS = [
    (level, trend, kept)
    for level, trend, kept in product(
        (0.05, 0.1, 0.2, 0.3, 0.45, 0.6, 0.8, 0.95), (0.0, 0.03, 0.1, 0.25, 0.5), (0.8, 0.9, 0.95, 0.98, 1.0)
    )
    if trend <= level
]
_ALPHA, _BETA, _PHI = (np.array(column) for column in zip(*_TRENDS, strict=True))


def level(values: Values) -> float:
    """The level at the end of ``values`` by simple exponential smoothing."""
    at = np.full(_LEVELS.size, values[:3].mean())
    errors = np.zeros(_LEVELS.size)
    for value in values:
        missed = value - at
        errors += missed * missed
        at = at + _LEVELS * missed
    return float(_weights(errors + _TINY, values.size) @ at)


def flat(values: Values, horizon: int) -> Values:
    """The level repeated."""
    return np.full(horizon, level(values))


def damped(values: Values, horizon: int) -> Values:
    """Holt's trend, damped (Gardner & McKenzie, 1985)."""
    n = values.size
    start = min(n, 8)
    slope = float(np.polyfit(np.arange(start), values[:start], 1)[0]) if n > 2 else 0.0
    at, trend = np.full(_ALPHA.size, values[0]), np.full(_ALPHA.size, slope)
    errors = np.zeros(_ALPHA.size)
    for place in range(1, n):
        ahead = at + _PHI * trend
        missed = values[place] - ahead
        if place > 1:
            errors += missed * missed
        at, trend = ahead + _ALPHA * missed, _PHI * trend + _ALPHA * _BETA * missed
    steps = np.cumsum(_PHI[:, None] ** np.arange(1, horizon + 1), axis=1)
    told: Values = _weights(errors / max(n - 2, 1) + _TINY, n) @ (at[:, None] + trend[:, None] * steps)
    return told


def theta(values: Values, horizon: int) -> Values:
    """Half the straight line, half the smoothed series whose bends are doubled (Assimakopoulos & Nikolopoulos,
    2000).
    """
    n = values.size
    slope, start = np.polyfit(np.arange(n), values, 1)
    bent = 2 * values - (start + slope * np.arange(n))
    told: Values = 0.5 * (level(bent) + start + slope * (n + np.arange(horizon)))
    return told


def _weights(errors: Values, n: int) -> Values:
    weights = np.exp(-0.5 * n * np.log(errors / errors.min()))
    normal: Values = weights / weights.sum()
    return normal
