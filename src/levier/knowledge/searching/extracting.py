"""Pick, in a passage, the one to three sentences that answer, with their exact place."""

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from levier.core.french.text import sentences
from levier.knowledge.searching.cues import holds
from levier.knowledge.searching.learned import Logistic
from levier.knowledge.searching.question import Expected, Question
from levier.knowledge.searching.scoring import (
    SENTENCE_FEATURES,
    lacks_figure,
    says_yes_or_no,
    sentence_coverage,
    sentence_features,
    stack,
)

_MOST_SENTENCES = 3
_LONGEST = 700
_MOST_SCORED = 24
_SHORT = 40
_LEANS = re.compile(
    r"\W*(?:mais|toutefois|cependant|néanmoins|en revanche|dans ce cas|ce délai|cette durée|ce montant|celui-ci|celle-ci"
    r"|il|elle|ils|elles|ceux-ci|celles-ci|de même|de plus|en outre|à défaut|passé ce délai|au-delà)\b",
    re.IGNORECASE,
)
"""A sentence that begins so leans on the one before."""
_NEAR = 1.5
"""A neighbour joins the extract when its log-odds are within this of the best sentence's."""


@dataclass(frozen=True)
class Extract:
    """``text[start:end]`` of the passage; ``score``: log-odds that its best sentence holds the answer;
    ``coverage``: share of the question's words in that sentence; ``lacks``: the figure that the question
    asks for is not in it."""

    start: int
    end: int
    score: float
    coverage: float
    lacks: bool


def spans(text: str) -> list[tuple[int, int]]:
    """Sentences of a passage: lines first (a line is a heading, an item, a table row or a paragraph), then
    stops.
    """
    found = []
    position = 0
    for line in text.split("\n"):
        if " | " in line:
            found.append((position, position + len(line)))
        else:
            found += [(position + start, position + end) for start, end in sentences(line)]
        position += len(line) + 1
    return found


def extract(
    question: Question,
    text: str,
    section: str,
    heading: Counter[str],
    likeness: Callable[[Sequence[tuple[int, int]]], NDArray[np.float32]],
    model: Logistic,
) -> Extract:
    """The part of ``text`` that answers best; the whole passage when it is one sentence.

    ``likeness``: of each sentence (characters of ``text``) with the question, as ``model`` learned it.
    """
    titles = {part.strip() for part in section.split("›")}
    found = spans(text) or [(0, len(text))]
    bodies = [span for span in found if text[span[0] : span[1]].strip() not in titles] or found
    bodies = bodies[:_MOST_SCORED]
    pieces = [text[start:end] for start, end in bodies]
    cosines = likeness(bodies)
    rows = [
        sentence_features(question, piece, float(cosine), place, heading)
        for place, (piece, cosine) in enumerate(zip(pieces, cosines, strict=True))
    ]
    scores = model.raw(stack(rows, len(SENTENCE_FEATURES)))
    best = int(np.argmax(scores))
    first, last = _widened(question, text, bodies, scores, best)
    coverage = sentence_coverage(question, pieces[best])
    return Extract(
        bodies[first][0], bodies[last][1], float(scores[best]), coverage, lacks_figure(question, pieces[best])
    )


def _widened(
    question: Question,
    text: str,
    bodies: list[tuple[int, int]],
    scores: NDArray[np.float64],
    best: int,
) -> tuple[int, int]:
    """Join what the best sentence cannot be read without: the « Oui », the list it announces, its table's
    first line.
    """
    first = last = best
    if question.expected is Expected.PROCEDURE:
        return _procedure(bodies, best)

    def length(left: int, right: int) -> int:
        return bodies[right][1] - bodies[left][0]

    def piece(place: int) -> str:
        return text[bodies[place][0] : bodies[place][1]]

    if question.expected is Expected.YES_NO:
        for place in range(max(0, best - 3), best):
            if says_yes_or_no(piece(place)) and length(place, last) <= _LONGEST:
                first = place
                break
    intro = _intro(bodies, text, best)
    if intro is not None and length(intro, last) <= _LONGEST:
        first = min(first, intro)
    if _announces(piece(last)):
        while last + 1 < len(bodies) and length(first, last + 1) <= _LONGEST and last - first < 8:
            last += 1
    if length(first, last) < _SHORT and last + 1 < len(bodies):
        last += 1
    if first > 0 and _LEANS.match(piece(first)) and length(first - 1, last) <= _LONGEST:
        first -= 1
    for step in (1, -1):
        first, last = _with_figures(question, text, bodies, first, last, step)
    for step in (1, -1):
        place = last + 1 if step == 1 else first - 1
        if (
            0 <= place < len(bodies)
            and last - first + 1 < _MOST_SENTENCES
            and scores[place] >= scores[best] - _NEAR
            and scores[place] > 0
            and length(min(first, place), max(last, place)) <= _LONGEST
        ):
            first, last = min(first, place), max(last, place)
    return first, last


def _with_figures(
    question: Question, text: str, bodies: list[tuple[int, int]], first: int, last: int, step: int
) -> tuple[int, int]:
    """The sentences of the same paragraph that hold a figure of the kind asked for: « 30 jours … sans dépasser
    60 jours » is one rule in two sentences.
    """
    if question.expected not in (Expected.DURATION, Expected.AMOUNT):
        return first, last
    if not holds(question.expected, text[bodies[first][0] : bodies[last][1]]):
        return first, last
    while last - first < _MOST_SENTENCES:
        place = last + 1 if step == 1 else first - 1
        if not 0 <= place < len(bodies):
            break
        left, right = min(first, place), max(last, place)
        whole = text[bodies[left][0] : bodies[right][1]]
        if "\n" in whole or len(whole) > _LONGEST:
            break
        if not holds(question.expected, text[bodies[place][0] : bodies[place][1]]):
            break
        first, last = left, right
    return first, last


def _announces(piece: str) -> bool:
    """A sentence that ends with « : », or a title that the parser took for text: nothing without what
    follows.
    """
    piece = piece.rstrip()
    return piece.endswith(":") or (len(piece) < 100 and piece[-1:].isalnum())


def _procedure(bodies: list[tuple[int, int]], best: int) -> tuple[int, int]:
    """A procedure is its steps in order: as much of the passage as can be shown around the best sentence."""
    first, last = best, best
    while first > 0 and bodies[last][1] - bodies[first - 1][0] <= _LONGEST:
        first -= 1
    while last + 1 < len(bodies) and bodies[last + 1][1] - bodies[first][0] <= _LONGEST:
        last += 1
    return first, last


def _intro(bodies: list[tuple[int, int]], text: str, best: int) -> int | None:
    """The line that announces the list (« … : ») or heads the table of which ``best`` is an item."""
    start, end = bodies[best]
    row = " | " in text[start:end]
    for place in range(best - 1, -1, -1):
        piece = text[bodies[place][0] : bodies[place][1]].rstrip()
        if row:
            if " | " not in piece:
                return place + 1 if place + 1 < best else None
            continue
        if piece.endswith(":"):
            return place
        bullet = set(text[max(0, bodies[place][0] - 3) : bodies[place][0]]) & set("•-–—*▪◦")
        if not bullet and not piece.endswith((";", ",")):
            return None
    return 0 if row and best > 0 else None
