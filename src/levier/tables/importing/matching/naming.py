"""How well the name of a column says a field (0–1), from the names the field is known by."""

import math
from collections import Counter, defaultdict
from dataclasses import dataclass
from functools import cache, lru_cache

from rapidfuzz import fuzz, process

from levier.tables.importing.matching.words import expansions, plain, readings, senses
from levier.tables.kinds import KINDS

_ALIKE = 88
_OPPOSED = tuple(
    frozenset(group.split())
    for group in (
        "ht ttc tva", "debit credit", "nom code numero identifiant reference", "debut fin", "minimum maximum", "achat vente",
        "prix quantite montant", "client fournisseur article", "taux montant quantite prix", "net brut",
        "commande facture livraison", "date heure", "email telephone adresse", "recu prevu", "envoi reception",
        "latitude longitude",
    )
)  # fmt: skip
"""Words of which one denies the others: a price is no amount, a client no supplier."""
_HEADS = frozenset(
    "ville pays email telephone adresse postal prenom devise poids remise date statut taux moyen titre commentaire frais reglement cheque reference".split()
)
"""What a column is when its name says so, whatever stands beside."""
_SAYING = frozenset("ttc type categorie famille groupe minimum maximum heure".split())
"""What the name of such a field cannot go without."""
_OF_WHAT = frozenset("client fournisseur article facture commande vehicule machine campagne contact".split())
"""Whose code or name it is: a bare « Id » is not the customer's."""
_DENYING = frozenset(
    "out optout sommeil inactif inactive disabled bloque blocked blacklist blacklisted liste_noire unsubscribed desinscrit desabonne "
    "archive archived exclu exclue refuse supprime deleted masque hidden discontinued ferme sans pas not no non anti".split()
)
"""« En sommeil : oui » is not « actif : oui », nor « opt out » a consent: such a column says the contrary of a yes or no."""
_LIGHT = {"numero": 0.5, "code": 0.6, "total": 0.5, "client": 0.8, "type": 0.8, "date": 0.8, "nom": 0.8}
_UNKNOWN = 1.1
_CUT_SHORT = 0.92
"""What a name says whose word is taken for the start of another."""
_OF_ANYTHING = frozenset(
    "reference ref code id name nom libelle title titre description price prix total type".split()
)
"""Known alone, these words still yield to a name that says of what: « reference » beside « product_reference »."""


@dataclass(frozen=True)
class Known:
    """The names of a field: as written (with their rank), as words with one sense each, and where each word is found."""

    exact: dict[str, int]
    phrases: dict[str, tuple[tuple[str, ...], ...]]
    long: tuple[str, ...]


@cache
def known_as(kind: str, field: str) -> Known:
    """The names a field is known by; the first ones are the most its own."""
    found = KINDS[kind].field(field)
    names = (field, found.label, *found.synonyms)
    exact: dict[str, int] = {}
    for rank, name in enumerate(filter(None, map(plain, names))):
        exact.setdefault(name, rank)
    by_word: dict[str, list[tuple[str, ...]]] = defaultdict(list)
    for phrase in dict.fromkeys(words for words in map(senses, names) if words):
        for word in phrase:
            by_word[word].append(phrase)
    return Known(
        exact,
        {word: tuple(phrases) for word, phrases in by_word.items()},
        tuple(n for n in exact if len(n) >= 5),
    )


