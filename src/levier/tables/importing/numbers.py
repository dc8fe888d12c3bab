"""Text read as numbers, a whole column at a time: any decimal mark, thousands, currency and way to write a negative."""

from dataclasses import dataclass

import polars as pl

from levier.tables.importing.how import Decimal
from levier.tables.importing.texts import SPACES, by_distinct, text_of

_CURRENCY = r"(?i)(€|£|\$|¥|\beuro?s?\b|eur\b|usd\b|gbp\b|chf\b|%|\bht\b|\bttc\b)"
_GROUPED = r"^[+-]?\d{1,3}(?:[ ']\d{3})+(?:[.,]\d*)?$"
_THREE = r"^[+-]?[1-9]\d{0,2}[.,]\d{3}$"
"""« 1.234 », « 1,234 »: a thousand, or a little more than one."""


@dataclass(frozen=True)
class MarkEvidence:
    """``mark``: the decimal mark that the values prove, None when they do not. ``doubtful``: a value that the mark decides,
    empty when there is none."""

    mark: Decimal | None
    doubtful: str


def mark_evidence(column: pl.Series) -> MarkEvidence:
    """What the values of a column say of its decimal mark."""
    if column.dtype.is_numeric() or not len(column):
        return MarkEvidence(None, "")
    bare = _bare(text_of(column).unique()).drop_nulls()
    three = bare.str.contains(_THREE)
    doubtful = bare.filter(three)
    return MarkEvidence(_proven(bare.filter(~three)), str(doubtful.sort()[0]) if len(doubtful) else "")


def read_numbers(column: pl.Series, decimal: Decimal) -> pl.Series:
    """Floats; null where the text is no number. ``decimal`` decides « 1,234 » and « 1.234 » only when nothing else does."""
    if column.dtype.is_numeric():
        return column.cast(pl.Float64)
    text = text_of(column)
    mark = mark_evidence(text).mark or decimal
    return by_distinct(text, lambda values: _read(values, mark)).rename(column.name)


def _read(values: pl.Series, mark: Decimal) -> pl.Series:
    frame = pl.DataFrame({"t": _bare(values)})
    other = "." if mark == "," else ","
    text = pl.col("t")
    commas, dots = text.str.count_matches(",", literal=True), text.str.count_matches(".", literal=True)
    last_is_comma = text.str.contains(r",[^.,]*$")
    no_commas = text.str.replace_all(",", "", literal=True)
    no_dots = text.str.replace_all(".", "", literal=True)
    plain = (
        pl.when((commas > 0) & (dots > 0))
        .then(pl.when(last_is_comma).then(no_dots.str.replace(",", ".", literal=True)).otherwise(no_commas))
        .when((commas > 1) | (dots > 1))
        .then(no_commas.str.replace_all(".", "", literal=True))
        .when(text.str.contains(_THREE) & text.str.contains(other, literal=True))
        .then(text.str.replace(other, "", literal=True))
        .otherwise(text.str.replace(",", ".", literal=True))
    )
    well_formed = plain.str.contains(r"^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d{1,3})?$")
    grouped_badly = (
        ((commas > 1) & ~text.str.contains(r"^[+-]?\d{1,3}(,\d{3})+(\.\d*)?$"))
        | ((dots > 1) & ~text.str.contains(r"^[+-]?\d{1,3}(\.\d{3})+(,\d*)?$"))
        | ((commas == 1) & (dots == 1) & ~text.str.contains(r"^[+-]?\d{1,3}(,\d{3}\.\d*|\.\d{3},\d*)$"))
    )
    value = plain.cast(pl.Float64, strict=False)
    return frame.select(pl.when(well_formed & ~grouped_badly & value.is_finite()).then(value).alias("v"))["v"]


def _bare(text: pl.Series) -> pl.Series:
    """Digits, marks and sign only: currencies gone, thousands' spaces too where they stand between groups of three,
    « (12) », « 12- » and « 12 D » made negative; null where spaces separate anything else (« 01 02 03 »)."""
    frame = pl.DataFrame({"t": text}).lazy()
    t = pl.col("t")
    frame = frame.with_columns(
        t.str.replace_all(_CURRENCY, " ")
        .str.replace_all("[−–﹣－]", "-")
        .str.replace_all("[’ʼ`´]", "'")
        .str.replace_all(SPACES, " ")
        .str.strip_chars(" ")
        .alias("t")
    )
    frame = frame.with_columns(
        t.str.replace(r"^\( *(.+?) *\)$", "-$1")
        .str.replace(r"^([\d.,' ]+?) *-$", "-$1")
        .str.replace(r"(?i)^([\d.,' ]+?) *(?:d|db|dr|dt|débit|debit)$", "-$1")
        .str.replace(r"(?i)^([\d.,' ]+?) *(?:c|cr|ct|crédit|credit)$", "$1")
        .str.replace(r"^([+-]) +", "$1")
        .str.replace(r"^\+", "")
        .alias("t")
    )
    spaced = t.str.contains("[ ']")
    frame = frame.with_columns(
        pl.when(~spaced)
        .then(t)
        .when(t.str.contains(_GROUPED))
        .then(t.str.replace_all("[ ']", ""))
        .alias("t"),
    )
    return frame.collect()["t"]


def _proven(clear: pl.Series) -> Decimal | None:
    """The mark that the values which leave no doubt use; None when there are none, or they contradict each other."""
    groups: tuple[tuple[Decimal, str, str], ...] = (
        (",", r",\d*$", r",\d{3},\d{3}$"),
        (".", r"\.\d*$", r"\.\d{3}\.\d{3}$"),
    )
    votes = {
        mark: int(clear.str.contains(one).sum()) - int(clear.str.contains(many).sum())
        for mark, one, many in groups
    }
    separated = {
        mark: int(clear.str.contains(rf"\d[{mark}]\d{{3}}(?:[{mark}]\d{{3}})+").sum())
        + int(clear.str.contains(rf"\d[{mark}]\d{{3}}[{other}]").sum())
        for mark, other in ((",", "."), (".", ","))
    }
    says_comma = votes[","] > 0 or separated["."] > 0
    says_dot = votes["."] > 0 or separated[","] > 0
    if says_comma == says_dot:
        return None
    return "," if says_comma else "."
