"""Validation on labelled sentences: what it catches, what it refuses wrongly, beside two simpler checks."""

import math
import sys
import time
from collections.abc import Callable, Mapping, Sequence

import numpy as np

from benchmarks.validation.corrupting import Item
from benchmarks.validation.sets import SHARED, halueval, tables, texts
from levier.core.evidence import Evidence, Passage
from levier.core.french.numbers import find_numbers
from levier.core.french.text import sentences
from levier.core.result import Sentence
from levier.inference import embedding
from levier.validation import Verdict, validate
from levier.validation.judging import Judge

Shown = dict[int, bool]


def main() -> None:
    if not SHARED.exists():
        print("The shared data is absent here: nothing was measured.")
        return
    rivals = "--fast" not in sys.argv
    if rivals and not embedding.ready():
        embedding.build()
    print(
        "A true sentence is one of a passage of PIAF (verbatim, introduced, reformatted, shortened) or a statement computed from monthly tables of "
        "Online Retail; a false one is the same with one thing changed. *Shown* = fully supported. Sentences are split in two halves by passage; rules "
        "were written and the rival's threshold chosen on the first, figures are of the second. Intervals: Wilson, 95 %.\n"
    )
    report("Sentences about documents", *texts(), with_embedding=rivals)
    report("Statements about tables", *tables(), with_embedding=False)
    report(
        "HaluEval QA (outside, English, bare answers: nothing was tuned on it)",
        *halueval(),
        with_embedding=True,
        split=False,
    )


def report(
    title: str,
    items: Sequence[Item],
    proofs: Mapping[str, Evidence],
    *,
    with_embedding: bool,
    split: bool = True,
) -> None:
    half = {name: place % 2 for place, name in enumerate(sorted(proofs))}
    learn = [one for one in items if half[one.source] == 0] if split else list(items)
    held = [one for one in items if half[one.source] == 1] if split else list(items)
    started = time.perf_counter()
    ours = judged(held, proofs)
    each = (time.perf_counter() - started) / len(held) * 1000
    rivals: dict[str, Shown] = {"numbers only": numbers_only(held, proofs)}
    if with_embedding:
        rivals |= by_embedding(learn, held, proofs)
    print(
        f"### {title}\n\n{sum(i.true for i in held)} true, {sum(not i.true for i in held)} false sentences; {each:.1f} ms a sentence.\n"
    )
    print("| check | false sentences shown | true sentences shown as they are |\n|---|---|---|")
    for name, shown in {"**Levier**": ours, **rivals}.items():
        print(
            f"| {name} | {rate(held, shown, lambda i: not i.true)} | {rate(held, shown, lambda i: i.true)} |"
        )
    if split:
        repaired, wrong = answered(held, proofs)
        print(
            f"\nWith repair (an exact extract instead of what failed), {repaired} of the true sentences still give an answer; {wrong}.\n"
        )
    kinds: dict[tuple[bool, str], None] = dict.fromkeys(
        (one.true, one.way) for one in sorted(held, key=lambda i: (i.true, i.way))
    )
    names = {"Levier": ours, **rivals}
    print("\n| kind | " + " | ".join(f"{name}: shown" for name in names) + " |\n|---|" + "---|" * len(names))
    for true, way in kinds:
        cells = " | ".join(
            rate(held, shown, lambda i, true=true, way=way: i.true == true and i.way == way)
            for shown in names.values()
        )
        print(f"| {'true' if true else 'false'}: {way} | {cells} |")
    print()
    if "-v" in sys.argv:  # each error, to read
        for place, one in enumerate(held):
            if ours[place] != one.true:
                print(f"<!-- {'REFUSED' if one.true else 'SHOWN'} {one.way}: {one.text} -->", file=sys.stderr)


def judged(items: Sequence[Item], proofs: Mapping[str, Evidence]) -> Shown:
    return {
        place: all(
            claim.verdict is Verdict.SUPPORTED
            for claim in Judge([proofs[one.source]]).judge(Sentence(text=one.text, evidence=[one.source]))
        )
        for place, one in enumerate(items)
    }


