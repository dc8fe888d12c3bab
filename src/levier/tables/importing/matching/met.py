"""What the headers of written-down exports turned out to hold: counts, the third witness beside the name lists and the values.

``met.json`` holds nothing but counts (in how many tables of a kind a header filled which field, or none: « »);
``python -m benchmarks.mapping.learn`` writes it from the sets that may be learned from.
"""

import json
import math
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

from levier.tables.importing.matching.words import plain, senses

FILE = Path(__file__).with_name("met.json")
_HALF = 0.5
_PRIOR = 2.0
_PRIOR_SHARE = 0.3
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

    @cached_property
    def _words(self) -> dict[str, Counts]:
        words: dict[str, Counter[tuple[str, str]]] = defaultdict(Counter)
        for key, counts in self._headers.items():
            for word in key.split():
                for which, count in counts.items():
                    words[word][which] += count  # type: ignore[assignment]
        return {word: dict(counts) for word, counts in words.items()}

    def says(self, header: str, kind: str, field: str) -> Said:
        """What is known of this header for this field of this kind; ``field`` « » for none."""
        key = key_of(header)
        counts = self._headers.get(key, {})
        mine, here = _told(counts, kind, field)
        same, whole = _told(counts, "", field)
        shares = [self._share(word, kind, field) for word in key.split()]
        return Said(
            math.log((mine + _HALF) / (here - mine + _HALF)),
            math.log((same + _HALF) / (whole - same + _HALF)),
            math.log1p(whole),
            sum(shares) / len(shares) if shares else _UNHEARD,
            max(shares, default=_UNHEARD),
        )

    def _share(self, word: str, kind: str, field: str) -> float:
        """The kind's own tables count twice."""
        counts = self._words.get(word, {})
        mine, here = _told(counts, kind, field)
        same, whole = _told(counts, "", field)
        return math.log((mine + same + _PRIOR * _PRIOR_SHARE) / (here + whole + _PRIOR))


def _told(counts: Counts, kind: str, field: str) -> tuple[float, float]:
    """How many went to the field, and how many there are; of one kind, or of all when it is « »."""
    mine = whole = 0.0
    for (of, what), count in counts.items():
        if not kind or of == kind:
            whole += count
            mine += count if what == field else 0.0
    return mine, whole


@cache
def met() -> Met:
    """The counts that Levier ships with."""
    learned: dict[str, dict[str, dict[str, float]]] = json.loads(FILE.read_text(encoding="utf-8"))
    return Met(
        (key, {(kind, field): n for kind, fields in kinds.items() for field, n in fields.items()})
        for key, kinds in learned.items()
    )
