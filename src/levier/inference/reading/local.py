"""The reader on this machine's processor: a question and passages to what each of them says of it."""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import onnxruntime
from numpy.typing import NDArray

from levier.inference.reading.pairing import LONGEST, Pair, Pairing

GRAPH = "reader.onnx"
STAMP = "reader.txt"
_LONGEST_ANSWER = 40
"""Tokens."""
_THREADS = 2


@dataclass(frozen=True)
class Reading:
    """``answers``: log-odds that the passage answers; ``span``: how much better its best words answer than none;
    ``start:end``: characters of those words in the passage.

    ``places``, ``weights``: last character of each token, and how likely it begins or ends the answer (sum 1).
    """

    answers: float
    span: float
    start: int
    end: int
    places: NDArray[np.int64]
    weights: NDArray[np.float32]

    def weight(self, start: int, end: int) -> float:
        """How likely the answer stands in these characters, 0–1."""
        inside = (self.places > start) & (self.places <= end)
        return float(self.weights[inside].sum())


class Runner:
    """The graph alone. One pair at a time: the 8-bit graph scales activations over a whole batch."""

    def __init__(self, graph: Path) -> None:
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        self._session = onnxruntime.InferenceSession(str(graph), options, providers=["CPUExecutionProvider"])

    def run(self, pair: Pair) -> tuple[float, NDArray[np.float32]]:
        """Log-odds of answering, start and end scores ``[S, 2]``."""
        ids = pair.ids[None, :]
        given = {"input_ids": ids, "attention_mask": np.ones_like(ids), "kinds": pair.kinds[None, :]}
        answers, spans = self._session.run(["answers", "spans"], given)
        return float(answers[0]), np.asarray(spans[0], np.float32)


class Reader:
    """Reads passages for a question. Safe to share between threads."""

    longest = LONGEST

    def __init__(self, folder: Path, words: Path) -> None:
        self._runner = Runner(folder / GRAPH)
        self._pairing = Pairing(words)

    def read(self, question: str, passages: Sequence[tuple[str, str]]) -> list[Reading]:
        """What each passage (its path of titles, its text) says of the question; about 20 ms each on one core."""
        if len(passages) < 2:
            return [self._one(question, *passage) for passage in passages]
        with ThreadPoolExecutor(_THREADS, "levier-reader") as pool:
            return list(pool.map(lambda passage: self._one(question, *passage), passages))

    def _one(self, question: str, title: str, text: str) -> Reading:
        """Of a passage longer than a pair, the part that answers best."""
        found = [self._pair(pair) for pair in self._pairing.pairs(question, title, text)]
        return max(found, key=lambda reading: reading.answers)

    def _pair(self, pair: Pair) -> Reading:
        answers, scores = self._runner.run(pair)
        inside = np.flatnonzero(pair.starts >= 0)
        if not len(inside):
            return Reading(answers, 0.0, 0, 0, inside, np.zeros(0, np.float32))
        first, last, best = best_span(scores[inside])
        none = float(scores[0].sum())
        shares = np.exp(scores[inside] - scores[inside].max(axis=0))
        return Reading(
            answers,
            best - none,
            int(pair.starts[inside[first]]),
            int(pair.ends[inside[last]]),
            pair.ends[inside],
            (shares / shares.sum(axis=0)).mean(axis=1),
        )


def best_span(scores: NDArray[np.float32], longest: int = _LONGEST_ANSWER) -> tuple[int, int, float]:
    """The tokens, first and last, whose start and end scores ``[S, 2]`` are the best together, and their score."""
    starts, ends = scores[:, 0], scores[:, 1]
    total = starts[:, None] + ends[None, :]
    total[~_allowed(len(scores), longest)] = -np.inf
    first, last = np.unravel_index(int(np.argmax(total)), total.shape)
    return int(first), int(last), float(total[first, last])


def _allowed(count: int, longest: int) -> NDArray[np.bool_]:
    """The end is not before the start, nor further than the longest answer."""
    place = np.arange(count)
    gap = place[None, :] - place[:, None]
    return np.asarray((gap >= 0) & (gap < longest))
