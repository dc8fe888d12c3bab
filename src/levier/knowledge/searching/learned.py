"""The learned weights, read from ``learned.json``, which ``benchmarks/retrieval/learn.py`` writes with its
figures.
"""

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

FILE = Path(__file__).with_name("learned.json")


@dataclass(frozen=True)
class Logistic:
    """A logistic regression over standardised features."""

    mean: NDArray[np.float64]
    scale: NDArray[np.float64]
    weights: NDArray[np.float64]
    intercept: float

    def raw(self, rows: NDArray[np.float64]) -> NDArray[np.float64]:
        """Log-odds of each row."""
        return np.asarray((rows - self.mean) / self.scale @ self.weights + self.intercept)

    def probability(self, rows: NDArray[np.float64]) -> NDArray[np.float64]:
        """Probability of each row."""
        return np.asarray(1 / (1 + np.exp(-np.clip(self.raw(rows), -30, 30))))


@dataclass(frozen=True)
class Learned:
    """``ranking`` orders passages, ``sentence`` picks the answering sentence, ``answers`` says how likely a
    passage answers (ANSWER_FEATURES); ``threshold``: below, nothing is shown.

    ``read_sentence``, ``read`` (READ_FEATURES) and ``read_threshold``: the same once the reader has read.
    """

    ranking: Logistic
    sentence: Logistic
    answers: Logistic
    threshold: float
    read_sentence: Logistic
    read: Logistic
    read_threshold: float


@cache
def learned() -> Learned:
    """The weights of this version of Levier."""
    stored = json.loads(FILE.read_text(encoding="utf-8"))
    return Learned(
        ranking=_logistic(stored["ranking"]),
        sentence=_logistic(stored["sentence"]),
        answers=_logistic(stored["answers"]),
        threshold=float(stored["threshold"]),
        read_sentence=_logistic(stored["read_sentence"]),
        read=_logistic(stored["read"]),
        read_threshold=float(stored["read_threshold"]),
    )


def _logistic(stored: dict[str, list[float]]) -> Logistic:
    mean, scale, weights = (np.array(stored[key], np.float64) for key in ("mean", "scale", "weights"))
    return Logistic(mean, scale, weights, float(stored["intercept"][0]))
