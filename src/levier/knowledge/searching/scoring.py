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

PASSAGE_FEATURES = ("cosine", "stands_out", "bm25", "coverage", "rarest", "heading", "cue", "yes_no")
SENTENCE_FEATURES = ("cosine", "coverage", "cue", "bare_cue", "first", "short", "long")


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
    """One row of PASSAGE_FEATURES. ``mean`` and ``spread`` of the question's cosine over all readable passages."""
    body, heading = passage.body_counts, passage.heading_counts
    words = [(word.terms, word.weight) for word in question.words]
    weight = question.weight
    here = [any(body[t] or heading[t] for t in word.terms) for word in question.words]
    in_heading = [any(heading[t] for t in word.terms) for word in question.words]
    covered = sum(w.weight for w, present in zip(question.words, here, strict=True) if present)
    titled = sum(w.weight for w, present in zip(question.words, in_heading, strict=True) if present)
    rarest = max(range(len(here)), key=lambda i: question.words[i].weight) if here else None
    return np.array(
        [
            passage.cosine,
            (passage.cosine - mean) / max(spread, 1e-3),
            statistics.bm25(words, body, heading) / (2.2 * weight),
            covered / weight,
            float(rarest is not None and here[rarest]),
            titled / weight,
            float(holds(question.expected, passage.text)),
            float(question.expected is Expected.YES_NO),
        ]
    )


def sentence_features(
    question: Question, sentence: str, cosine: float, position: int, common: Counter[str]
) -> NDArray[np.float64]:
    """One row of SENTENCE_FEATURES. ``common``: terms of the title path, which every sentence of it inherits half."""
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


def says_yes_or_no(text: str) -> bool:
    """« Oui. », « Non, … » at the start of an answer."""
    return fold(text.strip()).startswith(("oui", "non"))


def stack(rows: Sequence[NDArray[np.float64]], width: int) -> NDArray[np.float64]:
    """Rows as a matrix, also when there is none."""
    return np.stack(rows) if rows else np.zeros((0, width))
