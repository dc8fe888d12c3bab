"""Amounts as whole numbers: ten-thousandths of a euro, so that a sum of a million lines is exact.

Four decimals hold what accounting software writes (two) and what rounding leaves in a few exports (three or four).
"""

from dataclasses import dataclass
from typing import Literal

import polars as pl

EURO = 10_000
"""Units in a euro."""
CENT = EURO // 100
LARGEST = 100_000_000_000
"""Euros: above it an amount is not read. Under it a 64-bit float holds four decimals exactly enough to be rounded back
(15 significant figures), and 64-bit sums of a million lines of a real file cannot overflow."""
MOST = 2**62
"""A total above it could overflow: the file is refused."""

Decimal = Literal[",", "."]
_SPACES = "[ \u00a0\u202f\u2009']"
_PLAIN = r"^[+-]?\d{1,11}([.,]\d{1,4}0*)?$"


@dataclass(frozen=True)
class Amounts:
    """A column read. ``value``: ten-thousandths, null where empty or unreadable; masks of the lines whose writing departs
    from the rule. ``decimal``: the decimal mark of the column, None when no value tells."""

    value: pl.Series
    unreadable: pl.Series
    irregular: pl.Series
    rounded: pl.Series
    decimal: Decimal | None


def read_amounts(cells: pl.Series) -> Amounts:
    """Texts as exact amounts.

    Read: « 1234,56 », « 1234.56 », « 1 234,56 », « 1.234,56 », « -12,00 », « 12,00- », « (12,00) », « 12,00 € ». A value
    that could mean two things (« 1.234 » among values with a comma) is unreadable, never guessed.
    """
    text = cells.str.strip_chars(" \t\u00a0\u202f")
    filled = (text != "").fill_null(value=False)
    plain = text.str.contains(_PLAIN).fill_null(value=False)
    decimal = _decimal_of(text.filter(plain))
    odd = filled & ~plain
    foreign = (
        plain & text.str.contains("." if decimal == "," else ",", literal=True).fill_null(value=False)
        if decimal
        else pl.Series([False]).new_from_index(0, len(text))
    )
    value = _exact(text.set(~plain, None).str.replace(",", ".", literal=True))
    if odd.any() or foreign.any():
        strange = odd | foreign
        mended = _mended(text.filter(strange), decimal)
        places = strange.arg_true()
        value = value.scatter(places, mended)
    unreadable = filled & value.is_null()
    rounded = text.str.contains(r"[.,]\d{4}\d*[1-9]").fill_null(value=False) & ~unreadable
    irregular = (odd | foreign) & ~unreadable
    return Amounts(value.rename(cells.name), unreadable, irregular, rounded, decimal)


def _decimal_of(plain: pl.Series) -> Decimal | None:
    """The decimal mark, from values where it cannot be a separator of thousands."""
    clear = plain.filter(~plain.str.contains(r"^[+-]?[1-9]\d{0,2}[.,]\d{3}$").fill_null(value=True))
    commas, dots = (
        int(clear.str.contains(",", literal=True).sum()),
        int(clear.str.contains(".", literal=True).sum()),
    )
    if commas == dots == 0:
        return None
    return "," if commas >= dots else "."


def _exact(plain: pl.Series) -> pl.Series:
    """« 1234.56 » → 12 345 600. Correctly rounded floats of at most 15 figures round back to the exact whole number."""
    number = plain.cast(pl.Float64, strict=False)
    number = number.set((number.abs() > LARGEST).fill_null(value=False), None)
    return (number * EURO).round().cast(pl.Int64)


def _mended(text: pl.Series, decimal: Decimal | None) -> pl.Series:
    """Values written another way than the rest of the column: read only when they have one meaning."""
    bare = (
        text.str.replace_all(r"(?i)\s*(€|eur|euros?)$", "")
        .str.replace_all(_SPACES, "")
        .str.replace_all("[−–]", "-")
        .str.replace(r"^\(([\d.,]+)\)$", "-$1")
        .str.replace(r"^([\d.,]+)([+-])$", "$2$1")
    )
    frame = pl.DataFrame({"t": bare})
    t = pl.col("t")
    both = t.str.contains(",", literal=True) & t.str.contains(".", literal=True)
    last_comma = t.str.contains(r",[^.,]*$")
    without_commas = t.str.replace_all(",", "", literal=True)
    without_dots = t.str.replace_all(".", "", literal=True).str.replace(",", ".", literal=True)
    grouped_comma = t.str.contains(r"^[+-]?\d{1,3}(,\d{3})+(\.\d*)?$")
    grouped_dot = t.str.contains(r"^[+-]?\d{1,3}(\.\d{3})+(,\d*)?$")
    several = (t.str.count_matches("[.,]") > 1) & ~both
    ambiguous = t.str.contains(r"^[+-]?[1-9]\d{0,2}[.,]\d{3}$")
    own = t.str.contains(decimal, literal=True) if decimal else pl.lit(value=False)
    plain = (
        pl.when(both & last_comma & grouped_dot)
        .then(without_dots)
        .when(both & ~last_comma & grouped_comma)
        .then(without_commas)
        .when(both)
        .then(None)
        .when(several & grouped_comma)
        .then(without_commas)
        .when(several & grouped_dot)
        .then(t.str.replace_all(".", "", literal=True))
        .when(several | (ambiguous & ~own))
        .then(None)
        .otherwise(t.str.replace(",", ".", literal=True))
    )
    whole = pl.when(plain.str.contains(r"^[+-]?(\d{1,11}\.?\d*|\.\d+)$")).then(plain)
    return _exact(frame.select(whole.alias("v"))["v"])


def to_euros(column: pl.Series) -> pl.Series:
    """Whole amounts as euros, for files and screens."""
    return column.cast(pl.Float64) / EURO


def from_euros(column: pl.Series) -> pl.Series:
    """Euros of a file as whole amounts (exact under :data:`LARGEST`)."""
    return (column.cast(pl.Float64) * EURO).round().cast(pl.Int64)


def euros(amount: int) -> float:
    """One amount in euros, rounded to the cent."""
    return round(amount / EURO, 2)
