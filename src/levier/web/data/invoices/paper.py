"""An invoice as a French reader expects it: parties, lines, VAT, totals, how to pay — written values only."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal

from levier.core.french.identifiers import compact, format_siren
from levier.tables.invoicing.model import AllowanceCharge, Discount, Invoice, Line, Party
from levier.tables.invoicing.rules.rule import blank, shown
from levier.web.data.invoices.words import CATEGORIES, MEANS, TYPES, UNITS

NBSP = "\u00a0"
_SIGNS = {"EUR": "€", "USD": "$", "GBP": "£"}


@dataclass(frozen=True)
class ShownParty:
    """``ids``: (label, value) pairs; ``address``: its lines."""

    title: str
    name: str
    address: tuple[str, ...]
    ids: tuple[tuple[str, str], ...]
    contact: tuple[str, ...] = ()


@dataclass(frozen=True)
class ShownLine:
    id: str
    name: str
    details: tuple[str, ...]
    quantity: str
    unit: str
    price: str
    rate: str
    net: str
    comment: bool = False


@dataclass(frozen=True)
class ShownInvoice:
    """Everything the page writes. ``totals``: (label, amount, strong)."""

    kind: str
    number: str
    issued: str
    due: str
    facts: tuple[tuple[str, str], ...]
    parties: tuple[ShownParty, ...]
    lines: tuple[ShownLine, ...]
    allowances: tuple[tuple[str, str], ...]
    vat: tuple[tuple[str, str, str, str, str], ...]
    totals: tuple[tuple[str, str, bool], ...]
    payment: tuple[tuple[str, str], ...]
    terms: tuple[str, ...]
    notes: tuple[str, ...]
    supporting: tuple[str, ...] = field(default=())


def shown_invoice(invoice: Invoice) -> ShownInvoice:
    """The whole invoice in words and written amounts."""
    currency = invoice.currency or ""
    return ShownInvoice(
        kind=TYPES.get(invoice.type_code or "", "Avoir" if invoice.is_credit_note else "Facture"),
        number=_plain(invoice.number) or "sans numéro",
        issued=f"{invoice.issued:%d/%m/%Y}" if invoice.issued else "date absente",
        due=f"{invoice.due:%d/%m/%Y}" if invoice.due else "",
        facts=tuple(_facts(invoice)),
        parties=tuple(_parties(invoice)),
        lines=tuple(_line(line, currency) for line in invoice.lines),
        allowances=tuple(_allowance(found, currency) for found in invoice.allowances),
        vat=tuple(
            (
                CATEGORIES.get(found.category or "", f"Catégorie {found.category or '?'}"),
                percent(found.rate),
                money(found.basis, currency),
                money(found.tax, currency),
                _plain(found.exemption or found.exemption_code),
            )
            for found in invoice.vat
        ),
        totals=tuple(_totals(invoice, currency)),
        payment=tuple(_payment(invoice)),
        terms=tuple(_terms(invoice, currency)),
        notes=tuple(note.text.strip() for note in invoice.notes if note.text.strip()),
        supporting=tuple(
            _plain(found.filename or found.description or found.id or found.uri) or "pièce"
            for found in invoice.supporting
        ),
    )


def money(value: Decimal | None, currency: str) -> str:
    """« 1 234,50 € », with more decimals only when the file has them; a dash when absent."""
    if value is None:
        return "—"
    cents = value.quantize(Decimal("0.01")) if abs(value) < Decimal(10) ** 24 else value
    written = shown(cents if cents == value else value.normalize())
    return f"{written}{NBSP}{_SIGNS.get(currency, currency)}".rstrip(NBSP)


def percent(value: Decimal | None) -> str:
    return "—" if value is None else f"{_trimmed(value)}{NBSP}%"


def _trimmed(value: Decimal) -> str:
    """A quantity or a rate without useless zeros: « 20 », « 5,5 »."""
    plain = value.normalize()
    exponent = plain.as_tuple().exponent
    return shown(plain.quantize(Decimal(1)) if isinstance(exponent, int) and exponent > 0 else plain)


def _plain(text: str | None) -> str:
    return " ".join((text or "").split())


def _facts(invoice: Invoice) -> Iterator[tuple[str, str]]:
    named = (
        ("Votre référence", invoice.buyer_reference),
        ("Commande", invoice.order),
        ("Contrat", invoice.contract),
        ("Bon de livraison", invoice.despatch),
        ("Projet", invoice.project),
    )
    yield from ((label, _plain(value)) for label, value in named if not blank(value))
    for found in invoice.preceding:
        day = f" du {found.issued:%d/%m/%Y}" if found.issued else ""
        yield "Facture corrigée ou complétée", f"{found.number}{day}"
    if invoice.delivery and invoice.delivery.day:
        yield "Livraison", f"{invoice.delivery.day:%d/%m/%Y}"
    if invoice.period and (invoice.period.start or invoice.period.end):
        start = f"du {invoice.period.start:%d/%m/%Y} " if invoice.period.start else ""
        end = f"au {invoice.period.end:%d/%m/%Y}" if invoice.period.end else ""
        yield "Période", f"{start}{end}".strip()


def _parties(invoice: Invoice) -> Iterator[ShownParty]:
    yield _party("Vendeur", invoice.seller)
    yield _party("Acheteur", invoice.buyer)
    if invoice.payee:
        yield _party("Payer à", invoice.payee)
    if invoice.tax_representative:
        yield _party("Représentant fiscal", invoice.tax_representative)
    if invoice.delivery and (invoice.delivery.name or invoice.delivery.address):
        yield _party("Livré à", Party(name=invoice.delivery.name, address=invoice.delivery.address))


def _party(title: str, party: Party) -> ShownParty:
    address = party.address
    lines = []
    if address:
        lines = [_plain(text) for text in (address.line1, address.line2, address.line3)]
        country = address.country or ""
        lines.append(" ".join(part for part in (_plain(address.post_code), _plain(address.city)) if part))
        lines.append("" if country == "FR" else country)
    ids = []
    if party.siret:
        ids.append(("SIRET", f"{format_siren(party.siret[:9])} {party.siret[9:]}"))
    elif party.siren:
        ids.append(("SIREN", format_siren(party.siren)))
    elif party.legal_id and not blank(party.legal_id.value):
        ids.append(("Immatriculation", party.legal_id.value))
    if party.vat:
        ids.append(("TVA", party.vat))
    if party.electronic and not blank(party.electronic.value):
        ids.append(("Adresse électronique", party.electronic.value))
    contact = party.contact
    said = (contact.name, contact.department, contact.phone, contact.email) if contact else ()
    name = _plain(party.name) or _plain(party.trading_name) or "nom absent"
    return ShownParty(
        title,
        name,
        tuple(line for line in lines if line),
        tuple(ids),
        tuple(_plain(text) for text in said if not blank(text)),
    )


def _line(line: Line, currency: str) -> ShownLine:
    details = [_plain(text) for text in (line.description, line.note) if not blank(text)]
    references = [
        ("Réf.", line.seller_id),
        ("Votre réf.", line.buyer_id),
        ("Code", line.standard_id.value if line.standard_id else None),
    ]
    said = " · ".join(f"{label}{NBSP}{value}" for label, value in references if not blank(value))
    if said:
        details.append(said)
    details += [
        f"{_plain(found.name)} : {_plain(found.value)}" for found in line.attributes if not blank(found.value)
    ]
    if line.period and (line.period.start or line.period.end):
        days = [f"{day:%d/%m/%Y}" for day in (line.period.start, line.period.end) if day]
        details.append(f"Période : {' – '.join(days)}")
    details += [" : ".join(_allowance(found, currency)) for found in line.allowances]
    if line.gross_price is not None and line.price_discount:
        details.append(
            f"Prix brut {money(line.gross_price, currency)}, remise {money(line.price_discount, currency)}"
        )
    base = (
        f" les {_trimmed(line.base_quantity)}"
        if line.base_quantity not in (None, Decimal(1)) and line.base_quantity
        else ""
    )
    return ShownLine(
        id=line.id or "",
        name=_plain(line.name) or ("" if line.net is None else "article sans nom"),
        details=tuple(details),
        quantity="" if line.quantity is None else _trimmed(line.quantity),
        unit=UNITS.get(line.unit or "", line.unit or ""),
        price=("" if line.price is None else money(line.price, currency)) + base,
        rate="" if line.rate is None else percent(line.rate),
        net="" if line.net is None else money(line.net, currency),
        comment=line.net is None,
    )


def _allowance(found: AllowanceCharge, currency: str) -> tuple[str, str]:
    word = "Frais" if found.charge else "Remise"
    reason = f" ({_plain(found.reason)})" if not blank(found.reason) else ""
    rate = f" {percent(found.percent)}" if found.percent is not None else ""
    sign = "" if found.charge or found.amount is None or found.amount <= 0 else "−"
    return f"{word}{rate}{reason}", f"{sign}{money(found.amount, currency)}"


def _totals(invoice: Invoice, currency: str) -> Iterator[tuple[str, str, bool]]:
    sums = invoice.totals
    if sums.allowances or sums.charges:
        yield "Total des lignes HT", money(sums.lines, currency), False
        if sums.allowances:
            yield "Remises", f"−{money(sums.allowances, currency)}", False
        if sums.charges:
            yield "Frais", money(sums.charges, currency), False
    yield "Total HT", money(sums.net, currency), False
    yield "TVA", money(sums.vat, currency), False
    if sums.vat_accounting is not None:
        yield f"TVA en {invoice.tax_currency}", money(sums.vat_accounting, invoice.tax_currency or ""), False
    yield "Total TTC", money(sums.gross, currency), True
    if sums.prepaid:
        yield "Déjà payé", f"−{money(sums.prepaid, currency)}", False
    if sums.rounding:
        yield "Arrondi", money(sums.rounding, currency), False
    if sums.payable is not None:
        yield (
            ("À votre crédit" if invoice.is_credit_note else "Net à payer"),
            money(sums.payable, currency),
            True,
        )


def _payment(invoice: Invoice) -> Iterator[tuple[str, str]]:
    for means in invoice.means:
        if means.code:
            word = MEANS.get(means.code, f"code {means.code}")
            said = _plain(means.text)
            yield "Moyen", f"{word} ({said})" if said and said.lower() not in word.lower() else word
        account = means.account
        if account and not blank(account.iban):
            number = compact(account.iban or "")
            yield "IBAN", NBSP.join(number[i : i + 4] for i in range(0, len(number), 4))
        elif account and not blank(account.other):
            yield "Compte", _plain(account.other)
        if account and not blank(account.bic):
            yield "BIC", _plain(account.bic)
        if account and not blank(account.name):
            yield "Titulaire", _plain(account.name)
        if not blank(means.debited):
            yield "Compte débité", _plain(means.debited)
    if not blank(invoice.remittance):
        yield "Référence à rappeler", _plain(invoice.remittance)
    if not blank(invoice.mandate):
        yield "Mandat de prélèvement", _plain(invoice.mandate)


def _terms(invoice: Invoice, currency: str) -> Iterator[str]:
    for found in invoice.terms:
        if not blank(found.text):
            yield (found.text or "").strip()
        yield from (_discount(one, currency) for one in found.discounts)


def _discount(found: Discount, currency: str) -> str:
    worth = percent(found.percent) if found.percent is not None else money(found.amount, currency)
    days = f" pour un paiement sous {_trimmed(found.days)} jours" if found.days is not None else ""
    return f"Escompte : {worth}{days}"
