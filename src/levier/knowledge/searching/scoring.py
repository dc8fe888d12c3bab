"""How well a passage and a sentence match a question: the numbers that the learned models weigh."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from levier.core.french.text import fold, index_terms
from levier.knowledge.searching.cues import holds
from levier.knowledge.searching.question import Expected, Question
from levier.knowledge.searching.statistics import Statistics

PASSAGE_FEATURES = ("cosine", "stands_out", "bm25", "coverage", "missing", "heading", "cue", "words")
ANSWER_FEATURES = (*PASSAGE_FEATURES, "sentence", "sentence_coverage")
READ_FEATURES = (*PASSAGE_FEATURES, "answers", "span", "sentence_coverage", "cosine_ahead")
"""What says how likely a passage answers once the reader has read it; last, how far it is ahead of the others read."""
SENTENCE_FEATURES = ("cosine", "coverage", "cue", "bare_cue", "first", "short", "long")


# Cosine of a question with passages that do not answer it (CNIL, PIAF, labour sheets), and how many passages
# of the company's own it is worth: with three documents, « stands out among all » would mean nothing.
_USUAL_COSINE, _USUAL_SPREAD, _WORTH = 0.815, 0.016, 100


def background(cosines: NDArray[np.float32]) -> tuple[float, float]:
    """Mean and spread of a question's cosines over the readable passages, drawn to what is usual when they
    are few.
    """
    count = len(cosines)
    mean = (float(cosines.sum()) + _WORTH * _USUAL_COSINE) / (count + _WORTH)
    variance = (float(((cosines - mean) ** 2).sum()) + _WORTH * _USUAL_SPREAD**2) / (count + _WORTH)
    return mean, float(np.sqrt(variance))


@dataclass(frozen=True)
class Text:
    """What is scored of a passage: its words as index terms, those of its title path, its cosine."""

    body: str
    heading: str
    cosine: float
    text: str

    @cached_property
    def body_counts(self) -> Counter[str]:
        return Counter(self.body.split())

    @cached_property
    def heading_counts(self) -> Counter[str]:
        return Counter(self.heading.split())


def passage_features(
    question: Question, passage: Text, statistics: Statistics, mean: float, spread: float
) -> NDArray[np.float64]:
    """One row of PASSAGE_FEATURES. ``mean`` and ``spread`` of the question's cosine over all readable
    passages.
    """
    body, heading = passage.body_counts, passage.heading_counts
    words = [(word.terms, word.weight) for word in question.words]
    weight = question.weight
    here = [any(body[t] or heading[t] for t in word.terms) for word in question.words]
    in_heading = [any(heading[t] for t in word.terms) for word in question.words]
    covered = sum(w.weight for w, present in zip(question.words, here, strict=True) if present)
    titled = sum(w.weight for w, present in zip(question.words, in_heading, strict=True) if present)
    missing = [w.weight for w, present in zip(question.words, here, strict=True) if not present]
    heaviest = max((w.weight for w in question.words), default=1.0)
    return np.array(
        [
            passage.cosine,
            (passage.cosine - mean) / max(spread, 1e-3),
            statistics.bm25(words, body, heading) / (2.2 * weight),
            covered / weight,
            max(missing, default=0.0) / max(heaviest, 1e-9),
            titled / weight,
            float(holds(question.expected, passage.text)),
            min(len(question.words), 8) / 8,
        ]
    )


_COSINE = PASSAGE_FEATURES.index("cosine")


def with_lead(rows: NDArray[np.float64]) -> NDArray[np.float64]:
    """Rows of READ_FEATURES from rows without the last: the cosine of each less the best of the others'.

    Leads of the reader's own log-odds were tried: they take the place of the log-odds themselves, so that the best of
    eight passages that do not answer looks like an answer.
    """
    cosines = rows[:, _COSINE]
    lead = np.zeros(len(rows))
    for place in range(len(rows) if len(rows) > 1 else 0):
        lead[place] = cosines[place] - np.delete(cosines, place).max()
    return np.column_stack([rows, lead])


def sentence_features(
    question: Question, sentence: str, cosine: float, position: int, common: Counter[str]
) -> NDArray[np.float64]:
    """One row of SENTENCE_FEATURES. ``cosine``: with the question, or the reader's weight of the sentence (0–1).

    ``common``: terms of the title path, which every sentence of it inherits half.
    """
    terms = set(index_terms(sentence))
    got = 0.0
    for word in question.words:
        if word.terms & terms:
            got += word.weight
        elif any(common[term] for term in word.terms):
            got += 0.5 * word.weight
    cue = holds(question.expected, sentence)
    typed = question.expected is not Expected.OTHER
    return np.array(
        [
            cosine,
            got / question.weight,
            float(cue),
            float(cue and typed),
            float(position == 0),
            float(len(sentence) < 25),
            min(len(sentence), 600) / 600,
        ]
    )


def sentence_coverage(question: Question, sentence: str) -> float:
    """Share (by weight) of the question's words that are in one sentence."""
    terms = set(index_terms(sentence))
    return sum(word.weight for word in question.words if word.terms & terms) / question.weight


_FIGURES = {Expected.DURATION, Expected.AMOUNT, Expected.COUNT, Expected.DATE}


def lacks_figure(question: Question, extract: str) -> bool:
    """« Combien … ? » answered without any number, « Quand … ? » without any date."""
    return question.expected in _FIGURES and not holds(question.expected, extract)


def says_yes_or_no(text: str) -> bool:
    """« Oui. », « Non, … » at the start of an answer."""
    return fold(text.strip()).startswith(("oui", "non"))


def stack(rows: Sequence[NDArray[np.float64]], width: int) -> NDArray[np.float64]:
    """Rows as a matrix, also when there is none."""
    return np.stack(rows) if rows else np.zeros((0, width))
