"""Invoices made up: one that is right in everything, and strategies that draw any others."""

from datetime import date
from decimal import Decimal

from hypothesis import strategies as st

from levier.tables.invoicing.codes import codes
from levier.tables.invoicing.model import (
    Account,
    Address,
    AllowanceCharge,
    Attribute,
    Contact,
    Delivery,
    Identifier,
    Invoice,
    Line,
    Note,
    Party,
    PaymentMeans,
    PaymentTerms,
    Period,
    Preceding,
    Totals,
    VatLine,
)  # fmt: skip

_WORDS = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Cn", "Co"), exclude_characters="￾￿"),
    min_size=1,
    max_size=12,
)
_PLAIN = _WORDS.map(lambda text: " ".join(text.split())).filter(bool)
"""Names and codes: without spaces around them (the reader takes those away)."""
_CODE = st.text("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-/", min_size=1, max_size=12)
_DAY = st.dates(date(1990, 1, 1), date(2099, 12, 31))
_MONEY = st.decimals(Decimal("-99999999.99"), Decimal("99999999.99"), places=2)
_NUMBER = st.decimals(Decimal("0.0001"), Decimal(99999), places=4)
_RATE = st.decimals(0, 100, places=2)


def _maybe(strategy: st.SearchStrategy) -> st.SearchStrategy:  # type: ignore[type-arg]
    return st.none() | strategy


_IDENTIFIER = st.builds(Identifier, value=_CODE, scheme=_maybe(st.sampled_from(["0002", "0009", "0088"])))
_SCHEMED = st.builds(Identifier, value=_CODE, scheme=st.sampled_from(["0002", "0009", "0088"]))
_ADDRESS = st.builds(
    Address, line1=_maybe(_WORDS), line2=_maybe(_WORDS), line3=_maybe(_WORDS), post_code=_maybe(_CODE), city=_maybe(_WORDS),
    subdivision=_maybe(_WORDS), country=_maybe(st.sampled_from(sorted(codes("countries")))),
)  # fmt: skip
_PERIOD = st.builds(Period, start=_maybe(_DAY), end=_maybe(_DAY)).filter(lambda period: period != Period())
_PARTY = st.builds(
    Party, name=_PLAIN, trading_name=_maybe(_PLAIN),
    ids=st.lists(_IDENTIFIER, max_size=2).map(lambda ids: tuple(sorted(ids, key=lambda i: i.scheme is not None))),
    legal_id=_maybe(_IDENTIFIER), legal_form=_maybe(_WORDS),
    tax_ids=st.lists(st.builds(Identifier, value=_CODE, scheme=st.sampled_from(["VA", "FC"])), max_size=2).map(tuple),
    electronic=_maybe(_SCHEMED), address=_maybe(_ADDRESS),
    contact=_maybe(st.builds(Contact, name=_WORDS, phone=_maybe(_WORDS), email=_maybe(_WORDS))),
)  # fmt: skip
_ALLOWANCE = st.builds(
    AllowanceCharge, charge=st.booleans(), amount=_MONEY, base=_maybe(_MONEY), percent=_maybe(_RATE), reason=_maybe(_WORDS),
    reason_code=_maybe(_CODE),
)  # fmt: skip
_DOCUMENT_ALLOWANCE = st.builds(
    lambda found, category, rate: found.model_copy(update={"category": category, "rate": rate}),
    _ALLOWANCE, st.sampled_from(["S", "Z", "E"]), _maybe(_RATE),
)  # fmt: skip
_LINE = st.builds(
    Line, id=_CODE, note=_maybe(_WORDS), name=_WORDS, description=_maybe(_WORDS), seller_id=_maybe(_CODE), buyer_id=_maybe(_CODE),
    standard_id=_maybe(_SCHEMED), classes=st.lists(_SCHEMED, max_size=1).map(tuple), origin=_maybe(st.sampled_from(["FR", "DE"])),
    attributes=st.lists(st.builds(Attribute, name=_WORDS, value=_WORDS), max_size=2).map(tuple), order_line=_maybe(_CODE),
    accounting=_maybe(_WORDS), quantity=_NUMBER, unit=st.sampled_from(["C62", "KGM", "HUR"]), price=_NUMBER,
    base_quantity=_maybe(_NUMBER), gross_price=_maybe(_NUMBER), allowances=st.lists(_ALLOWANCE, max_size=2).map(tuple),
    category=st.sampled_from(["S", "Z", "E", "AE", "K", "G", "O"]), rate=_maybe(_RATE), net=_MONEY, period=_maybe(_PERIOD),
).flatmap(lambda line: st.builds(
    lambda off: line.model_copy(update={"price_discount": off if line.gross_price is not None else None}), _maybe(_NUMBER)
))  # fmt: skip
_ACCOUNT = st.builds(
    Account, iban=st.just("FR7630006000011234567890189"), name=_maybe(_WORDS), bic=_maybe(_CODE)
) | st.builds(Account, other=st.text("0123456789", min_size=5, max_size=12), name=_maybe(_WORDS))
_MEANS = st.builds(
    PaymentMeans, code=st.sampled_from(["30", "58", "59"]), account=_maybe(_ACCOUNT), debited=_maybe(_CODE)
)
_VAT = st.builds(
    VatLine, category=st.sampled_from(["S", "Z", "E", "O"]), rate=_maybe(_RATE), basis=_MONEY, tax=_MONEY,
    exemption=_maybe(_WORDS), exemption_code=_maybe(_CODE),
)  # fmt: skip
_TOTALS = st.builds(
    Totals, lines=_MONEY, allowances=_maybe(_MONEY), charges=_maybe(_MONEY), net=_MONEY, vat=_MONEY, gross=_MONEY,
    prepaid=_maybe(_MONEY), rounding=_maybe(_MONEY), payable=_MONEY,
)  # fmt: skip
_TERMS = st.builds(PaymentTerms, text=_WORDS, due=_maybe(_DAY)).map(lambda terms: (terms,)) | st.just(())


