"""What a shop may be told, nothing of any customer: for each product, its best companions and what resembles it.

A link, or a product, known through fewer than LEAST_PEOPLE buyers is left out: nobody can be read behind it.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from levier.capabilities.product_recommendation import learning
from levier.capabilities.product_recommendation.judging import Replay, replay
from levier.capabilities.product_recommendation.likeness import Likeness
from levier.capabilities.product_recommendation.purchases import Purchases, ones

KEPT = 50
"""Companions and lookalikes kept for each product."""
LEAST_PEOPLE = 3
_AT_ONCE = 256
_PROPOSED = 8


@dataclass(frozen=True)
class Companions:
    """Products and their links. ``together`` and ``similar``: products × KEPT, places of
    other products, best first, −1 where there are no more; the ``_weight`` arrays beside say how strongly, 0 at the −1.
    ``popular``: the best sellers' value of each product, 0–1. ``judged``: the method replayed on the past.
    """

    codes: list[str]
    names: list[str]
    together: NDArray[np.int32]
    together_weight: NDArray[np.float32]
    similar: NDArray[np.int32]
    similar_weight: NDArray[np.float32]
    popular: NDArray[np.float32]
    fashion: float
    method: str
    judged: Replay | None


def companions(known: Purchases) -> Companions:
    """Learned as the capability does, on all the purchases."""
    judged = replay(known, _PROPOSED)
    day = int(known.lines["day"].to_numpy().max(initial=0)) + 1
    learned = (
        learning.together(known.last, day)
        if judged and judged.best == "together"
        else learning.neighbours(known.last, day)
    )
    assert learned.goes is not None
    kept = np.flatnonzero(ones(known.last) >= LEAST_PEOPLE)
    shared = _shared(known.bought)[np.ix_(kept, kept)]
    goes = learned.goes[np.ix_(kept, kept)]
    together, weight = _top(np.where(shared >= LEAST_PEOPLE, goes, 0))
    likeness = Likeness(known)
    parts = [
        _top(_others(likeness.of(rows.tolist())[:, kept], kept, rows))
        for rows in np.array_split(kept, max(1, -(-kept.size // _AT_ONCE)))
    ]
    return Companions(
        codes=[known.codes[place] for place in kept],
        names=[known.products[place] for place in kept],
        together=together,
        together_weight=weight,
        similar=np.concatenate([part[0] for part in parts]),
        similar_weight=np.concatenate([part[1] for part in parts]),
        popular=learned.popular[kept],
        fashion=learned.fashion,
        method=learned.name,
        judged=judged,
    )


def _shared(bought: sparse.csr_matrix) -> NDArray[np.float32]:
    """How many people bought both of two products."""
    return np.asarray((bought.T @ bought).todense(), dtype=np.float32)


def _others(
    scores: NDArray[np.float32], kept: NDArray[np.intp], rows: NDArray[np.intp]
) -> NDArray[np.float32]:
    """``scores`` where no product resembles itself."""
    return np.where(kept[None, :] == rows[:, None], 0, scores)


def _top(scores: NDArray[np.float32]) -> tuple[NDArray[np.int32], NDArray[np.float32]]:
    """The KEPT highest positive scores of each row, best first, in the shape that :class:`Companions` says."""
    order = np.argsort(-scores, axis=1, kind="stable")[:, :KEPT]
    values = np.take_along_axis(scores, order, axis=1)
    places = np.where(values > 0, order, -1).astype(np.int32)
    values = np.where(values > 0, values, 0).astype(np.float32)
    short = KEPT - places.shape[1]
    if short > 0:
        places = np.pad(places, ((0, 0), (0, short)), constant_values=-1)
        values = np.pad(values, ((0, 0), (0, short)))
    return places, values
