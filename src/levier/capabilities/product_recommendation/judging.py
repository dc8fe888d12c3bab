"""The past replayed: what each method would have proposed to those who came back, and what they then bought for the first time."""

from dataclasses import dataclass
from math import sqrt

import numpy as np
import polars as pl
from numpy.typing import NDArray
from scipy import sparse

from levier.capabilities.product_recommendation.learning import METHODS, Learned
from levier.capabilities.product_recommendation.purchases import Purchases

WINDOWS = (28, 56, 91, 182)
LEAST_PEOPLE = 30
_MOST_PEOPLE = 3000


@dataclass(frozen=True)
class Replay:
    """Of ``people`` who came back from ``day`` on, the share (0–1) each method touched: at least one of its ``number``
    products was bought in the first basket that followed, for the first time.
    """

    day: int
    end: int
    people: int
    number: int
    hits: dict[str, float]
    best: str

    def interval(self, name: str) -> tuple[float, float]:
        """95 % interval of a share (Wilson, 1927)."""
        return wilson(self.hits[name], self.people)


def replay(purchases: Purchases, number: int) -> Replay | None:
    """The shortest of the last WINDOWS in which enough people came back; None when even the longest has too few."""
    days = purchases.lines["day"]
    first, last = int(days.min() or 0), int(days.max() or 0)  # type: ignore[arg-type]
    for window in WINDOWS:
        day = last - window + 1
        if day - first < window:
            break
        asked = cases(purchases, day)
        if len(asked) >= LEAST_PEOPLE:
            return _judged(purchases, asked, day, last, number)
    return None


def cases(purchases: Purchases, day: int) -> dict[int, set[int]]:
    """Row of each person known before ``day`` → products of their first basket from then on that they never bought before."""
    lines = purchases.lines
    after = lines.filter(pl.col("day") >= day)
    baskets = after.join(after.group_by("row").agg(pl.col("day").min()), on=["row", "day"], how="semi")
    new = baskets.join(lines.filter(pl.col("day") < day), on=["row", "column"], how="anti")
    new = new.join(lines.filter(pl.col("day") < day).select("row").unique(), on="row", how="semi")
    found = new.group_by("row").agg(pl.col("column").unique()).sort("row").head(_MOST_PEOPLE)
    return {int(row): set(columns) for row, columns in found.iter_rows()}


def _judged(purchases: Purchases, asked: dict[int, set[int]], day: int, last: int, number: int) -> Replay:
    before = purchases.before(day)
    rows = np.array(list(asked))
    hits = {
        name: touched(learn(before, day), before[rows], list(asked.values()), number)
        for name, learn in METHODS.items()
    }
    best = max(hits, key=lambda name: hits[name])
    return Replay(day, last, len(asked), number, hits, best)


def touched(learned: Learned, last: sparse.csr_matrix, wanted: list[set[int]], number: int) -> float:
    """Share of the rows of which at least one of the ``number`` best new products is wanted."""
    scores = learned.scores(learned.profile(last))
    scores[np.asarray((last > 0).todense())] = -np.inf
    return float(
        np.mean([bool(wish & set(top)) for wish, top in zip(wanted, best(scores, number), strict=True)])
    )


def best(scores: NDArray[np.float32], number: int) -> list[list[int]]:
    """The columns of the ``number`` highest finite scores of each row, best first; ties in the order of the columns."""
    order = np.argsort(-scores, axis=1, kind="stable")[:, :number]
    return [[int(one) for one in row if np.isfinite(scores[place, one])] for place, row in enumerate(order)]


def wilson(share: float, count: int, z: float = 1.959964) -> tuple[float, float]:
    """Interval of a proportion (E. B. Wilson, 1927)."""
    middle = (share + z * z / (2 * count)) / (1 + z * z / count)
    half = z * sqrt(share * (1 - share) / count + z * z / (4 * count * count)) / (1 + z * z / count)
    return max(0.0, middle - half), min(1.0, middle + half)
