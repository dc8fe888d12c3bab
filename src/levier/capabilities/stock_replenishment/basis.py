"""What proposals are made of: the articles that can be judged, and what each needs until the goods of the next order."""

from dataclasses import dataclass
from datetime import timedelta

import numpy as np
import polars as pl
from numpy.typing import NDArray

from levier.capabilities.stock_replenishment.reading.incoming import Coming
from levier.capabilities.stock_replenishment.reading.positions import Stock, sellable
from levier.capabilities.stock_replenishment.reading.sold import Sold
from levier.capabilities.stock_replenishment.reading.waits import Wait
from levier.capabilities.stock_replenishment.science.demand import History, Values, pace
from levier.capabilities.stock_replenishment.science.interval import level, risk
from levier.capabilities.stock_replenishment.science.judging import Judged
from levier.core.capability import Context


@dataclass(frozen=True)
class Basis:
    """The articles that can be judged (``rows`` among ``everything``) and what is known of each, in one order."""

    frame: pl.DataFrame
    everything: pl.DataFrame
    rows: NDArray[np.int64]
    sold: Sold
    history: History
    waits: list[Wait]
    cover: Values
    spread: Values
    value: Values
    priced: bool
    abc: NDArray[np.str_]
    xyz: NDArray[np.str_]
    service: Values

    def numbers(self, column: str) -> Values:
        found: Values = self.frame[column].cast(pl.Float64).to_numpy()
        return found


@dataclass(frozen=True)
class Today:
    """Demand until the goods of the next order come: mean, variance, level; and what there is to meet it."""

    daily: Values
    mean: Values
    variance: Values
    level: Values
    usable: Values
    coming: Values
    in_time: Values

    def risk(self, place: int, stock: float) -> float:
        return float(risk(np.array(stock), self.mean[place], self.variance[place]))


def today(
    ctx: Context, basis: Basis, judged: Judged, stock: Stock, incoming: dict[str, list[Coming]]
) -> Today:
    """What each article needs and has, as known today."""
    now = pace(basis.history, basis.history.periods, judged.setting)
    mean, variance = now.over(basis.cover, basis.spread)
    daily = now.mean / 7
    refs = basis.frame["ref"].to_list()
    free = basis.numbers("on_hand") - basis.numbers("reserved")
    usable = np.array(
        [
            min(
                free[place],
                sellable(float(free[place]), stock.lots.get(ref, []), float(daily[place]), ctx.today),
            )
            for place, ref in enumerate(refs)
        ]
    )
    coming = np.array([sum(one.quantity for one in incoming.get(ref, [])) for ref in refs])
    ends = [ctx.today + timedelta(days=round(weeks * 7)) for weeks in basis.cover]
    in_time = np.array(
        [
            sum(c.quantity for c in incoming.get(ref, []) if c.day <= end)
            for ref, end in zip(refs, ends, strict=True)
        ]
    )
    return Today(daily, mean, variance, level(judged.risks, mean, variance), usable, coming, in_time)


__all__ = ["Basis", "Today", "today"]
