"""Columns as they may be in any company's table: absent, empty, spelt with spaces or in another case."""

from dataclasses import dataclass, field

import polars as pl


def made(
    frame: pl.DataFrame, texts: tuple[str, ...], numbers: tuple[str, ...], days: tuple[str, ...] = ()
) -> pl.DataFrame:
    """``frame`` with exactly these columns: texts trimmed (empty is null), numbers finite, days as dates."""
    return frame.select(
        *(_text(frame, name).alias(name) for name in texts),
        *(_number(frame, name).alias(name) for name in numbers),
        *(_day(frame, name).alias(name) for name in days),
    )


def key(name: str) -> pl.Expr:
    """What two spellings of one code share: no spaces around, one case."""
    return pl.col(name).str.to_uppercase().str.replace_all(r"\s+", " ")


def _text(frame: pl.DataFrame, name: str) -> pl.Expr:
    if name not in frame.columns:
        return pl.lit(None, dtype=pl.String)
    text = pl.col(name).cast(pl.String).str.strip_chars()
    return pl.when(text != "").then(text)


def _number(frame: pl.DataFrame, name: str) -> pl.Expr:
    if name not in frame.columns:
        return pl.lit(None, dtype=pl.Float64)
    number = pl.col(name).cast(pl.Float64, strict=False)
    return pl.when(number.is_finite()).then(number)


def _day(frame: pl.DataFrame, name: str) -> pl.Expr:
    if name not in frame.columns:
        return pl.lit(None, dtype=pl.Date)
    return pl.col(name).cast(pl.Date, strict=False)


@dataclass
class Asides:
    """References set aside, with the reason in French, and remarks on the tables. A reference is set aside once."""

    reasons: dict[str, str] = field(default_factory=dict)
    remarks: list[str] = field(default_factory=list)

    def put(self, reference: str, reason: str) -> None:
        self.reasons.setdefault(reference, reason)


__all__ = ["Asides", "key", "made"]
