"""Rivals of the recommendation: plain EASE, implicit ALS, and the trivial lists."""

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from levier.capabilities.product_recommendation.learning import Learned
from levier.capabilities.product_recommendation.purchases import ones

_ROUNDS = 15


def recent(last: sparse.csr_matrix, day: int) -> Learned:
    """The best sellers of the last four weeks."""
    kept = last.copy()
    kept.data = np.where(last.data >= day - 28, last.data, 0)
    kept.eliminate_zeros()
    return Learned("recent", None, ones(kept), np.ones_like)


def plain_ease(last: sparse.csr_matrix, day: int) -> Learned:
    """EASE (Steck, 2019) on bare purchases, ridge 500 as the paper uses for sets of this size."""
    bought = (last > 0).astype(np.float32)
    gram = np.asarray((bought.T @ bought).todense(), dtype=np.float32)
    gram[np.diag_indices_from(gram)] += 500
    inverse = np.linalg.inv(gram)
    goes = inverse / -np.diagonal(inverse)[None, :]
    np.fill_diagonal(goes, 0)
    return Learned("ease", goes, ones(last), np.ones_like)


def implicit_als(
    last: sparse.csr_matrix,
    rows: NDArray[np.int64],
    *,
    factors: int = 64,
    ridge: float = 10.0,
    trust: float = 20.0,
) -> NDArray[np.float32]:
    """Scores of ``rows`` by implicit-feedback matrix factorisation (Hu, Koren and Volinsky, ICDM 2008), written out here."""
    bought = (last > 0).astype(np.float32).tocsr()
    random = np.random.default_rng(0)
    people = random.normal(0, 0.1, (bought.shape[0], factors))
    things = random.normal(0, 0.1, (bought.shape[1], factors))
    turned = bought.T.tocsr()
    for _ in range(_ROUNDS):
        _solve(bought, people, things, ridge, trust)
        _solve(turned, things, people, ridge, trust)
    return (people[rows] @ things.T).astype(np.float32)


def _solve(
    bought: sparse.csr_matrix,
    mine: NDArray[np.float64],
    other: NDArray[np.float64],
    ridge: float,
    trust: float,
) -> None:
    gram = other.T @ other + ridge * np.eye(other.shape[1])
    for row in range(bought.shape[0]):
        seen = other[bought.indices[bought.indptr[row] : bought.indptr[row + 1]]]
        mine[row] = np.linalg.solve(gram + trust * seen.T @ seen, (1 + trust) * seen.sum(axis=0))
