"""What the pictures of a profile show: distributions, history, holes. All bounded, whatever the size of the table."""

from datetime import date
from typing import cast

import polars as pl

from levier.core.french.dates import format_date
from levier.tables.kinds import Field, Kind
from levier.tables.profile.shape import ColumnProfile, Distribution, History, Missing

_BINS = 20
_NARROWEST = 1e-290
"""Below this width, one over the width of a bin is no longer a number."""
_TOP = 12
_LONGEST_VALUE = 60
_MOST_WEEKS = 78
_MOST_PERIODS = 120
_SLICES = 24
_FEW = 200
"""Distinct values of a column of words up to which its most frequent ones mean something."""


def distribution(values: pl.Series, field: Field, distinct: int) -> Distribution | None:
    """How the values spread, None when there is nothing to see (one value, as many values as lines)."""
    known = values.drop_nulls()
    if distinct < 2 or known.is_empty():
        return None
    if field.is_number:
        return _of_numbers(known.cast(pl.Float64).filter(known.cast(pl.Float64).is_finite()))
    if field.is_date:
        return _of_days(known.cast(pl.Date))
    if field.personal or distinct > max(_FEW, len(known) // 4):
        return None
    counted = known.cast(pl.String).value_counts(sort=True, name="count")
    top = counted.head(_TOP)
    return Distribution(
        values=[text[:_LONGEST_VALUE] for text in top[known.name].to_list()],
        counts=top["count"].to_list(),
        others=int(known.len() - top["count"].sum()),
    )


def _of_numbers(numbers: pl.Series) -> Distribution | None:
    """Twenty equal bins between the 1st and the 99th percentile; the first and the last also hold what is beyond."""
    if numbers.is_empty():
        return None
    low, high = (float(numbers.quantile(q) or 0.0) for q in (0.01, 0.99))
    if high <= low:
        low, high = float(numbers.min() or 0), float(numbers.max() or 0)  # type: ignore[arg-type]
    if high - low < _NARROWEST:
        return None
    width = (high - low) / _BINS
    places = ((numbers - low) / width).floor().clip(0, _BINS - 1).cast(pl.Int32)
    counted = dict(places.value_counts().iter_rows())
    return Distribution(
        edges=[f"{low + i * width:.6g}" for i in range(_BINS + 1)],
        counts=[counted.get(i, 0) for i in range(_BINS)],
    )


def _of_days(days: pl.Series) -> Distribution | None:
    numbers = _of_numbers(days.to_physical().cast(pl.Float64))
    if numbers is None:
        return None
    edges = [date.fromordinal(max(1, min(3_650_000, round(float(edge)) + 719_163))) for edge in numbers.edges]
    return Distribution(edges=[edge.isoformat() for edge in edges], counts=numbers.counts)


def history(frame: pl.DataFrame, kind: Kind) -> History:
    """Lines by week (by month beyond a year and a half), empty periods included."""
    if not kind.day or kind.day not in frame.columns:
        return History()
    days = frame[kind.day].drop_nulls().cast(pl.Date)
    if days.is_empty():
        return History()
    span = (days.max() - days.min()).days  # type: ignore[operator, union-attr]
    grain, every = ("week", "1w") if span <= 7 * _MOST_WEEKS else ("month", "1mo")
    if span > 31 * _MOST_PERIODS:
        grain, every = "year", "1y"
    starts = days.dt.truncate(every)
    counted = dict(starts.value_counts().iter_rows())
    every_start: pl.Series = pl.date_range(
        cast(date, starts.min()), cast(date, starts.max()), every, eager=True
    )
    shown = every_start.to_list()[-_MOST_PERIODS:]
    return History(grain=grain, starts=shown, counts=[int(counted.get(start, 0)) for start in shown])


def missing(frame: pl.DataFrame, kind: Kind, columns: list[ColumnProfile]) -> Missing:
    """The filled share of the incomplete columns, by month (by slice of the file when there is no day)."""
    names = [column.name for column in columns if column.filled < 0.999]
    if not names or frame.height < _SLICES:
        return Missing()
    if kind.day and kind.day in frame.columns and frame[kind.day].null_count() == 0:
        months = frame[kind.day].cast(pl.Date).dt.truncate("1mo")
        if 2 <= months.n_unique() <= _SLICES:
            return _by(frame, months, names, [format_date(m)[3:] for m in months.unique().sort().to_list()])
    tenths = pl.Series("slice", pl.int_range(frame.height, eager=True) * 10 // frame.height)
    return _by(frame, tenths, names, [f"{10 * i}–{10 * i + 10} %" for i in range(10)])


def _by(frame: pl.DataFrame, slices: pl.Series, names: list[str], shown: list[str]) -> Missing:
    shares = (
        frame.select(names)
        .with_columns(slices.alias("_slice"))
        .group_by("_slice")
        .agg([pl.col(name).is_not_null().mean() for name in names])
        .sort("_slice")
    )
    return Missing(
        slices=shown, columns={name: [round(v, 4) for v in shares[name].to_list()] for name in names}
    )
