"""What goes with what: three ways to score products for a profile, from the plainest to the one that usually wins.

A profile is a row over the products (1 for what was bought, less for what was bought long ago); a score is only good for ranking.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from levier.capabilities.product_recommendation.purchases import ones

Scores = NDArray[np.float32]
HALF_LIFE = 90
"""Days after which a purchase weighs half. Chosen, as the two below, on Online Retail cut at 1 May and 1 June 2011 only."""
STIFFNESS = 12.0
"""Ridge of EASE, in means of the diagonal of the Gram matrix."""
FASHION = 0.1
"""Weight of the last weeks' best sellers beside what goes with the profile."""
_FASHION_DAYS = 28


@dataclass(frozen=True)
class Learned:
    """Scores for profiles. ``goes``: products × products, what one says of another (None: only the popular);
    ``popular``: one value a product, 0–1; ``weights``: a day of purchase → its weight in a profile.
    """

    name: str
    goes: Scores | None
    popular: Scores
    weights: Callable[[NDArray[np.float32]], NDArray[np.float32]]
    fashion: float = 0.0

    def profile(self, last: sparse.csr_matrix) -> Scores:
        """Rows of last days of purchase as weighted profiles, dense."""
        weighted = last.copy()
        weighted.data = self.weights(last.data)
        return np.asarray(weighted.todense(), dtype=np.float32)

    def scores(self, profiles: Scores) -> Scores:
        """One score a product for each profile; an empty profile gets the popular."""
        if self.goes is None:
            return np.tile(self.popular, (profiles.shape[0], 1))
        found = profiles @ self.goes
        most = np.maximum(found.max(axis=1, keepdims=True), 1e-9)
        known = profiles.any(axis=1, keepdims=True)
        return np.where(known, found / most + self.fashion * self.popular, self.popular).astype(np.float32)

    def silent(self, profile: Scores) -> NDArray[np.bool_]:
        """The products for which nothing in a profile speaks; none when the profile is empty or only the popular count."""
        if self.goes is None or not profile.any():
            return np.zeros(self.popular.size, dtype=np.bool_)
        return np.asarray(profile @ self.goes <= 0).ravel()


def popular(last: sparse.csr_matrix, day: int) -> Learned:
    """The best sellers, whoever asks."""
    return Learned("popular", None, _scaled(ones(last)), _plain)


def neighbours(last: sparse.csr_matrix, day: int) -> Learned:
    """Item-based nearest neighbours by cosine (Sarwar et al., 2001), no limit on their number."""
    bought = (last > 0).astype(np.float32)
    count = np.sqrt(np.maximum(ones(last), 1))
    together = np.asarray((bought.T @ bought).todense(), dtype=np.float32)
    np.fill_diagonal(together, 0)
    goes = (together / count[:, None] / count[None, :]).astype(np.float32)
    return Learned("neighbours", goes, _scaled(ones(last)), _plain)


def together(last: sparse.csr_matrix, day: int) -> Learned:
    """EASE, the closed-form linear autoencoder (Steck, « Embarrassingly shallow autoencoders for sparse data », WWW 2019),
    on purchases that fade with age, beside the fashion of the last four weeks.

    ``day``: the day of asking; later purchases must not be in ``last``.
    """

    def fading(days: NDArray[np.float32]) -> NDArray[np.float32]:
        ages = np.maximum(day - days, 0)
        return np.sqrt(np.power(np.float32(0.5), ages / HALF_LIFE)).astype(np.float32)

    weighted = last.copy()
    weighted.data = fading(last.data)
    gram = np.asarray((weighted.T @ weighted).todense(), dtype=np.float32)
    diagonal = np.einsum("ii->i", gram)
    ridge = STIFFNESS * max(float(ones(last).mean()), 1e-3)
    diagonal += ridge
    inverse = np.linalg.inv(gram)
    goes = (inverse / -np.diagonal(inverse)[None, :]).astype(np.float32)
    np.fill_diagonal(goes, 0)
    recent = last.copy()
    recent.data = np.where(last.data >= day - _FASHION_DAYS, last.data, 0)
    recent.eliminate_zeros()
    fashion = ones(recent) if recent.nnz else ones(last)
    return Learned("together", goes, _scaled(fashion), fading, FASHION)


METHODS: dict[str, Callable[[sparse.csr_matrix, int], Learned]] = {
    "together": together,
    "neighbours": neighbours,
    "popular": popular,
}
LABELS = {
    "together": "achats liés entre eux (autoencodeur linéaire EASE, les achats récents pesant plus)",
    "neighbours": "produits achetés par les mêmes clients (cosinus)",
    "popular": "meilleures ventes",
}


def _plain(days: NDArray[np.float32]) -> NDArray[np.float32]:
    return np.ones_like(days)


def _scaled(counts: Scores) -> Scores:
    return (counts / max(float(counts.max(initial=0)), 1.0)).astype(np.float32)
