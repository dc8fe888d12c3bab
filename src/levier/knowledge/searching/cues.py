"""Whether a sentence holds the kind of answer a question expects: a duration, an amount, a date …"""

import re

from levier.core.french.text import fold
from levier.knowledge.searching.question import Expected

_NUMBER = (
    r"(?:\d[\d\s.,]*|\b(?:un|une|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|onze|douze|treize|quatorze"
    r"|quinze|vingt|trente|quarante|quarante-cinq|cinquante|soixante|cent|mille)\b)\s*(?:\([^)]{1,12}\)\s*)?"
)
_PATTERNS: dict[Expected, re.Pattern[str]] = {
    Expected.DURATION: re.compile(
        _NUMBER
        + r"(?:premiers? |prochains? )?"
        + r"(?:jours?|mois|semaines?|ans?\b|annees?|heures?|minutes?|trimestres?|h\b)"
    ),
    Expected.AMOUNT: re.compile(_NUMBER + r"(?:€|euros?\b|%|k€|m€|pour cent|francs?|dollars?|fois)"),
    Expected.COUNT: re.compile(r"\d|" + _NUMBER),
    Expected.DATE: re.compile(
        r"\b(?:sous|dans les|delai de|a)\s+"
        + _NUMBER
        + r"(?:jours?|heures?|semaines?|mois)|\ble \d{1,2}(?:er)? du mois|\bavant le \d{1,2}\b|\b(?:1[0-9]|20)\d\d\b|\d\d/\d\d/\d{4}|\bsiecle\b|\b\d{1,2}(?:er)? (?:janvier|fevrier|mars|avril|mai"
        r"|juin|juillet|aout|septembre|octobre|novembre|decembre)"
    ),
    Expected.YES_NO: re.compile(
        r"\b(?:oui|non|obligatoires?|doit|doivent|peut|peuvent|interdit|interdite|necessaire|besoin|faut"
        r"|dispense\w*|exige\w*|autorise\w*|permis|n'est plus|n'est pas|sauf)\b"
    ),
    Expected.REASON: re.compile(
        r"\b(?:car|parce|afin|raisons?|en effet|grace|puisque|cause|pour que|permet\w*|en vue)\b"
    ),
}
_PERSON = re.compile(
    r"\b[A-ZÀ-Ý][\w'’-]+(?:\s+(?:de|du|d['’]|la|le)?\s*[A-ZÀ-Ý][\w'’-]+)+|\b(?:directeur|directrice"
    r"|responsable|g[ée]rant|employeur|salari[ée]|service|pr[ée]fet|maire|client|fournisseur|vendeur|acheteur)"
)
_PLACE = re.compile(r"\b(?:à|en|au|aux|dans|chez|près de)\s+(?:l[ae]\s+|l['’])?[A-ZÀ-Ý]|\badresse\b")


def holds(expected: Expected, text: str) -> bool:
    """True when the text holds such an answer; always true for a question that expects nothing in particular."""
    if expected is Expected.PERSON:
        return bool(_PERSON.search(text))
    if expected is Expected.PLACE:
        return bool(_PLACE.search(text))
    pattern = _PATTERNS.get(expected)
    return pattern is None or bool(pattern.search(fold(text)))
