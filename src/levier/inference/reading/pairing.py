"""A question and a passage as one row of tokens for the reader, each token marked with what it has in common.

``<s> question </s> title path ⏎ passage </s>``. The kind of a token says which part it stands in and whether its
word (by its stem) is also in the other part: with few thousand training questions a reader learns far more from
marked words than from finding the likeness by itself (the « exact match » feature of Chen et al., *Reading
Wikipedia to Answer Open-Domain Questions*, ACL 2017).
"""

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from levier.core.french.text import index_terms, is_stopword
from levier.inference.embedding.encoder import words_of

SPECIAL, ASKED, ASKED_FOUND, ASKED_ABSENT, TITLE, TITLE_FOUND, TEXT, TEXT_FOUND = range(8)
KINDS = 8
LONGEST = 320
"""Tokens of a pair at most; what a passage holds beyond is read in a second row."""
_LONGEST_QUESTION = 64
_LONGEST_TITLE = 48
_START, _END = 0, 2
_WORD = re.compile(r"[^\W_]+(?:[.,][0-9]+)*")


@dataclass(frozen=True)
class Pair:
    """``ids`` and ``kinds`` ``[S]``; ``starts`` and ``ends`` ``[S]``: the characters of the passage that each token
    stands for, −1 outside the passage.
    """

    ids: NDArray[np.int64]
    kinds: NDArray[np.int64]
    starts: NDArray[np.int64]
    ends: NDArray[np.int64]


@dataclass(frozen=True)
class _Part:
    ids: list[int]
    words: list[int]
    """Place of each token's word in ``terms``; −1 for what is between words."""
    terms: list[frozenset[str]]
    """Index terms of each word; none for a stop word."""
    spans: list[tuple[int, int]]
    """Characters of the original text."""

    @property
    def known(self) -> frozenset[str]:
        return frozenset().union(*self.terms)


class Pairing:
    """Writes pairs with the tokenizer of the embedding model in ``folder``."""

    def __init__(self, folder: Path) -> None:
        self._tokenizer, self._normalisation = words_of(folder)
        self._part = lru_cache(maxsize=4096)(self._read)

    def pairs(self, question: str, title: str, text: str) -> list[Pair]:
        """One pair, or as many as a long passage needs, each beginning where the one before ended."""
        asked = _shortened(self._part(question), _LONGEST_QUESTION)
        above = _shortened(self._part(title), _LONGEST_TITLE)
        body = self._part(text)
        room = LONGEST - 3 - len(asked.ids) - len(above.ids)
        count = max(1, -(-len(body.ids) // room))
        bounds = np.linspace(0, len(body.ids), count + 1).astype(int)
        return [_pair(asked, above, body, int(left), int(right)) for left, right in pairwise(bounds)]

    def _read(self, text: str) -> _Part:
        written, origin = self._normalised(text)
        encoded = self._tokenizer.encode(written, add_special_tokens=False)
        word_at = np.full(len(written) + 1, -1)
        terms: list[frozenset[str]] = []
        for match in _WORD.finditer(written):
            word_at[match.start() : match.end()] = len(terms)
            terms.append(_terms(match.group()))
        ids, places, spans = [], [], []
        for token, (start, end) in zip(encoded.ids, encoded.offsets, strict=True):
            while start < end and written[start].isspace():
                start += 1  # noqa: PLW2901 — a piece « ▁mot » begins with the space before it
            ids.append(token)
            places.append(int(word_at[max(end - 1, 0)]) if end > start else -1)
            spans.append((origin[start], origin[end]))
        return _Part(ids, places, terms, spans)

    def _normalised(self, text: str) -> tuple[str, list[int]]:
        """The text as the model was taught it, and for each of its characters (and its end) the place of the original."""
        written: list[str] = []
        origin: list[int] = []
        for place, char in enumerate(text):
            told = self._normalisation.get(ord(char), char)
            written.append(told)
            origin += [place] * len(told)
        origin.append(len(text))
        return "".join(written), origin


@lru_cache(maxsize=65_536)
def _terms(word: str) -> frozenset[str]:
    return frozenset() if is_stopword(word) else frozenset(index_terms(word))


def _shortened(part: _Part, most: int) -> _Part:
    if len(part.ids) <= most:
        return part
    return _Part(part.ids[:most], part.words[:most], part.terms, part.spans[:most])


def _pair(asked: _Part, above: _Part, body: _Part, left: int, right: int) -> Pair:
    there = above.known | body.known
    question = asked.known
    ids = [_START, *asked.ids, _END, *above.ids, *body.ids[left:right], _END]
    kinds = [
        SPECIAL,
        *_marked(asked, there, ASKED, ASKED_FOUND, ASKED_ABSENT),
        SPECIAL,
        *_marked(above, question, TITLE, TITLE_FOUND, TITLE),
        *_marked(body, question, TEXT, TEXT_FOUND, TEXT)[left:right],
        SPECIAL,
    ]
    before = 2 + len(asked.ids) + len(above.ids)
    outside = [(-1, -1)]
    spans = np.array(outside * before + body.spans[left:right] + outside, np.int64).reshape(-1, 2)
    return Pair(np.array(ids, np.int64), np.array(kinds, np.int64), spans[:, 0], spans[:, 1])


def _marked(part: _Part, other: frozenset[str], plain: int, found: int, absent: int) -> list[int]:
    kinds = [plain if not terms else found if terms & other else absent for terms in part.terms]
    return [plain if place < 0 else kinds[place] for place in part.words]
