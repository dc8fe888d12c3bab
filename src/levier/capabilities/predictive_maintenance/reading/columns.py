"""Columns as they may be in any company's table: absent, empty, spelt with spaces, dated in a time zone."""

from datetime import datetime, timedelta

import polars as pl

from levier.capabilities.predictive_maintenance.reading.remarks import Remarks

PARIS = "Europe/Paris"
ORIGIN = datetime(1970, 1, 1)
_SECONDS = 86_400.0


def text(frame: pl.DataFrame, name: str) -> pl.Expr:
    """A text trimmed, its inner spaces made one; empty is null."""
    if name not in frame.columns:
        return pl.lit(None, dtype=pl.String).alias(name)
    trimmed = pl.col(name).cast(pl.String).str.strip_chars().str.replace_all(r"\s+", " ")
    return pl.when(trimmed != "").then(trimmed).alias(name)


def number(frame: pl.DataFrame, name: str) -> pl.Expr:
    """A finite number; anything else is null."""
    if name not in frame.columns:
        return pl.lit(None, dtype=pl.Float64).alias(name)
    value = pl.col(name).cast(pl.Float64, strict=False)
    return pl.when(value.is_finite()).then(value).alias(name)


def moment(frame: pl.DataFrame, name: str, remarks: Remarks, table: str) -> pl.Expr:
    """Days since 1970 as a number. A moment in a time zone is put on the clock of Paris, and that is said."""
    if name not in frame.columns:
        return pl.lit(None, dtype=pl.Float64).alias(name)
    column, kind = pl.col(name), frame.schema[name]
    if isinstance(kind, pl.Datetime) and kind.time_zone:
        if kind.time_zone != PARIS:
            remarks.add(
                f"Les dates {table} portent le fuseau « {kind.time_zone} » : elles sont ramenées à l'heure de Paris."
            )
        column = column.dt.convert_time_zone(PARIS).dt.replace_time_zone(None)
    stamped = column.cast(pl.Datetime("us"), strict=False)
    return (stamped.dt.epoch("ms") / (1000.0 * _SECONDS)).alias(name)


def day_of(moment: float) -> datetime:
    """The date and hour of a number of days since 1970."""
    return ORIGIN + timedelta(days=float(moment))


__all__ = ["day_of", "moment", "number", "text"]
