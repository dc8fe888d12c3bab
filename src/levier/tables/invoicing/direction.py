"""Whether the company sent or received an invoice: by its SIREN, else by its name."""

import unicodedata
from typing import Literal

from levier.accounts.models import Company
from levier.tables.invoicing.model import Invoice, Party

Direction = Literal["sent", "received", ""]


def direction_of(invoice: Invoice, company: Company) -> Direction:
    """« sent » when the seller is the company, « received » when the buyer is; "" when neither can be told."""
    if company.siren:
        if invoice.seller.siren == company.siren:
            return "sent"
        if invoice.buyer.siren == company.siren:
            return "received"
    seller, buyer = (_is_named(party, company) for party in (invoice.seller, invoice.buyer))
    if seller == buyer:
        return ""
    return "sent" if seller else "received"


def other_party(invoice: Invoice, way: Direction) -> Party:
    """The customer of an invoice sent; the supplier of one received (and of one that cannot be told)."""
    return invoice.buyer if way == "sent" else invoice.seller


def _is_named(party: Party, company: Company) -> bool:
    """The same name, and no SIREN that says otherwise."""
    if company.siren and party.siren and party.siren != company.siren:
        return False
    return bool(party.name) and _folded(party.name or "") == _folded(company.name)


def _folded(name: str) -> str:
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return " ".join("".join(c if c.isalnum() else " " for c in plain).split())
