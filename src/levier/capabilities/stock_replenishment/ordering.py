"""From levels to orders: packs and minimums, shelf life, the supplier's franco, the budget."""

from collections.abc import Callable
from dataclasses import dataclass, field
from heapq import heapify, heappop, heappush
from math import ceil, floor

_AHEAD_DAYS = 28
"""How far purchases may be brought forward to reach a franco."""

Risk = Callable[[float], float]
"""P(demand until the next goods > stock)."""


@dataclass
class Want:
    """What an article lacks, and the limits of an order for it. ``position``: in stock, less promised, plus awaited."""

    ref: str
    supplier: str
    position: float
    level: float
    daily: float
    pack: float
    least: float
    cost: float | None
    shelf_days: float | None
    risk: Risk
    quantity: float = 0.0
    reasons: list[str] = field(default_factory=list)

    @property
    def amount(self) -> float:
        return self.quantity * (self.cost or 0.0)

    @property
    def most(self) -> float:
        """The greatest position that will be sold before it spoils."""
        return float("inf") if self.shelf_days is None else floor(self.daily * self.shelf_days)


def ask(want: Want) -> None:
    """Fill ``quantity``: up to the level, in whole packs, at least the minimum, no more than sells before it spoils."""
    lack = want.level - want.position
    if lack <= 1e-9:
        return
    want.quantity = _packs(max(lack, want.least), want.pack)
    if want.quantity > lack + 1e-9 and want.least > lack:
        want.reasons.append("porté au minimum de commande")
    elif want.quantity > lack + 1e-9 and want.pack > 1:
        want.reasons.append("arrondi au conditionnement")
    if want.position + want.quantity > want.most:
        room = floor(max(0.0, want.most - want.position) / want.pack + 1e-9) * want.pack
        want.quantity = room if room >= want.least else 0.0
        want.reasons.append(
            "limité par la durée de conservation"
            if want.quantity
            else "pas commandé : le minimum se périmerait avant d'être vendu"
        )


def _packs(quantity: float, pack: float) -> float:
    return ceil(quantity / pack - 1e-9) * pack


def complete(wants: list[Want], target: float) -> bool:
    """Bring purchases forward, the soonest needed first, until ``target`` money; undone when out of reach."""
    total = sum(one.amount for one in wants)
    added: dict[int, float] = {}
    able = [one for one in wants if one.cost and one.daily > 0]
    queue = [(_days(one, one.quantity), place) for place, one in enumerate(able)]
    heapify(queue)
    while total < target and queue:
        _, place = heappop(queue)
        one = able[place]
        quantity = one.quantity + added.get(place, 0.0)
        step = one.pack if quantity else _packs(max(one.pack, one.least), one.pack)
        after = one.position + quantity + step
        if after > min(one.most, one.level + max(one.pack, one.daily * _AHEAD_DAYS)):
            continue
        added[place] = added.get(place, 0.0) + step
        total += step * (one.cost or 0.0)
        heappush(queue, (_days(one, quantity + step), place))
    if total < target:
        return False
    for place, more in added.items():
        able[place].quantity += more
        able[place].reasons.append("avancé pour le franco")
    return True


def _days(want: Want, quantity: float) -> float:
    return (want.position + quantity) / want.daily


def within(wants: list[Want], budget: float) -> int:
    """Spend ``budget`` where the risk of running out is greatest, pack by pack; the number of lines cut. What has no known
    cost is left for later: no budget could be held with it.
    """
    asked = {id(one): one.quantity for one in wants}
    for one in wants:
        one.quantity = 0.0
    left = budget
    queue = [
        (-one.risk(one.position), place) for place, one in enumerate(wants) if asked[id(one)] > 0 and one.cost
    ]
    heapify(queue)
    while queue:
        _, place = heappop(queue)
        one = wants[place]
        step = min(
            one.pack if one.quantity else _packs(max(one.pack, one.least), one.pack),
            asked[id(one)] - one.quantity,
        )
        price = step * (one.cost or 0.0)
        if step <= 0 or price > left + 1e-9:
            continue
        one.quantity += step
        left -= price
        if one.quantity < asked[id(one)] - 1e-9:
            heappush(queue, (-one.risk(one.position + one.quantity), place))
    cut = 0
    for one in wants:
        if one.quantity < asked[id(one)] - 1e-9:
            why = "budget épuisé" if one.cost else "coût d'achat inconnu, il ne peut entrer dans un budget"
            one.reasons.append("réduit par le budget" if one.quantity else f"reporté : {why}")
            cut += 1
    return cut


__all__ = ["Want", "ask", "complete", "within"]
