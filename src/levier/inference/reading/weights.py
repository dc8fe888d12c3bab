"""What the reader learned, and the encoder's weights with it.

``reader.npz`` holds low-rank changes of the products of the first layers of multilingual-e5-small (MIT), its biases and
norms, and three small heads. Learned by ``benchmarks/retrieval/reader`` from PIAF (MIT, texts of Wikipédia CC BY-SA),
the CNIL's questions and answers, service-public.fr and labour-ministry sheets (Licence Ouverte) and searches of the
Code du travail numérique (Apache-2.0), their training part only.
"""

from functools import cached_property
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from levier.core.errors import Unavailable
from levier.inference.embedding.weights import Sizes, Weights
from levier.inference.reading import WEIGHTS

_MEND = "Réinstallez Levier avec « make »."


class Learned:
    """The arrays of ``reader.npz`` in fp32. Raises Unavailable when the file is not what it should be."""

    def __init__(self, path: Path = WEIGHTS) -> None:
        try:
            with np.load(path, allow_pickle=False) as stored:
                self._arrays = {name: stored[name].astype(np.float32) for name in stored.files}
        except (OSError, ValueError, KeyError, EOFError) as error:
            raise Unavailable("Les poids du lecteur sont illisibles", where=str(path), mend=_MEND) from error

    def __contains__(self, name: str) -> bool:
        return name in self._arrays

    def __getitem__(self, name: str) -> NDArray[np.float32]:
        return self._arrays[name]

    @cached_property
    def layers(self) -> int:
        """How many of the encoder's layers the reader keeps."""
        return 1 + max(int(name.split(".")[0][1:]) for name in self._arrays if name.endswith(".up"))

    @property
    def known(self) -> NDArray[np.float32]:
        """Log-odds of the pairs of ``building`` as training computed them."""
        return self["known"]


class Changed:
    """The encoder's weights as the reader changed them; the table of words stays as it is."""

    def __init__(self, base: Weights, learned: Learned) -> None:
        self._base, self._learned = base, learned

    @property
    def sizes(self) -> Sizes:
        return self._base.sizes

    def vector(self, name: str) -> NDArray[np.float32]:
        """A bias or a norm, as learned where it was."""
        return self._learned[name] if name in self._learned else self._base.vector(name)

    def matrix(self, name: str, rows: int, columns: int) -> NDArray[np.float32]:
        """A product's weights ``[rows, columns]`` with their low-rank change."""
        base, key = self._base.matrix(name, rows, columns), name.removesuffix(".w")
        if key + ".up" not in self._learned:
            return base
        return np.asarray(base + self._learned[key + ".up"] @ self._learned[key + ".down"], np.float32)

    def blocks(self, name: str, rows: int, columns: int) -> tuple[NDArray[np.float16], NDArray[np.uint8]]:
        """The table of words at its 4 bits."""
        return self._base.blocks(name, rows, columns)
