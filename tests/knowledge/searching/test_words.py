"""The index of words ranks as BM25 does, within rights, and follows what comes and goes."""

import math
from collections import Counter

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from levier.knowledge.space.words import Words

_TERM = st.sampled_from(["conge", "jour", "mariage", "naissance", "delai", "14", "5000,50", "sante"])
_TEXT = st.lists(_TERM, max_size=12).map(" ".join)
_PASSAGES = st.lists(st.tuples(_TEXT, _TEXT), min_size=1, max_size=30)


def _by_hand(passages: list[tuple[str, str]], terms: list[str]) -> list[float]:
    """BM25 written out, a passage at a time: a word of the title path counts twice."""
    lengths = [len(body.split()) for body, _ in passages]
    mean = max(sum(lengths) / len(lengths), 1.0)
    found = []
    for (body, heading), length in zip(passages, lengths, strict=True):
        often = Counter(body.split())
        for term in heading.split():
            often[term] += 2
        score = 0.0
        for term in terms:
            held = sum(term in f"{own} {above}".split() for own, above in passages)
            rarity = math.log(1 + (max(len(passages), 500) - held + 0.5) / (held + 0.5))
            score += rarity * often[term] * 2.2 / (often[term] + 1.2 * (0.25 + 0.75 * length / mean))
        found.append(score)
    return found


@settings(max_examples=80)
@given(passages=_PASSAGES, terms=st.sets(_TERM, min_size=1), chance=st.randoms(use_true_random=False))
def test_the_best_passages_are_those_of_bm25_among_those_allowed(
    passages: list[tuple[str, str]], terms: set[str], chance: object
) -> None:
    allowed = np.array([chance.random() < 0.7 for _ in passages])  # type: ignore[attr-defined]
    scores = _by_hand(passages, sorted(terms))
    best = sorted(
        (place for place, score in enumerate(scores) if score > 0 and allowed[place]),
        key=lambda place: (-round(scores[place], 4), place),
    )
    found = Words.of(passages).nearest(sorted(terms), allowed, 5)
    assert [round(scores[place], 3) for place in found] == [round(scores[place], 3) for place in best[:5]]
    assert all(allowed[found])


@settings(max_examples=60)
@given(first=_PASSAGES, more=_PASSAGES, chance=st.randoms(use_true_random=False))
def test_what_comes_and_goes_leaves_the_index_as_if_read_at_once(
    first: list[tuple[str, str]], more: list[tuple[str, str]], chance: object
) -> None:
    kept = np.array([chance.random() < 0.5 for _ in first])  # type: ignore[attr-defined]
    grown = Words.of(first).among(kept).with_more(more)
    anew = Words.of([one for one, keep in zip(first, kept, strict=True) if keep] + more)
    assert dict(grown.statistics.frequency) == dict(anew.statistics.frequency)
    assert grown.lengths.tolist() == anew.lengths.tolist()
    everyone = np.ones(len(anew.lengths), bool)
    for term in ("conge", "14", "sante"):
        assert grown.nearest([term], everyone, 50).tolist() == anew.nearest([term], everyone, 50).tolist()


def test_words_that_no_passage_holds_and_an_empty_index_find_nothing() -> None:
    nothing = np.zeros(0, bool)
    assert Words.of([]).nearest(["conge"], nothing, 5).tolist() == []
    assert Words.of([("conge", "")]).nearest(['"', "a & b | !c"], np.ones(1, bool), 5).tolist() == []
