"""Working capital need, and how many days customers take to pay and suppliers are paid in.

BFR = stocks + operating receivables − operating debts, balances by account and third party, at the end of the period.
Left out: financing (16, 45, 5), suppliers of fixed assets (404, 405), income tax (444), sales and purchases of assets
(462, 464, 465).
DSO = trade receivables with VAT ÷ (turnover + VAT collected) × days; DPO = trade payables with VAT ÷ (purchases + VAT
deductible on goods) × days. A debt balance of a customer, or a credit of a supplier, counts on its own side.
"""

from dataclasses import dataclass
from datetime import date

import polars as pl

from levier.tables.accounting.ledger import FiscalYear, Ledger, prefixed
from levier.tables.accounting.months import COLLECTED, vat_selections
from levier.tables.accounting.purchases import BOUGHT
from levier.tables.accounting.statements.income import turnover_of

OPERATING = (("40", "41", "42", "43", "44", "47", "486", "487", "488"), ("404", "405", "4084", "444"))


@dataclass(frozen=True)
class WorkingCapital:
    """Ten-thousandths; ``dso`` and ``dpo`` in days, None without sales or purchases."""

    day: date
    days: int
    stocks: int
    receivables: int
    debts: int
    customers: int
    suppliers: int
    sales_with_vat: int
    purchases_with_vat: int

    @property
    def need(self) -> int:
        return self.stocks + self.receivables - self.debts

    @property
    def dso(self) -> float | None:
        return self.customers / self.sales_with_vat * self.days if self.sales_with_vat > 0 else None

    @property
    def dpo(self) -> float | None:
        return self.suppliers / self.purchases_with_vat * self.days if self.purchases_with_vat > 0 else None

    def in_days_of_turnover(self, turnover: int) -> float | None:
        """The need as days of turnover without VAT."""
        return self.need / turnover * self.days if turnover > 0 else None


def working_capital(ledger: Ledger, year: FiscalYear, end: date | None = None) -> WorkingCapital:
    """At the last day of a year that holds entries, or on ``end``."""
    day = end or year.last
    standing = ledger.standing(day)
    third = pl.when(pl.col("account").str.contains("^4[01]")).then(pl.col("auxiliary")).otherwise(pl.lit(""))
    balances = (
        standing.with_columns(third.alias("third")).group_by("account", "third").agg(pl.col("balance").sum())
    )
    operating = balances.filter(prefixed(*OPERATING))
    receivables = int(operating.filter(pl.col("balance") > 0)["balance"].sum())
    debts = -int(operating.filter(pl.col("balance") < 0)["balance"].sum())
    stocks = int(balances.filter(prefixed(("3",)))["balance"].sum())
    customers = int(
        balances.filter(prefixed(("411", "413", "416", "418", "410")) & (pl.col("balance") > 0))[
            "balance"
        ].sum()
    )
    suppliers = -int(
        balances.filter(prefixed(("401", "403", "408", "400"), ("4084",)) & (pl.col("balance") < 0))[
            "balance"
        ].sum()
    )
    vat = vat_selections(year.start, day)
    collected = -int(
        vat["collected"].lines(ledger, year).filter(prefixed(("4457",), COLLECTED[1]))["balance"].sum()
    )
    deducted = int(
        vat["deductible"].lines(ledger, year).filter(prefixed(("4456",), ("44562", "44567")))["balance"].sum()
    )
    bought = int(ledger.flows(year, None, day).filter(prefixed(*BOUGHT))["balance"].sum())
    sold = turnover_of(ledger, None, day, year).exact
    return WorkingCapital(
        day,
        (day - year.start).days + 1,
        stocks,
        receivables,
        debts,
        customers,
        suppliers,
        sold + collected,
        bought + deducted,
    )
