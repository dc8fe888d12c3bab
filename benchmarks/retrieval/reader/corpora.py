"""Passages of public French texts, none of them from a group held out of training."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from benchmarks.retrieval.reader.split import part
from benchmarks.retrieval.worlds import lines
from levier.knowledge.parsing.plain import structure_text
from levier.knowledge.passages import cut

_WIKI = "../hallucination/mushroom_fr_wikipedia_pages.jsonl.gz"
_LEAST = 80


@dataclass(frozen=True)
class Passage:
    """``document``: passages of the same document are neighbours; ``title``: its path of titles."""

    document: str
    title: str
    text: str
    encyclopaedic: bool = False


def passages() -> list[Passage]:
    """Company law, labour sheets, the CNIL's answers, encyclopaedia pages."""
    found = list(_encyclopaedia())
    for record in lines("service_public_pro_asso_corpus.jsonl.gz"):
        found += _cut(record["id"], record["title"], record["text"])
    for record in lines("cdtn_droit_travail_corpus.jsonl.gz"):
        # One article of the labour code in four: they are many and alike.
        if not record["id"].startswith("ct/") or hash_of(record["id"]) % 4 == 0:
            found += _cut(record["id"], record["title"], record["text"][:12_000])
    for record in lines("cnil_faq_corpus.jsonl.gz"):
        if "(Copie)" not in record["title"] and part(record["id"]) == "train":
            found += _cut(record["id"], "", record["text"])
    for record in lines("fiches_travail_corpus.jsonl.gz"):
        title = " › ".join(dict.fromkeys((record["doc_title"], record["section_title"])))
        found += _cut(record["doc"], title, record["text"])
    unique = {" ".join(one.text.split()): one for one in found if len(one.text) >= _LEAST}
    return list(unique.values())


def hash_of(text: str) -> int:
    """A number that is the same in every run."""
    from zlib import crc32  # noqa: PLC0415

    return crc32(text.encode())


def _encyclopaedia() -> Iterator[Passage]:
    for record in lines("piaf_v1.1_corpus.dev.jsonl.gz"):
        if part(record["article_id"]) == "train":
            yield Passage(record["article_id"], record["title"], record["text"], encyclopaedic=True)
    for record in lines(_WIKI):
        title = record["title"].removesuffix(" — Wikipédia")
        for piece in _cut(record["file"], title, re.sub(r"\[[\d\s,]+\]", "", record["text"][:40_000])):
            if "modifier" not in piece.text and piece.text.count(" ") > 20:
                yield Passage(piece.document, piece.title, piece.text, encyclopaedic=True)


def _cut(document: str, title: str, text: str) -> Iterator[Passage]:
    for piece in cut(structure_text(text)):
        path = piece.section if piece.section.startswith(title) else f"{title} › {piece.section}"
        yield Passage(document, path.strip(" ›"), piece.text)
