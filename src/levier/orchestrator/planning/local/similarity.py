"""How near a question is to the examples of each capability: by meaning (embeddings) and by words (stems)."""

import math
from collections import Counter
from collections.abc import Callable, Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from levier.core.french.text import stems
from levier.orchestrator.planning.planner import AnyCapability


class Meaning(Protocol):
    """The part of an embedder that the planner uses."""

    def query(self, text: str) -> NDArray[np.float32]: ...


_TEXTS = 150
"""Examples that rarity is counted against: a constant, or each capability that is installed would move the likeness of all."""


class Examples:
    """The examples of a catalogue, ready to be compared with. Built once per catalogue."""

    def __init__(self, catalogue: Sequence[AnyCapability], meaning: Meaning | None) -> None:
        self.names = [capability.name for capability in catalogue for _ in _texts(capability)]
        texts = [text for capability in catalogue for text in _texts(capability)]
        self.meaning = meaning
        self.bags = [Counter(stems(text)) for text in texts]
        seen = Counter(stem for bag in self.bags for stem in bag)
        self.weights = {stem: math.log(1 + _TEXTS / count) for stem, count in seen.items()}
        self.matrix = (
            np.stack([meaning.query(text) for text in texts]) if meaning is not None and texts else None
        )

    def nearness(self, text: str) -> dict[str, float]:
        """Capability → likeness of its nearest examples to the text (0–1; mean of the two nearest)."""
        lexical = self._lexical(text)
        if self.matrix is None or self.meaning is None:
            return self._best(lexical)
        cosines = self.matrix @ self.meaning.query(text)
        # This model's cosines live between .75 and .95: stretched to 0–1 so that both measures weigh alike.
        stretched = np.clip((cosines - 0.75) / 0.22, 0, 1)
        return self._best(0.75 * stretched + 0.25 * lexical)

    def _lexical(self, text: str) -> NDArray[np.float64]:
        asked = Counter(stems(text))
        norm = math.sqrt(sum(self._weight(stem) ** 2 for stem in asked)) or 1.0
        return np.array([self._cosine(asked, bag, norm) for bag in self.bags])

    def _weight(self, stem: str) -> float:
        return self.weights.get(stem, math.log(1 + _TEXTS))

    def _cosine(self, asked: Counter[str], bag: Counter[str], norm: float) -> float:
        shared = sum(self._weight(stem) ** 2 for stem in asked if stem in bag)
        size = math.sqrt(sum(self._weight(stem) ** 2 for stem in bag)) or 1.0
        return shared / (norm * size)

    def _best(self, scores: NDArray[np.float64]) -> dict[str, float]:
        nearest: dict[str, list[float]] = {}
        for name, score in zip(self.names, scores, strict=True):
            nearest.setdefault(name, []).append(float(score))
        best = {name: sorted(values, reverse=True)[:2] for name, values in nearest.items()}
        return {name: 0.7 * values[0] + 0.3 * values[-1] for name, values in best.items()}


def _texts(capability: AnyCapability) -> list[str]:
    return [*capability.examples] or [capability.summary]


MeaningSource = Callable[[], Meaning | None]
