"""The negative binomial demand of an interval, from its mean and variance: risk, level, and fit."""

import numpy as np
from scipy.special import betainc, gammaln
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
    return np.maximum(np.nan_to_num(found, nan=0.0, posinf=0.0), 0.0)


def likelihood(demand: Values, mean: Values, variance: Values) -> Values:
    """Natural logarithm of the probability of ``demand``."""
    size, share = _shape(mean, variance)
    found: Values = (
        gammaln(demand + size) - gammaln(size) - gammaln(demand + 1) + size * np.log(share) + demand * np.log1p(-share)
    )
    return found


__all__ = ["level", "likelihood", "risk"]
