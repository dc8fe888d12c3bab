"""Where a change comes from: exact decompositions, whose parts add up to the change.

Sums: each member's own change, what no member holds as a part of its own. Ratios (a basket, a margin rate, a mean):
the effect of each member's own ratio and that of its weight, by midpoints — the identity
w₁r₁ − w₀r₀ = w̄·Δr + r̄·Δw (Bennet, « The Theory of Measurement of Changes in Cost of Living », J. R. Statist. Soc. 83, 1920).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import isfinite, log

REST = ""
"""The name of what no member holds (lines without a customer, articles left out of a ranking)."""


@dataclass(frozen=True)
class Moved:
    """A member's value in the two periods."""

    name: str
    before: float
    now: float

    @property
    def change(self) -> float:
        return self.now - self.before


@dataclass(frozen=True)
class RatioPart:
    """A member of a ratio: what its own ratio did (``rate``), and what its weight did (``mix``); in the ratio's unit."""

    name: str
    before: float | None
    now: float | None
    rate: float
    mix: float

    @property
    def change(self) -> float:
        return self.rate + self.mix


def of_sum(
    before: Mapping[str, float], now: Mapping[str, float], whole_before: float, whole_now: float
) -> list[Moved]:
    """The members of a sum, the greatest change first, then what they leave (``REST``) when there is any.

    The changes add up to ``whole_now − whole_before``.
    """
    names = list(dict.fromkeys([*now, *before]))
    parts = [Moved(name, before.get(name, 0.0), now.get(name, 0.0)) for name in names]
    rest = Moved(
        REST, whole_before - sum(one.before for one in parts), whole_now - sum(one.now for one in parts)
    )
    parts.sort(key=lambda one: (-abs(one.change), one.name))
    scale = max(abs(whole_before), abs(whole_now), 1.0)
    return parts + ([rest] if max(abs(rest.before), abs(rest.now)) > 1e-9 * scale + 5e-5 * len(parts) else [])


def is_partition(parts: Mapping[str, float], whole: float, tolerance: float = 1e-6) -> bool:
    """Whether the members share the whole out without counting anything twice or leaving anything."""
    return abs(sum(parts.values()) - whole) <= tolerance * max(abs(whole), 1.0)


def of_ratio(
    above: tuple[Mapping[str, float], Mapping[str, float]],
    below: tuple[Mapping[str, float], Mapping[str, float]],
) -> list[RatioPart]:
    """The members of a ratio Σabove ÷ Σbelow, whose effects add up to the ratio's change; (before, now) of each half.

    A member absent from one period has no ratio there: all its effect is that of its weight. Raises ZeroDivisionError when
    a period has nothing below.
    """
    totals = [sum(one.values()) for one in below]
    wholes = [sum(above[place].values()) / totals[place] for place in (0, 1)]
    middle = (wholes[0] + wholes[1]) / 2
    parts = []
    for name in dict.fromkeys([*below[0], *below[1], *above[0], *above[1]]):
        up = [float(above[place].get(name, 0.0)) for place in (0, 1)]
        down = [float(below[place].get(name, 0.0)) for place in (0, 1)]
        weights = [down[place] / totals[place] for place in (0, 1)]
        own = [up[place] / down[place] if down[place] else None for place in (0, 1)]
        whole_effect = up[1] / totals[1] - up[0] / totals[0] - middle * (weights[1] - weights[0])
        rate = 0.0 if own[0] is None or own[1] is None else (weights[0] + weights[1]) / 2 * (own[1] - own[0])
        parts.append(RatioPart(name, own[0], own[1], rate, whole_effect - rate))
    return sorted(parts, key=lambda one: (-abs(one.change), one.name))


