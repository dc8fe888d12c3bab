"""Classes of references: ABC by what they bring, XYZ by how steadily they sell, and a service level for each."""

import numpy as np
from numpy.typing import NDArray

from levier.capabilities.stock_replenishment.science.demand import History, Values

_ENDS = (0.8, 0.95)
_STEADY, _VARIABLE = 0.5, 1.0
_BLOCK = 4
_LESS = {"X": 0.0, "Y": 0.005, "Z": 0.02}
"""What is taken off the service level: certainty is dearest where sales are least steady."""


def abc(worth: Values) -> NDArray[np.str_]:
    """A: the references that bring the first 80 % of ``worth``; B: up to 95 %; C: the rest. (references,)"""
    total = float(worth.sum())
    order = np.argsort(-worth, kind="stable")
    before = np.cumsum(worth[order]) - worth[order]
    share = before / total if total > 0 else np.ones(worth.size)
    named = np.where(share < _ENDS[0], "A", np.where(share < _ENDS[1], "B", "C"))
    found = np.empty(worth.size, dtype="<U1")
    found[order] = np.where(worth[order] > 0, named, "C")
    return found


def xyz(history: History) -> NDArray[np.str_]:
    """X, Y or Z by the coefficient of variation of the demand of four weeks (≤ 0.5, ≤ 1, above), last year at most."""
    blocks = min(13, history.periods // _BLOCK)
    recent = (
        history.demand[:, history.periods - blocks * _BLOCK :]
        .reshape(history.first.size, blocks, _BLOCK)
        .sum(axis=2)
    )
    mean = recent.mean(axis=1)
    ratio = np.where(mean > 0, recent.std(axis=1) / np.maximum(mean, 1e-12), np.inf)
    return np.where(ratio <= _STEADY, "X", np.where(ratio <= _VARIABLE, "Y", "Z"))


def service(first: NDArray[np.str_], second: NDArray[np.str_], levels: dict[str, float]) -> Values:
    """The share of demand to serve at once, (references,): that of the class A, B or C, less a little for Y and Z."""
    return np.array([max(0.5, levels[a] - _LESS[x]) for a, x in zip(first, second, strict=True)])


__all__ = ["abc", "service", "xyz"]
