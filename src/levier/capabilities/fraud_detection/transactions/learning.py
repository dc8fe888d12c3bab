"""Learning from known frauds, split by time: trained on the past, measured on the days after, the delay left out between."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from levier.capabilities.fraud_detection.transactions.features import Transactions
from levier.capabilities.fraud_detection.transactions.windows import Values

LEAST_FRAUDS = 30
_TREES, _LEAF = 60, 3
_MOST_ROWS, _MOST_FOREST = 400_000, 90_000


@dataclass(frozen=True)
class Split:
    """Days: trained on [first, until), then ``delay`` days unknown, measured on [start, end)."""

    first: int
    until: int
    start: int
    end: int


def split_of(given: Transactions, delay: float = 7.0, test_days: int = 7, train_days: int = 28) -> Split:
    """The last ``test_days`` days measured. Raises ValueError when there are too few days before them."""
    first, last = int(given.days.min()), int(given.days.max()) + 1
    start = last - test_days
    until = start - int(np.ceil(delay))
    begin = max(first + 3, until - train_days)
    if until - begin < 7:
        raise ValueError("too few days")
    return Split(begin, until, start, last)


def fitted(table: Values, labels: Values, seed: int = 0) -> "Model":
    """Boosted trees and a random forest, their probabilities averaged: one is sharp on the top, the other steady."""
    from sklearn.ensemble import HistGradientBoostingClassifier, RandomForestClassifier  # noqa: PLC0415 - heavy

    table, labels = _thinned(table, labels, _MOST_ROWS, seed)
    boosted = HistGradientBoostingClassifier(
        max_iter=200,
        learning_rate=0.06,
        max_leaf_nodes=31,
        l2_regularization=1.0,
        min_samples_leaf=50,
        random_state=seed,
    ).fit(table, labels)
    few, said = _thinned(table, labels, _MOST_FOREST, seed)
    forest = RandomForestClassifier(_TREES, min_samples_leaf=_LEAF, n_jobs=1, random_state=seed).fit(
        few, said
    )
    return Model(boosted, forest)


def _thinned(table: Values, labels: Values, most: int, seed: int) -> tuple[Values, Values]:
    """Every fraud, and as many of the others as fit."""
    if len(labels) <= most:
        return table, labels
    kept, others = np.flatnonzero(labels == 1), np.flatnonzero(labels != 1)
    wanted = max(0, most - len(kept))
    chosen = np.sort(
        np.concatenate(
            [kept, np.random.default_rng(seed).choice(others, min(wanted, len(others)), replace=False)]
        )
    )
    return table[chosen], labels[chosen]


@dataclass(frozen=True)
class Model:
    """Two learnt models; ``score`` is the mean of their probabilities."""

    boosted: Any
    forest: Any

    def score(self, table: Values) -> Values:
        mean: Values = (self.boosted.predict_proba(table)[:, 1] + self.forest.predict_proba(table)[:, 1]) / 2
        return mean


def average_precision(labels: Values, scores: Values) -> float:
    """Area under precision and recall, by steps (scikit-learn's definition); 0 where there is no fraud."""
    if not labels.any():
        return 0.0
    order = np.argsort(-scores, kind="stable")
    ranked, values = labels[order], scores[order]
    last = np.append(np.flatnonzero(np.diff(values)), len(values) - 1)
    hits = np.cumsum(ranked)[last]
    precision, recall = hits / (last + 1), hits / labels.sum()
    return float(np.sum(np.diff(np.append(0.0, recall)) * precision))


def daily_alerts(days: NDArray[np.int64], scores: Values, per_day: int) -> NDArray[np.int64]:
    """The places of the ``per_day`` highest scores of each day, highest first inside a day."""
    order = np.lexsort((-scores, days))
    _, first = np.unique(days[order], return_index=True)
    rank = np.arange(len(order)) - np.repeat(first, np.diff(np.append(first, len(order))))
    return order[rank < per_day]
