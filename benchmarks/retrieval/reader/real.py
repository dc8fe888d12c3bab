"""Real questions of the training part, with the passages that the product's own retrieval finds beside the right one."""

import random
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from benchmarks.retrieval import worlds
from benchmarks.retrieval.learn import Prepared
from benchmarks.retrieval.reader.split import part
from benchmarks.retrieval.worlds import lines
from levier.core.french.text import fold
from levier.knowledge.searching.learned import learned


@dataclass(frozen=True)
class Candidate:
    """A passage; ``answers``: characters in it that answer; ``right``: whether it answers."""

    title: str
    text: str
    right: bool
    answers: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True)
class Group:
    """A question with its candidates; a group without any right one is a question that nothing answers."""

    question: str
    candidates: tuple[Candidate, ...]
    source: str


def from_world(prepared: Prepared, side: str, most: int, *, all_right: int = 2) -> Iterator[Group]:
    """The questions of one part with the ``most`` best wrong passages that the present fusion finds."""
    ranking = learned().ranking
    for number, asked in enumerate(prepared.world.asked):
        if part(asked.group) != side or not asked.gold:
            continue
        places, rows = prepared.candidates(number, prepared.question(number))
        order = [int(place) for place in places[np.argsort(-ranking.raw(rows))]]
        texts = {
            fold(prepared.world.items[place].text[a:b]) for place in asked.gold for a, b in asked.answers
        }
        wrong = [
            place
            for place in order
            if place not in asked.gold and not _may_answer(prepared, asked, place, texts)
        ]
        # The right passages: of a whole sheet, those that retrieval itself puts first.
        right = [place for place in order if place in asked.gold][:all_right] or list(asked.gold)[:1]
        yield Group(
            asked.text,
            tuple(
                Candidate(
                    worlds_title(prepared, place),
                    prepared.world.items[place].text,
                    place in asked.gold,
                    asked.answers if place in asked.gold else (),
                )
                for place in [*right, *wrong[:most]]
            ),
            prepared.world.name,
        )


def _may_answer(prepared: Prepared, asked: worlds.Asked, place: int, texts: set[str]) -> bool:
    """A neighbour of the same article that holds the very words of the answer may well answer too: left out."""
    item = prepared.world.items[place]
    if item.group != asked.group:
        return False
    text = fold(item.text)
    return any(len(answer) > 3 and answer in text for answer in texts)


def worlds_title(prepared: Prepared, place: int) -> str:
    """The title path of a passage as the product knows it."""
    item = prepared.world.items[place]
    if item.section.startswith(item.title):
        return item.section
    return f"{item.title} › {item.section}".strip(" ›")


def answered_questions() -> Iterator[tuple[str, str]]:
    """Questions of public services with their answer: labour-law questions and sheets whose title asks."""
    for record in lines("cdtn_faq.jsonl.gz"):
        yield record["question"], record["answer"]
    for record in lines("droit_travail_questions_reponses.jsonl.gz"):
        if not record["no_provision"]:
            yield record["question"], record["answer"][:1_500]
    for record in lines("service_public_pro_asso_corpus.jsonl.gz"):
        if record["title"].rstrip().endswith("?"):
            yield record["title"], record["description"]
            yield record["title"], record["text"][:1_200]


def shuffled(groups: list[Group], seed: int) -> list[Group]:
    """The same groups in an order that is the same in every run."""
    random.Random(seed).shuffle(groups)
    return groups
