"""Which kinds of tables the words of a header line are met in: counts learned from written-down exports, as a naive Bayes vote.

``vocabulary.json`` holds nothing but counts (in how many tables of each kind a word or a pair of words was met);
``python -m benchmarks.mapping.learn`` writes it from the sets that may be learned from.
"""

import json
import math
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from levier.tables.importing.matching.words import senses

FILE = Path(__file__).with_name("vocabulary.json")
_PRIOR = 8.0
"""How many tables of its kind, each like all the others, a word is presumed to have been met in besides."""
_SAID_BY = 0.1
_FLOOR = -3.0


def words_of(headers: Iterable[str]) -> set[str]:
    """The words of a header line, each header as a whole besides: « date facture » is not « date » and « facture » apart."""
    found: set[str] = set()
    for header in headers:
        words = senses(header)
        found.update(words)
        found.add("=" + " ".join(sorted(words)))
    return found


def votes(headers: Sequence[str], kinds: Iterable[str]) -> dict[str, float]:
    """What the words add to the score of each kind: 0 for the likeliest, down to -0.3.

    The sum of log-ratios (rate among the tables of the kind over the rate among all) is divided by the root of the number
    of words: the words of a line are not independent witnesses (after Rennie et al. 2003).
    """
    known = _rates()
    words = [word for word in words_of(headers) if word in known]
    if not words:
        return dict.fromkeys(kinds, 0.0)
    sums = {kind: sum(known[word].get(kind, 0.0) for word in words) / math.sqrt(len(words)) for kind in kinds}
    best = max(sums.values())
    return {kind: _SAID_BY * max(total - best, _FLOOR) for kind, total in sums.items()}


@cache
def _rates() -> Mapping[str, Mapping[str, float]]:
    return rates_of(json.loads(FILE.read_text(encoding="utf-8")))


def rates_of(learned: Mapping[str, Any]) -> dict[str, dict[str, float]]:
    """Word → kind → log-ratio; a word met in one table only says nothing. ``learned``: « tables » by kind, « words » by kind."""
    tables: dict[str, int] = learned["tables"]
    whole = sum(tables.values())
    rates: dict[str, dict[str, float]] = {}
    for word, met in learned["words"].items():
        base = (sum(met.values()) + 0.5) / (whole + 1)
        rates[word] = {
            kind: math.log((met.get(kind, 0) + _PRIOR * base) / (count + _PRIOR) / base)
            for kind, count in tables.items()
        }
    return rates
