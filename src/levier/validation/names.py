"""Proper names, codes, quoted titles and legal references: they must stand in the evidence as they are."""

import re
from dataclasses import dataclass

from levier.core.french.text import flatten, fold, is_stopword

_NAME_WORD = r"(?:[A-ZÀ-ÖØ-ÞŒ][\w’'&.\-]*|[A-Z]+\d[\w\-]*|\d+[A-Z][\w\-]*)"
_NAME = re.compile(rf"(?<![\w’'])(?:[lLdDqQ]u?[’'])?({_NAME_WORD}(?:[ \u00a0]{_NAME_WORD})*)")
_QUOTED = re.compile(r"«\s*(.+?)\s*»|“(.+?)”|\"(.+?)\"")
_REFERENCE = re.compile(
    r"(?<![a-z])(?P<kind>articles?|art\.?|loi|decret|arrete|ordonnance|directive|reglement)\s+(?:n[°o]\s*)?"
    r"(?P<number>(?:[lrd]\.?\s?\*?)?\d[\d\-./]*\d|(?:[lrd]\.?\s?)?\d+)"
)
_OPENERS = frozenset(
    [
        "selon",
        "environ",
        "ainsi",
        "oui",
        "non",
        "toutefois",
        "cependant",
        "enfin",
        "ensuite",
        "total",
        "soit",
        "durant",
        "entre",
        "parmi",
        "hormis",
        "outre",
        "sauf",
        "vos",
        "votre",
        "chaque",
        "plusieurs",
        "certains",
        "toute",
        "tous",
        "toutes",
        "tout",
        "aucun",
        "aucune",
        "seul",
        "seule",
        "seuls",
        "seules",
        "depuis",
        "pendant",
        "apres",
        "avant",
        "en",
        "au",
        "aux",
        "il",
        "elle",
        "ils",
        "elles",
        "on",
        "nous",
        "vous",
        "ce",
        "cet",
        "cette",
        "ces",
        "si",
        "quand",
        "lorsque",
        "comme",
        "pour",
        "par",
        "sur",
        "sous",
        "chez",
        "vers",
        "dont",
        "or",
        "car",
        "mais",
        "et",
        "ou",
        "premier",
        "premiere",
        "deux",
        "trois",
        "quatre",
        "cinq",
        "six",
        "sept",
        "huit",
        "neuf",
        "dix",
        "meilleur",
        "meilleure",
        "hors",
        "note",
        "attention",
        "remarque",
        "exemple",
        "reponse",
        "resume",
    ]
)
_ACTS = re.compile(
    r"\s+(?:fait|font|realise|represente|totalise|atteint|compte|pese|affiche|arrive|vend|achete|commande|livre|doit|peut)\b"
)
_KNOWN = {"ca": ("chiffre d'affaires", "revenue", "ventes", "chiffre")}


@dataclass(frozen=True)
class Name:
    """A name as written. ``sure`` is False for a lone capitalised word that opens a sentence: it may be a common word."""

    text: str
    start: int
    end: int
    sure: bool


def names(text: str) -> list[Name]:
    """Runs of capitalised words and codes, in order."""
    found = []
    for match in _NAME.finditer(text):
        raw = match.group(1).rstrip(".'’-&")
        start = match.start(1)
        opening = _opens(text, start)
        if opening:
            raw, start = _without_opener(raw, start)
        if not raw or fold(raw) in _OPENERS or is_stopword(raw):
            continue
        sure = (
            not (opening and start == match.start(1))
            or " " in raw
            or raw.isupper()
            or any(c.isdigit() for c in raw)
        )
        found.append(Name(raw, start, start + len(raw), sure))
    return found


def missing(text: str, evidence: str) -> list[str]:
    """Names of ``text`` that ``evidence`` does not hold, word for word whatever the case and accents."""
    known = _words(evidence)
    flat = flatten(evidence)
    absent = []
    for name in names(text):
        parts = [
            word for word in re.findall(r"[^\W_]+", flatten(name.text)) if len(word) > 1 or word.isdigit()
        ]
        if all(part in known for part in parts) or not (name.sure or _ACTS.match(flatten(text[name.end :]))):
            continue
        if any(word in flat for word in _KNOWN.get(flatten(name.text), ())):
            continue
        absent.append(name.text)
    return absent


def unquoted(text: str, evidence: str) -> list[str]:
    """Words between guillemets that the evidence does not hold as they are."""
    haystack = quotable(evidence)
    quotes = [next(group for group in match.groups() if group) for match in _QUOTED.finditer(text)]
    return [quote for quote in quotes if not is_quote(quote, haystack)]


def references(text: str) -> list[tuple[str, int, int]]:
    """Legal references, normalised (« art. L. 441-10 » → "l441-10"), with their place."""
    flat = flatten(text)
    return [
        (re.sub(r"[\s.*]", "", match["number"]), match.start(), match.end())
        for match in _REFERENCE.finditer(flat)
    ]


def missing_references(text: str, evidence: str) -> list[str]:
    """Articles and laws that the evidence does not name."""
    known = re.sub(r"[\s.*]", "", flatten(evidence))
    return [
        text[start:end] for number, start, end in references(text)
        if not re.search(rf"(?<![\d\-]){re.escape(number)}(?![\d\-]*\d)", known)
    ]  # fmt: skip


def quotable(text: str) -> str:
    """The words and signs of a text on one line, as exact quotation compares them."""
    bare = re.sub(r"[*_`#>|]|\[\d+\]", " ", text)
    return " ".join(re.findall(r"\d+(?:[.,]\d+)*|[^\W\d_]+|[%€$£°<>≤≥]", flatten(bare)))


def is_quote(text: str, haystack: str) -> bool:
    """Whether each part of ``text`` (cut at « … » and « […] ») stands in ``haystack`` (see :func:`quotable`), in order."""
    place = 0
    padded = f" {haystack} "
    parts = [quotable(part) for part in re.split(r"\[?(?:…|\.\.\.)\]?", text)]
    for part in filter(None, parts):
        found = padded.find(f" {part} ", place)
        if found < 0:
            return False
        place = found + len(part)
    return any(parts)


def _opens(text: str, start: int) -> bool:
    before = text[:start].rstrip(" \u00a0«\"“*_(-–—•l’'LdD")
    return not before or before[-1] in ".!?:;\n…"


def _without_opener(raw: str, start: int) -> tuple[str, int]:
    first, space, rest = raw.partition(" ")
    if space and (fold(first) in _OPENERS or is_stopword(first)):
        return rest, start + len(first) + 1
    return raw, start


def _words(text: str) -> set[str]:
    return set(re.findall(r"[^\W_]+", flatten(text)))


def words_of_names(text: str) -> list[str]:
    """The words of the names of a text, stop words (« Le Petit ») left out."""
    return [
        word for name in names(text) for word in re.findall(r"[^\W_]+", name.text) if not is_stopword(word)
    ]
