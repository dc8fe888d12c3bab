"""The chance that a column fills a field of the kind its table is of: what the name, the values, the sums and the headers met before
say, weighed together.

A logistic regression fitted on written-down exports each read as if it had never been seen; ``python -m benchmarks.mapping.choosing``
writes its weights (``columns.json``).
"""

import json
import math
from collections import defaultdict
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from levier.tables.importing.matching.fitting import fit
from levier.tables.importing.matching.naming import own_field
from levier.tables.importing.matching.pairs import Evidence, Pair
from levier.tables.kinds import Kind

FILE = Path(__file__).with_name("columns.json")
CLOSE = 0.15
_HEARD = -1.6
"""From this mean log-share of its words on, a header no list knows is a candidate for a field."""
_HEARD_ONCE = -1.0


def candidates(
    kind: Kind, evidence: Evidence, pairs: Mapping[tuple[str, str], Pair]
) -> dict[tuple[str, str], Pair]:
    """The pairs worth a thought, and those whose words went to the field in tables met before."""
    found = dict(pairs)
    for column, look in evidence.looks.items():
        for name in evidence.met.fields_of(column, kind.name):
            if (column, name) in found or name not in {each.name for each in kind.fields}:
                continue
            said = evidence.met.says(column, kind.name, name)
            if said.words >= _HEARD or said.best_word >= _HEARD_ONCE:
                values, why = fit(kind, kind.field(name), look)
                found[column, name] = Pair(
                    0.0, 0.0, values, ("nom proche de noms déjà rencontrés", why), empty=look.is_empty
                )
    return found


def signs_of(
    kind: Kind, evidence: Evidence, pairs: Mapping[tuple[str, str], Pair]
) -> dict[tuple[str, str], list[float]]:
    """What speaks for and against each pair, in the order of ``columns.json``."""
    by_column: dict[str, dict[str, Pair]] = defaultdict(dict)
    by_field: dict[str, dict[str, Pair]] = defaultdict(dict)
    for (column, name), pair in pairs.items():
        by_column[column][name] = by_field[name][column] = pair
    nothing = {column: evidence.met.says(column, kind.name, "") for column in by_column}
    signs = {}
    for (column, name), pair in pairs.items():
        said, none = evidence.met.says(column, kind.name, name), nothing[column]
        for_field = max((p.score for c, p in by_field[name].items() if c != column), default=0.0)
        for_column = max((p.score for f, p in by_column[column].items() if f != name), default=0.0)
        field = kind.field(name)
        signs[column, name] = [
            pair.score,
            pair.name,
            pair.values,
            float(bool(pair.why) and pair.why[0] == "nom connu"),
            float(pair.summed),
            float(pair.formed),
            float(pair.empty),
            float(own_field(column, kind.name) == name),
            max(0.0, CLOSE - (pair.score - for_field)),
            max(0.0, CLOSE - (pair.score - for_column)),
            for_field,
            for_column,
            said.here,
            said.anywhere,
            said.seen,
            said.words,
            said.best_word,
            none.here,
            none.anywhere,
            none.words,
            none.best_word,
            said.words * pair.values,
            said.here * pair.values,
            pair.name * pair.name * pair.values,
            float(field.is_date),
            float(field.is_number),
        ]
    return signs


def chances_of(
    kind: Kind, evidence: Evidence, pairs: Mapping[tuple[str, str], Pair]
) -> dict[tuple[str, str], float]:
    """Pair → chance (0–1) that it is right; what people of the company said before is nearly sure."""
    weights, bias = _weights()
    return {
        pair: _chance(bias + sum(w * sign for w, sign in zip(weights, signs, strict=True)), pairs[pair])
        for pair, signs in signs_of(kind, evidence, pairs).items()
    }


def _chance(total: float, pair: Pair) -> float:
    if pair.learned:
        return 0.99
    if pair.denied:
        return 0.0
    return 1 / (1 + math.exp(-max(min(total, 30.0), -30.0)))


@cache
def _weights() -> tuple[tuple[float, ...], float]:
    learned = json.loads(FILE.read_text(encoding="utf-8"))
    return tuple(learned["weights"]), learned["bias"]
