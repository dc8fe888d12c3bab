"""Each detector on a case whose answer is known, and on sound books."""

from datetime import date, timedelta

import numpy as np
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from levier.capabilities.fraud_detection.clues import CAP, Clue, surprise
from levier.capabilities.fraud_detection.detectors import (
    accounts,
    amounts,
    arithmetic,
    benford,
    duplicates,
    ibans,
    inverted,
    moments,
    parties,
    sequences,
    splitting,
)
from levier.capabilities.fraud_detection.operations import of_invoices, of_ledger, of_payments, of_purchases
from levier.tables.accounting.ledger import ledger_of
from tests.capabilities.fraud_detection.company import FIRST, IBANS, added, changed, invoices, ledger


def rows_of(clues: list[Clue]) -> set[int]:
    return {row for clue in clues for row in clue.rows}


def test_the_same_invoice_booked_twice_is_found_with_the_first_as_proof() -> None:
    clues = duplicates.find(of_invoices(added(invoices(), 10)))
    best = max(clues, key=lambda clue: clue.surprise)
    assert best.rows == (120,)
    assert best.beside == (10,)
    assert "sous la même référence" in best.reason


@pytest.mark.parametrize("reference", ["B75222bis", "B-75222", "B72522"])
def test_a_reference_written_otherwise_is_still_a_duplicate(reference: str) -> None:
    frame = changed(invoices(), 10, invoice="B75222")
    again = added(frame, 10, invoice=reference, date=frame["date"][10] + timedelta(days=4))
    best = max(duplicates.find(of_invoices(again)), key=lambda clue: clue.surprise)
    assert best.rows == (120,)
    assert "presque identique" in best.reason


def test_consecutive_numbers_and_subscriptions_are_no_duplicates() -> None:
    months = [date(2025, month, 5) for month in range(1, 13)]
    rent = pl.DataFrame(
        {"invoice": [f"L{n}" for n in range(12)], "date": months, "party": ["F1"] * 12, "gross": [850.0] * 12}
    )
    whole = pl.concat([invoices(), rent], how="diagonal")
    assert not [
        clue
        for clue in duplicates.find(of_invoices(whole))
        if set(clue.rows) & set(range(120, 132)) and clue.surprise > 3
    ]


def test_an_iban_that_changes_is_found_and_never_shown_whole() -> None:
    frame = changed(invoices(), 100, party="F000", party_name="Textiles du Lac", iban=IBANS[1])
    clues = [clue for clue in ibans.find(of_invoices(frame)) if "change le" in clue.reason]
    assert rows_of(clues) >= {100}
    assert all(iban not in clue.reason for clue in clues for iban in IBANS)


def test_an_iban_with_a_wrong_key_or_shared_by_two_suppliers_or_not_on_file_is_told() -> None:
    frame = changed(invoices(), 3, iban="FR7630006000011234567890188")
    assert any("impossible" in clue.reason for clue in ibans.find(of_invoices(frame)))
    shared = changed(invoices(), 5, party="F007", party_name="Nettoyage Élite", iban=IBANS[0])
    assert any("même compte" in clue.reason for clue in ibans.find(of_invoices(shared)))
    assert any("fiche" in clue.reason for clue in ibans.find(of_invoices(invoices()), {"F000": IBANS[2]}))


def test_a_supplier_a_letter_away_from_another_is_found_and_numbered_agencies_are_not() -> None:
    frame = added(
        invoices(), 0, party="F099", party_name="Imprimerie Mорel".replace("о", "o").replace("р", "t")
    )
    assert any("Imprimerie" in clue.reason for clue in parties.find_alike(of_invoices(frame)))
    places = added(
        added(invoices(), 0, party="G12", party_name="Agence Lyon 12"),
        1,
        party="G13",
        party_name="Agence Lyon 13",
    )
    assert not parties.find_alike(of_invoices(places))


def test_a_supplier_with_the_name_of_an_employee_is_told_without_naming_the_employee() -> None:
    frame = added(invoices(), 0, party="F099", party_name="Camille Robin Conseil")
    (clue,) = parties.find_staff(of_invoices(frame), ["ROBIN Camille"])
    assert clue.rows == (120,)
    assert "Robin" not in clue.reason


