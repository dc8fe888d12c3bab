"""Everything the page of a FEC shows of one fiscal year, computed once."""

from dataclasses import dataclass

from levier.tables.accounting.costs import CostSplit, split_costs
from levier.tables.accounting.ledger import FiscalYear, Ledger
from levier.tables.accounting.months import (
    CashMonth,
    Month,
    VatMonth,
    cash_by_month,
    monthly_turnover,
    vat_by_month,
)
from levier.tables.accounting.open_items import Ageing, ageing
from levier.tables.accounting.purchases import Purchases, purchases_by_supplier
from levier.tables.accounting.statements.income import IncomeStatement, income_statement
from levier.tables.accounting.working_capital import WorkingCapital, working_capital


@dataclass(frozen=True)
class Overview:
    """The figures of a fiscal year; amounts in ten-thousandths."""

    year: FiscalYear
    statement: IncomeStatement
    turnover: list[Month]
    cash: list[CashMonth]
    vat: list[VatMonth]
    receivables: Ageing
    payables: Ageing
    purchases: Purchases
    costs: CostSplit
    working_capital: WorkingCapital


def overview(ledger: Ledger, year: FiscalYear) -> Overview:
    """All of it, at the last day of the year that holds entries."""
    return Overview(
        year, income_statement(ledger, year), monthly_turnover(ledger, year), cash_by_month(ledger, year),
        vat_by_month(ledger, year), ageing(ledger, "receivables", year.last), ageing(ledger, "payables", year.last),
        purchases_by_supplier(ledger, year), split_costs(ledger, year), working_capital(ledger, year),
    )  # fmt: skip
