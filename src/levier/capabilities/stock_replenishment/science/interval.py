"""The negative binomial demand of an interval, from its mean and variance: its risk and its level."""

import numpy as np
from scipy.special import betainc
from scipy.stats import nbinom

from levier.capabilities.stock_replenishment.science.demand import Values

_LEAST = 1e-9


def _shape(mean: Values, variance: Values) -> tuple[Values, Values]:
    mean = np.maximum(mean, _LEAST)
    extra = np.maximum(variance - mean, 1e-3 * mean)
    return mean**2 / extra, mean / (mean + extra)


def risk(stock: Values, mean: Values, variance: Values) -> Values:
    """P(demand > stock), 0–1; arrays broadcast. Below 0 the risk is 1."""
    size, share = _shape(mean, variance)
    whole = np.floor(np.maximum(stock, 0.0) + 1e-9)
    beyond = 1 - betainc(size, whole + 1, share)
    return np.where(np.asarray(stock) < 0, 1.0, np.clip(beyond, 0.0, 1.0))


def level(allowed: Values | float, mean: Values, variance: Values) -> Values:
    """The smallest whole stock whose risk is at most ``allowed``; arrays broadcast."""
    size, share = _shape(mean, variance)
    found: Values = nbinom.ppf(1 - np.asarray(allowed), size, share)
    held = np.maximum(np.nan_to_num(found, nan=0.0, posinf=0.0), 0.0)
    return np.where(np.asarray(mean) > _LEAST, held, 0.0)


__all__ = ["level", "risk"]
