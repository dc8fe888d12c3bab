"""What a table of no kind looks like: the sorts that Levier can name without reading them (quotations, payslips, stock moves …).

``sorts.json`` holds, by sort, its French name and in how many written-down tables each word was met (``python -m
benchmarks.mapping.learn`` counts them); the sort is told by a naive Bayes vote, only when one is clearly the likeliest.
"""

import json
import math
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from levier.tables.importing.matching.vocabulary import words_of

FILE = Path(__file__).with_name("sorts.json")
_PRIOR = 0.5
_CLEAR = 0.75
"""From this chance on, a sort is named."""
_WORDS = 4
_SHARE = 0.3
"""Of the words of the header line, those that must have been met in tables of the sort."""


def sort_of(headers: Sequence[str], learned: Mapping[str, Any] | None = None) -> str:
    """What the table looks like, in French (« des devis »); empty when no sort is clearly the likeliest, or when too few of its words
    were met in tables of that sort."""
    known = _learned() if learned is None else learned
    chances = sort_chances(headers, known)
    best = max(chances, key=lambda name: chances[name], default="")
    if not best or chances[best] < _CLEAR:
        return ""
    words = words_of(headers)
    met = [word for word in words if word in known[best]["words"]]
    return str(known[best]["label"]) if len(met) >= max(_WORDS, _SHARE * len(words)) else ""


def sort_chances(headers: Iterable[str], learned: Mapping[str, Any]) -> dict[str, float]:
    """Sort → chance (0–1). ``learned``: by sort, « tables » and « words »; words no sort was met with say nothing."""
    known = [word for word in words_of(headers) if any(word in each["words"] for each in learned.values())]
    if not known:
        return {}
    whole = sum(each["tables"] for each in learned.values())
    totals = {}
    for name, each in learned.items():
        rates = (
            (each["words"].get(word, 0) + _PRIOR * _base(word, learned, whole)) / (each["tables"] + _PRIOR)
            for word in known
        )
        totals[name] = (
            math.log(each["tables"] / whole) + sum(map(math.log, rates)) / math.sqrt(len(known)) * 2
        )
    top = max(totals.values())
    parts = {name: math.exp(total - top) for name, total in totals.items()}
    return {name: part / sum(parts.values()) for name, part in parts.items()}


def _base(word: str, learned: Mapping[str, Any], whole: int) -> float:
    return (sum(each["words"].get(word, 0) for each in learned.values()) + 0.1) / (whole + 1)


@cache
def _learned() -> Mapping[str, Any]:
    learned: Mapping[str, Any] = json.loads(FILE.read_text(encoding="utf-8"))
    return learned
