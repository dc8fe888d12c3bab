"""How well the name of a column says a field (0–1), from the names the field is known by."""

import math
from collections import Counter
from functools import cache

from rapidfuzz import fuzz

from levier.tables.importing.matching.words import plain, readings, senses
from levier.tables.kinds import KINDS

_ALIKE = 88
_OPPOSED = tuple(
    frozenset(group.split())
    for group in (
        "ht ttc tva", "debit credit", "nom code no identifiant reference", "debut fin", "minimum maximum", "achat vente",
        "prix quantite montant", "client fournisseur article", "taux montant quantite prix", "net brut", "commande facture livraison",
        "date heure", "email telephone adresse", "recu prevu", "envoi reception", "latitude longitude",
    )
)  # fmt: skip
"""Words of which one denies the others: a price is no amount, a client no supplier."""
_LIGHT = {"no": 0.5, "code": 0.6, "total": 0.5, "client": 0.8, "type": 0.8, "date": 0.8, "nom": 0.8}


@cache
def known_as(kind: str, field: str) -> tuple[frozenset[str], tuple[tuple[str, ...], ...]]:
    """The plain names of a field, and the same as words with one sense each."""
    found = KINDS[kind].field(field)
    names = (field, found.label, *found.synonyms)
    plain_names = frozenset(name for name in map(plain, names) if name)
    return plain_names, tuple(dict.fromkeys(words for words in map(senses, names) if words))


@cache
def said_by(column: str, kind: str, field: str) -> tuple[float, str]:
    """``(score, why)``: 1 when the name is known, less when its words or its letters are only close."""
    exact, phrases = known_as(kind, field)
    best, why = 0.0, ""
    for reading, worth in readings(column):
        text = plain(reading)
        if text in exact:
            score, reason = worth, "nom connu"
        else:
            words = senses(reading)
            score = max((_shared(words, phrase) for phrase in phrases), default=0.0) * worth
            reason = "mêmes mots" if score > 0.9 else "nom proche"
            if len(text) >= 5 and score < 0.8:
                ratio = max((fuzz.ratio(text, name) for name in exact if len(name) >= 5), default=0.0)
                if ratio >= _ALIKE and 0.009 * ratio * worth > score:
                    score, reason = 0.009 * ratio * worth, "nom proche"
        if score > best + 1e-9:
            best, why = score, reason
    return best, why


@cache
def _shared(column: tuple[str, ...], phrase: tuple[str, ...]) -> float:
    """The weight of the words both have, over that of all words; a word that denies another one takes most of it."""
    mine, theirs = set(column), set(phrase)
    both = sum(map(_weight, mine & theirs))
    if not both:
        return 0.0
    more, less = sum(map(_weight, mine - theirs)), sum(map(_weight, theirs - mine))
    score = both / (both + 0.6 * more + 0.85 * less)
    for group in _OPPOSED:
        said, meant = mine & group, theirs & group
        if said and meant and not said & meant:
            score *= 0.35
        elif said and not meant:
            score *= 0.93
    return 0.97 * score


@cache
def _weight(word: str) -> float:
    """Rare words tell more."""
    counts, total = _counts()
    return math.log(1 + total / (1 + counts[word])) * _LIGHT.get(word, 1.0)


@cache
def _counts() -> tuple[Counter[str], int]:
    """In how many fields each word is found, and how many fields there are."""
    fields = [(kind.name, field.name) for kind in KINDS.values() for field in kind.fields]
    counts: Counter[str] = Counter()
    for kind, field in fields:
        counts.update({word for phrase in known_as(kind, field)[1] for word in phrase})
    return counts, len(fields)
