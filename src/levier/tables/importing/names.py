"""Column names of real files made comparable: « N° Facture », "InvoiceNo" and "no_facture" meet."""

import re
from functools import cache

from levier.core.french.text import fold
from levier.tables.kinds import KINDS

_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_NUMBER_SIGN = re.compile(r"\b(n°|nº|n\.|num\.?|numéro|numero)\s*", re.IGNORECASE)
_OTHER = re.compile(r"[^a-z0-9]+")
_LINKS = frozenset({"de", "du", "des", "d", "l", "la", "le", "les", "en", "eur", "euros", "the", "of"})


@cache
def normal(name: str) -> str:
    """A column name in lower case without accents, separators and little words."""
    text = _NUMBER_SIGN.sub("no ", _CAMEL.sub(" ", name.strip()))
    words = [word for word in _OTHER.split(fold(text)) if word and word not in _LINKS]
    return " ".join(words)


@cache
def known_names() -> frozenset[str]:
    """Every name any kind knows its fields by."""
    return frozenset(
        name for kind in KINDS.values() for field in kind.fields for name in synonyms(kind.name, field.name)
    )


@cache
def synonyms(kind: str, field: str) -> frozenset[str]:
    """The comparable names of one field: its own, its French label, its synonyms."""
    found = KINDS[kind].field(field)
    return frozenset({normal(field), normal(found.label), *map(normal, found.synonyms)} - {""})
