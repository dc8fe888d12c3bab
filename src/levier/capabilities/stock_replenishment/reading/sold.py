"""What was sold, week by week and day by day: returns deducted from the week, days in the future left out."""

from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
import polars as pl
from numpy.typing import NDArray

from levier.capabilities.sales_forecast.periods import Calendar, calendar
from levier.capabilities.sales_forecast.series import sales_lines
from levier.capabilities.stock_replenishment.reading.columns import key
from levier.capabilities.stock_replenishment.science.demand import History, Values
from levier.core.errors import NotEnoughData
from levier.core.french.numbers import format_number

LEAST_WEEKS = 26
_MOST_WEEKS = 160
_WEEK = 7


@dataclass(frozen=True)
class Sold:
    """``weeks``: demand by reference (in the order asked) and week; ``sales``: number of sales of each reference;
    ``revenue``: of the last 52 weeks, (references,); ``lines``: ``row``, ``day`` (from 0), ``value`` of each sale.
    """

    calendar: Calendar
    weeks: History
    lines: pl.DataFrame
    sales: Values
    revenue: Values
    unplaced: int

    def days(self, rows: NDArray[np.int64]) -> Values:
        """The demand of these references by day, (rows, weeks × 7); each week sums to what ``weeks`` says."""
        place = np.full(self.weeks.first.size, -1)
        place[rows] = np.arange(rows.size)
        at = place[self.lines["row"].to_numpy()]
        count, kept = self.weeks.periods * _WEEK, at >= 0
        day, value = self.lines["day"].to_numpy()[kept], np.maximum(self.lines["value"].to_numpy()[kept], 0)
        out = np.bincount(at[kept] * count + day, weights=value, minlength=rows.size * count).reshape(
            rows.size, count
        )
        gross = out.reshape(rows.size, -1, _WEEK).sum(axis=2)
        share = np.where(gross > 0, self.weeks.demand[rows] / np.maximum(gross, 1e-12), 0.0)
        return out * np.repeat(share, _WEEK, axis=1)


def read_sold(raw: pl.DataFrame, references: list[str], names: dict[str, str], today: date) -> Sold:
    """Raises NotEnoughData when fewer than 26 weeks are known.

    ``names``: reference of each folded name, for sales that bear no code.
    """
    lines = sales_lines(raw, "quantity")
    code = pl.col("product_code").cast(pl.String).str.strip_chars()
    name = pl.col("product").cast(pl.String).str.strip_chars()
    lines = lines.with_columns(
        pl.when(code != "").then(code).alias("product_code"), pl.when(name != "").then(name).alias("product")
    ).with_columns(
        pl.coalesce(key("product_code"), key("product").replace_strict(names, default=None)).alias("ref")
    )
    lines = lines.filter(pl.col("day") < today)
    if lines.is_empty():
        raise NotEnoughData(
            "Toutes vos ventes sont datées d'aujourd'hui ou d'après", mend="Vérifiez les dates de l'export."
        )
    days: list[date] = lines["day"].unique().sort().to_list()
    first, last = days[0], days[-1]
    periods = calendar(first, last, today, "week")
    if periods.count < LEAST_WEEKS:
        raise NotEnoughData(
            f"Pour juger une règle de commande, il faut au moins {LEAST_WEEKS} semaines de ventes ; vous en avez {periods.count}",
            where=f"ventes du {first:%d/%m/%Y} au {last:%d/%m/%Y}",
            mend="Importez un historique plus long dans « Données ».",
        )
    if periods.count > _MOST_WEEKS:
        periods = Calendar("week", _MOST_WEEKS, periods.last)
    start = periods.last - timedelta(days=_WEEK * periods.count - 1)
    index = pl.DataFrame(
        {"ref": references, "row": np.arange(len(references))}, schema={"ref": pl.String, "row": pl.Int64}
    )
    placed = lines.filter(pl.col("day") >= start).join(index, on="ref", how="inner")
    unplaced = lines.filter(pl.col("ref").is_null() | ~pl.col("ref").is_in(references)).height
    return _filled(placed, periods, start, len(references), unplaced)


def _filled(placed: pl.DataFrame, periods: Calendar, start: date, count: int, unplaced: int) -> Sold:
    row, day = placed["row"].to_numpy(), (placed["day"] - start).dt.total_days().to_numpy()
    value = placed["value"].to_numpy()
    net = np.bincount(row * periods.count + day // _WEEK, weights=value, minlength=count * periods.count)
    weekly = np.maximum(net.reshape(count, periods.count), 0.0)
    sold = weekly > 0
    first = np.where(sold.any(axis=1), sold.argmax(axis=1), periods.count).astype(np.int64)
    times = np.bincount(row, weights=(value > 0).astype(float), minlength=count).astype(np.float64)
    money = pl.coalesce(
        pl.col("amount").cast(pl.Float64), pl.col("value") * pl.col("unit_price").cast(pl.Float64)
    )
    recent = day >= (periods.count - 52) * _WEEK
    amount = placed.select(money.fill_null(0.0).alias("money"))["money"].to_numpy()
    revenue = np.maximum(np.bincount(row, weights=amount * recent, minlength=count), 0.0)
    lines = pl.DataFrame({"row": row, "day": day, "value": value})
    return Sold(periods, History(weekly, first), lines, times, revenue, unplaced)


def said(count: int) -> str:
    """« 12 ventes »."""
    return f"{format_number(count)} vente{'s' if count > 1 else ''}"


__all__ = ["LEAST_WEEKS", "Sold", "read_sold", "said"]
