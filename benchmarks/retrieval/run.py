"""How well documents are searched: rivals in the same session, on held-out questions where something was learned.

Prints a Markdown section. ``python -m benchmarks.retrieval.run`` (needs the shared data).
"""

import os
import statistics as stats
import sys
import time
from collections.abc import Callable

import django
import numpy as np
from numpy.typing import NDArray

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "levier.server.settings")
django.setup()

from benchmarks.retrieval import closely, large, worlds  # noqa: E402
from benchmarks.retrieval.learn import Case, Prepared, cases, figures, said_of, sentence_examples  # noqa: E402
from benchmarks.retrieval.worlds import World, side  # noqa: E402
from levier.inference import reading  # noqa: E402
from levier.inference.embedding import build, embedder  # noqa: E402
from levier.inference.reading.local import Reader  # noqa: E402
from levier.knowledge.searching.learned import learned  # noqa: E402

_RRF = 60
Ranker = Callable[[Prepared, int], NDArray[np.float64]]


def lexical(prepared: Prepared, place: int) -> NDArray[np.float64]:
    """BM25 over our stems, alone."""
    return prepared.bm25(prepared.question(place))


def by_meaning(prepared: Prepared, place: int) -> NDArray[np.float64]:
    """Cosine of the embedding model, alone."""
    return np.asarray(prepared.vectors @ prepared.query(place), np.float64)


def reciprocal(prepared: Prepared, place: int) -> NDArray[np.float64]:
    """Reciprocal rank fusion of both (Cormack et al., 2009), the usual baseline of hybrid search."""
    total = np.zeros(len(prepared.texts))
    for scores in (lexical(prepared, place), by_meaning(prepared, place)):
        total[np.argsort(-scores)] += 1 / (_RRF + 1 + np.arange(len(scores)))
    return total


def levier(prepared: Prepared, place: int) -> NDArray[np.float64]:
    """The product's learned fusion over its candidates."""
    found, rows = prepared.candidates(place, prepared.question(place))
    scores = np.full(len(prepared.texts), -np.inf)
    scores[found] = learned().ranking.raw(rows)
    return scores


def with_reader(prepared: Prepared, place: int) -> NDArray[np.float64]:
    """The same, its first passages put in the order that the reader says."""
    question = prepared.question(place)
    found, rows = prepared.candidates(place, question)
    case = Case(prepared.world.asked[place], prepared.world.name, found, rows, prepared, place, question)
    (one,) = closely.read([case], learned().ranking, _book())
    scores = np.full(len(prepared.texts), -np.inf)
    order = closely.ranks(one, learned().read_sentence, learned().read)
    scores[order] = -np.arange(len(order), dtype=float)
    return scores


def _book() -> Reader:
    book = reading.reader()
    assert book is not None, "the reader is switched off (LEVIER_READER)"
    return book


RANKERS: dict[str, Ranker] = {
    "BM25 on French stems": lexical,
    "e5-small alone": by_meaning,
    "both, reciprocal rank": reciprocal,
    "Levier's learned fusion": levier,
    "**Levier, the first eight read by its reader**": with_reader,
}


def table(world: World, *, held_out: bool) -> str:
    """hit@1, hit@10, nDCG@10 (one relevant: the first found) and MRR of each ranker on answerable questions."""
    prepared = Prepared(world)
    places = [
        place
        for place, asked in enumerate(world.asked)
        if asked.gold and (not held_out or side(asked.group) == "validation")
    ]
    lines = [
        f"### {world.name}: {len(world.items)} passages, {len(places)} questions\n",
        "| | hit@1 | hit@10 | nDCG@10 | MRR |",
        "|---|---|---|---|---|",
    ]
    for name, ranker in RANKERS.items():
        ranks = []
        for place in places:
            order = np.argsort(-ranker(prepared, place))[:100]
            right = np.flatnonzero(np.isin(order, list(world.asked[place].gold)))
            ranks.append(right[0] if len(right) else 10_000)
        rank = np.array(ranks)
        gain = np.where(rank < 10, 1 / np.log2(rank + 2), 0).mean()
        lines.append(
            f"| {name} | {(rank < 1).mean():.3f} | {(rank < 10).mean():.3f} | {gain:.3f} | {(1 / (rank + 1)).mean():.3f} |"
        )
    return "\n".join(lines) + "\n"


