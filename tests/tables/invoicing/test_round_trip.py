"""What is written is read back: any invoice, as CII and as UBL."""

from hypothesis import HealthCheck, given, settings

from levier.tables.invoicing.model import Invoice
from levier.tables.invoicing.reading.opened import read_invoice
from tests.tables.invoicing.making import invoices, right_invoice
from tests.tables.invoicing.writing import cii, ubl


@given(invoices("CII"))
@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
def test_an_invoice_written_as_cii_is_read_back_equal(invoice: Invoice) -> None:
    assert read_invoice(cii(invoice), "facture.xml").invoice == invoice


@given(invoices("UBL"))
@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
def test_an_invoice_written_as_ubl_is_read_back_equal(invoice: Invoice) -> None:
    assert read_invoice(ubl(invoice), "facture.xml").invoice == invoice


def test_a_right_invoice_is_conform_in_both_syntaxes() -> None:
    for data in (cii(right_invoice()), ubl(right_invoice(syntax="UBL"))):
        report = read_invoice(data, "facture.xml").report
        assert [outcome for outcome in report.outcomes if outcome.findings] == []
        assert report.verdict == "conform"
