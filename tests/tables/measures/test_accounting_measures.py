"""The measures of the entries give the figures of the accounting room, whatever the file."""

from datetime import date

import polars as pl
import pytest

from levier.accounts.models import Company
from levier.core.measures import MeasureQuery
from levier.core.period import Period
from levier.tables.access import CompanyTables
from levier.tables.accounting.ledger import Ledger, ledger_of
from levier.tables.accounting.months import (
    CASH,
    cash_by_month,
    monthly_payroll,
    monthly_turnover,
    vat_by_month,
)
from levier.tables.accounting.statements.income import income_statement
from tests.cast import Person
from tests.tables.measures.company import company as made_up
from tests.tables.measures.company import filled

pytestmark = pytest.mark.django_db
EURO = 10_000


@pytest.fixture
def tables(owner: Person, company: Company) -> CompanyTables:
    filled(owner.actor, company, {"journal_entries": made_up(3)["journal_entries"]})
    return CompanyTables(owner.actor)


def ledger(tables: CompanyTables) -> Ledger:
    frame: pl.DataFrame = tables.frame("journal_entries")
    return ledger_of(frame.drop("entry_key", "is_opening", "is_closing", "settles_vat"))


def by_month(tables: CompanyTables, measure: str, start: date, end: date) -> list[float]:
    asked = MeasureQuery(
        kind="journal_entries", measures=[measure], dimensions=["month"], order="natural",
        period=Period(start=start, end=end),
    )  # fmt: skip
    return [row[1] for row in tables.query(asked).rows]


def test_turnover_payroll_vat_and_cash_of_each_month_are_those_of_the_accounts(tables: CompanyTables) -> None:
    accounts = ledger(tables)
    for year in accounts.years:
        turnover = monthly_turnover(accounts, year)
        start, end = turnover[0].first, year.last
        vat = vat_by_month(accounts, year)
        expected = {
            "accounted_turnover": [one.amount for one in turnover],
            "payroll": [one.amount for one in monthly_payroll(accounts, year)],
            "vat_collected": [one.collected for one in vat],
            "vat_due": [one.due for one in vat],
            "cash": [one.closing for one in cash_by_month(accounts, year)],
        }
        for measure, amounts in expected.items():
            found = by_month(tables, measure, start, end)
            assert found == pytest.approx([amount / EURO for amount in amounts], abs=0.01), (measure, year)


def test_the_result_of_a_period_is_that_of_the_income_statement(tables: CompanyTables) -> None:
    accounts = ledger(tables)
    year = accounts.years[0]
    asked = MeasureQuery(
        kind="journal_entries", measures=["result"], period=Period(start=year.start, end=year.end)
    )
    stated = income_statement(accounts, year).line("net_result").value
    assert tables.query(asked).rows[0][0] == pytest.approx(stated, abs=0.01)


def test_the_accounts_of_the_cash_are_the_same_in_both_rooms() -> None:
    from levier.tables.measures.kinds.journal_entries import JOURNAL_ENTRIES  # noqa: PLC0415

    condition = JOURNAL_ENTRIES.measure("cash").lines
    assert all(f"'{prefix}'" in condition for prefix in CASH[0])
