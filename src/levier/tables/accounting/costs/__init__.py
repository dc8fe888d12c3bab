"""Fixed and variable costs, and the turnover that pays for the fixed ones.

Which account follows activity is data (``behaviour.json``): a rule of thumb to discuss with the accountant, said so.
"""

import json
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

import polars as pl

from levier.tables.accounting.ledger import FiscalYear, Ledger
from levier.tables.accounting.selection import Selection, figure
from levier.tables.accounting.statements.income import turnover_of


@dataclass(frozen=True)
class CostSplit:
    """Ten-thousandths. ``margin_rate``: (turnover − variable) / turnover; ``break_even``: turnover that covers fixed costs,
    None when the margin rate is not positive."""

    turnover: int
    variable: int
    fixed: int
    margin_rate: float | None
    break_even: int | None
    accounts: tuple[tuple[str, str, bool, int], ...]


@cache
def _data() -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads(
        files(__package__).joinpath("behaviour.json").read_text(encoding="utf-8")
    )
    return loaded


def is_variable(account: str) -> bool:
    """Whether the account follows activity, by the longest prefix of the list; fixed when no prefix is known."""
    known = {one["account"]: one["variable"] for one in _data()["accounts"]}
    return next(
        (known[account[:size]] for size in range(len(account), 1, -1) if account[:size] in known), False
    )


def split_costs(
    ledger: Ledger, year: FiscalYear, start: date | None = None, end: date | None = None
) -> CostSplit:
    """Operating and financial costs of a period, fixed and variable."""
    lines = ledger.flows(year, start, end).filter(pl.col("account").str.contains("^6[0-6]|^681|^686"))
    by = (
        lines.group_by("account").agg(pl.col("account_label").last(), pl.col("balance").sum()).sort("account")
    )
    accounts = tuple(
        (account, label, is_variable(account), int(amount)) for account, label, amount in by.iter_rows()
    )
    variable = sum(amount for *_, follows, amount in accounts if follows)
    fixed = sum(amount for *_, follows, amount in accounts if not follows)
    turnover = turnover_of(ledger, start, end, year).exact
    rate = (turnover - variable) / turnover if turnover > 0 else None
    break_even = round(fixed / rate) if rate and rate > 0 else None
    return CostSplit(turnover, variable, fixed, rate, break_even, accounts)


def source() -> str:
    return str(_data()["source"])


__all__ = ["CostSplit", "Selection", "figure", "is_variable", "source", "split_costs"]
