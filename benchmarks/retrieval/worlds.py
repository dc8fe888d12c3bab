"""Questions with their answers, as « worlds »: a set of passages, and questions that it does or does not
answer.
"""

import gzip
import json
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from levier.knowledge.parsing.plain import structure_text
from levier.knowledge.passages import cut

DATA = Path(__file__).resolve().parents[3] / "shared" / "data" / "french_qa"


@dataclass(frozen=True)
class Item:
    """A passage with its title path; ``group`` keeps what belongs together on one side of a split."""

    title: str
    section: str
    text: str
    group: str


@dataclass(frozen=True)
class Asked:
    """A question; ``gold``: places of the passages that answer (none: unanswerable here); ``answers``: spans
    in them.
    """

    text: str
    gold: frozenset[int]
    group: str
    answers: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True)
class World:
    name: str
    items: list[Item]
    asked: list[Asked]


def lines(name: str) -> Iterator[dict[str, Any]]:
    """The records of a shared data file."""
    with gzip.open(DATA / name, "rt", encoding="utf-8") as file:
        for line in file:
            yield json.loads(line)


def side(group: str) -> str:
    """ "train" (60 %) or "validation", the same for all that shares a group."""
    return "train" if zlib.crc32(group.encode()) % 10 < 6 else "validation"


def piaf(*, drop: bool, every: int = 1) -> World:
    """PIAF dev. ``drop`` leaves out the marked passages: their questions become unanswerable."""
    items: list[Item] = []
    places: dict[str, int] = {}
    for record in lines("piaf_v1.1_corpus.dev.jsonl.gz"):
        if not (drop and record["drop_for_unanswerable"]):
            places[record["id"]] = len(items)
            items.append(Item(record["title"], "", record["text"], record["article_id"]))
    asked = [
        Asked(
            record["question"],
            frozenset({places[record["passage_id"]]} if record["passage_id"] in places else ()),
            record["article_id"],
            tuple((answer["start"], answer["start"] + len(answer["text"])) for answer in record["answers"]),
        )
        for record in list(lines("piaf_v1.1_questions.dev.jsonl.gz"))[::every]
    ]
    return World("PIAF", items, asked)


def cnil(*, drop: bool) -> World:
    """The CNIL's questions, each to be found by its answer's text alone. ``drop`` leaves out one answer in
    three.
    """
    items: list[Item] = []
    asked: list[Asked] = []
    for record in lines("cnil_faq_corpus.jsonl.gz"):
        if "(Copie)" in record["title"]:
            continue
        kept = not (drop and zlib.crc32(record["id"].encode() + b"drop") % 3 == 0)
        gold = set()
        if kept:
            for piece in cut(structure_text(record["text"])):
                gold.add(len(items))
                items.append(Item("", piece.section, piece.text, record["id"]))
        asked.append(Asked(record["title"], frozenset(gold), record["id"]))
    return World("CNIL", items, asked)


def cdtn(*, drop: bool, whole: bool = False) -> World:
    """Labour-law searches, a third of the topics, over the sheets (not the code's articles) chosen for them.

    The labels are of documents: any passage of a chosen sheet counts. ``drop`` leaves out all the sheets of
    one topic in three. Only the first 4 000 characters of a sheet are kept, and three searches a topic, to
    stay quick. ``whole``: all the topics over all 1 067 sheets, nothing dropped.
    """
    searches: dict[str, list[dict[str, Any]]] = {}
    for record in lines("cdtn_droit_travail_queries.dev.jsonl.gz"):
        if whole or zlib.crc32(record["topic"].encode() + b"kept") % 3 == 0:
            searches.setdefault(record["topic"], []).append(record)
    dropped = {topic for topic in searches if drop and zlib.crc32(topic.encode() + b"drop") % 3 == 0}
    wanted = {name for topic in searches for record in searches[topic] for name in record["relevant"]}
    gone = {name for topic in dropped for record in searches[topic] for name in record["relevant"]}
    items: list[Item] = []
    places: dict[str, list[int]] = {}
    for record in lines("cdtn_droit_travail_corpus.jsonl.gz"):
        if (whole or record["id"] in wanted - gone) and not record["id"].startswith("ct/"):
            for piece in cut(structure_text(record["text"][:4000])):
                places.setdefault(record["id"], []).append(len(items))
                items.append(Item(record["title"], piece.section, piece.text, record["id"]))
    asked = []
    for topic, records in searches.items():
        for record in records[:: max(1, len(records) // 6)][:6]:
            gold = {place for name in record["relevant"] for place in places.get(name, ())}
            if gold or topic in dropped:
                asked.append(Asked(record["query"], frozenset(gold), topic))
    return World("CDTN, all topics" if whole else "CDTN", items, asked)
