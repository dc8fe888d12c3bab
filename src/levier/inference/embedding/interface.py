"""What every embedding model offers, local or remote."""

from collections.abc import Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray


class Embedder(Protocol):
    """Texts to unit vectors; the dot product of two is their likeness. ``name`` changes when vectors
    would.
    """

    name: str
    dimensions: int

    def query(self, text: str) -> NDArray[np.float32]:
        """The vector ``[dimensions]`` of a question."""
        ...

    def passages(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """The vectors ``[len(texts), dimensions]`` of passages, of any length."""
        ...
