"""Figures month by month: turnover and its seasons, cash, VAT, payroll."""

from dataclasses import dataclass
from datetime import date

import polars as pl

from levier.core.french.calendar import MONTHS
from levier.tables.accounting.ledger import FiscalYear, Ledger, month_end, months_between, prefixed
from levier.tables.accounting.selection import Selection, settling_keys

CASH = (("512", "514", "515", "516", "517", "53", "54", "511", "510"), ())
OVERDRAFTS = (("519",), ())
COLLECTED = (("4457", "4452"), ("44567", "44562", "44566"))
DEDUCTIBLE = (("4456",), ("44567",))
PAYROLL = (("64",), ())


@dataclass(frozen=True)
class Month:
    """``first``: its first day; amounts in ten-thousandths."""

    first: date
    amount: int


@dataclass(frozen=True)
class CashMonth:
    """``opening`` + ``received`` − ``paid`` = ``closing``; transfers between own accounts are left out of the flows."""

    first: date
    opening: int
    received: int
    paid: int
    closing: int


@dataclass(frozen=True)
class VatMonth:
    """VAT born in the month. ``due`` = collected − deductible (negative: a credit). ``settled``: booked as due that month
    by the settlement entries (4455, or a credit carried over: 44567)."""

    first: date
    collected: int
    deductible_goods: int
    deductible_assets: int
    due: int
    settled: int


def months_of(year: FiscalYear, last: date | None = None) -> list[date]:
    """The first day of each month from the start of the year to ``last`` (its last entry by default)."""
    end = last or year.last
    count = max(1, months_between(year.start, end))
    return [
        date(
            (year.start.year * 12 + year.start.month - 1 + step) // 12,
            (year.start.month - 1 + step) % 12 + 1,
            1,
        )
        for step in range(count)
    ]


def _monthly(lines: pl.DataFrame, months: list[date], sign: int) -> list[Month]:
    sums = dict(
        lines.group_by(pl.col("date").dt.truncate("1mo").alias("month"))
        .agg(pl.col("balance").sum())
        .iter_rows()
    )
    return [Month(month, sign * int(sums.get(month, 0))) for month in months]


def monthly_turnover(ledger: Ledger, year: FiscalYear) -> list[Month]:
    """Turnover (70 net of 709) of each month of a year."""
    return _monthly(ledger.flows(year).filter(prefixed(("70",))), months_of(year), -1)


def monthly_payroll(ledger: Ledger, year: FiscalYear) -> list[Month]:
    """Payroll (64) of each month of a year."""
    return _monthly(ledger.flows(year).filter(prefixed(("64",))), months_of(year), 1)


def seasonality(ledger: Ledger) -> list[tuple[int, float, int]]:
    """Month number, index (1 = an average month), and over how many years; from whole years of turnover only.

    Each month is compared with the mean of its own year, so that growth from one year to the next is not a season.
    Empty when no year has twelve months with sales.
    """
    indices: dict[int, list[float]] = {}
    for year in ledger.years:
        months = monthly_turnover(ledger, year)[:12]
        mean = sum(month.amount for month in months) / 12
        if len(months) < 12 or mean <= 0:
            continue
        for month in months:
            indices.setdefault(month.first.month, []).append(month.amount / mean)
    return [(number, sum(values) / len(values), len(values)) for number, values in sorted(indices.items())]


def cash_by_month(ledger: Ledger, year: FiscalYear) -> list[CashMonth]:
    """Banks and cash in hand (51 without credits granted by banks, 53, 54)."""
    opening = _cash_before(ledger, year)
    moves = ledger.movements(year).filter(prefixed(*CASH))
    # Within one entry, from one own account to another, nothing is received nor paid.
    entries = moves.group_by("key").agg(pl.col("balance").sum(), pl.col("date").min(), pl.len())
    transfers = set(ledger.frame.filter(pl.col("account").str.starts_with("58"))["key"].unique().to_list())
    internal = pl.col("key").is_in(list(transfers))
    flows = entries.with_columns(pl.col("date").dt.truncate("1mo").alias("month"))
    received = dict(
        flows.filter(~internal & (pl.col("balance") > 0))
        .group_by("month")
        .agg(pl.col("balance").sum())
        .iter_rows()
    )
    paid = dict(
        flows.filter(~internal & (pl.col("balance") < 0))
        .group_by("month")
        .agg(-pl.col("balance").sum())
        .iter_rows()
    )
    change = dict(flows.group_by("month").agg(pl.col("balance").sum()).iter_rows())
    found: list[CashMonth] = []
    for month in months_of(year):
        closing = opening + int(change.get(month, 0))
        found.append(CashMonth(month, opening, int(received.get(month, 0)), int(paid.get(month, 0)), closing))
        opening = closing
    return found


def _cash_before(ledger: Ledger, year: FiscalYear) -> int:
    standing = ledger.standing(year.end).filter(prefixed(*CASH))
    moved = ledger.movements(year).filter(prefixed(*CASH))
    return int(standing["balance"].sum()) - int(moved["balance"].sum())


def vat_by_month(ledger: Ledger, year: FiscalYear) -> list[VatMonth]:
    """VAT collected (4457, 4452) and deductible (4456 but 44567) born each month, settlement entries set apart."""
    months = months_of(year)
    moves = ledger.movements(year).filter(pl.col("account").str.starts_with("445"))
    settling = pl.col("key").is_in(list(settling_keys(ledger)))
    born, settled = moves.filter(~settling), moves.filter(settling)
    collected = _monthly(born.filter(prefixed(*COLLECTED)), months, -1)
    assets = _monthly(born.filter(prefixed(("44562",))), months, 1)
    goods = _monthly(born.filter(prefixed(("4456",), ("44567", "44562"))), months, 1)
    booked = _monthly(settled.filter(prefixed(("4455", "44567"))), months, -1)
    return [
        VatMonth(month, c.amount, g.amount, a.amount, c.amount - g.amount - a.amount, b.amount)
        for month, c, g, a, b in zip(months, collected, goods, assets, booked, strict=True)
    ]


def vat_selections(start: date, end: date) -> dict[str, Selection]:
    """The lines behind each column of the VAT of a period."""
    return {
        "collected": Selection(basis="movements", accounts=COLLECTED[0], exclude=COLLECTED[1], start=start, end=end, sign=-1, settling=False),
        "deductible": Selection(basis="movements", accounts=DEDUCTIBLE[0], exclude=DEDUCTIBLE[1], start=start, end=end, settling=False),
        "settled": Selection(basis="movements", accounts=("4455", "44567"), start=start, end=end, sign=-1, settling=True),
    }  # fmt: skip


def month_label(first: date) -> str:
    """« mars 2023 »."""
    return f"{MONTHS[first.month - 1]} {first.year}"


def short_month(first: date) -> str:
    """« mars 23 », for the axis of a chart."""
    return f"{MONTHS[first.month - 1]} {first.year % 100:02d}"


__all__ = [
    "CashMonth",
    "Month",
    "VatMonth",
    "cash_by_month",
    "month_end",
    "month_label",
    "monthly_payroll",
    "monthly_turnover",
    "months_of",
    "seasonality",
    "short_month",
    "vat_by_month",
    "vat_selections",
]
