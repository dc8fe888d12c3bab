"""What an invoice must hold (BR-01 … BR-65, BR-CO-03 … BR-CO-26): EN 16931-1, table of business rules."""

import re
from collections.abc import Callable, Iterable, Iterator

from levier.tables.invoicing.model import AllowanceCharge, Invoice, Line
from levier.tables.invoicing.rules.rule import Breach, Level, Rule, absent, blank, shown

_TRANSFERS = {"30", "58"}
_Line = Callable[[Line], object]


def _must(
    number: str, asks: str, term: str, value: Callable[[Invoice], object], since: Level, *, old: bool = False
) -> Rule:
    def find(invoice: Invoice) -> Iterable[Breach]:
        return absent(term, value(invoice))

    return Rule(
        number,
        "mandatory",
        asks,
        "Demandez à l'émetteur de compléter sa facture.",
        find,
        since=since,
        old=old,
    )


def _each_line(number: str, asks: str, name: str, value: _Line) -> Rule:
    def find(invoice: Invoice) -> Iterator[Breach]:
        for index, line in enumerate(invoice.lines):
            if not is_comment(line):
                yield from absent(f"lines.{index}.{name}", value(line))

    return Rule(
        number, "mandatory", asks, "Demandez à l'émetteur de compléter cette ligne.", find, since=Level.BASIC
    )


def is_comment(line: Line) -> bool:
    """A line of the extended profiles that only informs or groups: it carries no amount of its own."""
    return line.kind in ("GROUP", "INFORMATION")


def _each_allowance(number: str, asks: str, name: str, charge: bool, *, lines: bool, test: Callable[[AllowanceCharge], bool]) -> Rule:  # fmt: skip
    def find(invoice: Invoice) -> Iterator[Breach]:
        for place, found in allowances_of(invoice, lines=lines):
            if found.charge == charge and not test(found):
                yield Breach(f"{place}.{name}", "absent")

    return Rule(
        number,
        "mandatory",
        asks,
        "Demandez à l'émetteur de compléter cette remise ou ces frais.",
        find,
        since=Level.BASIC if lines else Level.BASICWL,
    )


def allowances_of(invoice: Invoice, *, lines: bool) -> Iterator[tuple[str, AllowanceCharge]]:
    """Discounts and charges with their place: of the lines, or of the document."""
    if not lines:
        yield from ((f"allowances.{index}", found) for index, found in enumerate(invoice.allowances))
        return
    for number, line in enumerate(invoice.lines):
        yield from (
            (f"lines.{number}.allowances.{index}", found) for index, found in enumerate(line.allowances)
        )


def _has_amount(found: AllowanceCharge) -> bool:
    return found.amount is not None


def _has_category(found: AllowanceCharge) -> bool:
    return not blank(found.category)


def _has_reason(found: AllowanceCharge) -> bool:
    return not (blank(found.reason) and blank(found.reason_code))


def _no_line(invoice: Invoice) -> Iterator[Breach]:
    if not invoice.lines:
        yield Breach("lines", "aucune ligne")


def _not_negative(name: str) -> Callable[[Invoice], Iterator[Breach]]:
    def find(invoice: Invoice) -> Iterator[Breach]:
        for index, line in enumerate(invoice.lines):
            value = getattr(line, name)
            if value is not None and value < 0:
                yield Breach(f"lines.{index}.{name}", shown(value))

    return find


def _period(invoice: Invoice) -> Iterator[Breach]:
    period = invoice.period
    if period and period.start and period.end and period.end < period.start:
        yield Breach("period.end", f"du {period.start:%d/%m/%Y} au {period.end:%d/%m/%Y}")


def _line_period(invoice: Invoice) -> Iterator[Breach]:
    for index, line in enumerate(invoice.lines):
        period = line.period
        if period and period.start and period.end and period.end < period.start:
            yield Breach(f"lines.{index}.period.end", f"du {period.start:%d/%m/%Y} au {period.end:%d/%m/%Y}")


def _payee(invoice: Invoice) -> Iterator[Breach]:
    if invoice.payee:
        yield from absent("payee.name", invoice.payee.name)


def _representative(term: str, value: Callable[[Invoice], object]) -> Callable[[Invoice], Iterator[Breach]]:
    def find(invoice: Invoice) -> Iterator[Breach]:
        if invoice.tax_representative:
            yield from absent(f"tax_representative.{term}", value(invoice))

    return find


def _means_code(invoice: Invoice) -> Iterator[Breach]:
    for index, means in enumerate(invoice.means):
        yield from absent(f"means.{index}.code", means.code)