def test_orders_split_under_the_threshold_of_the_company_are_one_alert() -> None:
    frame = pl.DataFrame({
        "order": [f"C{n}" for n in range(63)], "date": [FIRST + timedelta(days=3 * n) for n in range(60)] + [date(2025, 3, 3), date(2025, 3, 4), date(2025, 3, 5)],
        "supplier": [f"F{n % 12}" for n in range(60)] + ["F5"] * 3, "amount": [200.0 + 7 * n for n in range(60)] + [960.0, 980.5, 955.0],
    })  # fmt: skip
    (clue,) = splitting.find(of_purchases(frame), threshold=1000)
    assert {60, 61, 62} <= set(clue.rows)
    assert "votre seuil" in clue.reason
    assert clue.stake == pytest.approx(2895.5)


def test_an_amount_ten_times_another_of_the_supplier_says_the_decimal_point() -> None:
    frame = invoices()
    wrong = added(
        frame,
        20,
        invoice="Z1",
        net=frame["net"][20] * 10,
        vat=frame["vat"][20] * 10,
        gross=frame["gross"][20] * 10,
    )
    clues = [clue for clue in amounts.find_unusual(of_invoices(wrong)) if clue.rows == (120,)]
    assert clues
    assert "virgule" in clues[0].reason


def test_invoice_arithmetic() -> None:
    assert rows_of(arithmetic.find_in_invoices(of_invoices(invoices()))) == set()
    wrong = changed(invoices(), 7, gross=invoices()["gross"][7] + 90)
    (clue,) = arithmetic.find_in_invoices(of_invoices(wrong))
    assert clue.rows == (7,)
    assert clue.stake == pytest.approx(90)
    vat = changed(invoices(), 7, net=100.0, vat=35.0, gross=135.0)
    assert "aucun taux" in arithmetic.find_in_invoices(of_invoices(vat))[0].reason


@pytest.mark.parametrize(("bases", "tax", "right"), [
    ([100.0], 20.0, True), ([100.0], 5.5, True), ([100.0, 50.0], 22.75, True), ([100.0], 13.0, False), ([-100.0], -20.0, True), ([100.0], 0.0, True),
])  # fmt: skip
def test_a_tax_is_explained_by_a_rate_for_each_line(bases: list[float], tax: float, right: bool) -> None:
    assert arithmetic.explained(bases, tax) is right


def test_holidays_are_those_of_the_labour_code() -> None:
    assert moments.easter(2025) == date(2025, 4, 20)
    assert moments.easter(2026) == date(2026, 4, 5)
    assert {date(2025, 4, 21), date(2025, 5, 29), date(2025, 6, 9), date(2025, 7, 14)} <= moments.holidays(
        2025
    )
    assert len(moments.holidays(2025)) == 11


def test_a_saturday_is_odd_where_nobody_works_then_and_nothing_in_a_shop_open_on_saturdays() -> None:
    frame = changed(invoices(), 30, date=date(2025, 3, 8))
    (clue,) = [one for one in moments.find_weekends(of_invoices(frame)) if one.rows == (30,)]
    assert "un samedi" in clue.reason
    assert clue.surprise > 3
    shop = frame.with_columns(pl.date_range(FIRST, FIRST + timedelta(days=119), eager=True).alias("date"))
    assert max(one.surprise for one in moments.find_weekends(of_invoices(shop))) < 2


def test_a_payment_at_night_is_told_where_hours_are_known() -> None:
    times = [f"2025-03-{day:02d} 10:{day:02d}:00" for day in range(1, 29)] + ["2025-03-29 03:12:00"]
    frame = (
        pl.DataFrame({"paid_at": times, "amount": [10.0 + n for n in range(29)], "party": ["A"] * 29})
        .with_columns(pl.col("paid_at").str.to_datetime())
        .with_columns(pl.col("paid_at").dt.date().alias("date"))
    )
    (clue,) = moments.find_nights(of_payments(frame))
    assert clue.rows == (28,)
    assert "3 h 12" in clue.reason.replace("03", "3")


def test_benford_known_cases() -> None:
    powers = 2.0 ** np.arange(1, 600)
    assert benford.deviation(powers)[0] < 0.006
    assert benford.deviation(np.arange(1.0, 1000.0))[0] > benford.NONCONFORMITY
    assert benford.first_digits(np.array([0.0031, 9.99, 10.0, 1.0, 987.0])).tolist() == [3, 9, 1, 1, 9]


def test_a_missing_number_designates_the_entry_after_the_hole() -> None:
    frame = ledger()
    assert not sequences.find_gaps(of_ledger(ledger_of(frame)))
    hole = ledger_of(frame.filter(pl.col("entry") != "00050"))
    (clue,) = sequences.find_gaps(of_ledger(hole))
    assert "50 absent" in clue.reason


