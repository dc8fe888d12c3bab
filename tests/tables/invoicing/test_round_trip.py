"""What is written is read back: any invoice, as CII and as UBL."""

from collections.abc import Callable

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

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


@given(
    st.integers(0, 400),
    st.text(max_size=20) | st.from_regex(r"-?[0-9.,eE+]{0,12}"),
    st.sampled_from([cii, ubl]),
)
@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
def test_any_value_may_be_spoilt_and_the_rest_is_still_read(
    place: int, value: str, write: Callable[[Invoice], bytes]
) -> None:
    root = etree.fromstring(write(right_invoice(syntax="CII" if write is cii else "UBL")))
    leaves = [element for element in root.iter() if len(element) == 0]
    try:
        leaves[place % len(leaves)].text = value
    except ValueError:  # a character that no XML can hold
        return

    read = read_invoice(etree.tostring(root), "facture.xml")

    whole = right_invoice(syntax=read.invoice.syntax)
    same = sum(getattr(read.invoice, name) == getattr(whole, name) for name in Invoice.model_fields)
    assert (
        same >= len(Invoice.model_fields) - 6
    )  # one value is one term, or decides of a few (type, currency …)
    assert type(read).model_validate_json(read.model_dump_json()) == read
