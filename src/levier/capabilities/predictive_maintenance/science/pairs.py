"""Products, differences and ratios of two measures, kept when they help to tell failures apart.

A power is a torque times a speed, a heat loss a difference of temperatures: such quantities are searched among the
training rows, never written for one machine: a small forest looks at all of them at once, and those it leans on are kept.
"""

from dataclasses import dataclass
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from levier.capabilities.predictive_maintenance.science.quiet import one_thread

Values = NDArray[np.float64]

OPERATIONS = ("×", "−", "÷", "÷ inverse")
_MOST_MEASURES = 8
_KEPT = 40
_MOST_ROWS = 6000


@dataclass(frozen=True)
class Pair:
    """Two places among the measures, and what is made of them."""

    first: int
    second: int
    operation: str

    def of(self, levels: Values) -> Values:
        """(rows,) of ``levels`` (rows, measures); a division by zero is unknown."""
        a, b = levels[:, self.first], levels[:, self.second]
        if self.operation == "×":
            return a * b
        if self.operation == "−":
            return a - b
        over, under = (a, b) if self.operation == "÷" else (b, a)
        return over / np.where(np.abs(under) < 1e-9, np.nan, under)

    def told(self, names: list[str]) -> str:
        """« couple × vitesse »."""
        first, second = names[self.first], names[self.second]
        return (
            f"{second} ÷ {first}" if self.operation == "÷ inverse" else f"{first} {self.operation} {second}"
        )


def search(levels: Values, failing: NDArray[np.bool_], most: int = _KEPT) -> list[Pair]:
    """The pairs worth adding for these training rows, the best first; none without failures."""
    if not failing.any() or failing.all() or levels.shape[1] < 2:
        return []
    levels, failing = _sampled(levels, failing)
    chosen = _measures(levels, failing)
    pairs = [Pair(first, second, one) for first, second in combinations(chosen, 2) for one in OPERATIONS]
    weights = _weights(np.column_stack([pair.of(levels) for pair in pairs]), failing)
    order = np.argsort(-weights, kind="stable")[:most]
    return [pairs[place] for place in order if weights[place] > 0]


def _measures(levels: Values, failing: NDArray[np.bool_]) -> list[int]:
    """All the measures, or those that tell most of the failures where pairs would be too many."""
    if levels.shape[1] <= _MOST_MEASURES:
        return list(range(levels.shape[1]))
    return sorted(np.argsort(-_weights(levels, failing), kind="stable")[:_MOST_MEASURES].tolist())


def _weights(columns: Values, failing: NDArray[np.bool_]) -> Values:
    """How much each column serves to tell failures apart in a small forest (Breiman's importance)."""
    from sklearn.ensemble import RandomForestClassifier  # noqa: PLC0415 - heavy

    forest = RandomForestClassifier(
        30,
        max_features=0.3,
        min_samples_leaf=3,
        class_weight="balanced_subsample",
        max_samples=0.7,
        random_state=0,
    )
    with one_thread():
        forest.fit(np.nan_to_num(columns, nan=0.0, posinf=0.0, neginf=0.0), failing)
    return np.asarray(forest.feature_importances_)


def add(matrix: Values, levels: Values, pairs: list[Pair]) -> Values:
    """``matrix`` with one column more for each pair."""
    return np.column_stack([matrix, *(pair.of(levels) for pair in pairs)]) if pairs else matrix


def _sampled(levels: Values, failing: NDArray[np.bool_]) -> tuple[Values, NDArray[np.bool_]]:
    """All the failures and a fixed draw of the rest: the search stays quick on big tables."""
    if failing.size <= _MOST_ROWS:
        return levels, failing
    random = np.random.default_rng(0)
    bad, good = np.flatnonzero(failing), np.flatnonzero(~failing)
    bad = random.permutation(bad)[: _MOST_ROWS // 2]
    rows = np.sort(np.concatenate([bad, random.permutation(good)[: _MOST_ROWS - bad.size]]))
    return levels[rows], failing[rows]


__all__ = ["Pair", "add", "search"]
