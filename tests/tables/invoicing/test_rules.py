"""Each kind of wrong is found, named, placed, and comes with its remedy."""

from datetime import date
from decimal import Decimal

import pytest

from levier.tables.invoicing.model import Account, Invoice, PaymentMeans, PaymentTerms, Totals, VatLine
from levier.tables.invoicing.reading.opened import read_invoice
from levier.tables.invoicing.report import Report
from tests.tables.invoicing.making import right_invoice
from tests.tables.invoicing.writing import cii, ubl

_RIGHT = right_invoice()
_SUMS = _RIGHT.totals


def report(invoice: Invoice) -> Report:
    return read_invoice(cii(invoice), "facture.xml").report


def _lines(**change: object) -> tuple[object, ...]:
    return (_RIGHT.lines[0].model_copy(update=change), _RIGHT.lines[1])


@pytest.mark.parametrize(
    ("change", "rule", "gravity"),
    [
        ({"number": None}, "BR-02", "error"),
        ({"buyer": _RIGHT.buyer.model_copy(update={"name": None})}, "BR-07", "error"),
        ({"lines": ()}, "BR-16", "error"),
        ({"totals": _SUMS.model_copy(update={"lines": Decimal("204.99")})}, "BR-CO-10", "error"),
        ({"totals": _SUMS.model_copy(update={"gross": Decimal("220.00")})}, "BR-CO-15", "error"),
        ({"totals": _SUMS.model_copy(update={"payable": Decimal(1)})}, "BR-CO-16", "error"),
        ({"totals": _SUMS.model_copy(update={"vat": Decimal("14.19")})}, "BR-CO-14", "error"),
        ({"vat": (_RIGHT.vat[0], VatLine(category="S", rate=Decimal(20), basis=Decimal(20), tax=Decimal(9)))}, "BR-CO-17", "error"),
        ({"vat": (_RIGHT.vat[0], VatLine(category="S", rate=Decimal(20), basis=Decimal(90), tax=Decimal(18)))}, "BR-S-08", "error"),
        ({"lines": _lines(category="E")}, "BR-E-05", "error"),
        ({"lines": _lines(unit="PIECE")}, "BR-CL-23", "error"),
        ({"currency": "EURO"}, "BR-CL-04", "error"),
        ({"type_code": "999"}, "BR-CL-01", "error"),
        ({"profile": "urn:cen.eu:en16931:2017:compliant:factur-x.eu:1p0:basic"}, "PROFIL", "error"),
        ({"lines": _lines(quantity=Decimal(11))}, "LIGNE-01", "doubt"),
        ({"means": (PaymentMeans(code="58", account=Account(iban="FR7630006000011234567890188")),)}, "IBAN-CLE", "doubt"),
        ({"terms": (PaymentTerms(text="Payée", due=date(2026, 1, 1)),)}, "BR-FR-CO-07", "doubt"),
        ({"notes": _RIGHT.notes[:2]}, "BR-FR-05-AAB", "remark"),
        ({"type_code": "381"}, "BR-FR-CO-05", "remark"),
    ],
)  # fmt: skip
def test_a_broken_rule_is_found_with_its_place_and_remedy(
    change: dict[str, object], rule: str, gravity: str
) -> None:
    found = next(outcome for outcome in report(right_invoice(**change)).outcomes if outcome.rule == rule)

    assert not found.holds
    assert found.gravity == gravity
    assert found.findings[0].place
    assert found.mend


def test_the_place_of_a_wrong_line_is_its_path_in_the_xml() -> None:
    found = next(
        o for o in report(right_invoice(lines=_lines(quantity=Decimal(11)))).outcomes if o.rule == "LIGNE-01"
    )

    assert found.findings[0].place == "Ligne 1, montant net"
    assert "IncludedSupplyChainTradeLineItem[1]" in found.findings[0].xpath
    assert found.findings[0].line


def test_remarks_alone_leave_an_invoice_conform() -> None:
    assert report(right_invoice(notes=())).verdict == "conform"


def test_amounts_are_summed_without_rounding_however_big() -> None:
    huge = Decimal("99999999999999999999999999999.01")
    sums = Totals(lines=huge, net=huge, vat=Decimal(0), gross=huge, payable=huge)
    line = _RIGHT.lines[0].model_copy(
        update={"quantity": Decimal(1), "price": huge, "net": huge, "category": "Z", "rate": Decimal(0)}
    )
    vat = (VatLine(category="Z", rate=Decimal(0), basis=huge, tax=Decimal(0)),)
    for data in (
        cii(right_invoice(lines=(line,), totals=sums, vat=vat)),
        ubl(right_invoice(syntax="UBL", lines=(line,), totals=sums, vat=vat)),
    ):
        read = read_invoice(data, "facture.xml")
        assert read.invoice.totals.gross == huge
        assert read.report.verdict == "conform"
