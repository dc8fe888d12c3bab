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

from benchmarks.retrieval import worlds  # noqa: E402
from benchmarks.retrieval.learn import Case, Prepared, cases, figures, sentence_examples  # noqa: E402
from benchmarks.retrieval.worlds import World, side  # noqa: E402
from levier.inference.embedding import build, embedder  # noqa: E402
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


RANKERS: dict[str, Ranker] = {
    "BM25 on French stems": lexical,
    "e5-small alone": by_meaning,
    "both, reciprocal rank": reciprocal,
    "**Levier's learned fusion**": levier,
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
        f"Threshold {weights.threshold:.3f}, chosen on the training part for 5 % of right answers refused.\n",
        "The last two columns set the threshold on the held-out part itself, so that 5 % of *all* answerable questions "
        "(found right or not) are refused: the target is 0.80, with Levier's answerability and with its ranking score "
        "alone.\n",
        "| | questions | right among shown | unanswerable refused | right refused | AUC | calibration error "
        "| refused at 5 % | by score alone |",
        "|---|---|---|---|---|---|---|---|---|",
    ]
    for world in (worlds.piaf(drop=True, every=2), worlds.cnil(drop=True), worlds.cdtn(drop=True)):
        held = cases(Prepared(world), "validation")
        found = figures(held, weights.ranking, weights.sentence, weights.answers, weights.threshold)
        lines.append(
            f"| {world.name} | {found['questions']} | {found['right_of_shown']:.3f} | {found['refused_unanswerable']:.3f} "
            f"| {found['refused_right']:.3f} | {found['auc_right']:.3f} | {found['calibration_error']:.3f} "
            f"| {found['strict']:.3f} | {found['strict_by_score']:.3f} |"
        )
        if world.name == "PIAF":
            sentence = _sentence(held)
    return "\n".join(lines) + "\n\n" + sentence


def _sentence(held: list[Case]) -> str:
    examples = sentence_examples(held)
    picked = np.mean([right[np.argmax(learned().sentence.raw(rows))] for rows, right in examples])
    meaning = np.mean([right[np.argmax(rows[:, 0])] for rows, right in examples])
    words = np.mean([right[np.argmax(rows[:, 1])] for rows, right in examples])
    first = np.mean([right[0] for _, right in examples])
    return (
        f"The sentence that holds the answer, in the right passage ({len(examples)} held-out PIAF questions): "
        f"Levier **{picked:.3f}**, by cosine alone {meaning:.3f}, by words alone {words:.3f}, the first sentence "
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
        f"{stats.median(each):.1f} ms a question (p50 of {len(each)}).\n"
    )


def main() -> None:
    if not worlds.DATA.is_dir():
        print("The shared data is absent here: nothing measured.")
        sys.exit(0)
    build()
    every = int(os.environ.get("EVERY", "2"))
    print(
        "All figures with the product's own stems, embedding model and features. What was learned was learned on 60 % of "
        "the groups (PIAF articles, CNIL answers, labour topics); the tables below show the other 40 %.\n"
    )
    print(table(worlds.piaf(drop=False, every=every), held_out=True))
    print(table(worlds.cnil(drop=False), held_out=True))
    print(table(worlds.cdtn(drop=False), held_out=True))
    print(
        "CDTN: a third of the topics, first 4 000 characters of the sheets, labels by document "
        "(any passage of a chosen sheet counts).\n"
    )
    print(refusals())
    print(speed())


if __name__ == "__main__":
    main()