def invoices(syntax: str) -> st.SearchStrategy[Invoice]:
    """Any invoice, right or wrong, that the syntax can write."""
    return st.builds(
        Invoice, syntax=st.just(syntax), profile=st.just("urn:cen.eu:en16931:2017"), process=_maybe(_CODE), number=_CODE,
        type_code=st.sampled_from(["380", "381", "384"]), issued=_DAY, currency=st.sampled_from(["EUR", "USD"]),
        notes=st.lists(st.builds(Note, text=_WORDS.filter(lambda text: not text.startswith("#")), subject=_maybe(st.sampled_from(["PMT", "AAB"]))), max_size=2).map(tuple),
        buyer_reference=_maybe(_WORDS), order=_maybe(_CODE), sales_order=_maybe(_CODE), contract=_maybe(_CODE), accounting=_maybe(_WORDS),
        preceding=st.lists(st.builds(Preceding, number=_CODE, issued=_maybe(_DAY)), max_size=2).map(tuple),
        seller=_PARTY, buyer=_PARTY, payee=_maybe(st.builds(Party, name=_PLAIN, legal_id=_maybe(_IDENTIFIER))),
        tax_representative=_maybe(st.builds(Party, name=_PLAIN, address=_ADDRESS)),
        delivery=_maybe(st.builds(Delivery, name=_maybe(_WORDS), location=_maybe(_SCHEMED), day=_maybe(_DAY), address=_maybe(_ADDRESS)).filter(lambda found: found != Delivery())),
        period=_maybe(_PERIOD), means=st.lists(_MEANS, max_size=2).map(tuple), terms=_TERMS,
        allowances=st.lists(_DOCUMENT_ALLOWANCE, max_size=2).map(tuple), vat=st.lists(_VAT, max_size=3).map(tuple), totals=_TOTALS,
        lines=st.lists(_LINE, max_size=3).map(tuple),
    ).map(lambda invoice: _expressible(invoice, syntax))  # fmt: skip


def _expressible(invoice: Invoice, syntax: str) -> Invoice:
    """What UBL cannot write: a due date in a credit note that has no payment means."""
    if syntax == "UBL" and invoice.type_code == "381" and not invoice.means:
        return invoice.model_copy(
            update={"terms": tuple(terms.model_copy(update={"due": None}) for terms in invoice.terms)}
        )
    return invoice


def right_invoice(**changes: object) -> Invoice:
    """A French invoice that follows every rule of the norm and every French one."""
    seller = Party(
        name="Moulin Martin SARL", legal_id=Identifier(value="732829320", scheme="0002"), tax_ids=(Identifier(value="FR44732829320", scheme="VA"),),
        electronic=Identifier(value="732829320", scheme="0225"), address=Address(line1="12 rue du Port", post_code="69001", city="Lyon", country="FR"),
    )  # fmt: skip
    buyer = Party(
        name="Boulangerie Martin", legal_id=Identifier(value="552100554", scheme="0002"), tax_ids=(Identifier(value="FR96552100554", scheme="VA"),),
        electronic=Identifier(value="552100554", scheme="0225"), address=Address(line1="3 place de la Mairie", post_code="03200", city="Vichy", country="FR"),
    )  # fmt: skip
    notes = (
        Note(text="Indemnité forfaitaire pour frais de recouvrement : 40 €", subject="PMT"),
        Note(text="Pénalités de retard : trois fois le taux d'intérêt légal", subject="PMD"),
        Note(text="Pas d'escompte pour paiement anticipé", subject="AAB"),
    )
    lines = (
        Line(id="1", name="Farine T65, sac de 25 kg", seller_id="F65-25", quantity=Decimal(10), unit="C62", price=Decimal("18.50"), category="S", rate=Decimal("5.5"), net=Decimal("185.00")),
        Line(id="2", name="Livraison", quantity=Decimal(1), unit="C62", price=Decimal("20.00"), category="S", rate=Decimal(20), net=Decimal("20.00")),
    )  # fmt: skip
    vat = (
        VatLine(category="S", rate=Decimal("5.5"), basis=Decimal("185.00"), tax=Decimal("10.18")),
        VatLine(category="S", rate=Decimal(20), basis=Decimal("20.00"), tax=Decimal("4.00")),
    )
    totals = Totals(lines=Decimal("205.00"), net=Decimal("205.00"), vat=Decimal("14.18"), gross=Decimal("219.18"), payable=Decimal("219.18"))  # fmt: skip
    given: dict[str, object] = {
        "syntax": "CII", "profile": "urn:cen.eu:en16931:2017", "process": "B1", "number": "FA-2026-0412", "type_code": "380", "issued": date(2026, 11, 2),
        "currency": "EUR", "notes": notes, "seller": seller, "buyer": buyer, "delivery": Delivery(day=date(2026, 10, 30)), "lines": lines, "vat": vat,
        "totals": totals, "means": (PaymentMeans(code="58", account=Account(iban="FR7630006000011234567890189")),),
        "terms": (PaymentTerms(text="Payable à 30 jours", due=date(2026, 12, 2)),),
    }  # fmt: skip
    return Invoice.model_validate({**given, **changes})