@lru_cache(maxsize=200_000)
def said_by(column: str, kind: str, field: str) -> tuple[float, str]:
    """``(score, why)``: 1 when the name is known, less when its words or its letters are only close."""
    known = known_as(kind, field)
    best, why = 0.0, ""
    rate = KINDS[kind].field(field).unit == "%"
    if KINDS[kind].field(field).type == "boolean" and not _DENYING.isdisjoint(plain(column).split()):
        return 0.0, ""
    for reading, whole in readings(column):
        worth = 0.45 * whole if rate and "montant" in senses(reading) else whole
        text = plain(reading)
        if text in known.exact:
            score, reason = worth * (1 - 0.0005 * min(known.exact[text], 40)), "nom connu"
            score *= 0.97 if text in _OF_ANYTHING else 1.0
        else:
            words = senses(reading)
            phrases = {phrase for word in words for phrase in known.phrases.get(word, ())}
            score = max((_shared(words, phrase, kind) for phrase in phrases), default=0.0) * worth
            for cut in words:
                for whole_word in () if is_known(cut) else expansions(cut):
                    said = tuple(whole_word if word == cut else word for word in words)
                    near = max(
                        (_shared(said, p, kind) for p in known.phrases.get(whole_word, ())), default=0.0
                    )
                    score = max(score, _CUT_SHORT * near * worth)
            reason = "mêmes mots" if score > 0.9 else "nom proche"
            if len(text) >= 5 and score < 0.75:
                close = process.extractOne(text, known.long, scorer=fuzz.ratio, score_cutoff=_ALIKE)
                if close and close[0][0] == text[0] and 0.009 * close[1] * worth > score:
                    score, reason = 0.009 * close[1] * worth, "nom proche"
        if score > best + 1e-9:
            best, why = score, reason
    return best, why


@lru_cache(maxsize=200_000)
def _shared(column: tuple[str, ...], phrase: tuple[str, ...], kind: str) -> float:
    """The weight of the words both have, over that of all words; a word that denies another one takes most of it."""
    mine, theirs = set(column), set(phrase)
    both = sum(map(_weight, mine & theirs))
    if not both:
        return 0.0
    own = _own_words(kind)
    more = sum(_weight(word) * (0.2 if word in own else 1.0) for word in mine - theirs)
    less = sum(
        _weight(word) * (0.4 if word in own else 1.8 if word in _OF_WHAT else 1.0) for word in theirs - mine
    )
    score = both / (both + 0.6 * more + 0.85 * less)
    for group in _OPPOSED:
        said, meant = mine & group, theirs & group
        if said and meant and not said & meant:
            score *= 0.35
        elif said and not meant and not said <= own:
            score *= 0.93
    if (mine & _HEADS) - theirs or ("tva" in mine - theirs and not mine & {"ht", "ttc"}):
        score *= 0.6
    if (theirs & (_SAYING | _HEADS)) - mine:
        score *= 0.7
    # A single word that means the same is not yet the same name: « sold » is no « sales ».
    return min(0.97 * score, 0.84) if len(theirs) == 1 else 0.97 * score


@lru_cache(maxsize=50_000)
def own_field(column: str, kind: str) -> str:
    """The field of which the column bears the very name, its French label or one word of English (« Sale price » is a shop's
    reduced price); empty when there is none."""
    name = plain(column)
    return next(
        (
            each.name
            for each in KINDS[kind].fields
            if name == plain(each.label) or (name == each.name and "_" not in each.name)
        ),
        "",
    )


@cache
def _own_words(kind: str) -> frozenset[str]:
    """What the lines of a kind are: « review date » is the date, in a table of reviews."""
    return frozenset(senses(kind)) | frozenset(senses(KINDS[kind].label))


@cache
def is_known(word: str) -> bool:
    """Whether some field is spoken of with this word."""
    return _counts()[0][word] > 0


@cache
def _weight(word: str) -> float:
    """Rare words tell more; those no field is known by tell little."""
    counts, total = _counts()
    if not counts[word]:
        return _UNKNOWN
    return math.log(1 + total / (1 + counts[word])) * _LIGHT.get(word, 1.0)


@cache
def _counts() -> tuple[Counter[str], int]:
    """In how many fields each word is found, and how many fields there are."""
    fields = [(kind.name, field.name) for kind in KINDS.values() for field in kind.fields]
    counts: Counter[str] = Counter()
    for kind, field in fields:
        counts.update(known_as(kind, field).phrases.keys())
    return counts, len(fields)