def refusals() -> str:
    """Knowing when nothing answers: held-out questions whose passage was taken out, beside those it was left in."""
    weights = learned()
    lines = [
        "### Knowing that nothing answers (held-out part, one passage in two or three taken out)\n",
        f"Probability below which nothing is shown: {weights.read_threshold:.3f} with the reader, {weights.threshold:.3f} "
        "without; chosen on other questions for 5 % of right answers refused.\n",
        "« Refused at 5 % » sets the threshold on the held-out part itself, so that 5 % of *all* answerable questions "
        "(found right or not) are refused: the target is 0.80.\n",
        "| | questions | right first | right among shown | unanswerable refused | right refused | AUC answerable "
        "| calibration error | refused at 5 % |",
        "|---|---|---|---|---|---|---|---|---|",
    ]
    for world in (worlds.piaf(drop=True, every=2), worlds.cnil(drop=True), worlds.cdtn(drop=True)):
        held = cases(Prepared(world), "validation")
        found = figures(held, weights.ranking, weights.sentence, weights.answers, weights.threshold)
        lines.append(f"| {world.name}, words and meaning | {_line(found)} |")
        read = closely.read(held, weights.ranking, _book())
        seen = closely.judged(read, weights.read_sentence, weights.read)
        said = said_of(seen.best, seen.right, seen.answerable, weights.read_threshold)
        lines.append(f"| **{world.name}, with the reader** | {_line(said)} |")
        if world.name == "PIAF":
            sentence = _sentence(held)
    return "\n".join(lines) + "\n\n" + sentence


def _line(found: dict[str, float]) -> str:
    names = (
        "hit1", "right_of_shown", "refused_unanswerable", "refused_right", "auc_answerable", "calibration_error", "strict",
    )  # fmt: skip
    return f"{found['questions']} | " + " | ".join(f"{found[name]:.3f}" for name in names)


def _sentence(held: list[Case]) -> str:
    examples = sentence_examples(held)
    picked = np.mean([right[np.argmax(learned().sentence.raw(rows))] for rows, right in examples])
    meaning = np.mean([right[np.argmax(rows[:, 0])] for rows, right in examples])
    words = np.mean([right[np.argmax(rows[:, 1])] for rows, right in examples])
    first = np.mean([right[0] for _, right in examples])
    read = closely.sentence_examples(held, _book())
    reader = np.mean([right[np.argmax(learned().read_sentence.raw(rows))] for rows, right in read])
    return (
        f"The sentence that holds the answer, in the right passage ({len(examples)} held-out PIAF questions): "
        f"Levier with its reader **{reader:.3f}**, without {picked:.3f}, by cosine alone {meaning:.3f}, by words alone {words:.3f}, the first sentence "
        f"{first:.3f}.\n"
    )


def speed() -> str:
    """Passages and questions embedded a second, one run after warm-up."""
    model = embedder()
    world = worlds.piaf(drop=False, every=20)
    texts = [item.text for item in world.items[:200]]
    model.passages(texts[:8])
    start = time.perf_counter()
    model.passages(texts)
    rate = len(texts) / (time.perf_counter() - start)
    each = []
    for asked in world.asked:
        start = time.perf_counter()
        model.query(asked.text)
        each.append(1000 * (time.perf_counter() - start))
    return (
        f"Embedding: {rate:.0f} passages a second ({sum(map(len, texts)) // len(texts)} characters on average), "
        f"{stats.median(each):.1f} ms a question (p50 of {len(each)}).\n" + _reading_speed(world)
    )


def _reading_speed(world: World) -> str:
    passages = [(item.title, item.text) for item in world.items[:8]]
    each = []
    for asked in world.asked[:40]:
        start = time.perf_counter()
        _book().read(asked.text, passages)
        each.append(1000 * (time.perf_counter() - start))
    return f"\nReading eight passages for a question: {stats.median(each):.0f} ms (p50 of {len(each)}, two threads).\n"


def main() -> None:
    if not worlds.DATA.is_dir():
        print("The shared data is absent here: nothing measured.")
        sys.exit(0)
    build()
    reading.build()
    every = int(os.environ.get("EVERY", "2"))
    print(
        "All figures with the product's own stems, embedding model and features. What was learned was learned on 60 % of "
        "the groups (PIAF articles, CNIL answers, labour topics), the reader on 50 %; the tables below show the other "
        "40 %.\n"
    )
    print(table(worlds.piaf(drop=False, every=every), held_out=True))
    print(table(worlds.cnil(drop=False), held_out=True))
    print(table(worlds.cdtn(drop=False), held_out=True))
    print(table(worlds.cdtn(drop=False, whole=True), held_out=True))
    print(
        "CDTN: a third of the topics, then all of them over all 1 067 sheets, first 4 000 characters of the sheets, labels by document "
        "(any passage of a chosen sheet counts).\n"
    )
    print(refusals())
    print(speed())
    print(large.report())


if __name__ == "__main__":
    main()
