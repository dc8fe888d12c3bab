"""The lines of a company's accounts made ready for every figure: exact amounts, entries, fiscal years, openings, closings."""

import calendar
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import polars as pl

from levier.tables.accounting.amounts import from_euros
from levier.tables.accounting.entries import Scheme, with_entries

TEXTS = (
    "journal",
    "journal_label",
    "entry",
    "account",
    "account_label",
    "auxiliary",
    "auxiliary_label",
    "piece",
    "label",
    "lettering",
)
DATES = ("date", "piece_date", "lettering_date", "validated")
_LONGEST_YEAR = 24
"""Months: a first fiscal year may last up to 24."""
_SLACK = 45
"""Days without an entry at the start of a year that mean nothing."""


@dataclass(frozen=True)
class FiscalYear:
    """``start`` to ``end``, both included; ``last``: the last day that holds an entry."""

    start: date
    end: date
    last: date
    opened: bool

    @property
    def label(self) -> str:
        """« 2023 » for a calendar year, « 2022-2023 » otherwise."""
        return (
            str(self.end.year) if self.start.year == self.end.year else f"{self.start.year}-{self.end.year}"
        )

    @property
    def days(self) -> int:
        return (min(self.end, self.last) - self.start).days + 1


@dataclass(frozen=True)
class Ledger:
    """``frame``: one row a line with ``key``, ``opening``, ``closing``, ``year`` (end of its fiscal year), ``balance``
    (debit − credit), amounts in ten-thousandths. ``years``: oldest first."""

    frame: pl.DataFrame
    years: tuple[FiscalYear, ...]
    scheme: Scheme

    @property
    def current(self) -> FiscalYear:
        """The latest fiscal year."""
        return self.years[-1]

    def year_of(self, day: date) -> FiscalYear | None:
        """The fiscal year that holds a day."""
        return next((year for year in reversed(self.years) if year.start <= day <= year.end), None)

    def flows(
        self, year: FiscalYear | None = None, start: date | None = None, end: date | None = None
    ) -> pl.DataFrame:
        """Lines of classes 6 and 7 that are real: without the entries that close them."""
        chosen = self.frame.filter(pl.col("account").str.contains("^[67]") & ~pl.col("closing"))
        return _between(chosen, year, start, end)

    def movements(
        self, year: FiscalYear | None = None, start: date | None = None, end: date | None = None
    ) -> pl.DataFrame:
        """Every line but openings and closings."""
        return _between(self.frame.filter(~pl.col("opening") & ~pl.col("closing")), year, start, end)

    def standing(self, day: date | None = None) -> pl.DataFrame:
        """The lines whose sum is the balance sheet on the evening of ``day`` (the last day known by default): those of
        the fiscal year since its opening balances, or since the last year that has them."""
        year = (self.year_of(day) if day else None) or (
            self.years[0] if day and day < self.years[0].start else self.current
        )
        place = self.years.index(year)
        first = next((index for index in range(place, -1, -1) if self.years[index].opened), 0)
        ends = [one.end for one in self.years[first : place + 1]]
        lines = self.frame.filter(pl.col("year").is_in(ends) & ~pl.col("closing"))
        if day is None:
            return lines
        # Opening lines may bear the date of the invoice they carry over.
        return lines.filter(pl.col("opening") | (pl.col("date") <= day))


def _between(
    frame: pl.DataFrame, year: FiscalYear | None, start: date | None, end: date | None
) -> pl.DataFrame:
    if year is not None:
        frame = frame.filter(pl.col("year") == year.end)
    if start is not None:
        frame = frame.filter(pl.col("date") >= start)
    if end is not None:
        frame = frame.filter(pl.col("date") <= end)
    return frame


