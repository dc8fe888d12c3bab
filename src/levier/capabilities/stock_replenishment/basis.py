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
from levier.capabilities.stock_replenishment.science.season import shifts
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
    """Demand until the goods of the next order come: mean, variance, level and ``high`` (exceeded once in ten); what there is
    to meet it. ``daily``: at this season, ``usual``: whatever the season.
    """

    daily: Values
    usual: Values
    mean: Values
    variance: Values
    level: Values
    usable: Values
    coming: Values
    in_time: Values
    high: Values

    def season(self, place: int) -> float:
        """How far the season moves the demand, as a ratio: 0.4 for 40 % more."""
        usual = float(self.usual[place])
        return float(self.daily[place]) / usual - 1 if usual > 0 else 0.0

    def risk(self, place: int, stock: float) -> float:
        return float(risk(np.array(stock), self.mean[place], self.variance[place]))


def today(
    ctx: Context, basis: Basis, judged: Judged, stock: Stock, incoming: dict[str, list[Coming]]
) -> Today:
    """What each article needs and has, as known today."""
    usual = pace(basis.history, basis.history.periods, judged.setting)
    now = usual.moved(season_now(basis, judged))
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
    high = level(0.1, mean, variance)
    levels = level(judged.risks, mean, variance)
    return Today(daily, usual.mean / 7, mean, variance, levels, usable, coming, in_time, high)


def season_now(basis: Basis, judged: Judged) -> Values:
    """What the season adds to a usual week of the weeks to cover, (references,)."""
    at = np.array([basis.history.periods])
    return shifts(basis.history, at, basis.cover, judged.setting.smoothing)[:, 0]


__all__ = ["Basis", "Today", "today"]
