"""Cells as text: what is empty, what repeats."""

from collections.abc import Callable

import polars as pl

SPACES = r"[\s\u00a0\u202f\u2009\u2007\u2002\u2003]"
_NOTHING = (
    "", "null", "none", "nan", "n/a", "#n/a", "#n/d", "na", "-", "--", "nat", "\\n", "<na>", "(vide)", "#ref!", "#value!",
    "#valeur!", "#div/0!", "#name?", "#nom?", "#null!", "#nul!", "#num!", "#nombre!", "#getting_data",
)  # fmt: skip
_WORTH = 2_000
"""Below this many rows, finding the distinct values costs more than it saves."""


def text_of(column: pl.Series) -> pl.Series:
    """A column as stripped text; empty cells, errors of a spreadsheet and the ways of writing « nothing » become null."""
    if column.dtype.is_float():
        return _float_text(column)
    text = column.cast(pl.String, strict=False).str.strip_chars(" \t\r\n\u00a0\u202f\ufeff")
    nothing = text.str.to_lowercase().is_in(_NOTHING)
    return text.set(nothing.fill_null(value=False), None)


def _float_text(column: pl.Series) -> pl.Series:
    """Whole numbers without « .0 »: a code or a telephone number typed in a spreadsheet is no decimal."""
    whole = column.is_finite() & (column == column.round(0)) & (column.abs() < 1e15)
    frame = pl.DataFrame({"v": column, "w": whole})
    return frame.select(
        pl.when(pl.col("w"))
        .then(pl.when(pl.col("w")).then(pl.col("v")).cast(pl.Int64, strict=False).cast(pl.String))
        .when(pl.col("v").is_finite())
        .then(pl.col("v").cast(pl.String))
        .alias("t")
    )["t"].rename(column.name)


def by_distinct(column: pl.Series, read: Callable[[pl.Series], pl.Series]) -> pl.Series:
    """``read(column)``, each distinct value read once: a column of dates repeats itself a hundred times."""
    if len(column) < _WORTH or column.dtype != pl.String:
        return read(column)
    distinct = column.unique()
    if len(distinct) > 0.6 * len(column):
        return read(column)
    values = read(distinct)
    pairs = pl.DataFrame({"t": distinct, "v": values}).filter(pl.col("t").is_not_null())
    joined = pl.DataFrame({"t": column}).join(pairs, on="t", how="left", maintain_order="left")
    return joined["v"].rename(column.name)
