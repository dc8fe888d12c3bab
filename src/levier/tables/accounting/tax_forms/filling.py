"""A tax form filled from the ledger.

The chart of accounts forbids to set off a debit against a credit: an account of third parties that is in debit is a
receivable, in credit a debt, third party by third party (article 112-2 of the PCG; each supplier in debit is « autres
créances », not less « fournisseurs »).
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

import polars as pl

from levier.tables.accounting.amounts import EURO
from levier.tables.accounting.ledger import FiscalYear, Ledger, prefixed

FORMS: dict[str, str] = {"2033": "2033-A et B (réel simplifié)", "2050": "2050 à 2053 (réel normal)"}


@dataclass(frozen=True)
class FormLine:
    """``exact``: ten-thousandths; ``accounts``: those that make it, with what each adds in euros. ``outside``: no line of
    the form, kept so that nothing is lost."""

    form: str
    part: str
    line: str
    label: str
    exact: int
    accounts: tuple[tuple[str, str, float], ...]
    is_total: bool
    outside: bool = False

    @property
    def value(self) -> int:
        """Whole euros, as the form wants them (half away from zero)."""
        whole, rest = divmod(abs(self.exact), EURO)
        rounded = whole + (1 if rest * 2 >= EURO else 0)
        return rounded if self.exact >= 0 else -rounded


@dataclass(frozen=True)
class TaxForm:
    name: str
    title: str
    source: str
    reviewed: str
    day: date
    lines: tuple[FormLine, ...]

    def line(self, code: str) -> FormLine:
        """Raises KeyError."""
        for line in self.lines:
            if line.line == code:
                return line
        raise KeyError(code)


@cache
def _data(name: str) -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads(
        files(__package__).joinpath(f"{name}.json").read_text(encoding="utf-8")
    )
    return loaded


def fill_form(ledger: Ledger, name: str = "2033", year: FiscalYear | None = None) -> TaxForm:
    """The lines of form ``name`` ("2033" or "2050") at the end of a fiscal year (the latest by default)."""
    year = year or ledger.current
    data = _data(name)
    standing = _balances(ledger.standing(year.end).filter(pl.col("account").str.contains("^[1-5]")))
    flows = _balances(ledger.flows(year))
    result = -int(flows["balance"].sum())
    made: dict[str, FormLine] = {}
    for spec in data["lines"]:
        if "total" not in spec:
            made[spec["line"]] = _line(
                spec, flows if spec["part"] in ("income", "costs") else standing, result
            )
    pending = [spec for spec in data["lines"] if "total" in spec]
    while pending:
        ready = [
            spec for spec in pending if all(one in made for one in [*spec["total"], *spec.get("minus", [])])
        ]
        for spec in ready:
            total = sum(made[one].exact for one in spec["total"]) - sum(
                made[one].exact for one in spec.get("minus", [])
            )
            made[spec["line"]] = FormLine(
                spec["form"], spec["part"], spec["line"], spec["label"], total, (), is_total=True
            )
        pending = [spec for spec in pending if spec not in ready]
        if not ready:
            raise ValueError(f"form {name}: totals of unknown lines {[spec['line'] for spec in pending]}")
    lines = tuple(made[spec["line"]] for spec in data["lines"])
    return TaxForm(name, data["title"], data["source"], data["reviewed"], year.end, lines)


def _balances(lines: pl.DataFrame) -> pl.DataFrame:
    """Balance by account, and by third party for suppliers and customers."""
    third = pl.when(pl.col("account").str.contains("^4[01]")).then(pl.col("auxiliary")).otherwise(pl.lit(""))
    return (
        lines.with_columns(third.alias("third"))
        .group_by("account", "third")
        .agg(pl.col("account_label").last(), pl.col("balance").sum())
        .filter(pl.col("balance") != 0)
        .sort("account", "third")
    )


def _line(spec: dict[str, Any], balances: pl.DataFrame, result: int) -> FormLine:
    if spec.get("result"):
        return FormLine(spec["form"], spec["part"], spec["line"], spec["label"], result, (), is_total=False)
    parts = _taken(balances, spec.get("accounts", []), spec.get("exclude", []), spec["take"])
    if more := spec.get("plus"):
        parts = pl.concat([parts, _taken(balances, more["accounts"], more["exclude"], more["take"])])
    by_account = parts.group_by("account", maintain_order=True).agg(
        pl.col("account_label").first(), pl.col("amount").sum()
    )
    accounts = tuple(
        (account, label, round(amount / EURO, 2)) for account, label, amount in by_account.iter_rows()
    )
    total = int(parts["amount"].sum())
    return FormLine(
        spec["form"],
        spec["part"],
        spec["line"],
        spec["label"],
        total,
        accounts,
        is_total=False,
        outside=spec.get("outside", False),
    )


def _taken(
    balances: pl.DataFrame, accounts: Sequence[str], exclude: Sequence[str], take: str
) -> pl.DataFrame:
    chosen = balances.filter(prefixed(accounts, exclude))
    if take in ("debit", "credit"):
        chosen = chosen.filter(pl.col("balance") > 0 if take == "debit" else pl.col("balance") < 0)
    sign = 1 if take in ("net", "debit") else -1
    return chosen.select("account", "account_label", (pl.col("balance") * sign).alias("amount"))
