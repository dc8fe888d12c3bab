"""Whether rows that came later look like those a capability was put in service on. Pure statistics; numpy only.

Population stability index over the classes of a column: PSI = Σ (q − p)·ln(q/p). Rows of one week resemble each other, so the
noise is not that of independent rows (Yurdakul, « Statistical Properties of Population Stability Index », 2018: a scaled χ²
then): it is measured by dealing whole weeks at random to the two sides. The largest of all columns is kept at each deal
(Westfall & Young, 1993, « max-T »), so that one look at a whole table rings falsely with probability ``ALPHA``.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Counts = NDArray[np.float64]
"""Rows by block (a week) and class: shape (blocks, classes)."""

ALPHA = 0.01
DEALS = 999
LEAST_BLOCKS = 4
LEAST_ROWS = 100
WORTH_SAYING = 0.1
"""Below, a change is small whatever its certainty (usual reading of the index: 0.1 moderate, 0.25 large)."""
_HALF = 0.5


@dataclass(frozen=True)
class Column:
    """A column's rows on both sides. ``ordered``: classes follow each other (numbers), and the KS distance has a meaning."""

    name: str
    before: Counts
    after: Counts
    ordered: bool = False


@dataclass(frozen=True)
class Drift:
    """What a column did. ``psi`` beside its ``limit``; ``ks``: largest gap of the cumulated shares (0–1), None for words."""

    name: str
    psi: float
    limit: float
    ks: float | None

    @property
    def moved(self) -> bool:
        return self.psi > self.limit


def judge(
    columns: Sequence[Column], *, deals: int = DEALS, alpha: float = ALPHA, seed: int = 7
) -> list[Drift]:
    """Every column with its limit. The blocks (weeks) of all columns are the same, in the same order.

    Empty when there is too little to judge: fewer than ``LEAST_BLOCKS`` weeks or ``LEAST_ROWS`` rows on a side.
    """
    kept = [one for one in columns if one.before.sum() and one.after.sum()]
    if not kept or not enough(kept[0]):
        return []
    noise = _largest_by_chance(kept, deals, seed)
    limit = float(np.quantile(noise, 1 - alpha, method="higher"))
    return [
        Drift(
            one.name,
            index(one.before.sum(0), one.after.sum(0)),
            max(WORTH_SAYING, limit * _scale(one)),
            gap(one.before.sum(0), one.after.sum(0)) if one.ordered else None,
        )
        for one in kept
    ]


def enough(column: Column) -> bool:
    """Whether both sides hold enough weeks and rows to say anything."""
    sides = (column.before, column.after)
    return all(len(side) >= LEAST_BLOCKS and side.sum() >= LEAST_ROWS for side in sides)


def index(before: Counts, after: Counts) -> float:
    """The population stability index of two vectors of counts; half a row is added to each class, so that none is empty."""
    return float(_indices(before[None, :], after[None, :])[0])


def gap(before: Counts, after: Counts) -> float:
    """Kolmogorov–Smirnov distance over the classes, 0–1."""
    return float(np.abs(np.cumsum(before) / before.sum() - np.cumsum(after) / after.sum()).max())


def _indices(before: Counts, after: Counts) -> Counts:
    first = (before + _HALF) / (before + _HALF).sum(1, keepdims=True)
    second = (after + _HALF) / (after + _HALF).sum(1, keepdims=True)
    found: Counts = ((second - first) * np.log(second / first)).sum(1)
    return found


def _scale(column: Column) -> float:
    """What the index is worth on average with independent rows: (1/n + 1/m)(classes − 1)."""
    return float((1 / column.before.sum() + 1 / column.after.sum()) * max(column.before.shape[1] - 1, 1))


def _largest_by_chance(columns: Sequence[Column], deals: int, seed: int) -> Counts:
    random = np.random.default_rng(seed)
    first, second = len(columns[0].before), len(columns[0].after)
    order = np.argsort(random.random((deals, first + second)), axis=1)
    chosen = np.zeros((deals, first + second))
    np.put_along_axis(chosen, order[:, :first], 1.0, axis=1)
    largest = np.zeros(deals)
    for one in columns:
        blocks = np.vstack([one.before, one.after])
        dealt = chosen @ blocks
        rest = blocks.sum(0) - dealt
        largest = np.maximum(largest, _indices(dealt, rest) / _scale(one))
    return largest


def classes(values: Sequence[float], most: int = 10) -> list[float]:
    """Bounds that cut numbers in ``most`` classes of equal count at best (fewer when values repeat)."""
    found = np.unique(np.quantile(np.asarray(values, dtype=float), np.linspace(0, 1, most + 1)[1:-1]))
    return [float(one) for one in found]


def told(found: Sequence[Drift], labels: Mapping[str, str]) -> list[dict[str, Any]]:
    """As plain JSON, the largest beside its limit first."""
    ranked = sorted(found, key=lambda one: -one.psi / one.limit)
    return [
        {"column": one.name, "label": labels.get(one.name, one.name), "psi": round(one.psi, 4), "limit": round(one.limit, 4),
         "ks": None if one.ks is None else round(one.ks, 4), "moved": one.moved}
        for one in ranked
    ]  # fmt: skip
