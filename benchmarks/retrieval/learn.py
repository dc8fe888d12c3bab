"""Learn the weights of the search (``knowledge/searching/learned.json``) and say how they do on what was
held out.

``python -m benchmarks.retrieval.learn`` (needs the shared data). Split by article (PIAF) and by answer
(CNIL): 60 % train, 40 % validation; nothing of the validation part, questions or passages, is used to fit
anything.
"""

import json
import os
from collections.abc import Callable
from dataclasses import dataclass

import django
import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "levier.server.settings")
django.setup()

from benchmarks.retrieval import vectors, worlds  # noqa: E402
from benchmarks.retrieval.worlds import Asked, World, side  # noqa: E402
from levier.knowledge.searching import learned as stored  # noqa: E402
from levier.knowledge.searching.extracting import spans  # noqa: E402
from levier.knowledge.searching.learned import Logistic  # noqa: E402
from levier.knowledge.searching.question import Question, understand  # noqa: E402
from levier.knowledge.searching.scoring import (  # noqa: E402
    Text,
    background,
    passage_features,
    sentence_coverage,
    sentence_features,
)

CANDIDATES = 30
SHORTLIST = 3
FALSE_REFUSALS = 0.05


class Prepared:
    """A world with its vectors, terms and statistics."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.vectors = vectors.of_world(world)
        self.bodies, self.headings, self.statistics = vectors.terms(world)
        self.sentences = [spans(item.text) or [(0, len(item.text))] for item in world.items]
        self.texts = [
            Text(b, h, 0.0, i.text) for b, h, i in zip(self.bodies, self.headings, world.items, strict=True)
        ]
        self._postings: dict[str, list[int]] = {}
        for place, (body, heading) in enumerate(zip(self.bodies, self.headings, strict=True)):
            for term in {*body.split(), *heading.split()}:
                self._postings.setdefault(term, []).append(place)

    def query(self, place: int) -> NDArray[np.float32]:
        return vectors.query(self.world.asked[place].text)

    def question(self, place: int) -> Question:
        return understand(self.world.asked[place].text, self.statistics)

    def bm25(self, question: Question) -> NDArray[np.float64]:
        scores = np.zeros(len(self.texts))
        words = [(word.terms, word.weight) for word in question.words]
        for place in {place for term in question.terms for place in self._postings.get(term, ())}:
            text = self.texts[place]
            scores[place] = self.statistics.bm25(words, text.body_counts, text.heading_counts)
        return scores

    def candidates(self, place: int, question: Question) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
        """Places of the candidates and their feature rows."""
        cosines = self.vectors @ self.query(place)
        lexical = self.bm25(question)
        best = np.argsort(-lexical)[:CANDIDATES]
        found = np.unique(np.concatenate([np.argsort(-cosines)[:CANDIDATES], best[lexical[best] > 0]]))
        mean, spread = background(cosines)
        rows = []
        for index in found:
            text = self.texts[index]
            fresh = Text(text.body, text.heading, float(cosines[index]), text.text)
            fresh.__dict__.update(body_counts=text.body_counts, heading_counts=text.heading_counts)
            rows.append(passage_features(question, fresh, self.statistics, mean, spread))
        return found, np.stack(rows)

    def sentence_rows(self, place: int, question: Question, item: int) -> NDArray[np.float64]:
        text = self.world.items[item].text
        pieces = vectors.passages([text[a:b] for a, b in self.sentences[item]])
        cosines = pieces @ self.query(place)
        common = self.texts[item].heading_counts
        return np.stack(
            [
                sentence_features(question, text[a:b], float(cosine), position, common)
                for position, ((a, b), cosine) in enumerate(zip(self.sentences[item], cosines, strict=True))
            ]
        )


def fit(rows: NDArray[np.float64], labels: NDArray[np.bool_], *, strength: float = 1.0) -> Logistic:
    """A logistic regression over standardised features."""
    mean, scale = rows.mean(axis=0), rows.std(axis=0)
    scale[scale < 1e-9] = 1
    model = LogisticRegression(C=strength, max_iter=2000).fit((rows - mean) / scale, labels)
    return Logistic(mean, scale, model.coef_[0], float(model.intercept_[0]))


@dataclass
class Case:
    asked: Asked
    world: str
    places: NDArray[np.int64]
    rows: NDArray[np.float64]
    prepared: Prepared
    number: int
    question: Question


def cases(prepared: Prepared, part: str = "", of: Callable[[str], str] = side, every: int = 1) -> list[Case]:
    """The questions of a world (of one ``part`` of the split ``of``, one in ``every``) with their candidates."""
    found = []
    wanted = [n for n, one in enumerate(prepared.world.asked) if not part or of(one.group) == part]
    for number in wanted[::every]:
        question = prepared.question(number)
        places, rows = prepared.candidates(number, question)
        asked = prepared.world.asked[number]
        found.append(Case(asked, prepared.world.name, places, rows, prepared, number, question))
    return found


def learn_ranking(train: list[Case]) -> Logistic:
    rows = np.concatenate([case.rows for case in train if case.asked.gold])
    labels = np.concatenate(
        [np.isin(case.places, list(case.asked.gold)) for case in train if case.asked.gold]
    )
    return fit(rows, labels)


def learn_sentence(train: list[Case]) -> tuple[Logistic, list[tuple[NDArray[np.float64], NDArray[np.bool_]]]]:
    examples = sentence_examples(train)
    return fit(
        np.concatenate([rows for rows, _ in examples]), np.concatenate([right for _, right in examples])
    ), examples


def sentence_examples(found: list[Case]) -> list[tuple[NDArray[np.float64], NDArray[np.bool_]]]:
    examples = []
    for case in found:
        if not case.asked.answers or not case.asked.gold:
            continue
        (item,) = case.asked.gold
        right = np.array(
            [
                any(start < b and end > a for start, end in case.asked.answers)
                for a, b in case.prepared.sentences[item]
            ]
        )
        if right.any() and len(right) > 1:
            examples.append((case.prepared.sentence_rows(case.number, case.question, item), right))
    return examples


def answer_rows(
    found: list[Case], ranking: Logistic, sentence: Logistic, top: int
) -> tuple[NDArray[np.float64], NDArray[np.bool_], NDArray[np.int64], NDArray[np.int64]]:
    """Rows, labels and rank of the ``top`` passages of every case."""
    rows, labels, ranks, numbers = [], [], [], []
    for number, case in enumerate(found):
        order = np.argsort(-ranking.raw(case.rows))[:top]
        for rank, index in enumerate(order):
            item = int(case.places[index])
            scores = sentence.raw(case.prepared.sentence_rows(case.number, case.question, item))
            best = int(scores.argmax())
            start, end = case.prepared.sentences[item][best]
            coverage = sentence_coverage(case.question, case.prepared.world.items[item].text[start:end])
            rows.append(np.append(case.rows[index], [scores[best], coverage]))
            labels.append(item in case.asked.gold)
            ranks.append(rank)
            numbers.append(number)
    return np.stack(rows), np.array(labels), np.array(ranks), np.array(numbers)


def recalibrated(answers: Logistic, train: list[Case], ranking: Logistic, sentence: Logistic) -> Logistic:
    """Platt scaling on what is shown, the best of the shortlist: its probability is no longer that of any
    candidate.
    """
    rows, labels, _, numbers = answer_rows(train, ranking, sentence, SHORTLIST)
    raw = answers.raw(rows)
    best = [mine[np.argmax(raw[mine])] for mine in (np.flatnonzero(numbers == n) for n in range(len(train)))]
    names = [case.world for case in train]
    weight = np.array([len(names) / names.count(name) for name in names])
    platt = LogisticRegression(C=1e6).fit(raw[best][:, None], labels[best], sample_weight=weight)
    slope = float(platt.coef_[0][0])
    return Logistic(
        answers.mean,
        answers.scale,
        answers.weights * slope,
        answers.intercept * slope + float(platt.intercept_[0]),
    )


def figures(
    found: list[Case], ranking: Logistic, sentence: Logistic, answers: Logistic, threshold: float
) -> dict[str, float]:
    """What is said of a held-out part, without the reader.

    ``strict``: unanswerable questions refused when the threshold is set, on this very part, so that 5 % of *all*
    answerable questions are refused; ``strict_by_score``: the same with the ranking score alone.
    """
    rows, labels, _, numbers = answer_rows(found, ranking, sentence, SHORTLIST)
    probability = answers.probability(rows)
    best = np.zeros(len(found))
    right = np.zeros(len(found), bool)
    for number in range(len(found)):
        mine = np.flatnonzero(numbers == number)
        top = mine[np.argmax(probability[mine])]
        best[number], right[number] = probability[top], labels[top]
    answerable = np.array([bool(case.asked.gold) for case in found])
    first = np.array([ranking.raw(case.rows).max() for case in found])
    return said_of(best, right, answerable, threshold) | {"strict_by_score": refused_at(first, answerable)}


def said_of(
    best: NDArray[np.float64], right: NDArray[np.bool_], answerable: NDArray[np.bool_], threshold: float
) -> dict[str, float]:
    """Figures of the best passages: how often right, how often refused, how well calibrated."""
    shown = best >= threshold
    return {
        "questions": len(best),
        "hit1": float(right[answerable].mean()),
        "refused_unanswerable": float((~shown[~answerable]).mean()) if (~answerable).any() else 1.0,
        "refused_right": float((~shown[right]).mean()),
        "right_of_shown": float(right[shown].mean()),
        "strict": refused_at(best, answerable),
        "auc_answerable": float(roc_auc_score(answerable, best)) if (~answerable).any() else 1.0,
        "auc_right": float(roc_auc_score(right, best)),
        "brier": float(((best - right) ** 2).mean()),
        "calibration_error": calibration_error(best, right),
    }


def refused_at(score: NDArray[np.float64], answerable: NDArray[np.bool_]) -> float:
    """Share of the unanswerable below the score under which lie FALSE_REFUSALS of the answerable."""
    return float((score[~answerable] < np.quantile(score[answerable], FALSE_REFUSALS)).mean())


def calibration_error(probability: NDArray[np.float64], right: NDArray[np.bool_], bins: int = 10) -> float:
    """Expected calibration error: mean gap between said and seen, over equal-sized bins."""
    order = np.array_split(np.argsort(probability), bins)
    return float(
        sum(abs(probability[part].mean() - right[part].mean()) * len(part) for part in order) / len(right)
    )


def main() -> None:
    every = int(os.environ.get("EVERY", "2"))
    prepared = [
        Prepared(worlds.piaf(drop=True, every=every)),
        Prepared(worlds.cnil(drop=True)),
        Prepared(worlds.cdtn(drop=True)),
    ]
    found = [case for part in prepared for case in cases(part)]
    train = [case for case in found if side(case.asked.group) == "train"]
    held = [case for case in found if side(case.asked.group) == "validation"]
    ranking = learn_ranking(train)
    sentence, _ = learn_sentence(train)
    rows, labels, *_ = answer_rows(train, ranking, sentence, SHORTLIST)
    answers = recalibrated(fit(rows, labels), train, ranking, sentence)
    threshold = threshold_at(train, ranking, sentence, answers)
    report = {
        name: figures([case for case in held if case.world == name], ranking, sentence, answers, threshold)
        for name in ("PIAF", "CNIL", "CDTN")
    }
    examples = sentence_examples(held)
    report["sentence"] = {
        "right": float(np.mean([right[np.argmax(sentence.raw(r))] for r, right in examples])),
        "first": float(np.mean([right[0] for _, right in examples])),
        "passages": len(examples),
    }
    models = {"ranking": ranking, "sentence": sentence, "answers": answers}
    write(
        {name: plain(model) for name, model in models.items()}
        | {"threshold": round(threshold, 4), "validation": report}
    )
    print(json.dumps(report, indent=1))
    for name, model in (("ranking", ranking), ("sentence", sentence), ("answers", answers)):
        print(name, np.round(model.weights, 2), round(model.intercept, 2))
    print("threshold", threshold)


def threshold_at(train: list[Case], ranking: Logistic, sentence: Logistic, answers: Logistic) -> float:
    """The probability below which lie FALSE_REFUSALS of the right answers of the training part."""
    rows, labels, _, _ = answer_rows(train, ranking, sentence, 1)
    return float(np.quantile(answers.probability(rows)[labels], FALSE_REFUSALS))


def plain(model: Logistic) -> dict[str, list[float]]:
    """A model as ``learned.json`` holds it."""
    return {
        "mean": [round(float(v), 6) for v in model.mean],
        "scale": [round(float(v), 6) for v in model.scale],
        "weights": [round(float(v), 6) for v in model.weights],
        "intercept": [round(model.intercept, 6)],
    }


def write(changes: dict[str, object]) -> None:
    """Change what ``learned.json`` holds; the rest stays."""
    stored_now = json.loads(stored.FILE.read_text(encoding="utf-8"))
    stored.FILE.write_text(json.dumps(stored_now | changes, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
