"""The two families of ordering rules: ours, by risk, and the usual one that judges it."""

import numpy as np

from levier.capabilities.stock_replenishment.science.demand import History, Places, Setting, Values, pace
from levier.capabilities.stock_replenishment.science.interval import level
from levier.capabilities.stock_replenishment.science.season import shifts

RISKS: Values = np.array([0.5, 0.35, 0.25, 0.17, 0.12, 0.08, 0.05, 0.03, 0.02, 0.01, 0.005, 0.002, 0.0005])
"""Risks of running out before the next goods: the same for all references of a class, so that a euro of stock
serves as much wherever it lies (the condition of optimality of a service level over many references;
Sherbrooke 2004, § 3)."""
FACTORS: Values = np.array([0, 0.25, 0.5, 0.75, 1, 1.25, 1.5, 1.75, 2, 2.5, 3, 3.5, 4, 5, 6, 8, 10, 13, 17])
"""k of the usual rule."""


def by_risk(
    history: History, reviews: Places, setting: Setting, cover: Values, spread: Values, risks: Values = RISKS
) -> Values:  # fmt: skip
    """Levels (references, reviews, risks): the smallest that runs out with at most that risk over ``cover`` periods.

    ``cover``, ``spread``: mean and variance of the periods to cover, (references,).
    """
    levels = np.zeros((history.first.size, len(reviews), len(risks)))
    season = shifts(history, reviews, cover, setting.smoothing)
    for place, at in enumerate(reviews):
        mean, variance = pace(history, int(at), setting).moved(season[:, place]).over(cover, spread)
        levels[:, place, :] = level(risks[None, :], mean[:, None], variance[:, None])
    return levels


def usual(
    history: History, reviews: Places, cover: Values, spread: Values, window: int, factors: Values = FACTORS,
    *, whole: bool = True,
) -> Values:  # fmt: skip
    """Levels of the usual rule, (references, reviews, factors): moving average + k·σ over the time to cover.

    σ over the cover: √(cover·σ² + mean²·spread), of the same ``window`` periods; ``whole``: rounded up to units.
    """
    levels = np.zeros((history.first.size, len(reviews), len(factors)))
    for place, at in enumerate(reviews):
        past = history.demand[:, max(0, int(at) - window) : int(at)]
        mean = past.mean(axis=1)
        sigma = np.sqrt(cover * past.var(axis=1, ddof=1 if past.shape[1] > 1 else 0) + mean**2 * spread)
        held = (mean * cover)[:, None] + sigma[:, None] * factors[None, :]
        levels[:, place, :] = np.ceil(held - 1e-9) if whole else held
    return levels


__all__ = ["FACTORS", "RISKS", "by_risk", "usual"]
