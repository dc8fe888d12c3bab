"""What comes after a step: autoregressions of the differences, every order weighted by its AICc (Burnham &
Anderson, 2002) instead of one being chosen.
"""

import numpy as np
from numpy.typing import NDArray

Values = NDArray[np.float64]
_MOST = 6
_RIDGE = 1e-6
_TINY = 1e-12


def autoregression(values: Values, horizon: int) -> Values:
    """``horizon`` values after ``values``."""
    steps = np.diff(values)
    n = steps.size
    told, scores = [], []
    for order in range(min(_MOST, n // 4) + 1):
        if n - order < order + 4:
            break
        lags = np.column_stack(
            [steps[order - back - 1 : n - back - 1] for back in range(order)] or [np.empty((n, 0))]
        )
        for drift in (False, True):
            rows = np.column_stack([lags, np.ones(n - order)]) if drift else lags
            weights, left = _fitted(rows, steps[order:])
            count = rows.shape[1] + 1
            size = n - order
            spread = float(left @ left) / size + _TINY
            # The orders see fewer and fewer steps: each is scored as if it had seen them all.
            scores.append(n * np.log(spread) + 2 * count * size / max(size - count - 1, 1))
            told.append(_ahead(values, steps, weights, order, horizon))
    if not told:
        return np.full(horizon, values[-1])
    score = np.array(scores)
    share = np.exp(-0.5 * (score - score.min()))
    mean: Values = (share / share.sum()) @ np.array(told)
    return mean


def _fitted(rows: Values, goals: Values) -> tuple[Values, Values]:
    """Least squares with a hair of ridge, and what it leaves."""
    width = rows.shape[1]
    if not width:
        return np.empty(0), goals
    square = rows.T @ rows
    ridge = (_RIDGE * np.trace(square) / width + _TINY) * np.eye(width)
    weights = np.linalg.solve(square + ridge, rows.T @ goals)
    return weights, goals - rows @ weights


def _ahead(values: Values, steps: Values, weights: Values, order: int, horizon: int) -> list[float]:
    drift = float(weights[-1]) if weights.size > order else 0.0
    largest = 3 * float(np.abs(steps).max())
    known = list(steps[steps.size - order :])
    at, told = float(values[-1]), []
    for _ in range(horizon):
        step = sum(float(weights[back]) * known[-1 - back] for back in range(order)) + drift
        step = min(max(step, -largest), largest)
        known.append(step)
        at += step
        told.append(at)
    return told
