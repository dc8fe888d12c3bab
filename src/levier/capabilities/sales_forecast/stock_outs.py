"""Periods in which a product could not be sold: read from the dated quantities of the stock table."""

from typing import Any

import numpy as np
import polars as pl
from numpy.typing import NDArray

from levier.capabilities.sales_forecast.periods import Calendar

Mask = NDArray[np.bool_]
_HOLDS_DAYS = 14
"""Days for which a counted quantity is believed when no later one is known."""
_OUT = 0.5
"""Share of a period's days out of stock from which its sales say nothing of the demand."""


def stock_outs(stock: Any, periods: Calendar) -> dict[str, Mask]:
    """By product code, the periods (count,) spent out of stock; products that were never out are left out.

    A quantity holds until the next one, 14 days at most; the quantities of all the places are added up. Without dates,
    nothing is known of the past.
    """
    needed = {"product_code", "on_hand", "date"}
    if not needed <= set(stock.columns):
        return {}
    dated = stock.select(
        pl.col("product_code").cast(pl.String),
        pl.col("date").cast(pl.Date),
        pl.col("on_hand").cast(pl.Float64),
    ).drop_nulls()
    levels = dated.group_by("product_code", "date").agg(pl.col("on_hand").sum()).sort("product_code", "date")
    if levels["date"].n_unique() < 2:
        return {}
    spans = levels.with_columns(
        pl.min_horizontal(
            pl.col("date").shift(-1).over("product_code").fill_null(periods.last) - pl.duration(days=1),
            pl.col("date") + pl.duration(days=_HOLDS_DAYS - 1),
        ).alias("until")
    ).filter(pl.col("on_hand") <= 0)
    found: dict[str, Mask] = {}
    bounds = [(periods.start(place), periods.end(place)) for place in range(periods.count)]
    days: dict[str, np.ndarray[Any, np.dtype[np.float64]]] = {}
    for code, first, _, last in spans.iter_rows():
        counts = days.setdefault(code, np.zeros(periods.count))
        for place, (start, end) in enumerate(bounds):
            if start <= last and end >= first:
                counts[place] += (min(last, end) - max(first, start)).days + 1
    lengths = np.array([(end - start).days + 1 for start, end in bounds], dtype=float)
    for code, counts in days.items():
        mask = counts >= _OUT * lengths
        if mask.any():
            found[code] = mask
    return found


__all__ = ["stock_outs"]
