"""What can stand in place of a product: the same sort of thing (words, category), bought by the same people."""

from collections import Counter

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from levier.capabilities.product_recommendation.learning import neighbours
from levier.capabilities.product_recommendation.purchases import Purchases
from levier.core.french.text import stems

_WORDS, _CATEGORY = 0.7, 0.15
"""Weight of the words and of the category; the rest is that of the buyers."""


def alike(purchases: Purchases, places: list[int]) -> NDArray[np.float32]:
    """How like the products at ``places`` each product is, 0–1: the mean over them."""
    return np.asarray(Likeness(purchases).of(places).mean(axis=0), dtype=np.float32)


class Likeness:
    """What can stand in place of each product; made once, asked for some products at a time."""

    def __init__(self, purchases: Purchases) -> None:
        self._words = _words(purchases)
        goes = neighbours(purchases.last, 0).goes
        assert goes is not None
        self._goes = goes
        known = {name: number for number, name in enumerate(dict.fromkeys(purchases.categories)) if name}
        self._categories = np.array([known.get(name, -1) for name in purchases.categories], dtype=np.int32)

    def of(self, places: list[int]) -> NDArray[np.float32]:
        """Products at ``places`` × all products, 0–1."""
        named = np.asarray((self._words[places] @ self._words.T).todense(), dtype=np.float32)
        own = self._categories[places][:, None]
        same = (own == self._categories[None, :]) & (own >= 0)
        rest = 1 - _WORDS - _CATEGORY
        found = _WORDS * named + _CATEGORY * same.astype(np.float32) + rest * self._goes[places]
        return np.asarray(found, dtype=np.float32)


def _words(purchases: Purchases) -> sparse.csr_matrix:
    """Products × stems, weighted by rarity (tf–idf), each row of length one."""
    told = [Counter(stems(name)) for name in purchases.products]
    count = Counter(word for words in told for word in words)
    columns = {word: place for place, word in enumerate(count)}
    rows = [
        (row, columns[word], np.log((1 + len(told)) / count[word]))
        for row, words in enumerate(told)
        for word in words
    ]
    if not rows:
        return sparse.csr_matrix((len(told), 1), dtype=np.float32)
    at, to, weights = zip(*rows, strict=True)
    matrix = sparse.csr_matrix((np.array(weights, np.float32), (at, to)), shape=(len(told), len(columns)))
    norms = np.sqrt(np.asarray(matrix.multiply(matrix).sum(axis=1)).ravel())
    return sparse.csr_matrix(sparse.diags(1 / np.maximum(norms, 1e-9)) @ matrix)