def of_product(before: Sequence[float], now: Sequence[float]) -> list[float]:
    """The effect of each factor of a product on its change: the mean over all the orders in which they may move (Shapley).

    The effects add up to Πnow − Πbefore. Meant for a few factors: 2ⁿ terms.
    """
    n = len(before)
    weights = _weights(n)
    effects = [0.0] * n
    for mask in range(1 << n):
        value = 1.0
        for place in range(n):
            value *= now[place] if mask >> place & 1 else before[place]
        size = mask.bit_count()
        for place in range(n):
            if mask >> place & 1:
                effects[place] += weights[size - 1] * value
            else:
                effects[place] -= weights[size] * value
    return effects


@dataclass(frozen=True)
class PriceVolumeMix:
    """What a change of amount is made of; the five add up to it."""

    volume: float
    mix: float
    price: float
    started: float
    stopped: float

    @property
    def total(self) -> float:
        return self.volume + self.mix + self.price + self.started + self.stopped


def price_volume_mix(
    amounts: tuple[Mapping[str, float], Mapping[str, float]],
    quantities: tuple[Mapping[str, float], Mapping[str, float]],
) -> tuple[PriceVolumeMix, float]:
    """A change of amount by article as price, volume and mix, articles begun and stopped apart; and what has no unit price.

    For the articles of both periods: price = Σ q̄·Δp; volume = p̄ of all × ΔQ; mix = what is left of Σ p̄·Δq. ``amounts`` and
    ``quantities``: (before, now) by article. The second value: articles whose quantity is not positive where there is an
    amount (free goods, more returned than sold).
    """
    volume_parts: list[tuple[float, float, float, float]] = []
    started = stopped = odd = price = 0.0
    for name in dict.fromkeys([*amounts[0], *amounts[1]]):
        money = [float(amounts[place].get(name, 0.0)) for place in (0, 1)]
        units = [float(quantities[place].get(name, 0.0)) for place in (0, 1)]
        there = [name in amounts[place] and (money[place] != 0 or units[place] != 0) for place in (0, 1)]
        if there == [False, True]:
            started += money[1]
        elif there == [True, False]:
            stopped -= money[0]
        elif min(units) > 0:
            costs = [money[place] / units[place] for place in (0, 1)]
            price += (units[0] + units[1]) / 2 * (costs[1] - costs[0])
            volume_parts.append((units[0], units[1], costs[0], costs[1]))
        else:
            odd += money[1] - money[0]
    moved = sum((cost0 + cost1) / 2 * (unit1 - unit0) for unit0, unit1, cost0, cost1 in volume_parts)
    before, now = sum(one[0] for one in volume_parts), sum(one[1] for one in volume_parts)
    mean = 0.0
    if before > 0 and now > 0:
        mean = (
            sum(one[0] * one[2] for one in volume_parts) / before
            + sum(one[1] * one[3] for one in volume_parts) / now
        ) / 2
    volume = mean * (now - before)
    return PriceVolumeMix(volume, moved - volume, price, started, stopped), odd


def surprise(parts: Sequence[Moved]) -> float:
    """How far a dimension's members changed otherwise than all together: 0 when each kept its share of the whole.

    The Jensen–Shannon divergence between the shares of the two periods, in bits (Bhagwan et al., « Adtributor: Revenue
    Debugging in Advertising Systems », NSDI 2014), over the positive parts.
    """
    before = [max(one.before, 0.0) for one in parts]
    now = [max(one.now, 0.0) for one in parts]
    totals = sum(before), sum(now)
    if totals[0] <= 0 or totals[1] <= 0:
        return 0.0
    told = 0.0
    for one, other in zip(before, now, strict=True):
        p, q = one / totals[0], other / totals[1]
        for share in (p, q):
            if share > 0:
                told += 0.5 * share * log(2 * share / (p + q), 2)
    return max(told, 0.0) if isfinite(told) else 0.0


def _weights(n: int) -> list[float]:
    """|S|! (n − |S| − 1)! ÷ n! for |S| = 0 … n − 1."""
    factorials = [1]
    for one in range(1, n + 1):
        factorials.append(factorials[-1] * one)
    return [factorials[size] * factorials[n - size - 1] / factorials[n] for size in range(n)] + [0.0]
