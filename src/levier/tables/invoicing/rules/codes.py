"""Codes must belong to the lists of the norm (BR-CL-01 … BR-CL-26), which are data."""

from collections.abc import Callable, Iterable, Iterator

from levier.tables.invoicing.codes import codes, title
from levier.tables.invoicing.model import Identifier, Invoice, Party
from levier.tables.invoicing.rules.mandatory import allowances_of
from levier.tables.invoicing.rules.rule import Breach, Level, Rule, blank

_Pairs = Callable[[Invoice], Iterable[tuple[str, str | None]]]
_EXTENDED_MIMES = {"application/json", "application/xml", "text/xml"}
_SEPA = "SEPA"


def _listed(number: str, asks: str, name: str, pairs: _Pairs, since: Level = Level.MINIMUM, more: Iterable[str] = (), *, old: bool = False) -> Rule:  # fmt: skip
    def find(invoice: Invoice) -> Iterator[Breach]:
        known = codes(name) | set(more)
        for term, code in pairs(invoice):
            if not blank(code) and code not in known:
                yield Breach(term, f"« {(code or '')[:40]} » n'est pas dans la liste {title(name)}")

    return Rule(
        number,
        "codes",
        asks,
        "Demandez à l'émetteur d'employer un code de la liste.",
        find,
        since=since,
        old=old,
    )


def _parties(invoice: Invoice) -> Iterator[tuple[str, Party]]:
    for name in ("seller", "buyer", "payee", "tax_representative"):
        if party := getattr(invoice, name):
            yield name, party


def _countries(invoice: Invoice) -> Iterator[tuple[str, str | None]]:
    for name, party in _parties(invoice):
        yield f"{name}.address.country", party.country
    if invoice.delivery and invoice.delivery.address:
        yield "delivery.address.country", invoice.delivery.address.country


def _categories(invoice: Invoice) -> Iterator[tuple[str, str | None]]:
    yield from ((f"lines.{i}.category", line.category) for i, line in enumerate(invoice.lines))
    yield from ((f"vat.{i}.category", found.category) for i, found in enumerate(invoice.vat))
    yield from ((f"{place}.category", found.category) for place, found in allowances_of(invoice, lines=False))


def _reasons(charge: bool) -> _Pairs:
    def pairs(invoice: Invoice) -> Iterator[tuple[str, str | None]]:
        for lines in (False, True):
            for place, found in allowances_of(invoice, lines=lines):
                if found.charge == charge:
                    yield f"{place}.reason_code", found.reason_code

    return pairs


def _units(invoice: Invoice) -> Iterator[tuple[str, str | None]]:
    for index, line in enumerate(invoice.lines):
        yield f"lines.{index}.quantity", line.unit
        yield f"lines.{index}.base_quantity", line.base_unit


def _schemes(which: Callable[[Party], Iterable[tuple[str, Identifier | None]]]) -> _Pairs:
    def pairs(invoice: Invoice) -> Iterator[tuple[str, str | None]]:
        for name, party in _parties(invoice):
            for term, found in which(party):
                if found and found.scheme != _SEPA:
                    yield f"{name}.{term}", found.scheme

    return pairs


def _item_schemes(invoice: Invoice) -> Iterator[tuple[str, str | None]]:
    for index, line in enumerate(invoice.lines):
        yield f"lines.{index}.standard_id", line.standard_id.scheme if line.standard_id else None


def _item_classes(invoice: Invoice) -> Iterator[tuple[str, str | None]]:
    for index, line in enumerate(invoice.lines):
        for place, found in enumerate(line.classes):
            yield f"lines.{index}.classes.{place}", found.scheme


def _currencies(invoice: Invoice) -> list[tuple[str, str | None]]:
    return [("currency", invoice.currency)]


def _tax_currencies(invoice: Invoice) -> list[tuple[str, str | None]]:
    return [("tax_currency", invoice.tax_currency)]


def _types(invoice: Invoice) -> list[tuple[str, str | None]]:
    return [("type_code", invoice.type_code)]


def _means(invoice: Invoice) -> list[tuple[str, str | None]]:
    return [(f"means.{index}.code", found.code) for index, found in enumerate(invoice.means)]


def _subjects(invoice: Invoice) -> list[tuple[str, str | None]]:
    return [(f"notes.{index}.subject", note.subject) for index, note in enumerate(invoice.notes)]


def _origins(invoice: Invoice) -> list[tuple[str, str | None]]:
    return [(f"lines.{index}.origin", line.origin) for index, line in enumerate(invoice.lines)]


def _exemptions(invoice: Invoice) -> list[tuple[str, str | None]]:
    return [(f"vat.{index}.exemption_code", found.exemption_code) for index, found in enumerate(invoice.vat)]


def _mimes(invoice: Invoice) -> list[tuple[str, str | None]]:
    return [(f"supporting.{index}", found.mime) for index, found in enumerate(invoice.supporting)]


_WL, _BASIC, _EN = Level.BASICWL, Level.BASIC, Level.EN16931
CODES: tuple[Rule, ...] = (
    _listed("BR-CL-01", "Le type de document est dans la liste (BT-3)", "types", _types, old=True),
    _listed("BR-CL-04", "La devise est dans la liste (BT-5)", "currencies", _currencies, old=True),
    _listed("BR-CL-05", "La devise de la TVA est dans la liste (BT-6)", "currencies", _tax_currencies, _WL),
    _listed("BR-CL-08", "Le sujet de chaque note est dans la liste (BT-21)", "subjects", _subjects, _WL),
    _listed("BR-CL-10", "Le schéma des identifiants des parties est dans la liste", "schemes", _schemes(lambda p: ((f"ids.{n}", i) for n, i in enumerate(p.ids)))),
    _listed("BR-CL-11", "Le schéma des immatriculations est dans la liste (BT-30, BT-47)", "schemes", _schemes(lambda p: [("legal_id", p.legal_id)])),
    _listed("BR-CL-13", "La liste des classes d'articles est connue (BT-158)", "classes", _item_classes, _EN),
    _listed("BR-CL-14", "Les pays sont dans la liste", "countries", _countries, old=True),
    _listed("BR-CL-15", "Les pays d'origine sont dans la liste (BT-159)", "countries", _origins, _EN),
    _listed("BR-CL-16", "Le moyen de paiement est dans la liste (BT-81)", "means", _means, _WL),
    _listed("BR-CL-17", "Les catégories de TVA sont dans la liste", "categories", _categories, _WL, ("B",)),
    _listed("BR-CL-19", "Les motifs de remise sont dans la liste (BT-98, BT-140)", "allowance_reasons", _reasons(False), _WL),
    _listed("BR-CL-20", "Les motifs de frais sont dans la liste (BT-105, BT-145)", "charge_reasons", _reasons(True), _WL),
    _listed("BR-CL-21", "Le schéma des identifiants d'articles est dans la liste (BT-157)", "schemes", _item_schemes, _BASIC),
    _listed("BR-CL-22", "Le code d'exonération est dans la liste (BT-121)", "exemptions", _exemptions, _WL),
    _listed("BR-CL-23", "Les unités sont dans la liste (BT-130, BT-150)", "units", _units, _BASIC),
    _listed("BR-CL-24", "Le type des pièces jointes est admis (BT-125)", "mimes", _mimes, _EN, _EXTENDED_MIMES),
    _listed("BR-CL-25", "Le schéma des adresses électroniques est dans la liste (BT-34, BT-49)", "endpoints", _schemes(lambda p: [("electronic", p.electronic)]), _WL),
)  # fmt: skip
