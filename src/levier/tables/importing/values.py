"""Text read as numbers, dates and booleans, a whole column at a time."""

import polars as pl

from levier.tables.importing.how import Decimal, Order
from levier.tables.importing.moments import date_order, order_evidence, read_moments
from levier.tables.importing.numbers import mark_evidence, read_numbers
from levier.tables.importing.texts import text_of

__all__ = [
    "Decimal",
    "Order",
    "date_order",
    "mark_evidence",
    "order_evidence",
    "read_booleans",
    "read_moments",
    "read_numbers",
    "text_of",
]


def read_booleans(column: pl.Series) -> pl.Series:
    """True, False or null from oui/non, vrai/faux, yes/no, 1/0, x."""
    if column.dtype == pl.Boolean:
        return column
    text = text_of(column).str.to_lowercase()
    yes = text.is_in(["oui", "o", "vrai", "true", "yes", "y", "1", "x", "actif", "active"])
    no = text.is_in(["non", "n", "faux", "false", "no", "0", "inactif", "inactive"])
    return pl.select(pl.when(yes).then(pl.lit(value=True)).when(no).then(pl.lit(value=False)))[:, 0].alias(
        column.name
    )
