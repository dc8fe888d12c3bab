"""Vectors and word statistics of a world, with the product's own code; no text is embedded twice in a run."""

from collections import Counter
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from benchmarks.retrieval.worlds import World
from levier.core.french.text import index_terms
from levier.inference.embedding import embedder
from levier.knowledge.adding import embedded_text
from levier.knowledge.passages import Cut
from levier.knowledge.searching.statistics import Statistics

_passages: dict[str, NDArray[np.float32]] = {}
_queries: dict[str, NDArray[np.float32]] = {}


def passages(texts: Sequence[str]) -> NDArray[np.float32]:
    """Passage vectors; a text met before in this run is not embedded again."""
    new = [text for text in dict.fromkeys(texts) if text not in _passages]
    _passages.update(zip(new, embedder().passages(new), strict=True))
    return np.stack([_passages[text] for text in texts])


def query(text: str) -> NDArray[np.float32]:
    """A query's vector, likewise."""
    if text not in _queries:
        _queries[text] = embedder().query(text)
    return _queries[text]


def of_world(world: World) -> NDArray[np.float32]:
    """The vectors of a world's passages, embedded as the product embeds them."""
    return passages(
        [embedded_text(item.title, Cut(1, 0, 0, item.text, item.section)) for item in world.items]
    )


def terms(world: World) -> tuple[list[str], list[str], Statistics]:
    """Index terms of bodies and headings, and the statistics of the whole."""
    bodies = [" ".join(index_terms(item.text)) for item in world.items]
    headings = [" ".join(index_terms(f"{item.title} {item.section}")) for item in world.items]
    frequency: Counter[str] = Counter()
    for body, heading in zip(bodies, headings, strict=True):
        frequency.update({*body.split(), *heading.split()})
    mean = sum(len(body.split()) for body in bodies) / len(bodies)
    return bodies, headings, Statistics(len(bodies), mean, frequency)
