"""What a question asks about: its words with their weights, and whose documents it speaks of."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from levier.core.capability import Widened
from levier.core.french.text import fold, index_terms, subject_words, words
from levier.knowledge.searching.acronyms import expansion_terms, is_short, usual
from levier.knowledge.searching.expecting import Expected, expected
from levier.knowledge.searching.statistics import Statistics
from levier.knowledge.searching.synonyms import others
from levier.knowledge.searching.widening import Shown, nearest_terms

__all__ = ["Expected", "Question", "Word", "understand"]


@dataclass(frozen=True)
class Word:
    """A word of the question: any of ``terms`` in a passage means it is there. ``weight``: its rarity (idf)."""

    text: str
    terms: frozenset[str]
    weight: float
    known: bool
    widened: Widened | None = None


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
    short: tuple[str, ...] = ()
    """Acronyms in the documents of what the question writes out: « CDI »."""
    widened: tuple[Widened, ...] = ()

    @property
    def spelt(self) -> str:
        """The question with its misspelt words as the documents write them, for what reads meaning."""
        text = self.text
        for one in self.widened:
            by = one.searched[0] if one.why == "spelling" else f"{one.said} ({one.searched[0]})"
            if found := re.search(rf"\b{re.escape(one.said)}\b", text, re.IGNORECASE):
                text = text[: found.start()] + by + text[found.end() :]
        return f"{text} ({', '.join(self.short)})" if self.short else text

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
_LEAST_LETTERS_TO_MISS = 4
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


def understand(
    text: str,
    statistics: Statistics,
    acronyms: Mapping[str, str] | None = None,
    shown: Shown | None = None,
) -> Question:
    """Read a question with the company's word statistics; a misspelt word is mended from the company's words.

    ``acronyms``: folded, with what they stand for in the documents the person may read, beside the usual ones.
    ``shown``: the whole word of an index term, None when the person may read it nowhere.
    """
    flat = " ".join(fold(text).split())
    asked = dict.fromkeys(words(text))
    asking = _ASKING.union(_HOW_LONG.findall(flat))
    kept = [word for word in dict.fromkeys(subject_words(text)) if fold(word) not in asking]
    if _UNPAID.search(flat):
        kept.append("impayés")
    longs = {**usual(), **(acronyms or {})}
    written = [(short, long) for short, long in longs.items() if fold(long) in flat]
    found = tuple(
        _shortened(_word(word, statistics, longs, shown), written, statistics) for word in kept or asked
    )
    return Question(
        text,
        found,
        expected(flat),
        ours=bool(_OURS.search(flat)),
        public=bool(_PUBLIC.search(flat)),
        possessive=bool(_POSSESSIVE.search(flat)),
        unheard=statistics.size >= _MANY_PASSAGES
        and any(not word.known and len(word.text) >= _LEAST_LETTERS_TO_MISS for word in found),
        short=tuple(short.upper() for short, _ in written if statistics.frequency.get(short)),
        widened=tuple(word.widened for word in found if word.widened),
    )


def _word(word: str, statistics: Statistics, acronyms: Mapping[str, str], shown: Shown | None) -> Word:
    said = frozenset(index_terms(word))
    terms = said | {term for other in others(word) for term in index_terms(other)}
    known = any(statistics.frequency.get(term) for term in terms)
    widened = None
    long = acronyms.get(fold(word)) if is_short(word) else None
    if long and (rarest := _rarest(expansion_terms(long), statistics)):
        terms = terms | {rarest}
        widened = None if known else Widened(word, (long,), "acronym")
        known = True
    if not known:
        for near in nearest_terms(word, statistics):
            if whole := shown(near) if shown else near:
                terms, known, widened = terms | {near}, True, Widened(word, (whole,))
                break
    rarity = statistics.rarity_of(terms) if known else max(map(statistics.rarity, terms))
    return Word(word, terms, rarity, known, widened)


def _rarest(terms: frozenset[str], statistics: Statistics) -> str | None:
    """The term that tells the most, among those that the index holds; None unless it holds most of them."""
    held = [term for term in terms if statistics.frequency.get(term)]
    if 2 * len(held) < len(terms):
        return None
    return max(held, key=lambda term: (statistics.rarity(term), term))


def _shortened(word: Word, written: list[tuple[str, str]], statistics: Statistics) -> Word:
    """Each word of « contrat à durée indéterminée » may also stand in a passage as « CDI »."""
    shorts = {
        short
        for short, long in written
        if statistics.frequency.get(short) and word.terms & expansion_terms(long)
    }
    return replace(word, terms=word.terms | shorts) if shorts else word
