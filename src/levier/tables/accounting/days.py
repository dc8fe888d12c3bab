"""Dates of a FEC: AAAAMMJJ, and the other ways software writes them."""

from dataclasses import dataclass

import polars as pl

from levier.tables.importing.values import read_moments

_EARLIEST, _LATEST = 1980, 2100


@dataclass(frozen=True)
class Days:
    """A column read. ``value``: dates, null where empty or unreadable; masks of lines not written AAAAMMJJ."""

    value: pl.Series
    unreadable: pl.Series
    irregular: pl.Series


def read_days(cells: pl.Series) -> Days:
    """Texts as dates. Read besides AAAAMMJJ: JJMMAAAA, JJ/MM/AAAA, AAAA-MM-JJ, with or without a time."""
    text = cells.str.strip_chars(" \t\u00a0\u202f")
    filled = (text != "").fill_null(value=False)
    eight = text.str.contains(r"^\d{8}$").fill_null(value=False)
    value = _bounded(text.set(~eight, None).str.to_date("%Y%m%d", strict=False))
    left = filled & value.is_null()
    if left.any():
        rest = text.filter(left)
        other = _bounded(rest.set(~rest.str.contains(r"^\d{8}$"), None).str.to_date("%d%m%Y", strict=False))
        worded = rest.str.contains(
            r"^(\d{1,2}[/.\- ]\d{1,2}[/.\- ]\d{2,4}|\d{4}[/.\-]\d{1,2}[/.\-]\d{1,2}|\d{8}[ T])"
        )
        moments = _bounded(read_moments(rest.set(~worded, None), "dmy").cast(pl.Date))
        value = value.scatter(
            left.arg_true(), pl.select(pl.coalesce(pl.lit(other), pl.lit(moments))).to_series()
        )
    unreadable = filled & value.is_null()
    return Days(value.rename(cells.name), unreadable, left & ~unreadable)


def _bounded(days: pl.Series) -> pl.Series:
    year = days.dt.year()
    return days.set(~year.is_between(_EARLIEST, _LATEST).fill_null(value=False), None)
