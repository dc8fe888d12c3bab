"""Orders already on their way: what was ordered and not yet received, and the day it should come."""

from dataclasses import dataclass
from datetime import date, timedelta

import polars as pl

from levier.capabilities.stock_replenishment.reading.columns import Asides
from levier.capabilities.stock_replenishment.reading.waits import Wait
from levier.core.french.numbers import format_number
from levier.core.french.text import fold

_FORGOTTEN_DAYS = 365
"""An order older than this that never came is not waited for."""
_OVER = (
    "annul",
    "cancel",
    "sold",
    "clos",
    "livr",
    "recu",
    "recept",
    "receiv",
    "deliver",
    "termin",
    "done",
    "factur",
    "refus",
)
_STILL = (
    "non ",
    "pas ",
    "partiel",
    "partial",
    "en cours",
    "attente",
    "a livrer",
    "a recevoir",
    "not ",
    "reste",
    "reliquat",
)


@dataclass(frozen=True)
class Coming:
    """A quantity that should come in on ``day``."""

    quantity: float
    day: date


def read_incoming(
    purchases: pl.DataFrame | None, stock: pl.DataFrame, waits: dict[str, Wait], today: date, asides: Asides
) -> dict[str, list[Coming]]:
    """What is awaited, by reference. The stock's own « en commande », where it is filled, says how much in all."""
    found: dict[str, list[Coming]] = {}
    forgotten = 0
    for ref, ordered, promised, rest in _open(purchases):
        if (today - ordered).days > _FORGOTTEN_DAYS:
            forgotten += 1
            continue
        wait = waits.get(ref)
        day = promised or ordered + timedelta(days=round(wait.mean) if wait else 14)
        # Late already: it may come any day, tomorrow at the soonest.
        found.setdefault(ref, []).append(Coming(rest, max(day, today + timedelta(days=1))))
    if forgotten:
        asides.remarks.append(
            f"{format_number(forgotten)} ligne{'s' if forgotten > 1 else ''} de commande de plus d'un an jamais "
            f"livrée{'s' if forgotten > 1 else ''} ne {'sont' if forgotten > 1 else 'est'} plus attendue{'s' if forgotten > 1 else ''}."
        )
    for ref, told in stock.filter(pl.col("on_order").is_not_null())["ref", "on_order"].iter_rows():
        found[ref] = _as_told(found.get(ref, []), float(told), waits.get(ref), today)
    return {ref: sorted(lines, key=lambda one: one.day) for ref, lines in found.items() if lines}


def _open(purchases: pl.DataFrame | None) -> list[tuple[str, date, date | None, float]]:
    if purchases is None:
        return []
    rest = pl.col("quantity") - pl.col("received").fill_null(0)
    lines = purchases.filter(pl.col("delivered").is_null() & pl.col("ref").is_not_null()).with_columns(
        rest.alias("rest")
    )
    lines = lines.filter(pl.col("rest") > 0)
    rows = lines["ref", "date", "promised", "rest", "status"].iter_rows()
    return [(ref, day, promised, rest) for ref, day, promised, rest, status in rows if not _is_over(status)]


def _is_over(status: str | None) -> bool:
    """Whether the state of an order says that nothing more will come."""
    if not status:
        return False
    text = f"{fold(status)} "
    return any(word in text for word in _OVER) and not any(word in text for word in _STILL)


def _as_told(lines: list[Coming], told: float, wait: Wait | None, today: date) -> list[Coming]:
    """The lines brought to the quantity that the stock says: the last to come give way, or one more is awaited."""
    kept: list[Coming] = []
    left = told
    for line in sorted(lines, key=lambda one: one.day):
        if left <= 0:
            break
        kept.append(Coming(min(line.quantity, left), line.day))
        left -= kept[-1].quantity
    if left > 0:
        kept.append(Coming(left, today + timedelta(days=max(1, round(wait.mean / 2) if wait else 7))))
    return kept


__all__ = ["Coming", "read_incoming"]
