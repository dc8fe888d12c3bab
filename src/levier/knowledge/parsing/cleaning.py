"""Small repairs of extracted text, before anything is cited from it."""

import re
import unicodedata

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u200b\u2060\ufeff]")
_SPACES = re.compile(r"[ \t]{2,}")
_LOST_SPACE = re.compile(r"(?<=[a-zà-ÿ0-9)»%][.!?])(?=[A-ZÀ-Ý](?:[a-zà-ÿ'’]|\s[a-zà-ÿ]))")
_LOST_LINE = re.compile(r"(?<=[a-zà-ÿ0-9)\s][;:])(?=[A-ZÀ-Ý][a-zà-ÿ'’]|[a-zà-ÿ]{2,}[\s'’])")
_GLUED_ACRONYM = re.compile(r"\b(du|le|la|les|des|de|au|aux|un|une|à|en|par)(?=[A-ZÉ]{3,}\b)")
_LOST_BLOCK = re.compile(r"(?<![\w.@/-])([a-zà-ÿ]{4,})(?=[A-ZÀ-Ý][a-zà-ÿ'’]*[\s'’])")
_LOST_SPACE_AFTER_YES = re.compile(r"(?<=\bOui[.,])(?=[A-ZÀ-Ý])|(?<=\bNon[.,])(?=[A-ZÀ-Ý])")
_GLUED_NUMBER = re.compile(
    r"(?<=[a-zà-ÿ]{3})(?=\d+\s?(?:mois|jours?|ans?|années?|heures?|semaines?|minutes?|euros|€|%))"
)


def clean(text: str) -> str:
    """Composed accents, no control or zero-width characters, plain runs of spaces; soft hyphens are taken
    out.
    """
    text = unicodedata.normalize("NFC", text).replace("\u00ad", "")
    text = _CONTROL.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    return _SPACES.sub(" ", text)


def mend_spaces(text: str) -> str:
    """Put back the spaces and line breaks that web pages lose between tags: « Oui.Quel », « dépasser1 mois
    », « :Un ».

    A word that starts in lower case and has a capital inside (« maximaleAu ») is two blocks glued; «
    LinkedIn » is not. Without them no sentence ends and no number is found in half of the CNIL's answers.
    """
    text = _LOST_SPACE.sub(" ", text)
    text = _LOST_BLOCK.sub(r"\1\n", _LOST_LINE.sub("\n", text))
    text = _LOST_SPACE_AFTER_YES.sub(" ", text)
    text = _GLUED_ACRONYM.sub(r"\1 ", text)
    return _GLUED_NUMBER.sub(" ", text)


def one_line(text: str) -> str:
    """The text of a heading, cell or paragraph: no line break, single spaces (no-break ones are kept)."""
    return re.sub(r"[ \t\n]+", " ", clean(text)).strip()
