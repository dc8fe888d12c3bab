"""An electronic invoice as Levier reads it: the terms of EN 16931 (BT-1 …) by name, whatever the syntax of the file.

Values are exact: amounts are decimals with the digits of the file, texts are those of the file; what is absent is None
(or an empty tuple) and what is there but empty is "". Terms in brackets are those of the norm.
"""

from datetime import date
from decimal import Decimal
from typing import Literal

from pydantic import BaseModel, ConfigDict

from levier.core.french.identifiers import compact, is_siren, is_siret

Syntax = Literal["CII", "UBL", "ZUGFeRD 1.0"]
CREDIT_NOTES = frozenset(
    {"81", "83", "261", "262", "296", "308", "381", "396", "420", "458", "502", "503", "532"}
)
"""Type codes (UNTDID 1001) of documents that take money back: the norm keeps their amounts positive."""
SIREN_SCHEME, SIRET_SCHEME = "0002", "0009"


class Term(BaseModel):
    """A group of terms; never changed once read."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Identifier(Term):
    """An identifier and the scheme that gives it meaning (ISO 6523 such as 0002 for SIREN, or VA, FC …)."""

    value: str
    scheme: str | None = None


class Address(Term):
    """A postal address (BG-5, BG-8, BG-12, BG-15)."""

    line1: str | None = None
    line2: str | None = None
    line3: str | None = None
    post_code: str | None = None
    city: str | None = None
    subdivision: str | None = None
    country: str | None = None


class Contact(Term):
    """Whom to call (BG-6, BG-9)."""

    name: str | None = None
    department: str | None = None
    phone: str | None = None
    email: str | None = None


class Party(Term):
    """Seller (BG-4), buyer (BG-7), payee (BG-10) or tax representative (BG-11).

    ``tax_ids``: VAT number (scheme VA) and local tax number (FC). ``legal_id``: the register's number (BT-30, BT-47).
    """

    name: str | None = None
    trading_name: str | None = None
    ids: tuple[Identifier, ...] = ()
    legal_id: Identifier | None = None
    legal_form: str | None = None
    tax_ids: tuple[Identifier, ...] = ()
    electronic: Identifier | None = None
    address: Address | None = None
    contact: Contact | None = None

    @property
    def vat(self) -> str | None:
        """The VAT number (BT-31, BT-48, BT-63), compact."""
        return next(
            (compact(i.value) for i in self.tax_ids if i.scheme in ("VA", "VAT") and i.value.strip()), None
        )

    @property
    def siren(self) -> str | None:
        """Nine digits with a right key: from SIREN or SIRET, by scheme, else from a French VAT number."""
        for found in (self.legal_id, *self.ids):
            digits = compact(found.value) if found else ""
            if found and found.scheme == SIREN_SCHEME and is_siren(digits[:9]):
                return digits[:9]
            if found and found.scheme == SIRET_SCHEME and is_siret(digits):
                return digits[:9]
        vat = self.vat or ""
        return vat[4:] if vat.startswith("FR") and is_siren(vat[4:]) else None

    @property
    def siret(self) -> str | None:
        """Fourteen digits with a right key, where the file gives them."""
        for found in (*self.ids, self.legal_id):
            digits = compact(found.value) if found else ""
            if found and found.scheme in (SIRET_SCHEME, SIREN_SCHEME) and is_siret(digits):
                return digits
        return None

    @property
    def country(self) -> str | None:
        return self.address.country if self.address else None


class Note(Term):
    """A free text about the invoice (BG-1) and its subject code (BT-21): PMT, PMD, AAB, REG …"""

    text: str
    subject: str | None = None


class Preceding(Term):
    """An earlier invoice that this one corrects or completes (BG-3)."""

    number: str
    issued: date | None = None


class Supporting(Term):
    """A document that supports the invoice (BG-24); ``size`` in bytes and ``sha256`` when it is embedded."""

    id: str | None = None
    description: str | None = None
    uri: str | None = None
    filename: str | None = None
    mime: str | None = None
    size: int | None = None
    sha256: str | None = None


class Period(Term):
    """From … to … (BG-14, BG-26)."""

    start: date | None = None
    end: date | None = None


class Delivery(Term):
    """Where and when (BG-13)."""

    name: str | None = None
    location: Identifier | None = None
    day: date | None = None
    address: Address | None = None


class Account(Term):
    """A bank account to be paid on (BG-17). ``iban`` as the file writes it; ``other`` when it is not an IBAN."""

    iban: str | None = None
    other: str | None = None
    name: str | None = None
    bic: str | None = None


class PaymentMeans(Term):
    """How to pay (BG-16): UNTDID 4461 code, account, card (BG-18), direct debit (BG-19)."""

    code: str | None = None
    text: str | None = None
    account: Account | None = None
    card: str | None = None
    card_holder: str | None = None
    debited: str | None = None


class Discount(Term):
    """« Escompte »: ``percent`` off when paid within ``days`` of ``basis`` (the invoice's date when None)."""

    percent: Decimal | None = None
    amount: Decimal | None = None
    base: Decimal | None = None
    days: Decimal | None = None
    unit: str | None = None
    basis: date | None = None


class PaymentTerms(Term):
    """Terms of payment (BT-20) with their due date (BT-9)."""

    text: str | None = None
    due: date | None = None
    discounts: tuple[Discount, ...] = ()


class AllowanceCharge(Term):
    """A discount or a charge on the whole invoice (BG-20, BG-21) or on a line (BG-27, BG-28)."""

    charge: bool
    amount: Decimal | None = None
    base: Decimal | None = None
    percent: Decimal | None = None
    reason: str | None = None
    reason_code: str | None = None
    category: str | None = None
    rate: Decimal | None = None


class VatLine(Term):
    """The VAT of one category and rate (BG-23)."""

    category: str | None = None
    rate: Decimal | None = None
    basis: Decimal | None = None
    tax: Decimal | None = None
    exemption: str | None = None
    exemption_code: str | None = None


class Totals(Term):
    """BT-106 … BT-115, in the currency of the invoice; ``vat_accounting`` (BT-111) in ``tax_currency``."""

    lines: Decimal | None = None
    allowances: Decimal | None = None
    charges: Decimal | None = None
    net: Decimal | None = None
    vat: Decimal | None = None
    vat_accounting: Decimal | None = None
    gross: Decimal | None = None
    prepaid: Decimal | None = None
    rounding: Decimal | None = None
    payable: Decimal | None = None


class Attribute(Term):
    """A property of the item (BG-32): « Couleur » → « Noir »."""

    name: str | None = None
    value: str | None = None


class Line(Term):
    """An invoice line (BG-25). ``price`` is net, for ``base_quantity`` units; a line without amounts is a comment."""

    id: str | None = None
    note: str | None = None
    name: str | None = None
    description: str | None = None
    seller_id: str | None = None
    buyer_id: str | None = None
    standard_id: Identifier | None = None
    classes: tuple[Identifier, ...] = ()
    origin: str | None = None
    attributes: tuple[Attribute, ...] = ()
    object: Identifier | None = None
    order_line: str | None = None
    accounting: str | None = None
    quantity: Decimal | None = None
    unit: str | None = None
    price: Decimal | None = None
    base_quantity: Decimal | None = None
    base_unit: str | None = None
    gross_price: Decimal | None = None
    price_discount: Decimal | None = None
    allowances: tuple[AllowanceCharge, ...] = ()
    category: str | None = None
    rate: Decimal | None = None
    net: Decimal | None = None
    period: Period | None = None
    parent: str | None = None
    kind: str | None = None


class Invoice(Term):
    """The whole invoice. ``profile`` (BT-24) is the rule book the file claims to follow."""

    syntax: Syntax
    profile: str | None = None
    process: str | None = None
    test: bool = False
    number: str | None = None
    type_code: str | None = None
    name: str | None = None
    issued: date | None = None
    currency: str | None = None
    tax_currency: str | None = None
    tax_point: date | None = None
    tax_point_code: str | None = None
    notes: tuple[Note, ...] = ()
    buyer_reference: str | None = None
    order: str | None = None
    sales_order: str | None = None
    contract: str | None = None
    project: str | None = None
    tender: str | None = None
    receipt: str | None = None
    despatch: str | None = None
    object: Identifier | None = None
    accounting: str | None = None
    preceding: tuple[Preceding, ...] = ()
    supporting: tuple[Supporting, ...] = ()
    seller: Party = Party()
    buyer: Party = Party()
    payee: Party | None = None
    tax_representative: Party | None = None
    delivery: Delivery | None = None
    period: Period | None = None
    remittance: str | None = None
    creditor: str | None = None
    mandate: str | None = None
    means: tuple[PaymentMeans, ...] = ()
    terms: tuple[PaymentTerms, ...] = ()
    allowances: tuple[AllowanceCharge, ...] = ()
    vat: tuple[VatLine, ...] = ()
    totals: Totals = Totals()
    lines: tuple[Line, ...] = ()

    @property
    def is_credit_note(self) -> bool:
        return self.type_code in CREDIT_NOTES

    @property
    def due(self) -> date | None:
        """The first due date (BT-9)."""
        return next((terms.due for terms in self.terms if terms.due), None)

    @property
    def iban(self) -> str | None:
        """The first account to be paid on (BT-84), as written."""
        return next((m.account.iban for m in self.means if m.account and m.account.iban), None)

    @property
    def key(self) -> tuple[str, str]:
        """What makes an invoice unique: who issued it (SIREN, VAT number, other number, name) and its number."""
        seller = self.seller
        who = seller.siren or seller.vat or next((i.value for i in (seller.legal_id, *seller.ids) if i), None)
        return " ".join((who or seller.name or "").split()).upper()[:120], " ".join(
            (self.number or "").split()
        )[:120]
