"""Invoices as rows of the tables « invoices » and « invoice_lines ». Credit notes count below zero."""

from collections.abc import Iterable
from decimal import Decimal

import polars as pl

from levier.tables.invoicing.direction import Direction, other_party
from levier.tables.invoicing.model import Invoice
from levier.tables.invoicing.rules.mandatory import is_comment

_MEANS = {
    "10": "Espèces", "20": "Chèque", "30": "Virement", "31": "Virement", "42": "Virement", "48": "Carte", "49": "Prélèvement",
    "54": "Carte", "55": "Carte", "57": "Accord permanent", "58": "Virement SEPA", "59": "Prélèvement SEPA",
    "97": "Compensation",
}  # fmt: skip
_Row = dict[str, object]
_TEXT = (
    "invoice",
    "direction",
    "party",
    "party_name",
    "party_siren",
    "party_vat",
    "order",
    "method",
    "iban",
    "currency",
)
_LINE_TEXT = (
    "invoice", "direction", "party", "party_name", "line", "product", "ean", "label", "unit", "vat_category", "order",
    "currency",
)  # fmt: skip
_MONEY, _LINE_MONEY = (
    ("net", "vat", "gross", "paid", "remaining"),
    ("quantity", "unit_price", "net", "vat_rate"),
)


def invoices_frame(invoices: Iterable[tuple[Invoice, Direction]]) -> pl.DataFrame:
    """One row per invoice, columns of the kind ``invoices``; amounts in the currency of the invoice."""
    schema = (
        dict.fromkeys(_TEXT, pl.String)
        | {"date": pl.Date, "due": pl.Date}
        | dict.fromkeys(_MONEY, pl.Float64)
    )
    return pl.DataFrame([_row(invoice, way) for invoice, way in invoices], schema=schema)


def lines_frame(invoices: Iterable[tuple[Invoice, Direction]]) -> pl.DataFrame:
    """One row per line, columns of the kind ``invoice_lines``; lines that only comment are left out."""
    schema = dict.fromkeys(_LINE_TEXT, pl.String) | {"date": pl.Date} | dict.fromkeys(_LINE_MONEY, pl.Float64)
    rows = [row for invoice, way in invoices for row in _lines(invoice, way)]
    return pl.DataFrame(rows, schema=schema)


def _row(invoice: Invoice, way: Direction) -> _Row:
    sums = invoice.totals
    means = next((found.code for found in invoice.means if found.code), None)
    return {
        **_common(invoice, way),
        "party_siren": other_party(invoice, way).siren,
        "party_vat": other_party(invoice, way).vat,
        "order": invoice.order,
        "net": _signed(invoice, sums.net),
        "vat": _signed(invoice, sums.vat),
        "gross": _signed(invoice, sums.gross),
        "due": invoice.due,
        "paid": _signed(invoice, sums.prepaid),
        "remaining": _signed(invoice, sums.payable),
        "method": _MEANS.get(means or ""),
        "iban": invoice.iban,
    }


def _common(invoice: Invoice, way: Direction) -> _Row:
    party = other_party(invoice, way)
    direction = {"sent": "client", "received": "fournisseur", "": None}[way]
    if invoice.is_credit_note:
        direction = f"avoir {direction}" if direction else "avoir"
    code = party.siren or party.vat or next((i.value for i in (party.legal_id, *party.ids) if i), None)
    return {
        "invoice": _plain(invoice.number),
        "date": invoice.issued,
        "direction": direction,
        "party": code or _plain(party.name),
        "party_name": _plain(party.name),
        "currency": invoice.currency,
    }


def _lines(invoice: Invoice, way: Direction) -> Iterable[_Row]:
    common = _common(invoice, way)
    for number, line in enumerate(invoice.lines, start=1):
        if line.net is None or is_comment(line):
            continue
        price = line.price
        if price is not None and line.base_quantity:
            price = price / line.base_quantity
        yield {
            **common,
            "line": line.id or str(number),
            "product": line.seller_id,
            "ean": line.standard_id.value if line.standard_id else None,
            "label": _plain(line.name),
            "quantity": _signed(invoice, line.quantity),
            "unit": line.unit,
            "unit_price": None if price is None else float(price),
            "net": _signed(invoice, line.net),
            "vat_category": line.category,
            "vat_rate": None if line.rate is None else float(line.rate),
            "order": invoice.order,
        }


def _signed(invoice: Invoice, value: Decimal | None) -> float | None:
    if value is None:
        return None
    return float(-value if invoice.is_credit_note else value)


def _plain(text: str | None) -> str | None:
    return " ".join((text or "").split()) or None
