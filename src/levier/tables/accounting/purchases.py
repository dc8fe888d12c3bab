"""Purchases by supplier: what each was bought for without VAT, from the entries where it stands.

An entry's purchases (60 but stock variations, 61, 62) belong to the supplier credited in it; with several suppliers they
are shared in proportion to their amounts. Purchases paid without a supplier account are shown apart, so that the whole
equals the accounts.
"""

from dataclasses import dataclass
from datetime import date

import polars as pl

from levier.tables.accounting.ledger import FiscalYear, Ledger, prefixed
from levier.tables.accounting.selection import Selection

BOUGHT = (("60", "61", "62"), ("603",))
SUPPLIERS = ("401", "403", "400")


@dataclass(frozen=True)
class SupplierPurchases:
    """``amount``: without VAT, ten-thousandths; ``entries``: how many invoices and credit notes; ``share`` of the whole."""

    code: str
    label: str
    amount: int
    entries: int
    share: float
    selection: Selection


@dataclass(frozen=True)
class Purchases:
    suppliers: tuple[SupplierPurchases, ...]
    without: int
    total: int
    selection: Selection


def purchases_by_supplier(
    ledger: Ledger, year: FiscalYear | None = None, start: date | None = None, end: date | None = None
) -> Purchases:
    """Suppliers, largest first; ``without``: bought with no supplier account in the entry."""
    bought = ledger.flows(year, start, end).filter(prefixed(*BOUGHT))
    keys = bought["key"].unique().implode()
    cost = bought.group_by("key").agg(pl.col("balance").sum().alias("cost"))
    third = ledger.frame.filter(pl.col("key").is_in(keys) & prefixed(SUPPLIERS) & ~pl.col("opening"))
    code = pl.when(pl.col("auxiliary") != "").then(pl.col("auxiliary")).otherwise(pl.col("account"))
    label = (
        pl.when(pl.col("auxiliary_label") != "").then(pl.col("auxiliary_label"))
        .when(pl.col("auxiliary") != "").then(pl.col("auxiliary")).otherwise(pl.col("account_label"))
    )  # fmt: skip
    credits = third.with_columns(code.alias("code"), label.alias("name")).group_by("key", "code").agg(
        (-pl.col("balance")).sum().alias("credit"), pl.col("name").last()
    ).filter(pl.col("credit") != 0)  # fmt: skip
    shared = credits.join(cost, on="key").with_columns(pl.col("credit").sum().over("key").alias("whole"))
    shared = shared.filter(pl.col("whole") != 0).with_columns(_part().alias("amount"))
    total = int(cost["cost"].sum())
    by = shared.group_by("code").agg(
        pl.col("name").last(), pl.col("amount").sum(), pl.col("key").n_unique().alias("entries"), pl.col("key").alias("keys")
    ).sort("amount", "code", descending=[True, False])  # fmt: skip
    suppliers = tuple(
        SupplierPurchases(
            code, name, amount, entries, amount / total if total else 0.0,
            Selection(basis="entries", accounts=BOUGHT[0], exclude=BOUGHT[1], keys=tuple(keys[:20_000])),
        )
        for code, name, amount, entries, keys in by.iter_rows()
    )  # fmt: skip
    chosen = Selection(accounts=BOUGHT[0], exclude=BOUGHT[1], start=start, end=end)
    return Purchases(suppliers, total - sum(one.amount for one in suppliers), total, chosen)


def _part() -> pl.Expr:
    """The supplier's share of the entry's cost, in whole units; the last supplier takes what rounding leaves."""
    exact = (pl.col("cost").cast(pl.Float64) * pl.col("credit") / pl.col("whole")).round().cast(pl.Int64)
    alone = pl.len().over("key") == 1
    last = pl.int_range(pl.len()).over("key") == pl.len().over("key") - 1
    others = exact.sum().over("key") - exact
    return pl.when(alone).then(pl.col("cost")).when(last).then(pl.col("cost") - others).otherwise(exact)