def _account(invoice: Invoice) -> Iterator[Breach]:
    for index, means in enumerate(invoice.means):
        if means.account and blank(means.account.iban) and blank(means.account.other):
            yield Breach(f"means.{index}.account", "compte sans numéro")


def _transfer(invoice: Invoice) -> Iterator[Breach]:
    for index, means in enumerate(invoice.means):
        if means.code in _TRANSFERS and not means.account:
            yield Breach(f"means.{index}.account", f"virement (code {means.code}) sans compte")


def _card(invoice: Invoice) -> Iterator[Breach]:
    for index, means in enumerate(invoice.means):
        if means.card and len(re.sub(r"\D", "", means.card)) > 10:
            yield Breach(f"means.{index}.card", "numéro de carte entier")


def _scheme(term: str, which: str) -> Callable[[Invoice], Iterator[Breach]]:
    def find(invoice: Invoice) -> Iterator[Breach]:
        found = getattr(invoice, which).electronic
        if found and blank(found.scheme):
            yield Breach(term, f"« {found.value} » sans identifiant de schéma")

    return find


def _item_schemes(invoice: Invoice) -> Iterator[Breach]:
    for index, line in enumerate(invoice.lines):
        if line.standard_id and blank(line.standard_id.scheme):
            yield Breach(f"lines.{index}.standard_id", f"« {line.standard_id.value} » sans schéma")


def _class_schemes(invoice: Invoice) -> Iterator[Breach]:
    for index, line in enumerate(invoice.lines):
        for place, found in enumerate(line.classes):
            if blank(found.scheme):
                yield Breach(f"lines.{index}.classes.{place}", f"« {found.value} » sans liste")


def _attributes(invoice: Invoice) -> Iterator[Breach]:
    for index, line in enumerate(invoice.lines):
        for place, found in enumerate(line.attributes):
            if blank(found.name) or blank(found.value):
                yield Breach(f"lines.{index}.attributes.{place}", "nom ou valeur absent")


def _supporting(invoice: Invoice) -> Iterator[Breach]:
    for index, found in enumerate(invoice.supporting):
        yield from absent(f"supporting.{index}.id", found.id)


def _preceding(invoice: Invoice) -> Iterator[Breach]:
    for index, found in enumerate(invoice.preceding):
        yield from absent(f"preceding.{index}.number", found.number)


def _tax_currency(invoice: Invoice) -> Iterator[Breach]:
    if (
        not blank(invoice.tax_currency)
        and invoice.tax_currency != invoice.currency
        and invoice.totals.vat_accounting is None
        and invoice.totals.vat is not None
    ):
        yield Breach("totals.vat_accounting", f"TVA en {invoice.tax_currency} absente")


def _delivery(invoice: Invoice) -> Iterator[Breach]:
    if invoice.delivery and invoice.delivery.address:
        yield from absent("delivery.address.country", invoice.delivery.address.country)


def _tax_point(invoice: Invoice) -> Iterator[Breach]:
    if invoice.tax_point and not blank(invoice.tax_point_code):
        yield Breach("tax_point", "la date et le code d'exigibilité sont donnés tous les deux")


def _seller_known(invoice: Invoice) -> Iterator[Breach]:
    seller = invoice.seller
    known = [
        found for found in (*seller.ids, seller.legal_id, *seller.tax_ids) if found and not blank(found.value)
    ]
    if not known:
        yield Breach("seller", "ni identifiant, ni immatriculation, ni numéro de TVA")


def _due(invoice: Invoice) -> Iterator[Breach]:
    payable = invoice.totals.payable
    if payable is not None and payable > 0 and not any(t.due or not blank(t.text) for t in invoice.terms):
        yield Breach("terms", f"{shown(payable)} à payer, sans échéance ni conditions")


def _vat_breakdown(invoice: Invoice) -> Iterator[Breach]:
    if not invoice.vat:
        yield Breach("vat", "aucune ligne de TVA")


def _line_category(invoice: Invoice) -> Iterator[Breach]:
    for index, line in enumerate(invoice.lines):
        if not is_comment(line):
            yield from absent(f"lines.{index}.category", line.category)


def _vat_field(number: str, asks: str, name: str) -> Rule:
    def find(invoice: Invoice) -> Iterator[Breach]:
        for index, found in enumerate(invoice.vat):
            if name == "rate" and found.category == "O":
                continue
            yield from absent(f"vat.{index}.{name}", getattr(found, name))

    return Rule(
        number,
        "mandatory",
        asks,
        "Demandez à l'émetteur de compléter le détail de la TVA.",
        find,
        since=Level.BASICWL,
    )


def _more(
    number: str, asks: str, mend: str, find: Callable[[Invoice], Iterable[Breach]], since: Level
) -> Rule:
    return Rule(number, "mandatory", asks, mend, find, since=since)


