"""Columns that Levier computes once at import, so that every measure reads the same definition."""

from collections.abc import Callable

import polars as pl

from levier.tables.accounting.expressions import derive_journal_entries
from levier.tables.deriving.sales import derive_sales

DERIVERS: dict[str, Callable[[pl.DataFrame], pl.DataFrame]] = {
    "sales": derive_sales,
    "journal_entries": derive_journal_entries,
}


def derive(kind: str, frame: pl.DataFrame) -> pl.DataFrame:
    """The typed frame with the computed columns of its kind (unchanged when the kind has none)."""
    return DERIVERS[kind](frame) if kind in DERIVERS else frame
