"""Which kinds of tables the words of a header line are met in: a linear model learned from written-down exports.

``vocabulary.json`` holds the weights of a multinomial logistic regression over the words of a header line and its whole headers,
« none » being a kind; ``python -m benchmarks.mapping.learn`` writes it from the sets that may be learned from.
"""

import json
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from levier.tables.importing.matching.words import senses

FILE = Path(__file__).with_name("vocabulary.json")
_LEAST = 1e-3
"""No kind is ever less likely than this by its words: columns may still speak for it."""


def words_of(headers: Iterable[str]) -> set[str]:
    """The words of a header line, each header as a whole besides: « date facture » is not « date » and « facture » apart."""
    found: set[str] = set()
    for header in headers:
        words = senses(header)
        found.update(words)
        found.add("=" + " ".join(sorted(words)))
    return found


@dataclass(frozen=True)
class Vocabulary:
    """``kinds``; ``bias``: one for each; ``words``: word → weights, one for each kind."""

    kinds: tuple[str, ...]
    bias: tuple[float, ...]
    words: Mapping[str, Mapping[int, float]]

    def chances(self, headers: Sequence[str]) -> dict[str, float]:
        """Kind → chance (0–1), by the words alone. Words count the less the more there are: they are no independent witnesses."""
        known = [self.words[word] for word in words_of(headers) if word in self.words]
        total = list(self.bias)
        share = 1 / math.sqrt(len(known)) if known else 0.0
        for weights in known:
            for place, weight in weights.items():
                total[place] += share * weight
        top = max(total)
        parts = [math.exp(each - top) for each in total]
        return dict(zip(self.kinds, (part / sum(parts) for part in parts), strict=True))


def votes(headers: Sequence[str], kinds: Iterable[str]) -> dict[str, float]:
    """The logarithm of the chance that the words leave to each kind."""
    chances = _vocabulary().chances(headers)
    return {kind: math.log(max(chances.get(kind, 0.0), _LEAST)) for kind in kinds}


@cache
def _vocabulary() -> Vocabulary:
    learned = json.loads(FILE.read_text(encoding="utf-8"))
    kinds = tuple(learned["bias"])
    places = {kind: place for place, kind in enumerate(kinds)}
    words = {
        word: {places[kind]: weight for kind, weight in weights.items()}
        for word, weights in learned["words"].items()
    }
    return Vocabulary(kinds, tuple(learned["bias"].values()), words)