_ASK = "Demandez à l'émetteur de corriger sa facture."
_MIN, _WL, _BASIC, _EN = Level.MINIMUM, Level.BASICWL, Level.BASIC, Level.EN16931

MANDATORY: tuple[Rule, ...] = (
    _must("BR-01", "La facture dit quel profil elle suit (BT-24)", "profile", lambda i: i.profile, _MIN, old=True),
    _must("BR-02", "La facture a un numéro (BT-1)", "number", lambda i: i.number, _MIN, old=True),
    _must("BR-03", "La facture a une date d'émission (BT-2)", "issued", lambda i: i.issued, _MIN, old=True),
    _must("BR-04", "La facture dit de quel type de document il s'agit (BT-3)", "type_code", lambda i: i.type_code, _MIN, old=True),
    _must("BR-05", "La devise est donnée (BT-5)", "currency", lambda i: i.currency, _MIN, old=True),
    _must("BR-06", "Le nom du vendeur est donné (BT-27)", "seller.name", lambda i: i.seller.name, _MIN, old=True),
    _must("BR-07", "Le nom de l'acheteur est donné (BT-44)", "buyer.name", lambda i: i.buyer.name, _MIN, old=True),
    _must("BR-08", "L'adresse du vendeur est donnée (BG-5)", "seller.address", lambda i: i.seller.address, _MIN),
    _must("BR-09", "Le pays du vendeur est donné (BT-40)", "seller.address.country", lambda i: i.seller.country, _MIN),
    _must("BR-10", "L'adresse de l'acheteur est donnée (BG-8)", "buyer.address", lambda i: i.buyer.address, _WL),
    _must("BR-11", "Le pays de l'acheteur est donné (BT-55)", "buyer.address.country", lambda i: i.buyer.country, _WL),
    _must("BR-12", "Le total des lignes est donné (BT-106)", "totals.lines", lambda i: i.totals.lines, _WL),
    _must("BR-13", "Le total hors TVA est donné (BT-109)", "totals.net", lambda i: i.totals.net, _MIN),
    _must("BR-14", "Le total TTC est donné (BT-112)", "totals.gross", lambda i: i.totals.gross, _MIN, old=True),
    _must("BR-15", "Le net à payer est donné (BT-115)", "totals.payable", lambda i: i.totals.payable, _MIN),
    _more("BR-16", "La facture a au moins une ligne (BG-25)", _ASK, _no_line, _BASIC),
    _more("BR-17", "Le bénéficiaire du paiement, s'il y en a un, est nommé (BT-59)", _ASK, _payee, _WL),
    _more("BR-18", "Le représentant fiscal est nommé (BT-62)", _ASK, _representative("name", lambda i: i.tax_representative and i.tax_representative.name), _WL),
    _more("BR-19", "L'adresse du représentant fiscal est donnée (BG-12)", _ASK, _representative("address", lambda i: i.tax_representative and i.tax_representative.address), _WL),
    _more("BR-20", "Le pays du représentant fiscal est donné (BT-69)", _ASK, _representative("address.country", lambda i: i.tax_representative and i.tax_representative.country), _WL),
    _each_line("BR-21", "Chaque ligne a un numéro (BT-126)", "id", lambda line: line.id),
    _each_line("BR-22", "Chaque ligne a une quantité (BT-129)", "quantity", lambda line: line.quantity),
    _each_line("BR-23", "Chaque quantité a une unité (BT-130)", "unit", lambda line: line.unit),
    _each_line("BR-24", "Chaque ligne a un montant net (BT-131)", "net", lambda line: line.net),
    _each_line("BR-25", "Chaque article est nommé (BT-153)", "name", lambda line: line.name),
    _each_line("BR-26", "Chaque ligne a un prix net (BT-146)", "price", lambda line: line.price),
    _more("BR-27", "Un prix net n'est pas négatif (BT-146)", "Une quantité négative dit un retour : le prix reste positif.", _not_negative("price"), _BASIC),
    _more("BR-28", "Un prix brut n'est pas négatif (BT-148)", "Une quantité négative dit un retour : le prix reste positif.", _not_negative("gross_price"), _BASIC),
    _more("BR-29", "La période facturée finit après son début (BT-74)", _ASK, _period, _WL),
    _more("BR-30", "La période de chaque ligne finit après son début (BT-135)", _ASK, _line_period, _EN),
    _each_allowance("BR-31", "Chaque remise a un montant (BT-92)", "amount", False, lines=False, test=_has_amount),
    _each_allowance("BR-32", "Chaque remise a une catégorie de TVA (BT-95)", "category", False, lines=False, test=_has_category),
    _each_allowance("BR-33", "Chaque remise a un motif (BT-97 ou BT-98)", "reason", False, lines=False, test=_has_reason),
    _each_allowance("BR-36", "Chaque frais a un montant (BT-99)", "amount", True, lines=False, test=_has_amount),
    _each_allowance("BR-37", "Chaque frais a une catégorie de TVA (BT-102)", "category", True, lines=False, test=_has_category),
    _each_allowance("BR-38", "Chaque frais a un motif (BT-104 ou BT-105)", "reason", True, lines=False, test=_has_reason),
    _each_allowance("BR-41", "Chaque remise de ligne a un montant (BT-136)", "amount", False, lines=True, test=_has_amount),
    _each_allowance("BR-42", "Chaque remise de ligne a un motif (BT-139 ou BT-140)", "reason", False, lines=True, test=_has_reason),
    _each_allowance("BR-43", "Chaque frais de ligne a un montant (BT-141)", "amount", True, lines=True, test=_has_amount),
    _each_allowance("BR-44", "Chaque frais de ligne a un motif (BT-144 ou BT-145)", "reason", True, lines=True, test=_has_reason),
    _vat_field("BR-45", "Chaque ligne de TVA a une base (BT-116)", "basis"),
    _vat_field("BR-46", "Chaque ligne de TVA a un montant (BT-117)", "tax"),
    _vat_field("BR-47", "Chaque ligne de TVA a une catégorie (BT-118)", "category"),
    _vat_field("BR-48", "Chaque ligne de TVA a un taux (BT-119), sauf hors champ", "rate"),
    _more("BR-49", "Chaque moyen de paiement a un code (BT-81)", _ASK, _means_code, _WL),
    _more("BR-50", "Chaque compte à créditer a un numéro (BT-84)", _ASK, _account, _WL),
    _more("BR-51", "Un numéro de carte n'est jamais écrit en entier (BT-87)", "Demandez une facture qui ne montre que les derniers chiffres, et détruisez celle-ci.", _card, _WL),
    _more("BR-52", "Chaque pièce jointe a une référence (BT-122)", _ASK, _supporting, _EN),
    _more("BR-53", "Quand la TVA se compte dans une autre devise, son total y est donné (BT-111)", _ASK, _tax_currency, _WL),
    _more("BR-54", "Chaque caractéristique d'article a un nom et une valeur (BT-160, BT-161)", _ASK, _attributes, _EN),
    _more("BR-55", "Chaque facture antérieure citée a un numéro (BT-25)", _ASK, _preceding, _WL),
    _more("BR-56", "Le représentant fiscal a un numéro de TVA (BT-63)", _ASK, _representative("tax_ids", lambda i: i.tax_representative and i.tax_representative.vat), _WL),
    _more("BR-57", "L'adresse de livraison a un pays (BT-80)", _ASK, _delivery, _WL),
    _more("BR-61", "Un paiement par virement donne le compte à créditer (BT-84)", "Demandez l'IBAN à l'émetteur par un canal sûr : un IBAN ne se prend jamais dans un simple courriel.", _transfer, _WL),
    _more("BR-62", "L'adresse électronique du vendeur dit son schéma (BT-34)", _ASK, _scheme("seller.electronic", "seller"), _WL),
    _more("BR-63", "L'adresse électronique de l'acheteur dit son schéma (BT-49)", _ASK, _scheme("buyer.electronic", "buyer"), _WL),
    _more("BR-64", "L'identifiant standard d'un article dit son schéma (BT-157)", _ASK, _item_schemes, _BASIC),
    _more("BR-65", "La classe d'un article dit sa liste (BT-158)", _ASK, _class_schemes, _EN),
    _more("BR-CO-03", "La date d'exigibilité de la TVA et son code ne vont pas ensemble (BT-7, BT-8)", "L'un des deux suffit.", _tax_point, _EN),
    _more("BR-CO-04", "Chaque ligne a une catégorie de TVA (BT-151)", _ASK, _line_category, _BASIC),
    _more("BR-CO-18", "Le détail de la TVA a au moins une ligne (BG-23)", _ASK, _vat_breakdown, _WL),
    Rule("BR-CO-25", "mandatory", "Un montant à payer a une échéance ou des conditions de paiement (BT-9, BT-20)", "Demandez à l'émetteur quand et comment payer.", _due, "doubt", _WL),
    _more("BR-CO-26", "Le vendeur est identifié : identifiant, SIREN ou numéro de TVA (BT-29, BT-30, BT-31)", _ASK, _seller_known, _MIN),
)  # fmt: skip
