"""What a question asks about (its words, by weight) and what kind of answer it expects."""

import re
from dataclasses import dataclass
from enum import StrEnum

from rapidfuzz import fuzz, process

from levier.core.french.text import fold, index_terms, is_stopword, words
from levier.knowledge.searching.statistics import Statistics


class Expected(StrEnum):
    """The kind of answer a question expects, told by its interrogative words."""

    DURATION = "duration"
    AMOUNT = "amount"
    COUNT = "count"
    DATE = "date"
    PERSON = "person"
    PLACE = "place"
    YES_NO = "yes-no"
    REASON = "reason"
    OTHER = "other"


@dataclass(frozen=True)
class Word:
    """A word of the question: any of ``terms`` in a passage means it is there. ``weight``: its rarity (idf)."""

    text: str
    terms: frozenset[str]
    weight: float
    known: bool


@dataclass(frozen=True)
class Question:
    """``ours``: speaks of the company (« notre », « nos »); ``public``: of the law or an administration."""

    text: str
    words: tuple[Word, ...]
    expected: Expected
    ours: bool
    public: bool

    @property
    def terms(self) -> list[str]:
        return sorted({term for word in self.words for term in word.terms})

    @property
    def weight(self) -> float:
        return sum(word.weight for word in self.words) or 1.0


# Words of asking, not of the subject; rare in documents, they would weigh as if they were the subject.
_ASKING = frozenset(
    """
    combien faut falloir doit dois doivent devons devoir puis peux peut-on pouvons savoir sais dis dit dire donne donner
    explique expliquer existe quelqu moment prevoit prevu prevue prevoient bonjour merci svp stp aimerais voudrais
    souhaite veux cherche concernant sujet question connaitre appelle nomme nomment appellent
    """.split()
)
_LEAST_LETTERS_TO_MEND = 5
_LEAST_LIKENESS = 84

_KINDS: list[tuple[Expected, re.Pattern[str]]] = [
    (Expected.DURATION, re.compile(
        r"combien de (?:temps|jours?|mois|semaines?|heures?|annees?|minutes)|\bquel(?:le)?s? (?:est |sont )?(?:le |la |les )?"
        r"(?:\w+ ){0,2}?(?:delais?|durees?|preavis|anciennete)|jusqu'a quand|depuis combien|quelle duree|sous quel delai"
        r"|\bdelais? (?:de|d'|pour|legal)")),
    (Expected.AMOUNT, re.compile(
        r"combien (?:coute|vaut|gagne|paie|paye|rapporte|ca coute)|\b(?:montants?|prix|tarifs?|taux|pourcentages?|penalites?"
        r"|remises?|indemnites?|plafonds?|seuils?|couts?|amendes?|salaires?|capital)\b|a combien s'eleve")),
    (Expected.COUNT, re.compile(r"\bcombien\b|\bquel(?:le)? (?:est )?(?:le |la )?(?:nombre|quantite|population|superficie)")),
    (Expected.DATE, re.compile(r"\bquand\b|quelle (?:annee|date)|\ben quelle annee|quel jour|a quelle epoque|quel siecle")),
    (Expected.REASON, re.compile(r"\bpourquoi\b|pour quelles? raisons?|\bdans quel but\b")),
    (Expected.PERSON, re.compile(r"^\W*(?:a |de |par |avec |pour )?qui\b|\bqui (?:est|sont|a|ont|peut|doit)\b|quelle personne")),
    (Expected.PLACE, re.compile(r"^\W*(?:d'|par )?ou\b|\b(?:dans|en|de) quel(?:le)? (?:pays|ville|region|lieu|endroit)")),
    (Expected.YES_NO, re.compile(
        r"^\W*(?:est-ce qu|faut-il|doit-on|doit-il|peut-on|peut-il|peut-elle|puis-je|dois-je|a-t-on|avons-nous|est-il|est-on"
        r"|sommes-nous|devons-nous|pouvons-nous|suis-je|ai-je)|\w-t-(?:il|elle|on|ils|elles)\b|\b(?:faut|doit|peut|doivent"
        r"|peuvent|est|sont)-(?:il|elle|on|ils|elles|ce)\b|est-ce qu")),
]  # fmt: skip
_OURS = re.compile(r"\b(?:notre|nos|chez nous|la maison|l'entreprise|nous)\b")
_PUBLIC = re.compile(
    r"\b(?:leg(?:al|aux|ale|ales|alement)|loi|code (?:du|de)|droit (?:du|de)|cnil|rgpd|urssaf|reglementaire|reglementation"
    r"|legislation|administration|convention collective|etat)\b"
)


def understand(text: str, statistics: Statistics) -> Question:
    """Read a question with the company's word statistics; a misspelt word is mended from the company's own words."""
    flat = " ".join(fold(text).split())
    kept = [word for word in dict.fromkeys(words(text)) if not is_stopword(word) and fold(word) not in _ASKING]
    found = tuple(_word(word, statistics) for word in kept or dict.fromkeys(words(text)))
    ours = bool(_OURS.search(flat))
    return Question(text, found, _expected(flat), ours, bool(_PUBLIC.search(flat)) and not _our_own(flat))


def _our_own(flat: str) -> bool:
    return bool(re.search(r"\b(?:notre|nos)\b", flat))


def _expected(flat: str) -> Expected:
    for kind, pattern in _KINDS:
        if pattern.search(flat):
            return kind
    return Expected.OTHER


def _word(word: str, statistics: Statistics) -> Word:
    terms = frozenset(index_terms(word))
    known = any(statistics.frequency.get(term) for term in terms)
    if not known and (mended := _mended(word, terms, statistics)):
        terms, known = terms | {mended}, True
    return Word(word, terms, max(statistics.rarity(term) for term in terms) if not known else statistics.rarity_of(terms), known)


def _mended(word: str, terms: frozenset[str], statistics: Statistics) -> str | None:
    """The company's word nearest to a word it does not know, if it is very near: « deliason » → « livraison » is not."""
    if len(word) < _LEAST_LETTERS_TO_MEND or word.isdigit():
        return None
    stem = min(terms, key=len)
    match = process.extractOne(
        stem, statistics.vocabulary(len(stem)), scorer=fuzz.ratio, score_cutoff=_LEAST_LIKENESS
    )
    return match[0] if match else None
