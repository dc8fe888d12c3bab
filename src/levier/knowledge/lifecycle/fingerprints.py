"""Recognise nearly the same text: MinHash over runs of five words.

The share of equal numbers of two MinHashes estimates the Jaccard likeness of their sets of word runs (Broder, 1997, « On
the resemblance and containment of documents »); with 64 numbers its standard error is at most 0.063.
"""

import hashlib

import numpy as np
from numpy.typing import NDArray

from levier.core.french.text import fold

PERMUTATIONS = 64
_RUN = 5
_draw = np.random.default_rng(20261123)
_FACTORS = _draw.integers(0, 1 << 64, PERMUTATIONS, np.uint64) | np.uint64(1)
_OFFSETS = _draw.integers(0, 1 << 64, PERMUTATIONS, np.uint64)


def words_of(text: str) -> list[str]:
    """The words of a text, without case, accents, punctuation."""
    return "".join(char if char.isalnum() else " " for char in fold(text)).split()


def text_digest(text: str) -> str:
    """Hexadecimal SHA-256 of the words alone: equal for a PDF and a DOCX that say the same."""
    return hashlib.sha256(" ".join(words_of(text)).encode()).hexdigest()


def minhash(text: str) -> NDArray[np.uint32]:
    """The 64 smallest hashes, one by permutation, of the runs of five words; of all the words when there are fewer."""
    words = words_of(text)
    runs = {" ".join(words[i : i + _RUN]) for i in range(max(len(words) - _RUN + 1, 1))}
    hashes = np.fromiter(
        (int.from_bytes(hashlib.blake2b(run.encode(), digest_size=4).digest(), "big") for run in runs),
        np.uint64,
        len(runs),
    )
    least = np.full(PERMUTATIONS, np.iinfo(np.uint32).max, np.uint64)
    for start in range(0, len(hashes), 4096):
        # Multiply-shift hashing (Dietzfelbinger et al., 1997): the product wraps at 64 bits, its high half is kept.
        spread = (hashes[start : start + 4096, None] * _FACTORS + _OFFSETS) >> np.uint64(32)
        least = np.minimum(least, spread.min(axis=0))
    return least.astype(np.uint32)


def likeness(one: NDArray[np.uint32], other: NDArray[np.uint32]) -> float:
    """Estimated Jaccard likeness, 0–1."""
    return float((one == other).mean())
