"""Reading the first passages closely: which sentence answers, and how likely it does.

With the reader, which reads question and passage together; without it, by the vectors of their sentences.
"""

import math
from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from threading import Lock
from typing import TYPE_CHECKING, Protocol

import numpy as np
from numpy.typing import NDArray

from levier.inference.embedding.interface import Embedder
from levier.inference.reading import reader
from levier.knowledge.searching.extracting import Extract, extract
from levier.knowledge.searching.learned import Learned
from levier.knowledge.searching.preferring import LACKS_FIGURE, doubt
from levier.knowledge.searching.question import Question
from levier.knowledge.searching.reading import PassageRow
from levier.knowledge.searching.scoring import Text, with_lead

if TYPE_CHECKING:
    from levier.inference.reading.local import Reader, Reading

Candidate = tuple[PassageRow, Text, NDArray[np.float64]]
Span = tuple[int, int]


@dataclass(frozen=True)
class Close:
    """What a passage says of the question. ``odds`` (log) and ``probability`` that it answers; ``start:end``: the
    extract; ``lacks``: taken off in the order when the figure asked for is not there; ``closely``: it was read.
    """

    odds: float
    probability: float
    start: int
    end: int
    lacks: float
    closely: bool


class Closely(Protocol):
    """A way to read; ``most``: passages read closely; ``threshold``: below this probability, nothing is shown."""

    most: int
    threshold: float

    def read(self, candidates: Sequence[Candidate]) -> list[Close]: ...


def close_reading(asked: Question, vector: NDArray[np.float32], weights: Learned, model: Embedder) -> Closely:
    """With the reader when it is there."""
    book = reader()
    if book is None:
        return BySentences(asked, vector, weights, model)
    return ByReader(asked, vector, weights, book)


class ByReader:
    """The reader weighs each token as the beginning or the end of the answer."""

    most = 8

    def __init__(
        self, asked: Question, vector: NDArray[np.float32], weights: Learned, book: "Reader"
    ) -> None:
        self._asked, self._vector, self._weights, self._book = asked, vector, weights, book
        self.threshold = weights.read_threshold

    def read(self, candidates: Sequence[Candidate]) -> list[Close]:
        """The first ``most`` are read; of the others only the words are looked at."""
        near = candidates[: self.most]
        readings = self._book.read(
            self._asked.spelt, [(title_path(passage), passage.text) for passage, _, _ in near]
        )
        found = [self._extract(one, reading) for one, reading in zip(near, readings, strict=True)]
        rows = [
            np.append(features, [reading.answers, reading.span, extracted.coverage])
            for (_, _, features), reading, extracted in zip(near, readings, found, strict=True)
        ]
        odds = self._weights.read.raw(with_lead(np.stack(rows))).tolist() if rows else []
        closes = [
            _close(self._asked, passage, extracted, odd, closely=True)
            for (passage, _, _), extracted, odd in zip(near, found, odds, strict=True)
        ]
        rest = BySentences(self._asked, self._vector, self._weights, None)
        least = min((close.probability for close in closes), default=1.0)
        others = [rest.one(one, 0) for one in candidates[self.most :]]
        return closes + [
            Close(c.odds, min(c.probability, least), c.start, c.end, c.lacks, False) for c in others
        ]

    def _extract(self, one: Candidate, reading: "Reading") -> Extract:
        passage, text, _ = one

        def weight(spans: Sequence[Span]) -> NDArray[np.float32]:
            return np.array([reading.weight(start, end) for start, end in spans], np.float32)

        return _extract(self._asked, passage, text, weight, self._weights, read=True)


class BySentences:
    """Each sentence of the first passages has its vector; of the others only the words are looked at."""

    most = 5

    def __init__(
        self, asked: Question, vector: NDArray[np.float32], weights: Learned, model: Embedder | None
    ) -> None:
        self._asked, self._vector, self._weights, self._model = asked, vector, weights, model
        self.threshold = weights.threshold

    def read(self, candidates: Sequence[Candidate]) -> list[Close]:
        return [self.one(one, self.most - rank) for rank, one in enumerate(candidates)]

    def one(self, one: Candidate, closely: int) -> Close:
        """One passage; ``closely`` above 0: with the vectors of its sentences."""
        passage, text, features = one
        embed = self._model.passages if self._model and closely > 0 else None

        def cosines(spans: Sequence[Span]) -> NDArray[np.float32]:
            if embed is None:
                return np.full(len(spans), text.cosine, np.float32)
            pieces = [passage.text[start:end] for start, end in spans]
            return np.asarray(_remembered(passage, pieces, embed) @ self._vector, np.float32)

        found = _extract(self._asked, passage, text, cosines, self._weights, read=False)
        row = np.append(features, [found.score, found.coverage])[None, :]
        odds = float(self._weights.answers.raw(row)[0])
        return _close(self._asked, passage, found, odds, closely=embed is not None)


def title_path(passage: PassageRow) -> str:
    """What stands above a passage: its document's title, its headings, the header of its table."""
    title, section = passage.title, passage.section
    path = section if section.startswith(title) else f"{title} › {section}".rstrip(" ›")
    return f"{path} {passage.lead}".strip()


def _extract(
    asked: Question,
    passage: PassageRow,
    text: Text,
    likeness: Callable[[Sequence[Span]], NDArray[np.float32]],
    weights: Learned,
    *,
    read: bool,
) -> Extract:
    model = weights.read_sentence if read else weights.sentence
    return extract(asked, passage.text, passage.section, text.heading_counts, likeness, model)


def _close(asked: Question, passage: PassageRow, found: Extract, odds: float, *, closely: bool) -> Close:
    odds += doubt(asked, passage)
    return Close(
        odds,
        1 / (1 + math.exp(-max(-30.0, min(30.0, odds)))),
        found.start,
        found.end,
        LACKS_FIGURE if found.lacks else 0.0,
        closely,
    )


_MOST_REMEMBERED = 2_000
_sentences: "OrderedDict[tuple[int, int], NDArray[np.float32]]" = OrderedDict()
_lock = Lock()


def _remembered(
    passage: PassageRow, pieces: Sequence[str], embed: Callable[[Sequence[str]], NDArray[np.float32]]
) -> NDArray[np.float32]:
    """Sentence vectors of a passage, which never changes: kept for the next question."""
    key = (passage.company_id, hash(passage.text))
    with _lock:
        known = _sentences.get(key)
    if known is None or len(known) != len(pieces):
        known = embed(pieces)
        with _lock:
            _sentences[key] = known
            while len(_sentences) > _MOST_REMEMBERED:
                _sentences.popitem(last=False)
    return known


def forget_sentences(company: int) -> None:
    """Drop the company's sentence vectors from this process's memory."""
    with _lock:
        for key in [key for key in _sentences if key[0] == company]:
            del _sentences[key]
