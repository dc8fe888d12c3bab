"""Credit notes, payments and ages in the measures of invoices, by hand on a few lines."""

from datetime import date, timedelta

import pandas as pd
import pytest
from benchmarks.measures.storing import store

from levier.accounts.models import Company
from levier.core.errors import BadInput
from levier.core.measures import MeasureQuery
from levier.core.period import Period
from levier.tables.access import CompanyTables
from tests.cast import Person

pytestmark = pytest.mark.django_db
TODAY = date(2026, 3, 31)
EMPTY = {
    "invoice": "", "date": date(2026, 1, 10), "direction": "client", "party": "C1", "net": 100.0, "vat": 20.0, "gross": 120.0,
    "due": date(2026, 2, 9), "status": None, "paid": None, "remaining": None, "paid_on": None,
}  # fmt: skip


def tables(owner: Person, company: Company, *lines: dict[str, object]) -> CompanyTables:
    frame = pd.DataFrame([{**EMPTY, "invoice": f"F{place}", **line} for place, line in enumerate(lines)])
    frame = frame.drop(columns=[name for name in frame.columns if frame[name].isna().all()])
    company.own_today = TODAY
    company.save()
    store(company.pk, "invoices", frame)
    return CompanyTables(owner.actor)


def measured(found: CompanyTables, *measures: str) -> list[float | None]:
    return list(found.query(MeasureQuery(kind="invoices", measures=list(measures))).rows[0])


AVOIR: dict[str, object] = {"direction": "avoir", "net": 50.0, "vat": 10.0, "gross": 60.0}
NEGATIVE: dict[str, object] = {"net": -50.0, "vat": -10.0, "gross": -60.0}


@pytest.mark.parametrize("note", [AVOIR, NEGATIVE], ids=["called avoir", "negative"])
def test_a_credit_note_is_taken_off_what_is_billed_and_owed(
    owner: Person, company: Company, note: dict[str, object]
) -> None:
    found = tables(owner, company, {}, note)
    assert measured(found, "billed", "billed_gross", "vat_billed", "outstanding") == [50.0, 60.0, 10.0, 60.0]


@pytest.mark.parametrize("note", [AVOIR, NEGATIVE], ids=["called avoir", "negative"])
def test_a_credit_note_matched_with_its_invoice_leaves_nothing_open(
    owner: Person, company: Company, note: dict[str, object]
) -> None:
    settled = {"status": "soldée"}
    found = tables(owner, company, {"gross": 60.0, "net": 50.0, "vat": 10.0, **settled}, {**note, **settled})
    assert measured(found, "outstanding", "overdue", "overdue_count") == [0.0, 0.0, 0.0]


@pytest.mark.parametrize(("column", "value"), [("paid", 60.0), ("paid", -60.0), ("remaining", 0.0)])
@pytest.mark.parametrize("note", [AVOIR, NEGATIVE], ids=["called avoir", "negative"])
def test_a_credit_note_paid_back_is_no_longer_open_whatever_its_sign(
    owner: Person, company: Company, note: dict[str, object], column: str, value: float
) -> None:
    found = tables(owner, company, {column: 120.0 if column == "paid" else 0.0}, {**note, column: value})
    assert measured(found, "outstanding") == [0.0]


def test_a_credit_note_is_never_late(owner: Person, company: Company) -> None:
    found = tables(owner, company, AVOIR, NEGATIVE)
    assert measured(found, "overdue", "overdue_count") == [0.0, 0.0]


def test_a_payment_above_the_invoice_is_an_advance_that_lowers_what_is_owed(
    owner: Person, company: Company
) -> None:
    found = tables(owner, company, {"paid": 0.0}, {"paid": 150.0})
    assert measured(found, "outstanding", "overdue") == [90.0, 120.0]


@pytest.mark.parametrize(("late", "age"), [
    (0, "non échue"), (1, "1 à 30 jours"), (30, "1 à 30 jours"), (31, "31 à 60 jours"), (60, "31 à 60 jours"), (61, "61 à 90 jours"),
    (90, "61 à 90 jours"), (91, "plus de 90 jours"),
])  # fmt: skip
def test_ages_change_on_the_days_that_their_names_say(
    owner: Person, company: Company, late: int, age: str
) -> None:
    found = tables(owner, company, {"due": TODAY - timedelta(days=late)})
    rows = found.query(MeasureQuery(kind="invoices", measures=["outstanding"], dimensions=["age"])).rows
    assert [tuple(row) for row in rows] == [(age, 120.0)]


def test_what_falls_due_follows_the_due_dates_even_beyond_the_last_invoice(
    owner: Person, company: Company
) -> None:
    found = tables(
        owner, company, {"due": date(2026, 2, 9)}, {"due": date(2026, 4, 9)}, {"due": date(2026, 4, 20), "paid": 20.0},
        {"due": date(2026, 5, 2), "paid": 120.0}, {**AVOIR, "due": date(2026, 4, 9)},
    )  # fmt: skip
    april = Period(start=date(2026, 4, 1), end=date(2026, 4, 30))
    asked = MeasureQuery(kind="invoices", measures=["due_sent"], period=april)
    assert [tuple(row) for row in found.query(asked).rows] == [(220.0,)]
    by_month = found.query(
        asked.model_copy(update={"period": None, "dimensions": ["month"], "order": "natural"})
    )
    assert [tuple(row) for row in by_month.rows] == [(date(2026, 2, 1), 120.0), (date(2026, 4, 1), 220.0)]
    with pytest.raises(BadInput, match="même date"):
        found.query(asked.model_copy(update={"measures": ["due_sent", "billed"]}))
