"""What France adds (BR-FR, AFNOR XP Z12-012): pointed out, for the law reaches each company at its own date.

They apply when the seller is French. The dates of the reform are data (``codes/reform.json``), shown with their source.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from decimal import Decimal

from levier.core.french.identifiers import compact, is_siren, is_siret
from levier.tables.invoicing.codes import french
from levier.tables.invoicing.model import SIREN_SCHEME, SIRET_SCHEME, Invoice, Party
from levier.tables.invoicing.rules.mandatory import allowances_of
from levier.tables.invoicing.rules.rule import Breach, Gravity, Level, Rule, blank, shown

_NUMBER = re.compile(r"[A-Za-z0-9+\-_/]*")
_PREPAID = {"386", "500", "503"}
_RECTIFYING = {"384", "471", "472", "473"}
_CREDIT = {"261", "381", "396", "502", "503"}
_PAID_FRAMES = {"B2", "S2", "M2"}
_MENTIONS = {
    "PMT": "l'indemnité forfaitaire de 40 € pour frais de recouvrement",
    "PMD": "les pénalités de retard",
    "AAB": "l'escompte, ou son absence",
}
_Find = Callable[[Invoice], Iterable[Breach]]


def is_french(invoice: Invoice) -> bool:
    """The seller is established in France."""
    return invoice.seller.country in french()["territories"] or (invoice.seller.vat or "").startswith("FR")


def _rule(
    number: str, asks: str, mend: str, find: _Find, since: Level = Level.BASICWL, gravity: Gravity = "remark"
) -> Rule:
    def of_french_sellers(invoice: Invoice) -> Iterable[Breach]:
        return find(invoice) if is_french(invoice) else ()

    return Rule(number, "french", asks, mend, of_french_sellers, gravity, since)


def _length(invoice: Invoice) -> Iterator[Breach]:
    for term, number in _numbers(invoice):
        if len(number) > 35:
            yield Breach(term, f"{len(number)} caractères")


def _characters(invoice: Invoice) -> Iterator[Breach]:
    for term, number in _numbers(invoice):
        if not _NUMBER.fullmatch(number):
            yield Breach(term, f"« {number[:60]} »")


def _numbers(invoice: Invoice) -> Iterator[tuple[str, str]]:
    yield "number", invoice.number or ""
    yield from ((f"preceding.{index}.number", found.number) for index, found in enumerate(invoice.preceding))


def _years(invoice: Invoice) -> Iterator[Breach]:
    dates: list[tuple[str, date | None]] = [("issued", invoice.issued), ("tax_point", invoice.tax_point)]
    dates += [(f"terms.{index}.due", terms.due) for index, terms in enumerate(invoice.terms)]
    dates += [("delivery.day", invoice.delivery.day if invoice.delivery else None)]
    yield from (Breach(term, f"{day:%d/%m/%Y}") for term, day in dates if day and not 2000 <= day.year < 2100)


def _type(invoice: Invoice) -> Iterator[Breach]:
    if not blank(invoice.type_code) and invoice.type_code not in french()["types"]:
        yield Breach("type_code", f"type {invoice.type_code}")


def _mention(code: str) -> _Find:
    def find(invoice: Invoice) -> Iterator[Breach]:
        if not any(note.subject == code for note in invoice.notes):
            yield Breach("notes", f"aucune note de code {code}")

    return find


def _once(invoice: Invoice) -> Iterator[Breach]:
    held = Counter(note.subject for note in invoice.notes)
    for code in (*_MENTIONS, "TXD"):
        if held[code] > 1:
            yield Breach("notes", f"{held[code]} notes de code {code}")


def _frame(invoice: Invoice) -> Iterator[Breach]:
    if invoice.process not in french()["frames"]:
        yield Breach("process", f"« {invoice.process} »" if invoice.process else "absent")


def _sirets(invoice: Invoice) -> Iterator[Breach]:
    for name, party in (("seller", invoice.seller), ("buyer", invoice.buyer), ("payee", invoice.payee)):
        for index, found in enumerate(party.ids if party else ()):
            if found.scheme == SIRET_SCHEME and not is_siret(found.value):
                yield Breach(
                    f"{name}.ids.{index}", f"« {found.value} » : 14 chiffres et une clé juste attendus"
                )


def _siren_of(name: str, party: Callable[[Invoice], Party], needed: Callable[[Invoice], bool]) -> _Find:
    def find(invoice: Invoice) -> Iterator[Breach]:
        legal = party(invoice).legal_id
        digits = compact(legal.value) if legal else ""
        if needed(invoice) and not re.fullmatch(r"\d{9}", digits, re.ASCII):
            yield Breach(f"{name}.legal_id", f"« {digits} »" if digits else "absent")

    return find


def _siren_keys(invoice: Invoice) -> Iterator[Breach]:
    for name, party in (("seller", invoice.seller), ("buyer", invoice.buyer), ("payee", invoice.payee)):
        legal = party.legal_id if party else None
        digits = compact(legal.value) if legal and legal.scheme == SIREN_SCHEME else ""
        if re.fullmatch(r"\d{9}", digits, re.ASCII) and not is_siren(digits):
            yield Breach(f"{name}.legal_id", f"« {digits} » : sa clé est fausse")


def _domestic(invoice: Invoice) -> bool:
    return invoice.buyer.country in french()["territories"] and invoice.buyer.vat is not None


def _electronic(name: str) -> _Find:
    def find(invoice: Invoice) -> Iterator[Breach]:
        found = getattr(invoice, name).electronic
        if found is None or blank(found.value):
            yield Breach(f"{name}.electronic", "absente")

    return find


def _rates(invoice: Invoice) -> Iterator[Breach]:
    known = {Decimal(rate) for rate in french()["rates"]}
    rates = [(f"vat.{index}.rate", found.rate) for index, found in enumerate(invoice.vat)]
    rates += [(f"lines.{index}.rate", line.rate) for index, line in enumerate(invoice.lines)]
    rates += [(f"{place}.rate", found.rate) for place, found in allowances_of(invoice, lines=False)]
    yield from (
        Breach(term, f"{shown(rate)}\u00a0%")
        for term, rate in rates
        if rate is not None and rate not in known
    )


def _due_after(invoice: Invoice) -> Iterator[Breach]:
    due, issued = invoice.due, invoice.issued
    excused = invoice.type_code in _PREPAID or invoice.process in _PAID_FRAMES
    if due and issued and due < issued and not excused:
        yield Breach("terms.0.due", f"échéance {due:%d/%m/%Y}, facture {issued:%d/%m/%Y}")


def _rectified(invoice: Invoice) -> Iterator[Breach]:
    dated = [found for found in invoice.preceding if found.issued and not blank(found.number)]
    if invoice.type_code in _RECTIFYING and len(dated) != 1:
        yield Breach("preceding", f"{len(dated)} facture antérieure datée")


def _credited(invoice: Invoice) -> Iterator[Breach]:
    dated = [found for found in invoice.preceding if found.issued and not blank(found.number)]
    if invoice.type_code in _CREDIT and not dated:
        yield Breach("preceding", "aucune facture antérieure datée")


def _paid(invoice: Invoice) -> Iterator[Breach]:
    if invoice.process in _PAID_FRAMES and invoice.totals.payable:
        yield Breach("totals.payable", shown(invoice.totals.payable))


def _euros(invoice: Invoice) -> Iterator[Breach]:
    foreign = not blank(invoice.currency) and invoice.currency != "EUR"
    if foreign and (invoice.tax_currency != "EUR" or invoice.totals.vat_accounting is None):
        yield Breach("totals.vat_accounting", f"facture en {invoice.currency}, TVA en euros absente")


_SAY = "Demandez à l'émetteur de l'ajouter sur ses prochaines factures."
FRENCH: tuple[Rule, ...] = (
    _rule("BR-FR-01", "Un numéro de facture a au plus 35 caractères (BT-1, BT-25)", _SAY, _length),
    _rule("BR-FR-02", "Un numéro de facture n'a que lettres, chiffres, + - _ / (BT-1, BT-25)", _SAY, _characters),
    _rule("BR-FR-03", "Les dates sont entre 2000 et 2099", "Vérifiez la date avec l'émetteur.", _years),
    _rule("BR-FR-04", "Le type de document est admis en France (BT-3)", _SAY, _type),
    *(_rule(f"BR-FR-05-{code}", f"Une note dit {said} ({code})", _SAY, _mention(code)) for code, said in _MENTIONS.items()),
    _rule("BR-FR-06", "Chaque mention obligatoire n'est donnée qu'une fois", _SAY, _once),
    _rule("BR-FR-08", "Le cadre de facturation est donné (BT-23 : B1, S1, M1 …)", _SAY, _frame),
    _rule("BR-FR-09", "Un SIRET a 14 chiffres et une clé juste", "Vérifiez le SIRET dans l'annuaire des entreprises.", _sirets, gravity="doubt"),
    _rule("BR-FR-10", "Le SIREN du vendeur est donné : 9 chiffres (BT-30)", _SAY, _siren_of("seller", lambda i: i.seller, lambda i: True)),
    _rule("BR-FR-11", "Le SIREN de l'acheteur français est donné : 9 chiffres (BT-47)", _SAY, _siren_of("buyer", lambda i: i.buyer, _domestic)),
    _rule("SIREN-CLE", "La clé des SIREN est juste", "Vérifiez le SIREN dans l'annuaire des entreprises.", _siren_keys, gravity="doubt"),
    _rule("BR-FR-12", "L'adresse électronique de l'acheteur est donnée (BT-49)", _SAY, _electronic("buyer")),
    _rule("BR-FR-13", "L'adresse électronique du vendeur est donnée (BT-34)", _SAY, _electronic("seller")),
    _rule("BR-FR-16", "Les taux de TVA sont des taux français", "Vérifiez le taux avec l'émetteur.", _rates, gravity="doubt"),
    _rule("BR-FR-CO-04", "Une facture rectificative cite une seule facture antérieure, datée (BT-25, BT-26)", _SAY, _rectified),
    _rule("BR-FR-CO-05", "Un avoir cite la facture qu'il corrige, datée (BT-25, BT-26)", _SAY, _credited),
    _rule("BR-FR-CO-07", "L'échéance ne précède pas la facture (BT-9)", "Vérifiez l'échéance avec l'émetteur.", _due_after, gravity="doubt"),
    _rule("BR-FR-CO-09", "Une facture déjà payée n'a plus rien à payer (BT-115)", "Vérifiez avec l'émetteur avant de payer.", _paid, gravity="doubt"),
    _rule("BR-FR-CO-12", "Une facture en devise donne sa TVA en euros (BT-6, BT-111)", _SAY, _euros),
)  # fmt: skip
