"""What looks wrong in the sales themselves: lines of the future, lines said twice, weeks without a sale."""

from datetime import date, timedelta

import polars as pl

from levier.capabilities.sales_forecast.periods import Calendar
from levier.core.french.numbers import format_number, format_percent

_REPEATED = 0.2
"""Share of lines identical to another from which an export joined twice is suspected; a real wholesaler has 2 % of them."""
_HOLE_DAYS = 28
_HOLE_TIMES = 8
"""A hole is as many times longer than the usual time between two days of sales, and four weeks at least."""
_WHOLE = (
    "date",
    "product",
    "product_code",
    "customer",
    "quantity",
    "unit_price",
    "amount",
    "invoice",
    "store",
)


def doubts(lines: pl.DataFrame, periods: Calendar, today: date) -> list[str]:
    """Remarks in French; ``lines`` carry their ``day``."""
    told = []
    ahead = lines.filter(pl.col("day") >= today).height
    if ahead:
        plural = "s" if ahead > 1 else ""
        told.append(
            f"{format_number(ahead)} ligne{plural} de vente datée{plural} d'aujourd'hui ou d'après {'ne sont pas lues' if ahead > 1 else 'n’est pas lue'}."
        )
    known = [name for name in _WHOLE if name in lines.columns]
    share = 1 - lines.select(known).unique().height / max(lines.height, 1)
    if share >= _REPEATED:
        told.append(
            f"{format_percent(share, 0)} des lignes de vente en répètent une autre à l'identique : si le même export a été importé deux "
            "fois, la prévision est trop haute d'autant."
        )
    return told + _hole(lines, periods)


def _hole(lines: pl.DataFrame, periods: Calendar) -> list[str]:
    """The longest time without a sale inside the history, when it is far beyond the usual one."""
    inside = pl.col("day").is_between(periods.start(0), periods.last)
    days = lines.filter(inside & (pl.col("value") > 0))["day"].unique().sort()
    if days.len() < 20:
        return []
    between = days.diff().dt.total_days().drop_nulls()
    longest = int(between.max())  # type: ignore[arg-type]
    if longest <= max(_HOLE_DAYS, _HOLE_TIMES * float(between.median() or 1)):  # type: ignore[arg-type]
        return []
    at = int(between.arg_max() or 0)
    first, last = days[at] + timedelta(days=1), days[at + 1] - timedelta(days=1)
    return [
        f"Aucune vente du {first:%d/%m/%Y} au {last:%d/%m/%Y} : si ces ventes manquent à l'import, complétez-les ; la prévision les tient pour nulles."
    ]


__all__ = ["doubts"]
