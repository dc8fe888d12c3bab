"""The probability of a failure within the horizon, learned from the past of all machines, and calibrated.

Gradient boosting over the features and the pairs found in the training rows. The raw score is turned into a probability by
a logistic curve fitted on scores of machines left out (Platt, 1999); the doubt is Wilson's interval (1927) with as many
trials as there are separate lives among the past rows of like score.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from levier.capabilities.predictive_maintenance.science.pairs import Pair, add, search
from levier.capabilities.predictive_maintenance.science.quiet import one_thread

Values = NDArray[np.float64]
Places = NDArray[np.int64]
Flags = NDArray[np.bool_]

FOLDS = 4
_SEED = 7
_NEIGHBOURS = 300
_LEAST_CURVE = 20
_Z = 1.2815515655446004
"""Half-width, in deviations, of an interval that holds 80 %."""


@dataclass(frozen=True)
class Rows:
    """What is learned from: ``matrix`` (rows, features), places of the ``levels``, whether a failure ``follows`` within the
    horizon, the ``group`` (machine or life) that must not be cut between training and test, the ``life`` of each row.
    """

    matrix: Values
    levels: list[int]
    follows: Flags
    group: Places
    life: Places

    def at(self, rows: NDArray[np.int64] | Flags) -> "Rows":
        return Rows(self.matrix[rows], self.levels, self.follows[rows], self.group[rows], self.life[rows])


@dataclass(frozen=True)
class Scorer:
    """A fitted booster and its pairs; ``score`` gives log-odds."""

    booster: object
    pairs: list[Pair]
    levels: list[int]

    def score(self, matrix: Values) -> Values:
        """(rows,) log-odds, not yet calibrated."""
        whole = add(matrix, matrix[:, self.levels], self.pairs)
        with one_thread():
            p = self.booster.predict_proba(whole)[:, 1]  # type: ignore[attr-defined]
        p = np.clip(p, 1e-6, 1 - 1e-6)
        return np.asarray(np.log(p / (1 - p)))


@dataclass(frozen=True)
class Risk:
    """The learned risk. ``threshold``: the probability from which an alert caught failures best on machines left out."""

    scorer: Scorer
    curve: tuple[float, float]
    threshold: float
    left_out: Values
    """Calibrated probability of each training row, given by a model that never saw its group."""
    lives: Places

    def within(self, matrix: Values) -> Values:
        """(rows,) probability of a failure within the horizon."""
        return calibrated(self.scorer.score(matrix), self.curve)

    def interval(self, probabilities: Values) -> tuple[Values, Values]:
        """80 % interval of each probability: Wilson's, with the separate lives among the past rows of like probability."""
        order = np.argsort(self.left_out, kind="stable")
        known, lives = self.left_out[order], self.lives[order]
        half = min(_NEIGHBOURS, known.size) // 2
        low, high = np.empty(probabilities.size), np.empty(probabilities.size)
        for row, p in enumerate(probabilities):
            place = int(np.searchsorted(known, p))
            start = max(0, min(place - half, known.size - 2 * half))
            trials = max(1, np.unique(lives[start : start + 2 * half]).size)
            low[row], high[row] = wilson(float(p), trials)
        return low, high


def learn(rows: Rows, progress: Callable[[], None] = lambda: None) -> Risk:
    """The risk learned from these rows; the calibration and the threshold come from groups left out in turn."""
    raw = left_out(rows, progress)
    curve = platt(raw, rows.follows)
    probabilities = calibrated(raw, curve)
    scorer = fit(rows)
    return Risk(scorer, curve, best_threshold(probabilities, rows.follows), probabilities, rows.life)


def left_out(rows: Rows, progress: Callable[[], None] = lambda: None) -> Values:
    """Log-odds of every row, by a model fitted without its group."""
    raw = np.zeros(rows.follows.size)
    for held in folds(rows.group, rows.follows):
        progress()
        kept = ~held
        if rows.follows[kept].any() and not rows.follows[kept].all():
            raw[held] = fit(rows.at(kept)).score(rows.matrix[held])
        else:
            raw[held] = logit(float(np.clip(rows.follows[kept].mean(), 1e-4, 1 - 1e-4)))
    return raw


def folds(group: Places, follows: Flags, count: int = FOLDS) -> list[Flags]:
    """Which rows are left out in each fold: whole groups, those with failures spread evenly (fixed seed)."""
    random = np.random.default_rng(_SEED)
    names, inverse = np.unique(group, return_inverse=True)
    failing = np.zeros(names.size, dtype=bool)
    np.logical_or.at(failing, inverse, follows)
    fold = np.zeros(names.size, dtype=np.int64)
    at = 0
    for part in (np.flatnonzero(failing), np.flatnonzero(~failing)):
        shuffled = random.permutation(part)
        fold[shuffled] = (np.arange(part.size) + at) % count
        at += part.size
    return [held for one in range(count) if (held := fold[inverse] == one).any() and not held.all()]


