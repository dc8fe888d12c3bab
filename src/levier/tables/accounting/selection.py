"""Which lines a figure is the sum of: kept with the figure, so that it can be opened down to them."""

from datetime import date
from typing import Any, Literal

import polars as pl
from pydantic import BaseModel, ConfigDict, Field

from levier.tables.accounting.amounts import EURO
from levier.tables.accounting.ledger import FiscalYear, Ledger, prefixed

Basis = Literal["flows", "movements", "standing", "entries"]


class Selection(BaseModel):
    """Lines of the accounts that start with ``accounts`` but not with ``exclude``.

    ``basis``: "flows" (classes 6 and 7 without their closing), "movements" (without openings and closings), "standing"
    (what makes the balance on ``end``: openings included), "entries" (lines of the entries ``keys``). ``sign``: +1 counts
    debits, −1 credits. ``auxiliary``: one third party; None for all.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    kind: Literal["journal_entries"] = "journal_entries"
    basis: Basis = "flows"
    accounts: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    start: date | None = None
    end: date | None = None
    sign: Literal[-1, 1] = 1
    auxiliary: str | None = None
    keys: tuple[int, ...] = Field(default=(), max_length=20_000)
    settling: bool | None = None
    """For VAT: only (or without) the entries that settle the month's VAT."""

    def lines(self, ledger: Ledger, year: FiscalYear | None = None) -> pl.DataFrame:
        """The lines, in the order of the file."""
        if self.basis == "standing":
            found = ledger.standing(self.end)
        elif self.basis == "movements":
            found = ledger.movements(year, self.start, self.end)
        elif self.basis == "entries":
            found = ledger.frame.filter(pl.col("key").is_in(list(self.keys)))
        else:
            found = ledger.flows(year, self.start, self.end)
        if self.accounts:
            found = found.filter(prefixed(self.accounts, self.exclude))
        elif self.exclude:
            found = found.filter(~prefixed(self.exclude))
        if self.auxiliary is not None:
            found = found.filter(pl.col("auxiliary") == self.auxiliary)
        if self.settling is not None:
            keys = settling_keys(ledger)
            inside = pl.col("key").is_in(list(keys))
            found = found.filter(inside if self.settling else ~inside)
        return found


class Part(BaseModel):
    """What one account adds to a figure, in euros."""

    account: str
    label: str
    amount: float
    lines: int


class Figure(BaseModel):
    """A figure explained: ``value`` in euros, its definition in words, the lines it is the sum of, and account by account.

    ``exact``: the same in ten-thousandths of a euro.
    """

    key: str
    label: str
    value: float
    exact: int
    definition: str
    selection: Selection | None = None
    parts: list[Part] = []


def figure(
    ledger: Ledger,
    key: str,
    label: str,
    selection: Selection,
    definition: str,
    year: FiscalYear | None = None,
) -> Figure:
    """The sum of the lines of ``selection``, with its accounts."""
    lines = selection.lines(ledger, year)
    total = int(lines["balance"].sum()) * selection.sign
    by_account = (
        lines.group_by("account", maintain_order=True)
        .agg(pl.col("account_label").last(), pl.col("balance").sum(), pl.len())
        .sort("account")
    )
    parts = [
        Part(account=account, label=name, amount=round(balance * selection.sign / EURO, 2), lines=count)
        for account, name, balance, count in by_account.iter_rows()
    ]
    return Figure(
        key=key,
        label=label,
        value=round(total / EURO, 2),
        exact=total,
        definition=definition,
        selection=selection,
        parts=parts,
    )


def settling_keys(ledger: Ledger) -> set[int]:
    """Entries that settle VAT: they empty 4457 and 4456 into the amount due (4455) or the credit carried (44567), and
    touch no customer, supplier, sale, purchase, asset or bank account (65x, 67x, 75x and 77x take the rounding, 63x a tax declared with it)."""
    frame = ledger.frame
    vat = pl.col("account").str.starts_with("445")
    shapes = frame.filter(pl.col("key").is_in(frame.filter(vat)["key"].unique().implode())).group_by("key").agg(
        pl.col("account").str.contains("^(2|3|40|41|5|6[0124689]|7[0-24689])").any().alias("other"),
        pl.col("account").str.contains("^(4455|44567|44583)").any().alias("due"),
        (pl.col("account").str.starts_with("4457") & (pl.col("balance") > 0)).any().alias("emptied"),
        (pl.col("account").str.contains("^4456[^7]") & (pl.col("balance") < 0)).any().alias("deducted"),
        pl.col("opening").any(),
    )  # fmt: skip
    chosen = shapes.filter(
        ~pl.col("other") & ~pl.col("opening") & (pl.col("due") | (pl.col("emptied") & pl.col("deducted")))
    )
    return set(chosen["key"].to_list())


def shown_lines(ledger: Ledger, selection: Selection, year: FiscalYear | None = None) -> list[dict[str, Any]]:
    """The lines of a figure as a person reads them, oldest first, amounts in euros."""
    lines = selection.lines(ledger, year).sort("date", "line", maintain_order=True)
    return lines.select(
        "date", "journal", "entry", "account", "account_label", "auxiliary", "auxiliary_label", "piece", "label",
        (pl.col("debit") / EURO).round(2).alias("debit"), (pl.col("credit") / EURO).round(2).alias("credit"), "lettering",
    ).to_dicts()  # fmt: skip
