"""The index of words of a company's passages: for each index term, the passages that hold it, and how often.

In memory beside the vectors rather than in the database: 100 000 passages are asked in 2 ms instead of 120 with SQLite's
own index, alike on both databases, and nothing of a deleted text stays behind in a file (``docs/decisions/019-words.md``).
"""

from array import array
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from levier.knowledge.searching.statistics import Statistics

_K1 = 1.2
_B = 0.75
_HEADING = 2.0
"""What a word of the title path counts, beside one of the text."""


@dataclass(frozen=True)
class Words:
    """``counts[passage, term]``: how often, a word of the title path counting twice; ``lengths``: terms of each text."""

    vocabulary: dict[str, int]
    counts: sparse.csr_matrix
    lengths: NDArray[np.int64]

    @classmethod
    def of(cls, passages: Iterable[tuple[str, str]]) -> "Words":
        """From the index terms of (text, title path), spaces between."""
        return cls({}, sparse.csr_matrix((0, 0), dtype=np.float32), np.zeros(0, np.int64)).with_more(passages)

    def with_more(self, passages: Iterable[tuple[str, str]]) -> "Words":
        """With more passages after the present ones."""
        number: defaultdict[str, int] = defaultdict(None, self.vocabulary)
        number.default_factory = number.__len__
        terms, sizes = array("i"), array("q")
        for passage in passages:
            for text in passage:
                own = text.split()
                terms.extend(map(number.__getitem__, own))
                sizes.append(len(own))
        size = np.array(sizes, np.int64).reshape(-1, 2)
        ends = np.concatenate([[0], np.cumsum(size.sum(1))])
        found = np.array(terms, np.int32)
        weights = np.repeat(np.tile([1.0, _HEADING], len(size)), size.ravel()).astype(np.float32)
        more = sparse.csr_matrix((weights, found, ends), shape=(len(size), len(number)))
        more.sum_duplicates()
        before = sparse.csr_matrix(
            (self.counts.data, self.counts.indices, self.counts.indptr),
            shape=(self.counts.shape[0], len(number)),
        )
        return Words(
            dict(number),
            sparse.vstack([before, more], format="csr") if before.shape[0] else more,
            np.concatenate([self.lengths, size[:, 0]]),
        )

    def among(self, kept: NDArray[np.bool_]) -> "Words":
        """Those of some of the passages; a term that none of them holds is forgotten."""
        counts = self.counts[np.flatnonzero(kept)]
        held = np.flatnonzero(np.bincount(counts.indices, minlength=counts.shape[1]))
        names = list(self.vocabulary)
        vocabulary = {names[old]: new for new, old in enumerate(held)}
        return Words(vocabulary, counts[:, held], self.lengths[kept])

    @cached_property
    def statistics(self) -> Statistics:
        """How rare each word is, how long a passage."""
        frequency = dict(zip(self.vocabulary, np.diff(self._by_term.indptr).tolist(), strict=True))
        mean = float(self.lengths.mean()) if len(self.lengths) else 1.0
        return Statistics(len(self.lengths), mean, frequency)

    def nearest(self, terms: Iterable[str], allowed: NDArray[np.bool_], limit: int) -> NDArray[np.int64]:
        """Places of the passages with the best BM25 score among those ``allowed``, best first; the first comes first
        among equals (Robertson and Zaragoza, 2009, as in :meth:`Statistics.bm25`, each term by itself)."""
        scores = np.zeros(len(self.lengths), np.float32)
        for term in terms:
            column = self.vocabulary.get(term)
            if column is None:
                continue
            places = slice(self._by_term.indptr[column], self._by_term.indptr[column + 1])
            rows, often = self._by_term.indices[places], self._by_term.data[places]
            rarity = np.float32(self.statistics.rarity(term))
            scores[rows] += rarity * often * (_K1 + 1) / (often + self._norms[rows])
        scores[~allowed] = 0.0
        found = np.flatnonzero(scores)
        if len(found) > limit:
            least = np.partition(scores[found], len(found) - limit)[len(found) - limit]
            found = found[scores[found] >= least]
        return np.asarray(found[np.argsort(-scores[found], kind="stable")][:limit], np.int64)

    @cached_property
    def _by_term(self) -> sparse.csc_matrix:
        return self.counts.tocsc()

    @cached_property
    def _norms(self) -> NDArray[np.float32]:
        mean = max(self.statistics.mean_length, 1.0)
        return (_K1 * (1 - _B + _B * self.lengths / mean)).astype(np.float32)
