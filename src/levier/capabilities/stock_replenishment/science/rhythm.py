"""How often to order from one supplier: what an order costs to pass, against what the goods cost to hold.

All the articles of a supplier travel in one order, so it is the rhythm of the supplier that has an optimum, not the quantity of
each article: with K the cost of an order, h the yearly cost of holding a euro and D the purchases of a year, ordering every T
years costs K ÷ T + h·D·T ÷ 2, least at T = √(2K ÷ (h·D)) (Harris, *How many parts to make at once*, 1913; Wilson, 1934).
"""

import math
from dataclasses import dataclass

_YEAR = 365.0
_LEAST, _MOST = 1.0, _YEAR


@dataclass(frozen=True)
class Rhythm:
    """``days`` between two orders at least cost; yearly costs of that rhythm, ``best``, and of the one in use, ``now``."""

    days: float
    best: float
    now: float


def rhythm(yearly: float, order_cost: float, holding: float, review_days: float) -> Rhythm:
    """``yearly``: purchases of a year (money); ``holding``: share of the value that a year of stock costs. Raises ValueError
    where a value is not positive (the cost of an order may be zero: then one orders every day).
    """
    if yearly <= 0 or holding <= 0 or review_days <= 0 or order_cost < 0:
        raise ValueError("purchases, holding and review must be positive")
    days = min(_MOST, max(_LEAST, _YEAR * math.sqrt(2 * order_cost / (holding * yearly))))

    def cost(every: float) -> float:
        return order_cost * _YEAR / every + holding * yearly * every / (2 * _YEAR)

    return Rhythm(days, cost(days), cost(review_days))


__all__ = ["Rhythm", "rhythm"]
