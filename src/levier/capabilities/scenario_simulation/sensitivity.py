"""One assumption at a time, what must be sold to break even, and the price that does it."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from levier.capabilities.scenario_simulation.books.drivers import Drivers
from levier.capabilities.scenario_simulation.drawing import Spread
from levier.capabilities.scenario_simulation.learning.activity import Expected
from levier.capabilities.scenario_simulation.model import Draws, Effects, central, earn, replace, simulate

_LOWEST_PRICE, _HIGHEST_PRICE, _STEPS = -0.6, 1.0, 161
_DECILE = 1.2816


@dataclass(frozen=True)
class Swing:
    """Profit and last cash balance when one assumption is at its low, then its high (80 % range), all others central."""

    key: str
    low: float
    high: float
    profit_low: float
    profit_high: float
    cash_low: float
    cash_high: float

    @property
    def width(self) -> float:
        return abs(self.profit_high - self.profit_low)


@dataclass(frozen=True)
class BreakEven:
    """``turnover``: a month's sales that pay for everything; ``price`` and ``volume``: changes (ratios) that bring profit to 0 from the
    scenario, None when none does; ``same``: volume change that earns as much as « rien ne change »."""

    turnover: float | None
    price: float | None
    volume: float | None
    same: float | None


def tornado(drivers: Drivers, expected: Expected, effects: Effects, ranges: dict[str, Spread]) -> list[Swing]:
    """Swings, widest on profit first. ``ranges``: by key (activity, elasticity, rate, customer, supplier, services)."""
    middle = {key: spread.mid for key, spread in ranges.items()}
    found = []
    for key, spread in ranges.items():
        low, high = bounds(spread)
        ends = []
        for value in (low, high):
            draws = _at({**middle, key: value}, expected)
            made = simulate(drivers, expected, draws, effects)
            ends.append((float(made.profit.sum()), float(made.cash[0, -1])))
        found.append(Swing(key, low, high, ends[0][0], ends[1][0], ends[0][1], ends[1][1]))
    return sorted(found, key=lambda one: -one.width)


def bounds(spread: Spread) -> tuple[float, float]:
    """The 10 % and 90 % points of a normal or triangular spread."""
    if spread.error > 0:
        return float(spread.mid - _DECILE * spread.error), float(spread.mid + _DECILE * spread.error)
    width = spread.high - spread.low
    if width <= 0:
        return spread.mid, spread.mid
    left, right = spread.mid - spread.low, spread.high - spread.mid
    # Quantiles of the triangular law; one side may hold less than a tenth of it.
    low = spread.low + np.sqrt(0.1 * width * left) if left / width >= 0.1 else spread.high - np.sqrt(0.9 * width * right)  # fmt: skip
    high = spread.high - np.sqrt(0.1 * width * right) if right / width >= 0.1 else spread.low + np.sqrt(0.9 * width * left)  # fmt: skip
    return float(low), float(high)


def _at(values: dict[str, float], expected: Expected) -> Draws:
    months = expected.sales.size
    draws = central(expected, months, values["elasticity"], values["customer"], values["supplier"])
    return replace(
        draws,
        sales=draws.sales * (1 + values["activity"]),
        rate=np.array([values["rate"]]),
        services=draws.services + values["services"],
    )


def break_even(
    expected: Expected, effects: Effects, ranges: dict[str, Spread], base_profit: float
) -> BreakEven:
    """From the central values of the scenario; the volume answers the price with the central elasticity."""
    middle = {key: spread.mid for key, spread in ranges.items()}
    draws = _at(middle, expected)

    def profit(price: float, volume: float) -> float:
        moved = replace(
            effects,
            price=(1 + effects.price) * (1 + price) - 1,
            volume=(1 + effects.volume) * (1 + volume) - 1,
        )
        return float(earn(expected, draws, moved).profit.sum())

    made = earn(expected, draws, effects)
    earned, total = float(made.contribution.sum()), float(made.sales.sum())
    now = float(made.profit.sum())
    fixed = earned - now
    turnover = fixed / (earned / total) / made.sales.shape[1] if earned > 0 and total > 0 else None
    volume = fixed / earned - 1 if earned > 0 else None
    same = (base_profit - now) / earned if earned > 0 else None
    return BreakEven(
        None if turnover is None else max(0.0, turnover),
        _root(lambda price: profit(price, 0.0)),
        volume,
        same,
    )


def _root(profit: Callable[[float], float]) -> float | None:
    """The smallest price change, up or down, that brings profit to zero; by a grid then bisection."""
    grid = np.linspace(_LOWEST_PRICE, _HIGHEST_PRICE, _STEPS)
    values = np.array([profit(float(one)) for one in grid])
    crossed = np.flatnonzero(np.sign(values[:-1]) * np.sign(values[1:]) <= 0)
    if not crossed.size:
        return None
    place = int(crossed[np.argmin(np.abs(grid[crossed]))])
    low, high = float(grid[place]), float(grid[place + 1])
    sign = np.sign(profit(low))
    for _ in range(40):
        middle = (low + high) / 2
        if np.sign(profit(middle)) == sign:
            low = middle
        else:
            high = middle
    return (low + high) / 2


__all__ = ["BreakEven", "Swing", "bounds", "break_even", "tornado"]
