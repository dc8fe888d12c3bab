"""Possible futures drawn with a fixed seed; every scenario meets the same ones, so that their difference is theirs alone."""

from dataclasses import dataclass

import numpy as np

from levier.capabilities.scenario_simulation.books.drivers import Values
from levier.capabilities.scenario_simulation.learning.activity import Expected
from levier.capabilities.scenario_simulation.model import Draws

SEED = 20261123
COUNT = 4000
_FURTHEST = 6.0


@dataclass(frozen=True)
class Spread:
    """A value with its range. ``error`` > 0: normal around ``mid`` (an estimate); else triangular from ``low`` to ``high``."""

    low: float
    mid: float
    high: float
    error: float = 0.0


def draw(
    expected: Expected,
    elasticity: Spread,
    customer: Spread,
    supplier: Spread,
    count: int = COUNT,
) -> Draws:
    """``count`` futures: level of activity, monthly chance, cost rate, elasticity, delays."""
    # A stream for each assumption: changing one leaves the others as they were.
    random, others, prices, buyers, sellers = (np.random.default_rng([SEED, stream]) for stream in range(5))
    months = expected.sales.size
    if expected.freedom is None:
        level = random.normal(0.0, 1.0, count) * expected.level_error
    else:
        level = (
            np.clip(random.standard_t(expected.freedom, count), -_FURTHEST, _FURTHEST) * expected.level_error
        )
    chance = random.choice(expected.noise, (count, months))
    # Divided by its own mean, so that chance and error on the level do not raise the expected activity.
    factor = np.exp(level)[:, None] / np.exp(level).mean() * np.exp(chance) / np.exp(expected.noise).mean()
    rate = np.maximum(0.0, expected.rate + others.normal(0.0, 1.0, count) * expected.rate_error)
    # The mean services were learned from is itself that of a few months.
    usual = (
        others.normal(0.0, 1.0, (count, 1))
        * expected.service_noise.std()
        / np.sqrt(expected.service_noise.size)
    )
    return Draws(
        sales=factor,
        services=others.choice(expected.service_noise, (count, months)) + usual,
        rate=rate,
        elasticity=_of(prices, elasticity, count),
        customer_days=np.maximum(0.0, _of(buyers, customer, count)),
        supplier_days=np.maximum(0.0, _of(sellers, supplier, count)),
    )


def _of(random: np.random.Generator, spread: Spread, count: int) -> Values:
    if spread.error > 0:
        return np.asarray(spread.mid + random.normal(0.0, 1.0, count) * spread.error)
    if spread.high <= spread.low:
        return np.full(count, spread.mid)
    mid = min(max(spread.mid, spread.low), spread.high)
    return np.asarray(random.triangular(spread.low, mid, spread.high, count))


__all__ = ["COUNT", "SEED", "Spread", "draw"]