def fit(rows: Rows) -> Scorer:
    """One booster over the features and the pairs that these rows give."""
    from sklearn.ensemble import HistGradientBoostingClassifier  # noqa: PLC0415 - heavy

    levels = rows.matrix[:, rows.levels]
    pairs = search(levels, rows.follows)
    # Rows of one life are near copies: a leaf must hold several lives, however finely they were sampled.
    failing = max(1, np.unique(rows.life[rows.follows]).size)
    leaf = int(np.clip(8 * rows.follows.sum() / failing, 8, 60))
    leaf = max(2, min(leaf, rows.follows.size // 8))
    booster = HistGradientBoostingClassifier(
        max_iter=120, learning_rate=0.08, max_leaf_nodes=12, min_samples_leaf=leaf, l2_regularization=1.0,
        max_features=0.5 if rows.matrix.shape[1] > _LEAST_CURVE else 1.0, early_stopping=False, random_state=_SEED,
    )  # fmt: skip
    with one_thread():
        booster.fit(add(rows.matrix, levels, pairs), rows.follows)
    return Scorer(booster, pairs, rows.levels)


def platt(raw: Values, follows: Flags) -> tuple[float, float]:
    """(slope, offset) of the logistic curve from scores to probabilities, by Newton's method, with Platt's targets."""
    positive, negative = int(follows.sum()), int((~follows).sum())
    if min(positive, negative) < _LEAST_CURVE:
        return 1.0, 0.0
    target = np.where(follows, (positive + 1) / (positive + 2), 1 / (negative + 2))
    curve = np.array([1.0, 0.0])
    for _ in range(50):
        p = 1 / (1 + np.exp(-np.clip(curve[0] * raw + curve[1], -30, 30)))
        weight, gap = np.maximum(p * (1 - p), 1e-9), target - p
        gradient = np.array([(gap * raw).sum(), gap.sum()])
        hessian = np.array(
            [[(weight * raw * raw).sum(), (weight * raw).sum()], [(weight * raw).sum(), weight.sum()]]
        )
        step = np.linalg.solve(hessian + 1e-6 * np.eye(2), gradient)
        # A whole step of Newton's may leap over the curve when scores are far too sure: it is halved until it helps.
        loss = _loss(raw, target, curve)
        while _loss(raw, target, curve + step) > loss and np.abs(step).max() > 1e-9:
            step = step / 2
        curve = curve + step
        if np.abs(step).max() < 1e-7:
            break
    return (float(curve[0]), float(curve[1])) if 0.05 < curve[0] < 20 else (1.0, 0.0)


def _loss(raw: Values, target: Values, curve: Values) -> float:
    score = np.clip(curve[0] * raw + curve[1], -30, 30)
    return float((np.logaddexp(0, score) - target * score).sum())


def calibrated(raw: Values, curve: tuple[float, float]) -> Values:
    return np.asarray(1 / (1 + np.exp(-np.clip(curve[0] * raw + curve[1], -30, 30))))


def best_threshold(probabilities: Values, follows: Flags) -> float:
    """The threshold of the greatest F1 (failures caught against false alerts); 0.5 without any failure."""
    if not follows.any():
        return 0.5
    order = np.argsort(-probabilities, kind="stable")
    caught = np.cumsum(follows[order])
    alerts = np.arange(1, order.size + 1)
    f1 = 2 * caught / (alerts + follows.sum())
    best = int(np.argmax(f1))
    after = probabilities[order[best + 1]] if best + 1 < order.size else 0.0
    return float((probabilities[order[best]] + after) / 2)


def wilson(p: float, trials: int) -> tuple[float, float]:
    """80 % interval of a share ``p`` seen over ``trials`` (E. B. Wilson, 1927)."""
    z = _Z * _Z / trials
    middle = (p + z / 2) / (1 + z)
    half = _Z * np.sqrt(p * (1 - p) / trials + z / (4 * trials)) / (1 + z)
    return float(max(0.0, middle - half)), float(min(1.0, middle + half))


def logit(p: float) -> float:
    return float(np.log(p / (1 - p)))


__all__ = [
    "Risk",
    "Rows",
    "Scorer",
    "best_threshold",
    "calibrated",
    "fit",
    "folds",
    "learn",
    "left_out",
    "platt",
    "wilson",
]
