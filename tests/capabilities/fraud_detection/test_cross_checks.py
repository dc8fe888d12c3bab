"""Entries checked against one another: VAT and what it is deducted on, bills and their payments, numbers of bills."""

from datetime import timedelta

import polars as pl
import pytest

from levier.capabilities.fraud_detection.detectors import (
    arithmetic,
    deductions,
    disagreeing,
    duplicates,
    moments,
    splitting,
)
from levier.capabilities.fraud_detection.operations import of_invoices, of_ledger
from levier.tables.accounting.ledger import Ledger, ledger_of
from tests.capabilities.fraud_detection.company import FIRST, added, invoices, ledger

BILL = "00061"
"""A bill of the made-up ledger; its payment is the entry after it."""


def _moved(start: str, account: str, entry: str = BILL) -> Ledger:
    """The ledger with one entry's line of an account booked on another."""
    here = (pl.col("entry") == entry) & pl.col("account").str.starts_with(start)
    return ledger_of(
        ledger().with_columns(
            pl.when(here).then(pl.lit(account)).otherwise("account").alias("account"),
            pl.when(here).then(pl.lit("")).otherwise("auxiliary").alias("auxiliary"),
            pl.when(here).then(pl.lit("")).otherwise("auxiliary_label").alias("auxiliary_label"),
        )
    )


def _key(books: Ledger, entry: str = BILL) -> int:
    return int(books.frame.filter(pl.col("entry") == entry)["key"][0])


def _scaled(factor: float, *, tax_only: bool = False) -> Ledger:
    """The bill alone made larger, balanced; its payment stays as it was."""
    frame = ledger().to_dicts()
    bill = [line for line in frame if line["entry"] == BILL]
    for line in bill:
        if not tax_only or line["account"].startswith("4456"):
            line["debit"] = round(line["debit"] * factor, 2)
    third = next(line for line in bill if line["account"].startswith("401"))
    third["credit"] = round(sum(line["debit"] for line in bill), 2)
    return ledger_of(pl.DataFrame(frame))


@pytest.mark.parametrize(("start", "account", "said"), [
    ("401", "120000", "face au compte 120000"), ("401", "431000", "face au compte 431000"), ("6", "101000", "pour le compte 101000"),
])  # fmt: skip
def test_vat_deducted_against_an_account_that_neither_buys_nor_owes_is_told(
    start: str, account: str, said: str
) -> None:
    books = _moved(start, account)
    (clue,) = deductions.find(books)
    assert clue.rows == (_key(books),)
    assert said in clue.reason


@pytest.mark.parametrize(("start", "account"), [
    ("401", "404000"), ("401", "455000"), ("401", "512000"), ("401", "108000"), ("6", "215400"), ("6", "651000"),
])  # fmt: skip
def test_an_asset_an_expense_paid_by_a_partner_or_by_card_is_an_ordinary_deduction(
    start: str, account: str
) -> None:
    assert deductions.find(_moved(start, account)) == []


def test_an_account_that_often_faces_deducted_vat_is_a_habit_of_the_company() -> None:
    frame = ledger().with_columns(
        pl.when(
            (pl.col("account") == "401000") & (pl.col("journal") == "AC") & (pl.col("auxiliary") == "F001")
        )
        .then(pl.lit("467000"))
        .otherwise("account")
        .alias("account")
    )
    assert deductions.find(ledger_of(frame)) == []


@pytest.mark.parametrize(
    ("factor", "said"), [(10.0, "un facteur 10"), (100.0, "un facteur 100"), (0.1, "un facteur 10")]
)
def test_a_bill_ten_times_its_payment_is_told_with_the_payment_beside(factor: float, said: str) -> None:
    books = _scaled(factor)
    clues = disagreeing.find(books)
    best = max(clues, key=lambda clue: clue.surprise)
    assert best.rows == (_key(books),)
    assert best.beside == (_key(books, "00062"),)
    assert said in best.reason


def test_a_payment_of_the_bill_at_the_legal_rate_shows_that_its_vat_is_wrong() -> None:
    books = _scaled(1.5, tax_only=True)
    (clue,) = disagreeing.find(books)
    assert clue.rows == (_key(books),)
    assert "20\u00a0% de TVA, pas la TVA de la facture" in clue.reason


