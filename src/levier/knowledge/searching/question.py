"""What a question asks about: its words with their weights, and whose documents it speaks of."""

import re
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from levier.core.french.text import fold, index_terms, subject_words, words
from levier.knowledge.searching.expecting import Expected, expected
from levier.knowledge.searching.statistics import Statistics
from levier.knowledge.searching.synonyms import others

__all__ = ["Expected", "Question", "Word", "understand"]


@dataclass(frozen=True)
class Word:
    """A word of the question: any of ``terms`` in a passage means it is there. ``weight``: its rarity (idf)."""

    text: str
    terms: frozenset[str]
    weight: float
    known: bool


@dataclass(frozen=True)
class Question:
    """``ours``: speaks of the company (« nous »), ``possessive``: of what is its own (« notre », « nos »);
    ``public``: of the law or an administration; ``unheard``: holds a word that none of many passages holds.
    """

    text: str
    words: tuple[Word, ...]
    expected: Expected
    ours: bool
    public: bool
    possessive: bool
    unheard: bool = False

    @property
    def terms(self) -> list[str]:
        return sorted({term for word in self.words for term in word.terms})

    @property
    def weight(self) -> float:
        return sum(word.weight for word in self.words) or 1.0


# Words of asking, not of the subject; rare in documents, they would weigh as if they were the subject.
_ASKING = frozenset(
    """
    combien faut falloir doit dois doivent devons devoir puis peux pouvons savoir sais dis dit dire donne donner
    how many what which when can must should have does tell give need long much please are our
    explique expliquer existe quelqu moment prevoit prevu prevue prevoient bonjour merci svp stp aimerais voudrais
    souhaite veux cherche concernant sujet question connaitre appelle nomme nomment appellent
    """.split()
)
_LEAST_LETTERS_TO_MEND = 5
_LEAST_LIKENESS = 84
_MANY_PASSAGES = 500
"""With fewer passages, that a word is in none of them says little."""
_OURS = re.compile(r"\b(?:notre|nos|chez nous|la maison|l'entreprise|nous|our)\b")
_POSSESSIVE = re.compile(r"\b(?:notre|nos|our)\b")
_HOW_LONG = re.compile(r"\bcombien (?:de |d')(temps|jours?|mois|semaines?|heures?|ans|annees?|minutes?)\b")
"""« Combien de temps »: the kind of answer, not its subject."""
_UNPAID = re.compile(r"\b(?:paie|paye|regle|paient|payent|reglent)\w* (?:pas|plus|jamais)\b")
_PUBLIC = re.compile(
    r"\b(?:leg(?:al|aux|ale|ales|alement)|loi|code (?:du|de)|droit (?:du|de)|cnil|rgpd|urssaf|reglementaire"
    r"|reglementation|legislation|administration|convention collective|etat)\b"
)


def understand(text: str, statistics: Statistics) -> Question:
    """Read a question with the company's word statistics; a misspelt word is mended from the company's words."""
    flat = " ".join(fold(text).split())
    asked = dict.fromkeys(words(text))
    asking = _ASKING.union(_HOW_LONG.findall(flat))
    kept = [word for word in dict.fromkeys(subject_words(text)) if fold(word) not in asking]
    if _UNPAID.search(flat):
        kept.append("impayés")
    found = tuple(_word(word, statistics) for word in kept or asked)
    return Question(
        text,
        found,
        expected(flat),
        ours=bool(_OURS.search(flat)),
        public=bool(_PUBLIC.search(flat)),
        possessive=bool(_POSSESSIVE.search(flat)),
        unheard=statistics.size >= _MANY_PASSAGES
        and any(not word.known and len(word.text) >= _LEAST_LETTERS_TO_MEND for word in found),
    )


def _word(word: str, statistics: Statistics) -> Word:
    said = frozenset(index_terms(word))
    terms = said | {term for other in others(word) for term in index_terms(other)}
    known = any(statistics.frequency.get(term) for term in terms)
    if not known and (mended := _mended(word, terms, statistics)):
        terms, known = terms | {mended}, True
    rarity = statistics.rarity_of(terms) if known else max(map(statistics.rarity, terms))
    return Word(word, terms, rarity, known)


def _mended(word: str, terms: frozenset[str], statistics: Statistics) -> str | None:
    """The company's word nearest to one it does not know, if very near: « comande » → « commande »."""
    if len(word) < _LEAST_LETTERS_TO_MEND or word.isdigit():
        return None
    stem = min(terms, key=len)
    match = process.extractOne(
        stem, statistics.vocabulary(len(stem)), scorer=fuzz.ratio, score_cutoff=_LEAST_LIKENESS
    )
    return match[0] if match else None
