"""The names of a company's tables, indexed by word, to be found in a question though misspelt or partial."""

import math
import re
from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from rapidfuzz import fuzz, process

from levier.core.french.text import fold
from levier.orchestrator.understand.countries import code_of

_WORD = re.compile(r"[a-z0-9]+")
NOT_NAMED = frozenset({"country", "day", "week", "month", "quarter", "year", "weekday", "hour"})


def tokens_of(name: str) -> tuple[str, ...]:
    """The words of a name, folded; plurals in « s » are levelled (« bags » meets « BAG »)."""
    return tuple(level(word) for word in _WORD.findall(fold(name)))


def level(word: str) -> str:
    """A word without the mark of its plural."""
    return word[:-1] if len(word) > 3 and word.endswith(("s", "x")) and not word.endswith("ss") else word


@dataclass(frozen=True)
class Name:
    """One member of one dimension."""

    dimension: str
    value: str
    tokens: tuple[str, ...]


class NameIndex:
    """Names by word. Built once per vocabulary (4 000 names: some tens of milliseconds)."""

    def __init__(self, members: Mapping[str, tuple[str, ...]]) -> None:
        self.names: list[Name] = []
        self.by_token: dict[str, set[int]] = defaultdict(set)
        self.codes: dict[str, list[tuple[str, str]]] = defaultdict(list)
        self.countries: dict[str, str] = {}
        for value in members.get("country", ()):
            code = code_of(value)
            if code:
                # The name the tables use comes first; the vocabulary's other names for it come after.
                self.countries.setdefault(code, value)
            else:
                self._add(Name("country", value, tokens_of(value)))
        for dimension, values in members.items():
            if dimension in NOT_NAMED:
                continue
            for value in values:
                folded = fold(value).strip()
                if " " not in folded and any(char.isdigit() for char in folded):
                    self.codes[folded].append((dimension, value))
                elif not dimension.endswith("_code"):
                    self._add(Name(dimension, value, tokens_of(value)))

    def _add(self, name: Name) -> None:
        if not name.tokens:
            return
        for token in set(name.tokens):
            self.by_token[token].add(len(self.names))
        self.names.append(name)

    @cached_property
    def words(self) -> list[str]:
        return [token for token in self.by_token if len(token) >= 4 and token.isalpha()]

    @cached_property
    def glued(self) -> dict[str, tuple[str, str]]:
        """« tlight » for « t light »: neighbours of a name written as one word."""
        pairs = Counter(
            (left, right)
            for name in self.names
            for left, right in zip(name.tokens, name.tokens[1:], strict=False)
        )
        return {left + right: (left, right) for left, right in pairs if left + right not in self.by_token}

    def weight(self, token: str) -> float:
        """How telling a word is: its inverse document frequency."""
        return math.log(1 + len(self.names) / (1 + len(self.by_token.get(token, ()))))

    def nearest(self, token: str) -> str | None:
        """The word of the names that a misspelt word means, if one is near enough."""
        if len(token) < 4 or token.isdigit():
            return None
        best = process.extractOne(
            token, self.words, scorer=fuzz.ratio, score_cutoff=82 if len(token) > 5 else 88
        )
        return None if best is None or best[0][0] != token[0] else str(best[0])


_kept: list[tuple[object, NameIndex]] = []
_MOST = 32


def index_of(members: Mapping[str, tuple[str, ...]]) -> NameIndex:
    """The index of these names, built at their first use and kept while the mapping is the same object."""
    for owner, index in _kept:
        if owner is members:
            return index
    index = NameIndex(members)
    _kept.append((members, index))
    del _kept[:-_MOST]
    return index
