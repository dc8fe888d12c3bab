"""The embedded model: multilingual-e5-small on this machine's processor."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from levier.inference.embedding.building import VERSION
from levier.inference.embedding.encoder import DIMENSIONS, Encoder


class LocalEmbedder:
    """E5 was trained with these two prefixes; without them its ranking falls."""

    name = VERSION
    dimensions = DIMENSIONS

    def __init__(self, folder: Path) -> None:
        self._encoder = Encoder(folder)

    def query(self, text: str) -> NDArray[np.float32]:
        return np.asarray(self._encoder.encode("query: ", [text])[0], np.float32)

    def passages(self, texts: Sequence[str]) -> NDArray[np.float32]:
        return self._encoder.encode("passage: ", texts)
