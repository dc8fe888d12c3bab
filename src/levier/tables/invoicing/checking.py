"""An invoice against its rules: the schema, then every rule of its profile."""

import re
from typing import Any

from levier.tables.invoicing.codes import codes
from levier.tables.invoicing.model import Invoice
from levier.tables.invoicing.places import element_of, path_of, place_of
from levier.tables.invoicing.profiles import level_of, profile_of
from levier.tables.invoicing.reading.node import Book, local
from levier.tables.invoicing.report import Finding, Outcome, Report
from levier.tables.invoicing.rules.amounts import AMOUNTS
from levier.tables.invoicing.rules.codes import CODES
from levier.tables.invoicing.rules.document import DOCUMENT
from levier.tables.invoicing.rules.french import FRENCH, is_french
from levier.tables.invoicing.rules.mandatory import MANDATORY
from levier.tables.invoicing.rules.rule import Breach, Level, Rule
from levier.tables.invoicing.rules.vat import VAT
from levier.tables.invoicing.schemas import structure_faults

RULES: tuple[Rule, ...] = (*MANDATORY, *AMOUNTS, *VAT, *CODES, *DOCUMENT, *FRENCH)
_MOST_FINDINGS = 20
"""Findings kept of one rule: of a thousand wrong lines the first ones tell."""
_OLDER = (
    "ZUGFeRD 1.0 (2014) est antérieur à la norme EN 16931 : sa structure, ses montants et ses codes sont vérifiés, "
    "pas les règles de la norme."
)


def check(root: Any, invoice: Invoice, book: Book, *, several: tuple[str, ...] = ()) -> Report:
    """Everything that is right and wrong with the invoice. ``several``: names of the XML when a PDF holds several."""
    level = level_of(invoice)
    profile = profile_of(invoice)
    outcomes = [_structure(root, invoice), _values(book)]
    if several:
        outcomes.append(_one_only(several))
    for rule in RULES:
        if rule.applies(level) and (rule.family != "french" or is_french(invoice)):
            outcomes.append(_outcome(rule, list(rule.find(invoice)), book, level))
    if level >= Level.BASIC and invoice.syntax == "CII":
        outcomes.append(_units(root))
    notes = (*((_OLDER,) if level == Level.OLD else ()), *book.notes)
    return Report(
        profile=profile.name if profile else "profil inconnu, jugé sur EN 16931",
        outcomes=tuple(outcomes),
        notes=notes,
    )


def _outcome(rule: Rule, breaches: list[Breach], book: Book, level: Level) -> Outcome:
    kept = [_finding(breach, book) for breach in breaches[:_MOST_FINDINGS]]
    if len(breaches) > _MOST_FINDINGS:
        kept.append(Finding(place="…", found=f"et {len(breaches) - _MOST_FINDINGS} autres"))
    return Outcome(
        rule=rule.id,
        family=rule.family,
        asks=rule.asks,
        mend=rule.mend,
        gravity="doubt" if level == Level.OLD and rule.family == "amounts" else rule.gravity,
        findings=tuple(kept),
    )


def _finding(breach: Breach, book: Book) -> Finding:
    element = element_of(book, breach.term)
    return Finding(
        place=place_of(breach.term),
        found=breach.found,
        xpath="" if element is None else path_of(element),
        line=None if element is None else element.sourceline,
    )


def _structure(root: Any, invoice: Invoice) -> Outcome:
    faults = structure_faults(root, invoice)
    asks = "Le fichier suit le schéma XML de son format"
    if faults is None:
        asks = "Ce format d'essai (2013) n'a pas de schéma publié : sa structure n'est vérifiée que par la lecture"
    return Outcome(
        rule="XSD",
        family="structure",
        asks=asks,
        mend="Demandez à l'émetteur un fichier conforme : son logiciel de facturation est à corriger.",
        gravity="error",
        findings=tuple(
            Finding(place="Structure", found=in_french(message), xpath=re.sub(r"\*", "…", path), line=line)
            for line, path, message in faults or ()
        ),
    )


_UNITS_OF_MODEL = ("BilledQuantity", "BasisQuantity")
"""BR-CL-23 judges these."""


def _units(root: Any) -> Outcome:
    """Units of what the model does not hold (packages, sub-items …)."""
    wrong = [
        element
        for element in root.iter()
        if local(element) not in _UNITS_OF_MODEL
        and (code := element.get("unitCode"))
        and code not in codes("units")
    ]
    return Outcome(
        rule="UNITES",
        family="codes",
        asks="Les unités des colis, sous-articles et délais sont dans la liste",
        mend="Demandez à l'émetteur d'employer un code de la liste.",
        gravity="error",
        findings=tuple(
            Finding(place=local(e), found=f"« {e.get('unitCode')} »", xpath=path_of(e), line=e.sourceline)
            for e in wrong[:_MOST_FINDINGS]
        ),
    )


_EXPECTED = re.compile(
    r"Element '(?:\{[^}]*\})?(\w+)': This element is not expected\.(?: Expected is (?:one of )?\( ?(.*?) ?\))?"
)
_MISSING = re.compile(
    r"Element '(?:\{[^}]*\})?(\w+)': Missing child element\(s\)\.(?: Expected is (?:one of )?\( ?(.*?) ?\))?"
)
_VALUE = re.compile(
    r"Element '(?:\{[^}]*\})?(\w+)'(?:, attribute '(\w+)')?: '(.{0,200})' is not a valid value"
)
_PATTERN = re.compile(r"Element '(?:\{[^}]*\})?(\w+)'(?:, attribute '(\w+)')?: \[facet '(\w+)'\]")


def in_french(message: str) -> str:
    """The commonest messages of libxml2, in French; the others as they are."""
    if match := _EXPECTED.match(message):
        wanted = _names(match[2])
        return f"l'élément « {match[1]} » n'est pas à sa place" + (f" (attendu : {wanted})" if wanted else "")
    if match := _MISSING.match(message):
        wanted = _names(match[2])
        return f"il manque un élément dans « {match[1]} »" + (f" ({wanted})" if wanted else "")
    if match := _VALUE.match(message):
        where = f"l'attribut « {match[2]} » de « {match[1]} »" if match[2] else f"« {match[1]} »"
        return f"« {match[3]} » n'est pas une valeur admise pour {where}"
    if match := _PATTERN.match(message):
        return f"la valeur de « {match[1]} » n'est pas admise (règle {match[3]} du schéma)"
    return re.sub(r"\{[^}]*\}", "", message)


def _names(listed: str | None) -> str:
    return ", ".join(re.sub(r"\{[^}]*\}", "", listed or "").replace("##other*", "").split(", ")[:4]).strip(
        " ,"
    )


def _values(book: Book) -> Outcome:
    return Outcome(
        rule="VALEURS",
        family="structure",
        asks="Chaque nombre, date et contenu se lit",
        mend="Levier n'a pas deviné : la valeur est laissée vide. Demandez une facture corrigée.",
        gravity="error",
        findings=tuple(
            _finding(Breach(found.key, f"« {found.text} » n'est pas {found.wanted}"), book)
            for found in book.unreadable[:_MOST_FINDINGS]
        ),
    )


def _one_only(several: tuple[str, ...]) -> Outcome:
    names = " et ".join(f"« {name} »" for name in several)
    return Outcome(
        rule="UNE-SEULE",
        family="structure",
        asks="Le PDF ne contient qu'une facture",
        mend="Demandez laquelle fait foi : deux factures dans un PDF peuvent ne pas dire la même chose.",
        gravity="error",
        findings=(Finding(place="Pièces du PDF", found=f"il en contient {len(several)} : {names}"),),
    )