def test_bills_that_their_payments_settle_to_the_cent_raise_nothing() -> None:
    assert disagreeing.find(ledger_of(ledger())) == []


def test_an_account_of_sundry_suppliers_is_not_a_third_party_to_reconcile() -> None:
    sundry = _scaled(10.0).frame.drop("key", "opening", "closing", "year", "balance").with_columns(
        pl.when(pl.col("auxiliary") != "").then(pl.lit("FOURNISSEURS DIVERS")).otherwise(pl.lit("")).alias("auxiliary_label")
    )  # fmt: skip
    assert disagreeing.find(ledger_of(sundry)) == []


def test_vat_worked_out_on_the_sum_with_tax_says_which_rate() -> None:
    books = _scaled(1.2, tax_only=True)
    best = max(arithmetic.find_in_ledger(books), key=lambda clue: clue.surprise)
    assert best.rows == (_key(books),)
    assert "c'est le taux de 20\u00a0% appliqué au montant toutes taxes comprises" in best.reason


def test_a_supplier_named_comptoir_is_a_supplier_and_sundry_ones_are_not() -> None:
    names = [
        "Comptoir Ingénierie",
        "Autrement Bois",
        "Divers",
        "Clients divers",
        "FOURNISSEURS DIVERS",
        "Client de passage",
    ]
    frame = pl.DataFrame({
        "invoice": [str(place) for place in range(6)], "date": [FIRST] * 6, "party": [f"F{place}" for place in range(6)], "party_name": names, "gross": [10.0] * 6,
    })  # fmt: skip
    assert of_invoices(frame)["party"].to_list() == ["F0", "F1", "", "", "", ""]


def test_a_reminder_repeats_the_number_of_its_bill_even_a_short_one() -> None:
    assert duplicates._alike("03/43", "03/43 DUPLICATA") == 1
    assert duplicates._alike("05/14", "FA05/14") == 1
    assert duplicates._alike("F 12", "F 13 rappel") == 0


def test_a_round_sum_paid_twice_surprises_less_than_one_to_the_cent() -> None:
    def surprise(amount: float) -> float:
        frame = invoices()
        twice = [
            {**frame.row(10, named=True), "invoice": f"Z{at}", "net": None, "vat": None, "gross": amount, "date": frame["date"][10] + timedelta(days=at)}
            for at in (0, 2)
        ]  # fmt: skip
        whole = pl.concat([frame, pl.DataFrame(twice, schema=frame.schema)])
        return max(clue.surprise for clue in duplicates.find(of_invoices(whole)) if 121 in clue.rows)

    assert surprise(600.0) < surprise(613.27)


def test_the_same_wording_is_not_called_the_same_reference() -> None:
    frame = invoices().with_columns(pl.lit("").alias("order"))
    again = added(frame, 10, invoice="Q-1", order="Coffret de Noël")
    again = added(again, 10, invoice="R-2", order="Coffret de Noël")
    (best,) = [clue for clue in duplicates.find(of_invoices(again)) if clue.rows == (121,)]
    assert "sous le même libellé « Coffret de Noël »" in best.reason


def test_bills_numbered_one_after_another_under_a_threshold_weigh_more() -> None:
    def odd(numbers: tuple[str, str]) -> float:
        frame = invoices()
        for place, number in enumerate(numbers):
            frame = added(
                frame,
                10,
                invoice=number,
                gross=1940.0 + place,
                date=frame["date"][10] + timedelta(days=place),
            )
        return max(clue.surprise for clue in splitting.find(of_invoices(frame), 2000.0) if 120 in clue.rows)

    assert odd(("4470", "4471")) > odd(("4470", "4962")) + 1


def test_good_friday_is_told_as_a_day_when_banks_are_closed_not_as_a_public_holiday() -> None:
    said = [
        clue.reason
        for clue in moments.find_weekends(of_ledger(ledger_of(ledger())))
        if "18/04/2025" in clue.reason
    ]
    assert said
    assert all("les banques ne règlent rien" in reason for reason in said)
    assert FIRST.replace(month=4, day=18) not in moments.holidays(2025)
