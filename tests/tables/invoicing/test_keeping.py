"""Invoices are kept once, as rows of two tables, seen by who may see those."""

import polars as pl
import pytest

from levier.core.errors import BadInput, NotAllowed, NotFound
from levier.policy.models.journal import JournalEntry
from levier.tables.invoicing.keeping import get, keep, remove
from levier.tables.invoicing.model import Invoice
from levier.tables.invoicing.models import INVOICES, LINES, EInvoice
from levier.tables.invoicing.read import ReadInvoice
from levier.tables.invoicing.reading.opened import read_invoice
from levier.tables.models import Dataset
from levier.tables.versions import restore, undo
from tests.cast import Person
from tests.tables.invoicing.making import right_invoice
from tests.tables.invoicing.writing import cii, ubl

pytestmark = pytest.mark.django_db


def read(invoice: Invoice) -> tuple[ReadInvoice, bytes]:
    data = cii(invoice) if invoice.syntax == "CII" else ubl(invoice)
    return read_invoice(data, f"{invoice.number}.xml"), data


def rows(name: str) -> pl.DataFrame:
    dataset = Dataset.objects.get(name=name)
    return pl.read_parquet(dataset.versions.get(number=dataset.current).parquet_path)


def test_a_drop_becomes_one_version_of_each_table(owner: Person) -> None:
    kept = keep(owner.actor, [read(right_invoice(number=f"FA-{n}")) for n in range(5)])

    assert [one.state for one in kept] == ["stored"] * 5
    assert rows(INVOICES).height == 5
    assert rows(LINES).height == 10
    assert Dataset.objects.get(name=INVOICES).versions.count() == 1
    assert rows(INVOICES)["gross"].to_list() == [219.18] * 5
    assert JournalEntry.objects.filter(action="invoice.import").count() == 1


def test_the_direction_is_told_by_the_siren_of_the_company(owner: Person) -> None:
    owner.company.siren = "552100554"
    owner.company.save()
    keep(owner.actor, [read(right_invoice())])

    assert EInvoice.objects.get().direction == "received"
    assert rows(INVOICES)["direction"].to_list() == ["fournisseur"]
    assert rows(INVOICES)["party_siren"].to_list() == ["732829320"]


def test_a_credit_note_counts_below_zero(owner: Person) -> None:
    keep(owner.actor, [read(right_invoice(type_code="381", number="AV-1"))])

    assert rows(INVOICES)["net"].to_list() == [-205.0]
    assert rows(LINES)["quantity"].to_list() == [-10.0, -1.0]
    assert rows(INVOICES)["direction"].to_list() == ["avoir fournisseur"]  # the buyer bears its name


def test_the_same_invoice_is_kept_once_and_another_content_is_told(owner: Person) -> None:
    first = keep(owner.actor, [read(right_invoice())])[0]
    again = keep(owner.actor, [read(right_invoice()), read(right_invoice(buyer_reference="autre"))])

    assert [one.state for one in again] == ["known", "twin"]
    assert {one.id for one in again} == {first.id}
    assert "payer deux fois" in again[1].note
    assert rows(INVOICES).height == 1


def test_the_original_is_kept_as_it_came_and_leaves_with_the_invoice(owner: Person) -> None:
    one, other = read(right_invoice()), read(right_invoice(number="FA-2"))
    kept = keep(owner.actor, [one, other])
    path = EInvoice.objects.get(pk=kept[0].id).original_path
    assert path.read_bytes() == one[1]

    remove(owner.actor, kept[0].id)

    assert not path.exists()
    assert rows(INVOICES)["invoice"].to_list() == ["FA-2"]


def test_only_those_who_may_see_the_table_see_the_invoice(
    owner: Person, employee: Person, stranger: Person
) -> None:
    kept = keep(owner.actor, [read(right_invoice())], ["managers"])[0]

    assert get(owner.actor, kept.id).number == "FA-2026-0412"
    for other in (employee, stranger):
        with pytest.raises(NotFound):
            get(other.actor, kept.id)
    with pytest.raises(NotAllowed):
        keep(employee.actor, [read(right_invoice(number="FA-3"))])


def test_the_pages_of_an_invoice_open_for_who_may_see_it(owner: Person, stranger: Person) -> None:
    kept = keep(owner.actor, [read(right_invoice())])[0]

    page = owner.client.get(f"/donnees/factures/{kept.id}/").content.decode()
    assert "Moulin Martin SARL" in page
    assert "Conforme" in page
    assert "219,18" in page
    assert "FA-2026-0412" in owner.client.get("/donnees/factures/").content.decode()
    assert owner.client.get(f"/donnees/factures/{kept.id}/original/").status_code == 200
    assert stranger.client.get(f"/donnees/factures/{kept.id}/").status_code == 404
    assert stranger.client.get(f"/donnees/factures/{kept.id}/original/").status_code == 404


def test_the_tables_follow_the_invoices_and_not_their_own_versions(owner: Person) -> None:
    one, two = keep(owner.actor, [read(right_invoice(number="FA-1")), read(right_invoice(number="FA-2"))])
    remove(owner.actor, one.id)
    for name in (INVOICES, LINES):
        with pytest.raises(BadInput, match="factures électroniques"):
            undo(owner.actor, Dataset.objects.get(name=name).pk)
        with pytest.raises(BadInput, match="Factures"):
            restore(owner.actor, Dataset.objects.get(name=name).pk, 1)
    remove(owner.actor, two.id)
    assert set(Dataset.objects.filter(name__in=(INVOICES, LINES)).values_list("current", flat=True)) == {0}
