"""Whether Levier can read what a company has: scans, names of people, and what is to be read again."""

from importlib.util import find_spec
from shutil import which

from levier.accounts.models import Company
from levier.core.french.numbers import format_number
from levier.knowledge.lifecycle.models import SourceRule, Validity
from levier.operations.health.finding import Check, Finding, State

_AGAIN = "Relancez « make demo », qui installe tout ce que demande Levier."


def scans() -> Finding:
    if find_spec("rapidocr") is None or find_spec("onnxruntime") is None:
        says = "Les pages numérisées ne peuvent pas être lues : la reconnaissance de caractères manque."
        return Finding("Pages numérisées", State.BROKEN, says, _AGAIN)
    more = " Tesseract est installé aussi." if _tesseract() else ""
    return Finding("Pages numérisées", State.OK, f"Reconnaissance de caractères embarquée, hors ligne.{more}")


def names() -> Finding:
    if find_spec("spacy") is None or find_spec("fr_core_news_md") is None:
        says = "Les noms de personnes ne sont cherchés que par listes : le modèle de langue manque."
        return Finding("Données personnelles", State.WARNING, says, _AGAIN)
    return Finding(
        "Données personnelles", State.OK, "Clés de contrôle, listes de noms et modèle de langue, hors ligne."
    )


def expired() -> Finding:
    count = sum(
        Validity.objects.filter(document__company=company, expires__lt=company.today).count()
        for company in Company.objects.all()
    )
    rules = SourceRule.objects.exclude(keep_days=None).count()
    kept = f" {format_number(rules)} règle(s) de conservation." if rules else " Aucune règle de conservation."
    if count:
        says = f"{format_number(count)} document(s) périmé(s).{kept}"
        return Finding("Vie des documents", State.WARNING, says, "Voyez « Données › Vie des documents ».")
    return Finding("Vie des documents", State.OK, f"Aucun document périmé.{kept}")


def _tesseract() -> bool:
    return which("tesseract") is not None


READING: tuple[tuple[str, Check], ...] = (
    ("Pages numérisées", scans),
    ("Données personnelles", names),
    ("Vie des documents", expired),
)
