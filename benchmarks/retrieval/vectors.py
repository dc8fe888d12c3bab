"""Vectors and word statistics of a world, with the product's own code; vectors are kept between runs."""

import hashlib
import tempfile
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from benchmarks.retrieval.worlds import World
from levier.core.french.text import index_terms
from levier.inference.embedding import embedder
from levier.knowledge.adding import embedded_text
from levier.knowledge.passages import Cut
from levier.knowledge.searching.statistics import Statistics

CACHE = Path(tempfile.gettempdir()) / "levier-benchmark-vectors"


def passages(texts: Sequence[str]) -> NDArray[np.float32]:
    """Passage vectors, from the cache when these very texts were embedded before."""
    return _cached("passage", texts)


def queries(texts: Sequence[str]) -> NDArray[np.float32]:
    """Query vectors."""
    return _cached("query", texts)


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


def _cached(kind: str, texts: Sequence[str]) -> NDArray[np.float32]:
    model = embedder()
    digest = hashlib.sha256("\x00".join([model.name, kind, *texts]).encode()).hexdigest()[:24]
    file = CACHE / f"{digest}.npy"
    if not file.exists():
        CACHE.mkdir(exist_ok=True)
        found = (
            model.passages(texts) if kind == "passage" else np.stack([model.query(text) for text in texts])
        )
        np.save(file, found)
    return np.asarray(np.load(file))
