"""The « soldes intermédiaires de gestion »: from sales to the net result, each line opened down to its entries.

Source and formulas are data (``income.json``).
"""

import json
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

from levier.tables.accounting.amounts import EURO
from levier.tables.accounting.ledger import FiscalYear, Ledger
from levier.tables.accounting.selection import Figure, Selection, figure

TURNOVER = (
    "Ventes et prestations (comptes 70) nettes des rabais, remises et ristournes accordés (709), hors taxes"
)


@dataclass(frozen=True)
class IncomeLine:
    """A line of the statement. ``balance``: a « solde », shown in bold."""

    figure: Figure
    balance: bool


@dataclass(frozen=True)
class IncomeStatement:
    """``turnover`` is the base of the ratios; ``lines`` from sales to the net result."""

    start: date
    end: date
    turnover: Figure
    lines: tuple[IncomeLine, ...]

    def line(self, key: str) -> Figure:
        """The figure of that key. Raises KeyError."""
        for line in self.lines:
            if line.figure.key == key:
                return line.figure
        raise KeyError(key)

    def share(self, key: str) -> float | None:
        """A line as a part of the turnover (0–1); None without turnover."""
        return self.line(key).exact / self.turnover.exact if self.turnover.exact else None


@cache
def _data() -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads(
        files(__package__).joinpath("income.json").read_text(encoding="utf-8")
    )
    return loaded


def turnover_of(
    ledger: Ledger, start: date | None = None, end: date | None = None, year: FiscalYear | None = None
) -> Figure:
    """Sales net of rebates granted, without VAT."""
    chosen = Selection(accounts=("70",), start=start, end=end, sign=-1)
    return figure(ledger, "turnover", "Chiffre d’affaires", chosen, TURNOVER, year)


def income_statement(
    ledger: Ledger, year: FiscalYear | None, start: date | None = None, end: date | None = None
) -> IncomeStatement:
    """The statement of a fiscal year (None: of all of them), or of a part of it."""
    first, last = (year.start, year.last) if year else (ledger.years[0].start, ledger.current.last)
    figures: dict[str, Figure] = {}
    lines: list[IncomeLine] = []
    for spec in _data()["lines"]:
        if "accounts" in spec:
            made = _sum_of_accounts(ledger, spec, year, start, end)
        else:
            total = sum((1 if part[0] == "+" else -1) * figures[part[1:]].exact for part in spec["sum"])
            made = Figure(
                key=spec["key"], label=spec["label"], value=round(total / EURO, 2), exact=total,
                definition=spec["definition"], selection=_selection_of_balance(spec["key"], start, end),
            )  # fmt: skip
        figures[made.key] = made
        lines.append(IncomeLine(made, spec.get("balance", False)))
    return IncomeStatement(start or first, end or last, turnover_of(ledger, start, end, year), tuple(lines))


def _sum_of_accounts(
    ledger: Ledger, spec: dict[str, Any], year: FiscalYear | None, start: date | None, end: date | None
) -> Figure:
    chosen = Selection(
        accounts=tuple(spec["accounts"]), exclude=tuple(spec["exclude"]), start=start, end=end,
        sign=-1 if spec["side"] == "income" else 1,
    )  # fmt: skip
    kept = ", ".join(spec["accounts"])
    left = f" sauf {', '.join(spec['exclude'])}" if spec["exclude"] else ""
    return figure(ledger, spec["key"], spec["label"], chosen, f"Comptes {kept}{left}", year)


def _selection_of_balance(key: str, start: date | None, end: date | None) -> Selection:
    """The lines of every account a balance is made of: credits less debits."""
    accounts, exclude = _accounts_of(key)
    return Selection(accounts=accounts, exclude=exclude, start=start, end=end, sign=-1)


@cache
def _accounts_of(key: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    specs = {spec["key"]: spec for spec in _data()["lines"]}

    def gather(name: str) -> list[dict[str, Any]]:
        spec = specs[name]
        return [spec] if "accounts" in spec else [one for part in spec["sum"] for one in gather(part[1:])]

    leaves = gather(key)
    accounts = {account for leaf in leaves for account in leaf["accounts"]}
    left_out = {account for leaf in leaves for account in leaf["exclude"]}
    # What one line leaves out is often another line of the same balance (707 beside 70).
    return tuple(sorted(accounts)), tuple(
        sorted(one for one in left_out if not any(_holds(leaf, one) for leaf in leaves))
    )


def _holds(leaf: dict[str, Any], account: str) -> bool:
    taken = any(account.startswith(one) for one in leaf["accounts"])
    return taken and not any(account.startswith(one) for one in leaf["exclude"])


def source() -> tuple[str, str]:
    """Where the formulas come from, and when they were last reviewed (ISO date)."""
    return _data()["source"], _data()["reviewed"]