def answered(items: Sequence[Item], proofs: Mapping[str, Evidence]) -> tuple[str, str]:
    """The share of true sentences that give an answer after repair; and of false ones whose false words are shown."""
    told: Shown = {}
    false: Shown = {}
    for place, one in enumerate(items):
        result = validate([Sentence(text=one.text, evidence=[one.source])], [proofs[one.source]])
        kept = [sentence for sentence in result.sentences if sentence.kind != "notice"]
        told[place] = bool(kept)
        false[place] = any(sentence.text == one.text for sentence in kept)
    wrong = rate(items, false, lambda i: not i.true)
    return rate(
        items, told, lambda i: i.true
    ), f"of the false ones {wrong} are shown, wholly or as partly supported"


def numbers_only(items: Sequence[Item], proofs: Mapping[str, Evidence]) -> Shown:
    """Rival: every number of the sentence stands in the evidence."""
    values = {name: numbers_of(proof) for name, proof in proofs.items()}
    return {
        place: all(float(n.value) in values[one.source] for n in find_numbers(one.text))
        for place, one in enumerate(items)
    }


def numbers_of(proof: Evidence) -> set[float]:
    if isinstance(proof, Passage):
        return {float(number.value) for number in find_numbers(proof.quote)}
    rows = getattr(proof, "values", [])
    numbers = [float(cell) for row in rows for cell in row if isinstance(cell, int | float)]
    return {round(number, digits) for number in numbers for digits in (0, 1, 2)} | {2011.0}


def by_embedding(
    learn: Sequence[Item], held: Sequence[Item], proofs: Mapping[str, Evidence]
) -> dict[str, Shown]:
    """Rival: cosine of the sentence with the nearest sentence of its passage, above a threshold chosen on ``learn``."""
    embedder = embedding.embedder()
    used = sorted({one.source for one in [*learn, *held]})
    parts = {
        name: [proofs[name].quote[a:b] for a, b in sentences(proofs[name].quote)] or [proofs[name].quote]
        for name in used
    }
    vectors = {name: embedder.passages(texts) for name, texts in parts.items()}

    def scores(items: Sequence[Item]) -> np.ndarray:
        known = embedder.passages([one.text for one in items])
        return np.array(
            [float((vectors[one.source] @ vector).max()) for one, vector in zip(items, known, strict=True)]
        )

    trained, measured = scores(learn), scores(held)
    true = np.array([one.true for one in learn])
    candidates = np.quantile(trained, np.linspace(0, 1, 400))
    best = max(candidates, key=lambda t: (trained[true] >= t).mean() - (trained[~true] >= t).mean())
    strict = next((t for t in candidates if (trained[~true] >= t).mean() < 0.01), candidates[-1])
    return {
        f"embedding ≥ {best:.3f} (best balance)": {
            place: bool(score >= best) for place, score in enumerate(measured)
        },
        f"embedding ≥ {strict:.3f} (< 1 % false on the first half)": {
            place: bool(score >= strict) for place, score in enumerate(measured)
        },
    }


def rate(items: Sequence[Item], shown: Shown, which: Callable[[Item], bool]) -> str:
    places = [place for place, one in enumerate(items) if which(one)]
    hits = sum(shown[place] for place in places)
    low, high = wilson(hits, len(places))
    return f"{hits / max(1, len(places)):.1%} ({hits}/{len(places)}, {low:.1%}–{high:.1%})"


def wilson(hits: int, total: int, z: float = 1.96) -> tuple[float, float]:
    """Wilson's interval of a proportion."""
    if not total:
        return 0.0, 1.0
    share = hits / total
    middle = (share + z * z / (2 * total)) / (1 + z * z / total)
    half = z * math.sqrt(share * (1 - share) / total + z * z / (4 * total * total)) / (1 + z * z / total)
    return max(0.0, middle - half), min(1.0, middle + half)


if __name__ == "__main__":
    main()
