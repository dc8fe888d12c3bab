"""Members classed by what they weigh: A, B, C (Pareto; Juran, *Quality Control Handbook*, 1951; Dickie, 1951, for stocks)."""

from collections.abc import Mapping, Sequence
from typing import Any

CLASS = "class"
BOUNDS = {"A": 0.80, "B": 0.95}
"""Cumulated share of the measure up to which a class goes; C is what is left."""


def classed(rows: Sequence[tuple[Any, ...]], size: int) -> Mapping[tuple[Any, ...], str]:
    """The class of each member (the first ``size`` cells), ranked by the cell after them.

    The cumulated share is of what the members with a figure above zero make; the member that crosses a bound is within it.
    A member whose figure is not above zero is C.
    """
    ranked = sorted(rows, key=lambda row: (-(row[size] or 0), str(row[:size])))
    total = sum(max(0.0, float(row[size] or 0.0)) for row in rows)
    found: dict[tuple[Any, ...], str] = {}
    before = 0.0
    for row in ranked:
        value = float(row[size] or 0.0)
        share = before / total if total > 0 else 1.0
        found[row[:size]] = next((name for name, bound in BOUNDS.items() if value > 0 and share < bound), "C")
        before += max(0.0, value)
    return found
