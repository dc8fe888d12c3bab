"""The families of VAT: normal, zero, exempt, reverse charge, intra-community, export, out of scope, IGIC, IPSI.

Each family has the same ten questions (BR-S-01 … BR-S-10, BR-Z-…, BR-E-…, BR-AE-…, BR-IC-…, BR-G-…, BR-O-…).
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from levier.tables.invoicing.codes import codes
from levier.tables.invoicing.model import Invoice, Party
from levier.tables.invoicing.rules.mandatory import is_comment
from levier.tables.invoicing.rules.rule import Breach, Level, Rule, blank, cents, shown, total

_ZERO = Decimal(0)
_BASE_SLACK = Decimal(1)
"""BR-S-08 … as their official schematron checks them: bases by rate may differ by less than one unit."""


@dataclass(frozen=True)
class Family:
    """``prefix``: in the numbers of rules. ``charged``: its rate is above zero. ``local``: a tax number will do."""

    code: str
    prefix: str
    title: str
    charged: bool = False
    reason: bool = True
    local: bool = True
    buyer: bool = False


FAMILIES = (
    Family("S", "S", "taux normal ou réduit", charged=True, reason=False),
    Family("Z", "Z", "taux zéro", reason=False),
    Family("E", "E", "exonéré"),
    Family("AE", "AE", "autoliquidation", buyer=True),
    Family("K", "IC", "livraison intracommunautaire", local=False, buyer=True),
    Family("G", "G", "exportation hors UE", local=False),
    Family("O", "O", "hors champ de la TVA"),
    Family("L", "AF", "IGIC (Canaries)", charged=True, reason=False),
    Family("M", "AG", "IPSI (Ceuta et Melilla)", charged=True, reason=False),
)
_Find = Callable[[Invoice], Iterable[Breach]]


@dataclass(frozen=True)
class _Taxed:
    """A line, discount or charge with its VAT. ``amount`` signed as it enters the basis."""

    term: str
    kind: str
    category: str | None
    rate: Decimal | None
    amount: Decimal


def _taxed(invoice: Invoice) -> Iterator[_Taxed]:
    for index, line in enumerate(invoice.lines):
        if not is_comment(line):
            yield _Taxed(f"lines.{index}", "line", line.category, line.rate, line.net or _ZERO)
    for index, found in enumerate(invoice.allowances):
        sign = 1 if found.charge else -1
        kind = "charge" if found.charge else "allowance"
        amount = (found.amount or _ZERO) * sign
        yield _Taxed(f"allowances.{index}", kind, found.category, found.rate, amount)


def _rules(family: Family) -> Iterator[Rule]:
    name, n = f"TVA « {family.title} »", family.prefix
    ask = "Demandez à l'émetteur de corriger la TVA de sa facture."
    for number, kind, said in ((2, "line", "ligne"), (3, "allowance", "remise"), (4, "charge", "frais")):
        yield _rule(f"BR-{n}-{number:02d}", f"{name} sur une {said} : {_parties_asked(family)}", ask, _parties(family, kind))  # fmt: skip
        yield _rule(f"BR-{n}-{number + 3:02d}", f"{name} sur une {said} : {_rate_asked(family)}", ask, _rate(family, kind))  # fmt: skip
    one = "au moins une ligne" if family.charged else "exactement une ligne"
    yield _rule(f"BR-{n}-01", f"{name} : {one} du détail de la TVA", ask, _present(family))
    yield _rule(
        f"BR-{n}-08", f"{name} : la base est la somme des lignes de ce taux", ask, _basis(family), Level.BASIC
    )
    if not family.charged:
        yield _rule(f"BR-{n}-09", f"{name} : le montant de TVA est nul", ask, _no_tax(family))
    wanted = "un motif d'exonération est donné" if family.reason else "aucun motif d'exonération n'est donné"
    yield _rule(f"BR-{n}-10", f"{name} : {wanted}", ask, _reason(family))


def _rule(number: str, asks: str, mend: str, find: _Find, since: Level = Level.BASICWL) -> Rule:
    return Rule(number, "vat", asks, mend, find, since=since)


def _parties_asked(family: Family) -> str:
    if family.code == "O":
        return "aucun numéro de TVA n'est donné"
    return "le vendeur a un numéro de TVA" + (" et l'acheteur aussi" if family.buyer else "")


def _rate_asked(family: Family) -> str:
    if family.code == "O":
        return "aucun taux n'est donné"
    return "le taux est supérieur à zéro" if family.charged else "le taux est zéro"


def _parties(family: Family, kind: str) -> _Find:
    def find(invoice: Invoice) -> Iterator[Breach]:
        place = next((t.term for t in _taxed(invoice) if t.kind == kind and t.category == family.code), None)
        if place is None:
            return
        seller, buyer, agent = invoice.seller, invoice.buyer, invoice.tax_representative
        own = [
            i
            for i in seller.tax_ids
            if not blank(i.value) and ((family.local and i.scheme == "FC") or i.scheme == "VA")
        ]
        if family.code == "O":
            if seller.vat or buyer.vat or (agent and agent.vat):
                yield Breach("seller.tax_ids.0", "un numéro de TVA est donné")
            return
        if not own and not (agent and agent.vat):
            yield Breach("seller.tax_ids", _lacking(seller))
        legal = buyer.legal_id if family.code == "AE" else None
        if family.buyer and not buyer.vat and not (legal and not blank(legal.value)):
            yield Breach("buyer.tax_ids", "numéro de TVA de l'acheteur absent")

    return find


def _lacking(seller: Party) -> str:
    odd = sorted(
        {found.scheme or "sans schéma" for found in seller.tax_ids if found.scheme not in ("VA", "FC")}
    )
    if not odd:
        return "numéro de TVA du vendeur absent"
    return f"numéro donné sous le schéma « {', '.join(odd)} » au lieu de « VA »"


def _rate(family: Family, kind: str) -> _Find:
    def find(invoice: Invoice) -> Iterator[Breach]:
        for found in _taxed(invoice):
            if found.kind != kind or found.category != family.code:
                continue
            wrong = (
                found.rate is not None
                if family.code == "O"
                else (found.rate is None or (found.rate < 0 if family.code in "LM" else found.rate <= 0))
                if family.charged
                else found.rate is None or found.rate != 0
            )
            if wrong:
                yield Breach(f"{found.term}.rate", f"taux {shown(found.rate)}")

    return find


def _present(family: Family) -> _Find:
    def find(invoice: Invoice) -> Iterator[Breach]:
        used = any(found.category == family.code for found in _taxed(invoice))
        held = sum(found.category == family.code for found in invoice.vat)
        if used and not held:
            yield Breach("vat", f"catégorie {family.code} absente du détail de la TVA")
        elif not family.charged and held > 1:
            yield Breach("vat", f"{held} lignes de catégorie {family.code}")

    return find


def _basis(family: Family) -> _Find:
    def find(invoice: Invoice) -> Iterator[Breach]:
        for index, found in enumerate(invoice.vat):
            if found.category != family.code or found.basis is None:
                continue
            same = [t for t in _taxed(invoice) if t.category == family.code]
            if family.charged:
                same = [t for t in same if (t.rate or _ZERO) == (found.rate or _ZERO)]
            expected = total(t.amount for t in same)
            gap = abs(found.basis - expected)
            if (gap >= _BASE_SLACK) if family.charged else cents(found.basis) != cents(expected):
                yield Breach(f"vat.{index}.basis", f"{shown(found.basis)} écrit, {shown(expected)} calculé")

    return find


def _no_tax(family: Family) -> _Find:
    def find(invoice: Invoice) -> Iterator[Breach]:
        for index, found in enumerate(invoice.vat):
            if found.category == family.code and found.tax:
                yield Breach(f"vat.{index}.tax", f"{shown(found.tax)} de TVA")

    return find


def _reason(family: Family) -> _Find:
    def find(invoice: Invoice) -> Iterator[Breach]:
        for index, found in enumerate(invoice.vat):
            given = not (blank(found.exemption) and blank(found.exemption_code))
            if found.category == family.code and given != family.reason:
                yield Breach(f"vat.{index}.exemption", "motif donné" if given else "motif absent")

    return find


def _delivered(invoice: Invoice) -> Iterator[Breach]:
    if any(found.category == "K" for found in invoice.vat):
        delivery, period = invoice.delivery, invoice.period
        if not (delivery and delivery.day) and not (period and (period.start or period.end)):
            yield Breach("delivery.day", "ni date de livraison ni période")


def _delivered_to(invoice: Invoice) -> Iterator[Breach]:
    if any(found.category == "K" for found in invoice.vat):
        address = invoice.delivery.address if invoice.delivery else None
        if address is None or blank(address.country):
            yield Breach("delivery.address.country", "pays de livraison absent")


def _alone(invoice: Invoice) -> Iterator[Breach]:
    if any(found.category == "O" for found in invoice.vat) and len(invoice.vat) > 1:
        yield Breach("vat", "d'autres lignes de TVA accompagnent « hors champ »")


def _alone_in(kind: str) -> _Find:
    def find(invoice: Invoice) -> Iterator[Breach]:
        if any(found.category == "O" for found in invoice.vat):
            for found in _taxed(invoice):
                if found.kind == kind and found.category != "O":
                    yield Breach(f"{found.term}.category", f"catégorie {found.category}")

    return find


def _prefixes(invoice: Invoice) -> Iterator[Breach]:
    """BR-CO-09: a VAT number begins with its country (EL for Greece)."""
    known = codes("countries") | {"EL"}
    for name in ("seller", "buyer", "tax_representative"):
        party = getattr(invoice, name)
        for index, found in enumerate(party.tax_ids if party else ()):
            if found.scheme in ("VA", "VAT") and found.value and found.value[:2] not in known:
                yield Breach(f"{name}.tax_ids.{index}", f"« {found.value} »")


_ASK = "Demandez à l'émetteur de corriger la TVA de sa facture."
VAT: tuple[Rule, ...] = (
    *(rule for family in FAMILIES for rule in sorted(_rules(family), key=lambda rule: rule.id)),
    _rule("BR-IC-11", "Livraison intracommunautaire : la date de livraison ou la période est donnée (BT-72, BG-14)", _ASK, _delivered),
    _rule("BR-IC-12", "Livraison intracommunautaire : le pays de livraison est donné (BT-80)", _ASK, _delivered_to),
    _rule("BR-O-11", "Hors champ de la TVA : aucune autre ligne de TVA", _ASK, _alone),
    _rule("BR-O-12", "Hors champ de la TVA : toutes les lignes le sont", _ASK, _alone_in("line")),
    _rule("BR-O-13", "Hors champ de la TVA : toutes les remises le sont", _ASK, _alone_in("allowance")),
    _rule("BR-O-14", "Hors champ de la TVA : tous les frais le sont", _ASK, _alone_in("charge")),
    Rule("BR-CO-09", "vat", "Un numéro de TVA commence par le code de son pays (BT-31, BT-48, BT-63)", _ASK, _prefixes, old=True),
)  # fmt: skip
