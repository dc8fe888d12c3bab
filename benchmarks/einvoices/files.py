"""The shared invoices and what is known of them."""

import gzip
import json
import tarfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from levier.tables.invoicing.model import Party
from levier.tables.invoicing.read import ReadInvoice

FOLDER = Path(__file__).resolve().parents[3] / "shared" / "data" / "invoices"


def present() -> bool:
    return (FOLDER / "facturx_pdf.tar").is_file()


def gold() -> list[dict[str, Any]]:
    """One line per PDF: its name and the fields read from its XML by another program."""
    with gzip.open(FOLDER / "facturx_gold.jsonl.gz", "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def files() -> Iterator[tuple[str, bytes]]:
    """Every PDF and XML with its name."""
    for archive in ("facturx_pdf.tar", "einvoice_xml.tar.gz"):
        with tarfile.open(FOLDER / archive) as held:
            for member in held:
                content = held.extractfile(member)
                if content is not None:
                    yield Path(member.name).name, content.read()


def as_gold(read: ReadInvoice) -> dict[str, Any]:
    """The invoice in the terms of the gold file: text as written, dates without hyphens.

    ``iban`` is there the first account named, to be paid on or debited; an unreadable number is its text.
    """
    invoice, sums = read.invoice, read.invoice.totals
    lost = dict(read.unreadable)

    def text(value: Any, term: str = "") -> str | None:
        return lost.get(term) if value is None else format(value, "f")

    debited = next((means.debited for means in invoice.means if means.debited), None)
    return {
        "profile": invoice.profile,
        "number": invoice.number,
        "type_code": invoice.type_code,
        "date": invoice.issued and f"{invoice.issued:%Y%m%d}",
        "currency": invoice.currency,
        "seller": invoice.seller.name,
        "seller_ids": _ids(invoice.seller),
        "seller_country": invoice.seller.country,
        "buyer": invoice.buyer.name,
        "buyer_ids": _ids(invoice.buyer),
        "total_ht": text(sums.net, "totals.net"),
        "total_tva": text(sums.vat, "totals.vat"),
        "total_ttc": text(sums.gross, "totals.gross"),
        "due": text(sums.payable, "totals.payable"),
        "prepaid": text(sums.prepaid, "totals.prepaid"),
        "vat_breakdown": [
            {
                "base": text(found.basis, f"vat.{n}.basis"),
                "tax": text(found.tax, f"vat.{n}.tax"),
                "rate": text(found.rate, f"vat.{n}.rate"),
                "category": found.category,
            }
            for n, found in enumerate(invoice.vat)
        ],
        "lines": [
            {
                "name": line.name,
                "quantity": text(line.quantity, f"lines.{n}.quantity"),
                "unit_price": text(line.price, f"lines.{n}.price"),
                "vat_rate": text(line.rate, f"lines.{n}.rate"),
                "total": text(line.net, f"lines.{n}.net"),
            }
            for n, line in enumerate(invoice.lines)
        ],
        "due_date": invoice.due and f"{invoice.due:%Y%m%d}",
        "iban": invoice.iban or debited,
    }


def _ids(party: Party) -> dict[str, str]:
    ids = {found.scheme or "": found.value for found in reversed(party.tax_ids)}
    if party.legal_id:
        ids[f"legal_{party.legal_id.scheme or ''}"] = party.legal_id.value
    return ids


def leaves(field: str, value: Any) -> Iterator[tuple[str, Any]]:
    """The single values of a field: « lines.2.total » → "10.00"."""
    if isinstance(value, dict):
        for key, part in sorted(value.items()):
            yield from leaves(f"{field}.{key}", part)
    elif isinstance(value, list):
        yield f"{field}.length", len(value)
        for index, part in enumerate(value):
            yield from leaves(f"{field}.{index}", part)
    else:
        yield field, value
