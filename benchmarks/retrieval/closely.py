"""What the reader adds, learned on the « tune » part: which sentence answers, how likely a passage does.

The reader itself was trained on the « train » part: of its own questions it is too sure.
"""

from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression

from benchmarks.retrieval.learn import FALSE_REFUSALS, Case, Prepared, fit
from benchmarks.retrieval.reader.real import worlds_title
from levier.inference.reading.local import Reader, Reading
from levier.knowledge.searching.closely import ByReader
from levier.knowledge.searching.learned import Logistic
from levier.knowledge.searching.scoring import sentence_coverage, sentence_features, with_lead

_STRENGTH = 0.05
"""Of the regression: few questions to learn from, and features that say nearly the same."""


@dataclass
class ReadCase:
    """A question whose first passages were read; ``order``: all its candidates by the fusion of words and meaning."""

    case: Case
    order: NDArray[np.int64]
    readings: list[Reading]

    @property
    def places(self) -> list[int]:
        """Passages that were read."""
        return [int(self.case.places[index]) for index in self.order[: len(self.readings)]]

    @cached_property
    def gold(self) -> NDArray[np.bool_]:
        return np.isin(self.places, list(self.case.asked.gold))


def read(found: list[Case], ranking: Logistic, book: Reader, more: int = 0) -> list[ReadCase]:
    """Read the first passages of each question, as the product does; and ``more`` beyond."""
    done = []
    for case in found:
        order = np.argsort(-ranking.raw(case.rows))
        near = [int(case.places[index]) for index in order[: ByReader.most + more]]
        done.append(ReadCase(case, order, _readings(book, case, near)))
    return done


def first(one: ReadCase) -> ReadCase:
    """Of what was read, what the product reads."""
    return replace(one, readings=one.readings[: ByReader.most])


def without_answer(one: ReadCase) -> ReadCase | None:
    """The same question as if nobody had written its answer: what comes next is read in its place."""
    if not one.gold.any() or one.gold.all():
        return None
    right = np.isin(one.case.places[one.order], list(one.case.asked.gold))
    readings = [reading for reading, gone in zip(one.readings, one.gold, strict=True) if not gone]
    case = replace(one.case, asked=replace(one.case.asked, gold=frozenset()))
    return first(ReadCase(case, one.order[~right], readings))


def _readings(book: Reader, case: Case, places: list[int]) -> list[Reading]:
    items = case.prepared.world.items
    return book.read(
        case.asked.text, [(worlds_title(case.prepared, place), items[place].text) for place in places]
    )


def sentence_rows(case: Case, place: int, reading: Reading) -> NDArray[np.float64]:
    """SENTENCE_FEATURES of each sentence of a passage, the reader's weight in place of the cosine."""
    prepared: Prepared = case.prepared
    text = prepared.world.items[place].text
    return np.stack(
        [
            sentence_features(
                case.question, text[a:b], reading.weight(a, b), number, prepared.texts[place].heading_counts
            )
            for number, (a, b) in enumerate(prepared.sentences[place])
        ]
    )


def sentence_examples(found: list[Case], book: Reader) -> list[tuple[NDArray[np.float64], NDArray[np.bool_]]]:
    """Sentences of the right passages, and which of them hold the answer."""
    examples = []
    for case in found:
        if not case.asked.answers or not case.asked.gold:
            continue
        (place,) = case.asked.gold
        (reading,) = _readings(book, case, [place])
        right = np.array(
            [
                any(start < b and end > a for start, end in case.asked.answers)
                for a, b in case.prepared.sentences[place]
            ]
        )
        if right.any() and len(right) > 1:
            examples.append((sentence_rows(case, place, reading), right))
    return examples


def learn_sentence(examples: list[tuple[NDArray[np.float64], NDArray[np.bool_]]]) -> Logistic:
    """Which sentence holds the answer."""
    return fit(
        np.concatenate([rows for rows, _ in examples]), np.concatenate([right for _, right in examples])
    )


def rows_of(one: ReadCase, sentence: Logistic) -> NDArray[np.float64]:
    """READ_FEATURES of each passage read."""
    rows = []
    for index, place, reading in zip(one.order, one.places, one.readings, strict=False):
        scores = sentence.raw(sentence_rows(one.case, place, reading))
        start, end = one.case.prepared.sentences[place][int(scores.argmax())]
        text = one.case.prepared.world.items[place].text
        coverage = sentence_coverage(one.case.question, text[start:end])
        rows.append(np.append(one.case.rows[index], [reading.answers, reading.span, coverage]))
    return with_lead(np.stack(rows))


def learn_answers(read_more: list[ReadCase], sentence: Logistic) -> Logistic:
    """How likely a passage answers, learned with each answer there and taken away; then set to how often the best of
    those read does where some questions have no answer (Platt).
    """
    found = [first(one) for one in read_more]
    bare = [other for one in read_more if (other := without_answer(one))]
    rows = [rows_of(one, sentence) for one in (*found, *bare)]
    gold = np.concatenate([one.gold for one in (*found, *bare)])
    model = fit(np.concatenate(rows), gold, strength=_STRENGTH)
    raw = [model.raw(each) for each in rows[: len(found)]]
    best = np.array([each.max() for each in raw])
    right = np.array([bool(one.gold[each.argmax()]) for one, each in zip(found, raw, strict=True)])
    platt = LogisticRegression(C=1e6).fit(best[:, None], right)
    slope = float(platt.coef_[0][0])
    return Logistic(
        model.mean, model.scale, model.weights * slope, model.intercept * slope + float(platt.intercept_[0])
    )


@dataclass(frozen=True)
class Judged:
    """The best passage of each question: its probability, and whether it is a right one."""

    best: NDArray[np.float64]
    right: NDArray[np.bool_]
    answerable: NDArray[np.bool_]


def judged(found: list[ReadCase], sentence: Logistic, answers: Logistic) -> Judged:
    """What the product would show first, and how sure it would be."""
    chances = [answers.probability(rows_of(one, sentence)) for one in found]
    return Judged(
        np.array([each.max() for each in chances]),
        np.array([bool(one.gold[each.argmax()]) for one, each in zip(found, chances, strict=True)]),
        np.array([bool(one.case.asked.gold) for one in found]),
    )


def threshold_of(seen: Judged) -> float:
    """The probability below which lie FALSE_REFUSALS of the right answers."""
    return float(np.quantile(seen.best[seen.right], FALSE_REFUSALS))


def ranks(one: ReadCase, sentence: Logistic, answers: Logistic) -> NDArray[np.int64]:
    """Passages, best first: those read by what the reader says, then the others."""
    read_first = np.argsort(-answers.raw(rows_of(one, sentence)))
    order = np.concatenate([one.order[: len(one.readings)][read_first], one.order[len(one.readings) :]])
    return np.asarray(one.case.places[order])
