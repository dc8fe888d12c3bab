"""The chance that a column is rightly used, or rightly left aside — and from which chance on nobody need look.

Both are logistic regressions on what the witnesses say, fitted on written-down exports each read as if it had never been seen
(``python -m benchmarks.mapping.doubting`` writes ``doubt.json``). The two thresholds come from conformal risk control by table
(Angelopoulos et al., « Conformal risk control », 2024): the lowest ones at which the expected share of a table's columns that are
wrong without a mark stays under the bounds kept in the file.
"""

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from levier.tables.importing.matching.guessing import KindScore, log_odds
from levier.tables.importing.matching.looks import Look
from levier.tables.importing.matching.met import Met
from levier.tables.importing.matching.pairs import Pair
from levier.tables.kinds import Field, Kind

FILE = Path(__file__).with_name("doubt.json")
_SUREST = (0.001, 0.999)
CLOSE = 0.15
"""Scores nearer than this are rivals."""


@dataclass(frozen=True)
class Rival:
    """What contends with a choice: another column for the field, or another field for the column, and its score."""

    name: str
    score: float


@dataclass(frozen=True)
class Table:
    """What a kind makes of a table: ``pairs`` (column, field) → pair, ``used`` column → field, the looks.

    Nothing here depends on the other kinds: a mark does not go when the kind is told.
    """

    kind: Kind
    pairs: Mapping[tuple[str, str], Pair]
    used: Mapping[str, str]
    looks: Mapping[str, Look]

    def columns_for(self, field: str, but: str) -> list[tuple[str, Pair]]:
        """Other columns that this field might take."""
        return [(c, pair) for (c, name), pair in self.pairs.items() if name == field and c != but]

    def fields_for(self, column: str, but: str = "") -> list[tuple[str, Pair]]:
        """Other fields that this column might fill."""
        return [(name, pair) for (c, name), pair in self.pairs.items() if c == column and name != but]


def signs_used(table: Table, met: Met, column: str, field: str, confidence: float) -> list[float]:
    """What speaks for and against a column that is used, in the order of ``doubt.json``."""
    pair = table.pairs.get((column, field)) or Pair(0.0, 0.0, 0.0, ("",))
    others, elsewhere = table.columns_for(field, column), table.fields_for(column, field)
    free = [(c, p) for c, p in others if c not in table.used]
    filled = set(table.used.values())
    open_fields = [(f, p) for f, p in elsewhere if f not in filled]
    said = met.says(column, table.kind.name, field)
    return [
        confidence,
        pair.score,
        pair.name,
        pair.values,
        float(pair.why[0] == "nom connu") if pair.why else 0.0,
        float(pair.summed),
        float(pair.formed),
        float(pair.empty),
        _gap(pair, free),
        _gap(pair, open_fields),
        max((p.name for _, p in others), default=0.0),
        max((p.name for _, p in elsewhere), default=0.0),
        said.here,
        said.anywhere,
        said.seen,
        said.words,
        said.best_word,
        log_odds(min(max(confidence, _SUREST[0]), _SUREST[1])),
    ]


def signs_left(table: Table, met: Met, column: str) -> list[float]:
    """What speaks for and against leaving a column aside, in the order of ``doubt.json``."""
    kind, look = table.kind, table.looks[column]
    filled = set(table.used.values())
    pairs = table.fields_for(column)
    free = [pair for name, pair in pairs if name not in filled]
    taken = [pair for name, pair in pairs if name in filled]
    open_fields = [each for each in kind.fields if each.name not in filled]
    like = [each for each in open_fields if _type(each) == _seems(look)]
    weighty = {*kind.distinctive, *(name for group in kind.requires for name in group)}
    said = met.says(column, kind.name, "")
    return [
        max((pair.score for pair in free), default=0.0),
        max((pair.name for pair in free), default=0.0),
        max((pair.score for pair in taken), default=0.0),
        max((pair.name for pair in taken), default=0.0),
        said.here,
        said.anywhere,
        said.seen,
        said.words,
        said.best_word,
        met.words_say(column, kind.name, [each.name for each in open_fields]),
        float(look.is_empty),
        float(_seems(look) == "date"),
        float(_seems(look) == "number"),
        len(like) / 10,
        float(any(each.name in weighty for each in like)),
        float(len(set(look.values)) <= 1),
        float(look.booleans > 0.9),
        look.distinct,
        len(table.used) / len(table.looks),
    ]


def signs_of_kind(
    best: str, scores: Mapping[str, KindScore], confidences: Sequence[float], columns: int
) -> list[float]:
    """What speaks for and against the likeliest kind; ``confidences``: of its columns, among ``columns`` of the table."""
    mine = scores[best]
    others = [score for name, score in scores.items() if name != best]
    next_one = max((score.chance for score in others), default=0.0)
    return [
        log_odds(mine.chance),
        mine.chance - next_one,
        mine.columns,
        min(mine.columns - max((score.columns for score in others), default=0.0), 0.4),
        mine.words,
        len(confidences) / columns,
        sum(confidences) / max(len(confidences), 1),
        math.log(columns),
    ]


def _gap(pair: Pair, others: Sequence[tuple[str, Pair]]) -> float:
    """0 when nothing comes near, more the nearer (or the further above) the best other one is."""
    return max(0.0, CLOSE - (pair.score - max((each.score for _, each in others), default=0.0)))


def _type(field: Field) -> str:
    return "date" if field.is_date else "number" if field.is_number else "text"


def _seems(look: Look) -> str:
    if look.dates > 0.8 and not (look.numbers > 0.95 and look.text < 7.5):
        return "date"
    return "number" if look.numbers > 0.9 else "text"


@dataclass(frozen=True)
class Judge:
    """A logistic regression: ``weights`` of the signs, ``bias``; ``sure``: the chance from which on nobody is asked."""

    weights: tuple[float, ...]
    bias: float
    sure: float

    def chance(self, signs: Sequence[float]) -> float:
        """0–1."""
        total = self.bias + sum(w * sign for w, sign in zip(self.weights, signs, strict=True))
        return 1 / (1 + math.exp(-max(min(total, 30.0), -30.0)))

    def sure_of(self, signs: Sequence[float]) -> bool:
        """Whether nobody need be asked."""
        return self.chance(signs) >= self.sure


def judges() -> tuple[Judge, Judge]:
    """Of the columns that are used, and of those left aside."""
    return _judge("used"), _judge("left")


def kind_judge() -> Judge:
    """Of the likeliest kind."""
    return _judge("kind")


@cache
def _judge(name: str) -> Judge:
    found = json.loads(FILE.read_text(encoding="utf-8"))[name]
    return Judge(tuple(found["weights"]), found["bias"], found["sure"])