def ledger_of(frame: pl.DataFrame, *, closing: date | None = None, exact: bool = False) -> Ledger:
    """A ledger from the columns of the kind « journal_entries ».

    ``closing``: the end of the fiscal year, when it is known (the name of a FEC). ``exact``: amounts already are
    ten-thousandths; otherwise they are euros.
    """
    lines = _complete(frame, exact=exact)
    lines = lines.filter(pl.col("date").is_not_null())
    keyed, scheme = with_entries(lines)
    years = fiscal_years(keyed, closing)
    ends = pl.Series("year", [year.end for year in years], dtype=pl.Date)
    if "year_end" in keyed.columns:
        keyed = keyed.with_columns(pl.col("year_end").alias("year"))
    else:
        keyed = keyed.with_columns(pl.lit(None, pl.Date).alias("year"))
    if keyed["year"].null_count():
        by_day = pl.lit(None, pl.Date)
        for year in reversed(years):
            by_day = pl.when(pl.col("date") <= year.end).then(pl.lit(year.end)).otherwise(by_day)
        keyed = keyed.with_columns(pl.coalesce("year", by_day, pl.lit(ends.max())).alias("year"))
    keyed = keyed.with_columns((pl.col("debit") - pl.col("credit")).alias("balance"))
    opened = set(keyed.filter("opening")["year"].unique().to_list())
    years = tuple(FiscalYear(y.start, y.end, y.last, y.end in opened) for y in years)
    return Ledger(keyed, years, scheme)


def _complete(frame: pl.DataFrame, *, exact: bool) -> pl.DataFrame:
    if "debit" not in frame.columns and "amount" in frame.columns and "direction" in frame.columns:
        credit = pl.col("direction").cast(pl.String).str.to_lowercase().str.contains("^(c|-)")
        frame = frame.with_columns(
            pl.when(credit).then(0.0).otherwise(pl.col("amount")).alias("debit"),
            pl.when(credit).then(pl.col("amount")).otherwise(0.0).alias("credit"),
        )
    if "debit" not in frame.columns and "credit" not in frame.columns and "amount" in frame.columns:
        frame = frame.with_columns(
            pl.when(pl.col("amount") > 0).then(pl.col("amount")).otherwise(0.0).alias("debit"),
            pl.when(pl.col("amount") < 0).then(-pl.col("amount")).otherwise(0.0).alias("credit"),
        )
    texts = [
        (pl.col(name).cast(pl.String).fill_null("") if name in frame.columns else pl.lit("")).alias(name)
        for name in TEXTS
    ]
    days = [
        (pl.col(name).cast(pl.Date) if name in frame.columns else pl.lit(None, pl.Date)).alias(name)
        for name in DATES
    ]
    amounts = []
    for name in ("debit", "credit"):
        if name not in frame.columns:
            amounts.append(pl.Series(name, [0], dtype=pl.Int64).new_from_index(0, frame.height))
        else:
            column = frame[name] if exact else from_euros(frame[name])
            amounts.append(column.fill_null(0).rename(name))
    kept = [name for name in ("line", "year_end") if name in frame.columns]
    built = frame.select(*texts, *days, *kept).with_columns(amounts)
    return (
        built
        if "line" in built.columns
        else built.with_row_index("line", offset=1).with_columns(pl.col("line").cast(pl.Int64))
    )


def fiscal_years(keyed: pl.DataFrame, closing: date | None = None) -> tuple[FiscalYear, ...]:
    """The fiscal years of marked lines, oldest first: from ``year_end``, the closing day given, or the dates themselves."""
    if "year_end" in keyed.columns and keyed["year_end"].null_count() < keyed.height:
        return _years_from_ends(keyed)
    ordinary = keyed.filter(~pl.col("opening"))["date"] if "opening" in keyed.columns else keyed["date"]
    days = ordinary if len(ordinary) else keyed["date"]
    first, last = days.min(), days.max()
    if not isinstance(first, date) or not isinstance(last, date):
        today = date(2000, 1, 1)
        return (FiscalYear(today, today, today, opened=False),)
    if closing is not None:
        inside = int((days <= closing).sum()) / len(days)
        if inside > 0.5 and months_between(first, closing) <= _LONGEST_YEAR:
            return (FiscalYear(_start_of(closing, first, keyed), closing, min(last, closing), opened=True),)
    start = first.replace(day=1)
    if months_between(start, last) <= 12:
        return (FiscalYear(start, month_end(last), last, opened=True),)
    return _several(keyed, start, last)


