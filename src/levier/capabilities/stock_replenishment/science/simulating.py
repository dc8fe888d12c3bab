"""Replaying the past under an ordering rule: what would have been served at once, and how much stock it takes.

Every rule sees only what was sold before each review. Orders wait as long as real ones did; rules that are
compared meet the same waits. What is not served at once is served when goods come in (backorders).
"""

from dataclasses import dataclass

import numpy as np

from levier.capabilities.stock_replenishment.science.demand import Places, Values


@dataclass(frozen=True)
class Shop:
    """What a rule is played on. ``demand``: (references, steps); ``waits``: steps from order to goods,
    (references, reviews); ``pack``, ``least``: quantities of an order, (references,); ``every``: reviews between
    two orders, (references,); ``review``: steps between two reviews.
    """

    demand: Values
    waits: Places
    pack: Values
    least: Values
    every: Places
    review: int = 1

    @property
    def reviews(self) -> int:
        return -(-self.demand.shape[1] // self.review)


@dataclass(frozen=True)
class Played:
    """What happened: served at once and mean stock, (references, rules), and what was asked, (references,)."""

    served: Values
    asked: Values
    stock: Values


def play(shop: Shop, levels: Values, since: int, until: int | None = None) -> Played:
    """Play order-up-to ``levels`` (references, reviews, rules) and measure the steps from ``since`` to ``until``.

    Stock is the mean of what lies there before and after each step's demand. The first stock is the first level.
    """
    (count, steps), rules = shop.demand.shape, levels.shape[2]
    until = steps if until is None else until
    longest = int(shop.waits.max(initial=0)) + 1
    coming = np.zeros((longest, count, rules))
    hand, owed, due = levels[:, 0, :].astype(float).copy(), np.zeros((count, rules)), np.zeros((count, rules))
    served, stock = np.zeros((count, rules)), np.zeros((count, rules))
    asked, rows = np.zeros(count), np.arange(count)
    for step in range(steps):
        slot = step % longest
        if step % shop.review == 0:
            order = _order(shop, levels[:, step // shop.review, :], hand + due - owed, step // shop.review)
            # A wait of 0 comes in at once: orders are placed before the goods of the day are put away.
            coming[(step + shop.waits[:, step // shop.review]) % longest, rows] += order
            due += order
        hand += coming[slot]
        due -= coming[slot]
        coming[slot] = 0.0
        late = np.minimum(hand, owed)
        hand -= late
        owed -= late
        wanted = shop.demand[:, step][:, None]
        given = np.minimum(hand, wanted)
        if since <= step < until:
            stock += hand - given / 2
            served += given
            asked += wanted[:, 0]
        hand -= given
        owed += wanted - given
    return Played(served, asked, stock / max(1, until - since))


def _order(shop: Shop, level: Values, position: Values, review: int) -> Values:
    lack = np.maximum(level - position, 0.0)
    pack = np.maximum(shop.pack, 1e-9)[:, None]
    rounded = np.ceil(np.maximum(lack, shop.least[:, None]) / pack - 1e-9) * pack
    turn = (review % shop.every == 0)[:, None]
    return np.where((lack > 0) & turn, rounded, 0.0)


@dataclass(frozen=True)
class Curve:
    """Share served at once and mean stock of each rule of a family, ordered by the share. Arrays (rules,)."""

    rule: Values
    served: Values
    stock: Values

    def stock_at(self, share: float) -> float:
        """Mean stock at that share served, between the two nearest rules; nan out of reach."""
        if not self.served.size or share > self.served[-1] + 1e-12 or share < self.served[0] - 1e-12:
            return float("nan")
        return float(np.interp(share, self.served, self.stock))

    def rule_at(self, share: float) -> float:
        """The rule that serves that share; the nearest end out of reach."""
        return float(np.interp(share, self.served, self.rule))

    @property
    def reach(self) -> float:
        """The greatest share served."""
        return float(self.served[-1]) if self.served.size else 0.0


def curve(played: Played, rules: Values, value: Values, among: Values | None = None) -> Curve:
    """The curve of a family of rules over references (``among``: a mask), each unit counted for its ``value``."""
    weight = value if among is None else value * among
    asked = float(played.asked @ weight)
    if asked <= 0:
        return Curve(np.empty(0), np.empty(0), np.empty(0))
    served, stock = weight @ played.served / asked, weight @ played.stock
    order = np.argsort(served, kind="stable")
    # More stock for less service is never chosen: the curve keeps the least stock from each share on.
    least = np.minimum.accumulate(stock[order][::-1])[::-1]
    return Curve(rules[order], served[order], least)


__all__ = ["Curve", "Played", "Shop", "curve", "play"]
