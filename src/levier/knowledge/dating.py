"""The date of a document, and where it was found: a mail's header, its own words, the properties of the file."""

import re
from datetime import date, timedelta

from levier.knowledge.parsing.structure import Parsed

_MONTHS = "janvier février mars avril mai juin juillet août septembre octobre novembre décembre".split()
_WRITTEN = (
    rf"(\d{{1,2}})(?:er)?(?:\s+({'|'.join(_MONTHS)}|fevrier|aout|decembre)\s+|[/.](\d{{1,2}})[/.])(\d{{4}})"
)
_STATED = re.compile(
    r"(?:en vigueur|applicables?|version|mise? à jour|date d'effet|prend effet|fait à [^,\n]{2,40},|signé"
    r"|conclu|entre en vigueur|révision|édition)"
    r"[^.\n\d]{0,30}?" + _WRITTEN,
    re.IGNORECASE,
)
_HEADED = re.compile(
    r"(?m)(?:(?i:\bdate(?: d(?:e |')(?:la )?(?:facture|émission|établissement|document|édition|rédaction|réunion))?)\s*:?"
    r"|\ben date du|[A-ZÉ][\w\u00c0-\u00ff' -]{1,40}, le|^\s*le"
    r"|(?i:facture|devis|compte[ -]rendu|réunion|commande|courrier|avoir|procès-verbal)\b[^\n]{0,60}?\bdu)"
    r"\s{0,3}(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)?\s?" + _WRITTEN,
)
_READ = 3_000
_HEAD = 700
_EARLIEST = date(1950, 1, 1)


def stated_date(text: str) -> date | None:
    """The first date that the beginning of a document presents as its own, None when it presents none."""
    return _first(_STATED, text[:_READ])


def headed_date(text: str) -> date | None:
    """The date that stands in the head of a letter or a report: « Lyon, le 3 mars 2024 », « Date : 03/03/2024 »."""
    return _first(_HEADED, text[:_HEAD])


def document_date(
    parsed: Parsed, given: date | None, today: date, fallback: date | None = None
) -> tuple[date | None, str]:
    """The date and its origin (see ``DATE_ORIGINS``): given by who adds it, sent, stated, in the head, in the
    properties; ``fallback``: the day of the mail it came with. A day to come is nobody's date of writing.
    """
    if given:
        return given, "given"
    latest = today + timedelta(days=1)
    if parsed.kind == "mail" and _likely(parsed.dated, latest):
        return parsed.dated, "mail"
    text = next((page.text for page in parsed.pages if page.text), "")
    if stated := stated_date(text):
        return stated, "text"
    if parsed.kind not in {"mail", "mailbox", "archive", "workbook"} and _likely(
        headed := headed_date(text), latest
    ):
        return headed, "text"
    if _likely(fallback, latest):
        return fallback, "mail"
    if _likely(parsed.dated, latest):
        return parsed.dated, "metadata"
    return None, ""


def _likely(found: date | None, latest: date) -> bool:
    return found is not None and _EARLIEST <= found <= latest


def _first(pattern: re.Pattern[str], text: str) -> date | None:
    plain = text.replace("\u00a0", " ").replace("\u202f", " ").replace("’", "'")
    for match in pattern.finditer(plain):
        day, word, month, year = match.groups()
        try:
            return date(int(year), _month(word) if word else int(month), int(day))
        except ValueError:
            continue
    return None


def _month(word: str) -> int:
    word = {"fevrier": "février", "aout": "août", "decembre": "décembre"}.get(word.lower(), word.lower())
    return _MONTHS.index(word) + 1
