"""What is known beside the sales: the calendar, the promotions and the stock-outs of each item."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
import polars as pl
from numpy.typing import NDArray

from levier.capabilities.sales_forecast import Influence, SalesForecastInput
from levier.capabilities.sales_forecast.calendar_effect import (
    CalendarEffect,
    calendar_effect,
    opened_weekdays,
)
from levier.capabilities.sales_forecast.cleaning import History
from levier.capabilities.sales_forecast.french_days import school_known_until
from levier.capabilities.sales_forecast.periods import Calendar
from levier.capabilities.sales_forecast.promotions import (
    LEAST_DISCOUNT,
    Planned,
    Uplift,
    factor,
    learned,
    read_planned,
)
from levier.capabilities.sales_forecast.series import TOTAL, Series, build
from levier.capabilities.sales_forecast.stock_outs import stock_outs
from levier.core.capability import Context
from levier.core.errors import NotAllowed, NotFound
from levier.core.french.text import fold

Values = NDArray[np.float64]
Mask = NDArray[np.bool_]
_SHOWN_DISCOUNT = 20
_MOST_DISCOUNTED = 200


@dataclass
class Known:
    """What is known beside the sales. ``outs``: stock-outs by folded product code or name."""

    periods: Calendar
    horizon: int
    calendar: CalendarEffect | None = None
    uplift: Uplift | None = None
    planned: Sequence[Planned] = ()
    outs: dict[str, Mask] = field(default_factory=dict)
    remarks: list[str] = field(default_factory=list)

    def history(self, one: Series) -> History:
        """The series with what is known beside it."""
        size = one.values.size
        found = np.ones(size + self.horizon)
        if self.calendar is not None:
            found *= self.calendar.factor[-found.size :]
        if self.uplift is not None:
            discount = np.zeros(size) if one.discount is None else one.discount
            found *= factor(one.item, self.uplift, discount, self.planned, self.periods, self.horizon)
        mask = self.outs.get(fold(one.item).strip())
        out = None if mask is None or not size else mask[-size:]
        return History(one.values, one.largest, out, found if (found != 1).any() else None)

    def told(self) -> list[Influence]:
        """The influences in French, the strongest first."""
        found = [
            Influence(what=_SAID[name], change=round(change, 3))
            for name, change in self._effects()
            if abs(change) >= 0.02
        ]
        if self.uplift is not None:
            gain = self.uplift.of("", _SHOWN_DISCOUNT)
            found.append(Influence(what=f"Remise de {_SHOWN_DISCOUNT} %", change=round(gain, 3)))
        return sorted(found, key=lambda one: -abs(one.change))

    def _effects(self) -> list[tuple[str, float]]:
        return list(self.calendar.effects.items()) if self.calendar is not None else []


_SAID = {
    "jour férié": "Jour férié",
    "pont": "Jour de pont",
    "vacances scolaires": "Vacances scolaires (toutes les zones)",
}


def known(
    ctx: Context, lines: pl.DataFrame, series: Sequence[Series], periods: Calendar, given: SalesForecastInput
) -> Known:
    """Measure what influences the sales of ``lines`` (labelled with their ``item``). Raises BadInput for a promotion
    that cannot be read.
    """
    found = Known(periods, given.horizon, planned=read_planned(given.promotions))
    (total,) = build(lines.with_columns(pl.lit(TOTAL).alias("item")), [TOTAL], periods)
    if _french(lines):
        opened = opened_weekdays(lines["day"].unique().to_list())
        found.calendar = calendar_effect(total.values, periods, given.horizon, given.zone, opened)
    last = periods.end(periods.count + given.horizon - 1)
    if found.calendar is not None and last > school_known_until():
        found.remarks.append(
            f"Les vacances scolaires ne sont connues que jusqu'au {school_known_until():%d/%m/%Y} : mettez Levier à jour."
        )
    promoted = [*series, *_others_discounted(lines, series, periods)]
    found.uplift = learned(
        {one.item: one.values for one in promoted},
        {one.item: one.discount for one in promoted if one.discount is not None},
    )
    if found.planned and found.uplift is None:
        found.remarks.append(
            "Vos ventes passées ne montrent pas assez de remises pour mesurer l'effet d'une promotion : il n'est pas ajouté."
        )
    if given.by in ("product", "hierarchy"):
        found.outs = _outs(ctx, lines, periods)
    return found


def _others_discounted(lines: pl.DataFrame, series: Sequence[Series], periods: Calendar) -> list[Series]:
    """The items discounted most often beside those of ``series``: few promotions of one say little, those of all say more."""
    if "discount" not in lines.columns:
        return []
    seen = lines.filter(pl.col("discount").cast(pl.Float64, strict=False) >= LEAST_DISCOUNT)
    counted = seen.group_by("item").len().sort("len", "item", descending=[True, False])
    names = [name for name in counted["item"].to_list() if name not in {one.item for one in series}]
    return build(lines, names[:_MOST_DISCOUNTED], periods) if names else []


def _french(lines: pl.DataFrame) -> bool:
    """Whether the French calendar may matter: at least half of the lines whose country is known are French."""
    if "country" not in lines.columns:
        return True
    countries = lines["country"].cast(pl.String).drop_nulls()
    if countries.is_empty():
        return True
    return sum(fold(one).strip() in ("france", "fr", "fra") for one in countries.to_list()) * 2 >= len(
        countries
    )


def _outs(ctx: Context, lines: pl.DataFrame, periods: Calendar) -> dict[str, Mask]:
    """Stock-outs by item, for the items that one product code makes up."""
    try:
        found = stock_outs(ctx.tables.frame("stock"), periods)
    except (NotFound, NotAllowed):
        return {}
    if not found:
        return {}
    codes = (
        lines.select("item", pl.col("product_code").cast(pl.String))
        .drop_nulls()
        .unique()
        .filter(pl.len().over("item") == 1)
    )
    return {fold(item).strip(): found[code] for item, code in codes.iter_rows() if code in found}


__all__ = ["Known", "known"]
