"""What the entries say: results, ages, cash, VAT, purchases — by hand on a small company, and with or without its closing."""

from datetime import date

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from levier.tables.accounting.amounts import EURO
from levier.tables.accounting.costs import split_costs
from levier.tables.accounting.fec_format import read
from levier.tables.accounting.ledger import Ledger, ledger_of
from levier.tables.accounting.months import cash_by_month, seasonality, vat_by_month
from levier.tables.accounting.open_items import ageing
from levier.tables.accounting.purchases import purchases_by_supplier
from levier.tables.accounting.reading import read_fec
from levier.tables.accounting.statements.income import income_statement
from levier.tables.accounting.tax_forms import fill_form
from levier.tables.accounting.working_capital import working_capital
from tests.tables.accounting.writing import company, write

NAME = "732829320FEC20231231.txt"


def euros(amount: int) -> float:
    return amount / EURO


@pytest.fixture(scope="module", params=[False, True], ids=["open", "closed"])
def ledger(request: pytest.FixtureRequest) -> Ledger:
    read = read_fec(write(company(closed=request.param)), NAME)
    return ledger_of(read.frame, closing=read.name.closing, exact=True)


def test_the_result_ignores_the_entry_that_closes_the_year(ledger: Ledger) -> None:
    statement = income_statement(ledger, ledger.current)
    sales = sum(1000 + 100 * month for month in range(1, 13)) - 50
    assert statement.turnover.value == sales
    assert statement.line("commercial_margin").value == sales - 6000
    assert statement.line("added_value").value == sales - 6000 - 2000
    assert (
        statement.line("ebitda").value == statement.line("net_result").value == sales - 6000 - 2000 - 12 * 420
    )


def test_each_balance_is_the_sum_of_the_lines_it_opens_on(ledger: Ledger) -> None:
    for line in income_statement(ledger, ledger.current).lines:
        assert line.figure.selection
        lines = line.figure.selection.lines(ledger, ledger.current)
        assert int(lines["balance"].sum()) * line.figure.selection.sign == line.figure.exact


def test_assets_equal_liabilities_and_the_result_is_the_same_on_every_form(ledger: Ledger) -> None:
    simple, normal = fill_form(ledger, "2033"), fill_form(ledger, "2050")
    assert simple.line("110").exact - simple.line("112").exact == simple.line("180").exact
    assert normal.line("CO").exact - normal.line("1A").exact == normal.line("EE").exact
    assert (
        simple.line("310").exact
        == normal.line("HN").exact
        == income_statement(ledger, ledger.current).line("net_result").exact
    )


def test_what_customers_owe_is_aged_from_the_invoice_and_equals_the_account(ledger: Ledger) -> None:
    found = ageing(ledger, "receivables", date(2023, 12, 31))
    # Opening 1 200 + two unpaid invoices (2 520 and 2 640) − a credit note of 50 that pays the oldest first.
    assert euros(found.due) == 1200 + 2520 + 2640 - 50
    assert [euros(amount) for _, amount in found.bands()] == [2640, 2520, 0, 1150]
    assert euros(found.over(60)) == 1150
    assert found.due - found.advances == int(found.selection.lines(ledger)["balance"].sum())


def test_ages_are_told_at_any_past_day(ledger: Ledger) -> None:
    found = ageing(ledger, "receivables", date(2023, 3, 20))
    assert euros(found.due) == 1200 + 1300 * 1.2
    assert {item.piece for item in found.items} == {"P1", "V3"}


def test_vat_of_a_month_leaves_its_settlement_out(ledger: Ledger) -> None:
    march = vat_by_month(ledger, ledger.current)[2]
    assert (
        euros(march.collected),
        euros(march.deductible_goods),
        euros(march.due),
        euros(march.settled),
    ) == (260, 100, 160, 160)


def test_cash_runs_from_its_opening_to_the_balance_of_the_accounts(ledger: Ledger) -> None:
    months = cash_by_month(ledger, ledger.current)
    assert euros(months[0].opening) == 10_000
    assert euros(months[5].paid) == 2000
    assert all(month.opening + month.received - month.paid == month.closing for month in months)
    assert months[-1].closing == int(
        ledger.standing().filter(pl.col("account").str.starts_with("51"))["balance"].sum()
    )


def test_purchases_by_supplier_and_the_rest_make_the_accounts(ledger: Ledger) -> None:
    found = purchases_by_supplier(ledger, ledger.current)
    assert [(one.label, euros(one.amount), one.entries) for one in found.suppliers] == [
        ("Société GROS", 6000, 12)
    ]
    assert (euros(found.without), euros(found.total)) == (2000, 8000)


def test_seasons_compare_each_month_with_the_mean_of_its_year(ledger: Ledger) -> None:
    indices = seasonality(ledger)
    assert len(indices) == 12
    assert sum(value for _, value, _ in indices) == pytest.approx(12)
    assert indices[0][1] < 1 < indices[11][1]


def test_costs_are_fixed_or_variable_and_nothing_is_lost(ledger: Ledger) -> None:
    split = split_costs(ledger, ledger.current)
    assert (euros(split.variable), euros(split.fixed)) == (6000, 2000 + 12 * 420)


def test_working_capital_and_delays(ledger: Ledger) -> None:
    found = working_capital(ledger, ledger.current)
    assert found.need == found.stocks + found.receivables - found.debts
    assert euros(found.customers) == 6310
    assert found.dso is not None
    assert found.dso == pytest.approx(6310 / ((19_800 - 50) + 19_800 * 0.2) * 365, rel=0.01)


def test_two_years_in_one_table_do_not_count_openings_twice() -> None:
    first = read(write(company()), NAME)[0]
    frame = first.frame.rename({column: field for field, column in first.mapping.items()})
    next_year = frame.with_columns(
        pl.col("date").dt.offset_by("1y"),
        pl.col("piece_date").dt.offset_by("1y"),
        pl.lit(date(2024, 12, 31)).alias("year_end"),
    )
    both = ledger_of(pl.concat([frame, next_year], how="diagonal_relaxed"))
    assert [year.label for year in both.years] == ["2023", "2024"]
    single = ledger_of(frame)
    assert (
        both.standing(date(2024, 12, 31))["balance"].abs().sum() == single.standing()["balance"].abs().sum()
    )
    statements = [income_statement(both, year).line("net_result").exact for year in both.years]
    assert statements == [income_statement(single, single.current).line("net_result").exact] * 2


_ACCOUNTS = st.text("0123456789", min_size=3, max_size=8).map(lambda tail: tail)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.tuples(st.sampled_from("67"), _ACCOUNTS, st.integers(-(10**8), 10**8)), min_size=1, max_size=30
    )
)
def test_every_account_of_classes_6_and_7_is_in_the_net_result_once(
    entries: list[tuple[str, str, int]],
) -> None:
    rows = [
        {"journal": "OD", "entry": "1", "date": date(2023, 5, 1), "account": kind + tail, "debit": max(cents, 0) / 100, "credit": max(-cents, 0) / 100}
        for kind, tail, cents in entries
    ]  # fmt: skip
    ledger = ledger_of(pl.DataFrame(rows))
    assert (
        income_statement(ledger, ledger.current).line("net_result").exact
        == -sum(cents for *_, cents in entries) * 100
    )
    form = fill_form(ledger, "2033")
    assert form.line("310").exact == -sum(cents for *_, cents in entries) * 100
    assert fill_form(ledger, "2050").line("HN").exact == form.line("310").exact