def _start_of(end: date, first: date, keyed: pl.DataFrame) -> date:
    """The first day of the year that ends on ``end``: twelve months before, unless its opening balances or, without any,
    its first entry show a shorter or longer year."""
    usual = _year_before(end)
    shown = first
    if "opening" in keyed.columns:
        openings = keyed.filter("opening")["date"]
        latest = openings.filter(openings <= first).max()
        if isinstance(latest, date) and months_between(latest, end) <= _LONGEST_YEAR:
            shown = latest
    if abs((shown - usual).days) <= _SLACK:
        return usual
    return shown.replace(day=1)


def _years_from_ends(keyed: pl.DataFrame) -> tuple[FiscalYear, ...]:
    ordinary = keyed.filter(~pl.col("opening")) if "opening" in keyed.columns else keyed
    spans = ordinary.group_by("year_end").agg(
        pl.col("date").min().alias("first"), pl.col("date").max().alias("last")
    ).drop_nulls().sort("year_end")  # fmt: skip
    found: list[FiscalYear] = []
    for end, first, last in spans.iter_rows():
        own = keyed.filter(pl.col("year_end") == end)
        start = (
            found[-1].end + timedelta(1)
            if found and (first - found[-1].end).days <= 366
            else _start_of(end, first, own)
        )
        found.append(FiscalYear(start, end, min(last, end), opened=False))
    if not found:
        end = keyed["year_end"].drop_nulls().max()
        assert isinstance(end, date)
        found.append(FiscalYear(end, end, end, opened=False))
    return tuple(found)


def _several(keyed: pl.DataFrame, start: date, last: date) -> tuple[FiscalYear, ...]:
    """Years that follow one another: they start where opening balances do, else every twelve months."""
    starts: list[date] = [start]
    if "opening" in keyed.columns:
        for day in keyed.filter("opening")["date"].unique().sort().to_list():
            if day.day == 1 and months_between(starts[-1], day) > 6:
                starts.append(day)
    while months_between(starts[-1], last) > 12:
        previous = starts[-1]
        starts.append(_add_months(previous, 12))
    ends = [day - timedelta(1) for day in starts[1:]] + [
        month_end(max(last, _add_months(starts[-1], 12) - timedelta(1)))
    ]
    days = keyed["date"]
    found: list[FiscalYear] = []
    for begin, end in zip(starts, ends, strict=True):
        latest = days.filter(days <= end).max()
        found.append(FiscalYear(begin, end, latest if isinstance(latest, date) else end, opened=False))
    return tuple(found)


def month_end(day: date) -> date:
    return day.replace(day=calendar.monthrange(day.year, day.month)[1])


def months_between(start: date, end: date) -> int:
    """Months touched from ``start`` to ``end``, both included."""
    return (end.year - start.year) * 12 + end.month - start.month + 1


def _add_months(day: date, months: int) -> date:
    place = day.year * 12 + day.month - 1 + months
    year, month = divmod(place, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def _year_before(closing: date) -> date:
    """The first day of the twelve months that end on ``closing``."""
    return _add_months(closing.replace(day=1), -11)


def prefixed(accounts: Sequence[str], exclude: Sequence[str] = ()) -> pl.Expr:
    """Lines of the accounts that start with one of ``accounts`` and none of ``exclude``."""
    chosen = _any(accounts)
    return chosen & ~_any(exclude) if exclude else chosen


def _any(prefixes: Sequence[str]) -> pl.Expr:
    if not prefixes:
        return pl.lit(value=False)
    return pl.any_horizontal([pl.col("account").str.starts_with(prefix) for prefix in prefixes])
