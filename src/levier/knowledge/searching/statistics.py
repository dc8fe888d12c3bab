"""Word statistics of what is searched: how rare a word is, how long a passage."""

import math
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

_K1 = 1.2
_B = 0.75
_HEADING = 1.5
_LEAST_SIZE = 500
"""In a library of three documents every word is common; rarity is counted as if there were this many
passages.
"""


@dataclass
class Statistics:
    """``size`` passages, of ``mean_length`` terms; ``frequency``: in how many of them a term is."""

    size: int
    mean_length: float
    frequency: Mapping[str, int]
    _by_length: dict[int, list[str]] = field(default_factory=dict)

    def rarity(self, term: str) -> float:
        """Inverse document frequency, as BM25 counts it (never negative)."""
        count = self.frequency.get(term, 0)
        size = max(self.size, _LEAST_SIZE)
        return math.log(1 + (size - count + 0.5) / (count + 0.5))

    def rarity_of(self, terms: frozenset[str]) -> float:
        """The rarity of a word that has several forms: that of its commonest."""
        return min(self.rarity(term) for term in terms if self.frequency.get(term))

    def vocabulary(self, length: int) -> list[str]:
        """Terms of about this length."""
        if not self._by_length:
            for term in self.frequency:
                self._by_length.setdefault(len(term), []).append(term)
        near = range(length - 2, length + 3)
        return [term for size in near for term in self._by_length.get(size, ())]

    def bm25(
        self, words: "list[tuple[frozenset[str], float]]", body: Counter[str], heading: Counter[str]
    ) -> float:
        """BM25 of a passage for (forms, weight) words; a word of the title path counts half as much again.

        Robertson and Zaragoza, *The Probabilistic Relevance Framework: BM25 and Beyond*, 2009 (k1 1.2, b
        0.75).
        """
        norm = _K1 * (1 - _B + _B * sum(body.values()) / max(self.mean_length, 1.0))
        total = 0.0
        for terms, weight in words:
            count = max(body[term] for term in terms) + _HEADING * max(
                min(heading[term], 1) for term in terms
            )
            total += weight * count * (_K1 + 1) / (count + norm)
        return total
