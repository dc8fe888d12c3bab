"""What customers owe and what suppliers are owed: credit notes, payments that unbalance a matching, ages."""

from datetime import date, timedelta
from decimal import Decimal

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from levier.tables.accounting.amounts import EURO
from levier.tables.accounting.ledger import Ledger, ledger_of
from levier.tables.accounting.open_items import BANDS, Ageing, Side, ageing, balance_of

LAST = date(2024, 12, 31)
Move = tuple[date, str, Decimal, str]
"""Day, third party, signed amount (an invoice positive), lettering."""


def books(moves: list[Move], account: str = "411000", sign: int = 1) -> Ledger:
    """Each move as an entry of two lines."""
    rows = []
    for number, (day, party, amount, lettering) in enumerate(moves):
        for line, (code, value) in enumerate(((account, amount * sign), ("512000", -amount * sign))):
            third = line == 0
            rows.append({
                "journal": "OD", "entry": f"{number + 1}", "date": day, "account": code, "auxiliary": party if third else "", "auxiliary_label": party if third else "",
                "piece": f"P{number}", "label": f"P{number}", "debit": float(max(value, 0)), "credit": float(max(-value, 0)), "lettering": lettering if third else "",
            })  # fmt: skip
    return ledger_of(pl.DataFrame(rows))


def move(days: int, amount: str, lettering: str = "", party: str = "DURAND") -> Move:
    """``days`` before the evening asked."""
    return LAST - timedelta(days=days), party, Decimal(amount), lettering


def told(found: Ageing) -> tuple[float, float, dict[str, float]]:
    """Due, advances and what is left of each invoice, euros."""
    return found.due / EURO, found.advances / EURO, {item.piece: item.left / EURO for item in found.items}


def test_a_credit_note_matched_with_its_invoice_leaves_neither_due_nor_advance() -> None:
    ledger = books([move(40, "120", "A"), move(20, "-120", "A"), move(10, "60")])
    assert told(ageing(ledger, "receivables", LAST)) == (60, 0, {"P2": 60})


def test_a_credit_note_that_nobody_matched_pays_the_oldest_invoice_first() -> None:
    ledger = books([move(70, "100"), move(40, "100"), move(20, "-130")])
    assert told(ageing(ledger, "receivables", LAST)) == (70, 0, {"P1": 70})


def test_a_credit_note_larger_than_all_is_an_advance_not_a_negative_debt() -> None:
    found = ageing(books([move(40, "100"), move(20, "-130")]), "receivables", LAST)
    assert told(found) == (0, 30, {})


@pytest.mark.parametrize(("paid", "due", "advance"), [("-90", 30, 0), ("-150", 0, 30)])
def test_a_payment_that_unbalances_its_matching_opens_it_again(paid: str, due: float, advance: float) -> None:
    ledger = books([move(40, "120", "A"), move(20, paid, "A")])
    found = ageing(ledger, "receivables", LAST)
    assert (found.due / EURO, found.advances / EURO) == (due, advance)
    assert found.due - found.advances == balance_of(ledger, ("411",), day=LAST)


def test_an_invoice_is_open_until_the_day_its_payment_is_booked() -> None:
    ledger = books([move(40, "120", "A"), move(5, "-120", "A")])
    assert ageing(ledger, "receivables", LAST - timedelta(days=6)).due == 120 * EURO
    assert ageing(ledger, "receivables", LAST).due == 0


def test_one_letter_borne_by_two_customers_matches_neither_with_the_other() -> None:
    ledger = books([move(40, "120", "A", "DURAND"), move(20, "-120", "A", "MARTIN")])
    found = ageing(ledger, "receivables", LAST)
    assert told(found) == (120, 120, {"P0": 120})


@pytest.mark.parametrize(
    ("age", "band"), [(0, 0), (30, 0), (31, 1), (60, 1), (61, 2), (90, 2), (91, 3), (400, 3)]
)
def test_each_age_falls_in_the_band_that_names_it(age: int, band: int) -> None:
    found = ageing(books([move(age, "10"), move(1, "0.01", "", "AUTRE")]), "receivables", LAST)
    durand = next(one for one in found.parties if one.code == "DURAND")
    assert [amount / EURO for amount in durand.bands] == [
        10.0 if place == band else 0.0 for place in range(len(BANDS))
    ]
    assert durand.oldest == age


def test_suppliers_are_aged_alike_on_their_own_side() -> None:
    ledger = books([move(70, "200"), move(10, "-50")], "401000", -1)
    found = ageing(ledger, "payables", LAST)
    assert told(found) == (150, 0, {"P0": 150})
    assert [round(amount / EURO) for _, amount in found.bands()] == [0, 0, 150, 0]


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.integers(0, 300), st.integers(-50_000, 50_000).filter(bool), st.sampled_from(["", "A", "B"]), st.sampled_from(["X", "Y"])
        ),
        min_size=1, max_size=14,
    ),
    st.sampled_from(["receivables", "payables"]),
)  # fmt: skip
def test_open_items_and_advances_always_make_the_balance_of_the_accounts(
    drawn: list[tuple[int, int, str, str]], side: Side
) -> None:
    account, sign = ("411000", 1) if side == "receivables" else ("401000", -1)
    moves = [move(days, f"{Decimal(cents) / 100}", letter, party) for days, cents, letter, party in drawn]
    ledger = books(moves, account, sign)
    found = ageing(ledger, side, LAST)
    assert found.due - found.advances == sign * balance_of(ledger, (account[:3],), day=LAST)
    assert sum(amount for _, amount in found.bands()) == found.due
    assert all(0 < item.left <= item.amount for item in found.items)
