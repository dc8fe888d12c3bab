"""Words of a question that no document holds: the nearest indexed words are searched in their place.

Nearest by edits (letters added, lost, changed or swapped), then by how common the word is: the index holds few words
that nobody uses.
"""

import math
import re
from collections.abc import Callable, Iterable

from rapidfuzz import process
from rapidfuzz.distance import OSA

from levier.core.french.text import fold, index_terms
from levier.knowledge.searching.statistics import Statistics

LEAST_LETTERS = 4
_LONG = 7
"""From so many letters on, two edits; below, one."""
_TRIED = 4
_COMMON = 0.35
"""What ten times as many passages are worth, in edits."""

Shown = Callable[[str], str | None]
"""From an index term to a whole word that the person may read, or None: another's document must not be hinted at."""


def nearest_terms(word: str, statistics: Statistics) -> list[str]:
    """Index terms near a word that the index does not hold, best first."""
    flat = fold(word)
    if len(flat) < LEAST_LETTERS or not flat.isalpha():
        return []
    found: dict[str, float] = {}
    for stem in {flat, *index_terms(word)}:
        most = 2 if len(stem) >= _LONG else 1
        near = process.extract(
            stem, statistics.vocabulary(len(stem)), scorer=OSA.distance, score_cutoff=most, limit=20
        )
        for term, edits, _ in near:
            if term.isdigit() or (term[0] != stem[0] and term[:2] != stem[1::-1]):
                continue  # « résidence » is no typing error for « président »: the first letter is seldom mistyped
            cost = edits - _COMMON * math.log10(statistics.frequency[term])
            found[term] = min(cost, found.get(term, math.inf))
    return sorted(found, key=lambda term: (found[term], term))[:_TRIED]


def whole_word(term: str, texts: Iterable[str]) -> str | None:
    """A word of one of the texts whose index term this is."""
    for text in texts:
        for match in re.finditer(r"[^\W\d_]{3,}", text):
            word = match.group().lower()
            if term in index_terms(word):
                return word
    return None
