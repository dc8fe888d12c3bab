"""What the headers of written-down exports turned out to hold: counts, the third witness beside the name lists and the values.

``met.json`` holds nothing but counts (in how many tables of a kind a header filled which field, or none: « »);
``python -m benchmarks.mapping.learn`` writes it from the sets that may be learned from.
"""

import json
import math
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

from levier.tables.importing.matching.words import plain, senses

FILE = Path(__file__).with_name("met.json")
_ALL = "*"
_HALF = 0.5
_PRIOR = 2.0
_PRIOR_SHARE = 0.3
_SELDOM = 0.4
_ELSEWHERE = 0.7
_UNHEARD = math.log(_PRIOR_SHARE)

Counts = dict[tuple[str, str], float]
"""(kind, field) → tables; the field « » for a column that fills none."""


def key_of(header: str) -> str:
    """Headers of the same words are one, whatever their order and abbreviations."""
    return " ".join(sorted(senses(header))) or plain(header)


@dataclass(frozen=True)
class Said:
    """``here``: log-odds that such a header of such a table fills the field; ``anywhere``: in tables of any kind. ``seen``: log
    of one more than the tables it was met in. ``words``, ``best_word``: log-shares of its words that went to the field."""

    here: float
    anywhere: float
    seen: float
    words: float
    best_word: float


class Met:
    """Headers and their words, with what they filled."""

    def __init__(self, headers: Iterable[tuple[str, Counts]]) -> None:
        self._headers: dict[str, Counts] = dict(headers)
        self._totalled: dict[str, Counts] = {}

    @cached_property
    def _words(self) -> dict[str, Counts]:
        """Word → counts, those of all kinds under the kind « », and those of all fields under the field « * »."""
        words: dict[str, Counts] = {}
        for key, counts in self._headers.items():
            for word in key.split():
                _add(words.setdefault(word, defaultdict(float)), counts)
        return words

    def says(self, header: str, kind: str, field: str) -> Said:
        """What is known of this header for this field of this kind; ``field`` « » for none."""
        key = key_of(header)
        counts = self._totals(key)
        mine, here = counts.get((kind, field), 0.0), counts.get((kind, _ALL), 0.0)
        same, whole = counts.get(("", field), 0.0), counts.get(("", _ALL), 0.0)
        shares = self._shares(key, kind, field)
        return Said(
            math.log((mine + _HALF) / (here - mine + _HALF)),
            math.log((same + _HALF) / (whole - same + _HALF)),
            math.log1p(whole),
            sum(shares) / len(shares) if shares else _UNHEARD,
            max(shares, default=_UNHEARD),
        )

    def share(self, header: str, kind: str, field: str) -> float:
        """0–1: how often such a header filled the field in tables of the kind, less when it was seldom met; in those of other kinds,
        for want of better."""
        counts = self._totals(key_of(header))
        if not counts:
            return 0.0
        here = counts.get((kind, field), 0.0) / (counts.get((kind, _ALL), 0.0) + _SELDOM)
        elsewhere = counts.get(("", field), 0.0) / (counts.get(("", _ALL), 0.0) + _SELDOM)
        return max(here, _ELSEWHERE * elsewhere)

    def fields_of(self, header: str, kind: str) -> set[str]:
        """The fields that a word of this header went to, in tables of the kind."""
        return {
            field
            for word in key_of(header).split()
            for (where, field) in self._words.get(word, {})
            if where == kind and field not in ("", _ALL)
        }

    def _totals(self, key: str) -> Counts:
        """Of a header, the counts by kind and field, and those of all kinds and of all fields."""
        if key not in self._headers:
            return {}
        if key not in self._totalled:
            counts: Counts = defaultdict(float)
            _add(counts, self._headers[key])
            self._totalled[key] = dict(counts)
        return self._totalled[key]

    def words_say(self, header: str, kind: str, fields: Iterable[str]) -> float:
        """The mean log-share of the header's words that went to the likeliest of these fields."""
        key = key_of(header)
        each = [self._shares(key, kind, field) for field in fields]
        return max((sum(shares) / len(shares) for shares in each if shares), default=_UNHEARD)

    def _shares(self, key: str, kind: str, field: str) -> list[float]:
        """Of each word, the log-share that went to the field; the kind's own tables count twice."""
        found = []
        for word in key.split():
            counts = self._words.get(word, {})
            mine = counts.get((kind, field), 0.0) + counts.get(("", field), 0.0)
            whole = counts.get((kind, _ALL), 0.0) + counts.get(("", _ALL), 0.0)
            found.append(math.log((mine + _PRIOR * _PRIOR_SHARE) / (whole + _PRIOR)))
        return found


def _add(total: Counts, counts: Counts) -> None:
    for (kind, field), count in counts.items():
        for which in ((kind, field), ("", field), (kind, _ALL), ("", _ALL)):
            total[which] += count


@cache
def met() -> Met:
    """The counts that Levier ships with."""
    learned: dict[str, dict[str, dict[str, float]]] = json.loads(FILE.read_text(encoding="utf-8"))
    return Met(
        (key, {(kind, field): n for kind, fields in kinds.items() for field, n in fields.items()})
        for key, kinds in learned.items()
    )