def test_an_inverted_entry_and_a_strange_pair_of_accounts_are_found() -> None:
    frame = ledger()
    swapped = pl.col("entry") == "00041"
    turned = frame.with_columns(
        pl.when(swapped).then("credit").otherwise("debit").alias("debit"),
        pl.when(swapped).then("debit").otherwise("credit").alias("credit"),
    )
    books = ledger_of(turned)
    wanted = books.frame.filter(pl.col("entry") == "00041")["key"][0]
    assert wanted in rows_of(inverted.find(books))
    strange = ledger_of(
        frame.with_columns(
            pl.when((pl.col("entry") == "00061") & (pl.col("account") == "401000"))
            .then(pl.lit("411000"))
            .otherwise("account")
            .alias("account")
        )
    )
    wanted = strange.frame.filter(pl.col("entry") == "00061")["key"][0]
    assert wanted in rows_of(accounts.find_pairs(strange))


def test_sound_books_raise_no_strong_clue() -> None:
    books = ledger_of(ledger())
    operations = of_ledger(books)
    found = [
        *duplicates.find(operations),
        *arithmetic.find_in_ledger(books),
        *accounts.find_pairs(books),
        *inverted.find(books),
        *sequences.find_gaps(operations),
        *splitting.find(operations),
    ]
    assert not [clue for clue in found if clue.surprise > 5]


@given(st.floats(0, 1e6), st.floats(0, 1e6), st.floats(1e-4, 1))
def test_a_surprise_is_finite_and_falls_with_habit(count: float, more: float, usual: float) -> None:
    total = count + more
    assert 0 <= surprise(count, total, usual) <= CAP
    assert surprise(min(count + 1, total), total, usual) <= surprise(count, total, usual) + 1e-9


@pytest.mark.parametrize("build", [of_invoices, of_payments, of_purchases])
def test_hostile_tables_are_read_without_a_fault(build: object) -> None:
    columns = {
        "invoice": ["1", None],
        "date": [None, date(2025, 1, 1)],
        "amount": [float("inf"), float("nan")],
        "gross": [float("nan"), None],
        "party": [None, ""],
        "quantity": [-1.0, None],
        "iban": ["x", None],
    }
    frame = pl.DataFrame(columns)
    operations = build(frame)  # type: ignore[operator]
    assert not operations.height
    for find in (
        duplicates.find,
        amounts.find_unusual,
        amounts.find_round,
        moments.find_weekends,
        moments.find_nights,
        splitting.find,
        parties.find_alike,
        parties.find_new,
        ibans.find,
        arithmetic.find_in_invoices,
        sequences.find_gaps,
    ):
        assert find(operations) == []  # type: ignore[operator]


def test_the_days_banks_do_not_settle_are_not_the_public_holidays() -> None:
    assert moments.bank_holidays(2025) >= {
        date(2025, 1, 1),
        date(2025, 4, 18),
        date(2025, 4, 21),
        date(2025, 12, 26),
    }
    assert date(2025, 5, 8) not in moments.bank_holidays(2025)
    assert date(2025, 5, 8) in moments.holidays(2025)


def test_accounts_that_the_chart_sets_face_to_face_are_odd_nowhere() -> None:
    for one, other in (("606", "401"), ("445", "512"), ("701", "530"), ("645", "431"), ("681", "281")):
        assert accounts._ordinary(one, other)
        assert accounts._ordinary(other, one)
    for one, other in (("606", "411"), ("101", "401"), ("606", "580"), ("641", "401")):
        assert not accounts._ordinary(one, other)


@pytest.mark.parametrize(("one", "other", "same"), [
    ("230114", "FA230114", 1), ("230114", "230114 DUPLICATA", 1), ("F1204", "F1205", 0), ("F12", "F123", 0), ("A1204", "B1204", 0),
])  # fmt: skip
def test_letters_around_a_number_do_not_make_another_reference(one: str, other: str, same: int) -> None:
    assert duplicates._alike(one, other) == same


def test_a_legal_form_typed_wrong_and_a_name_with_figures_are_still_resemblances() -> None:
    frame = added(invoices(), 0, party="F099", party_name="SARL Granit")
    frame = added(frame, 1, party="F098", party_name="GARL Granit")
    frame = added(frame, 2, party="F097", party_name="B2C Consultants")
    frame = added(frame, 3, party="F096", party_name="B2C Consultnats")
    said = " ".join(clue.reason for clue in parties.find_alike(of_invoices(frame)))
    assert "GARL" in said
    assert "Consultnats" in said
