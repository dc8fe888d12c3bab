"""Which kind a table is of, if any: how well its columns fill the fields of each, and what the words of its header line say.

The two are weighed by a conditional logit over the kinds and « none »; ``python -m benchmarks.mapping.choosing`` fits its weights
(``kinds.json``) on written-down exports each read as if it had never been seen.
"""

import json
import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from levier.tables.importing.matching.looks import Look
from levier.tables.importing.matching.vocabulary import votes
from levier.tables.importing.matching.words import senses
from levier.tables.kinds import Kind

FILE = Path(__file__).with_name("kinds.json")
_OTHER_PARTY = {
    "customers": ("client", "fournisseur"),
    "suppliers": ("fournisseur", "client"),
    "sales": ("client", "fournisseur"),
    "purchases": ("fournisseur", "client"),
}
"""Two kinds with the same columns: the word of one in a header denies the other."""
_NAMING = frozenset({"code", "numero", "identifiant", "reference", "nom"})
_ONE_A_LINE = {
    "customers": ("customer_name",), "suppliers": ("supplier_name", "supplier"), "products": ("product_code", "product"),
    "contacts": ("email", "full_name"), "vehicles": ("vehicle",),
}  # fmt: skip
"""What a list of reference names once: where it comes back line after line, the table is about what was done with it."""
_REPEATED = 0.7
NO_KIND = "none"
"""Tables that are of no kind (payslips, quotations, budgets …): their words vote too."""
_COMMON = 0.3
"""Keeps a column that one kind alone knows from weighing more than this allows."""
_MONEY = 0.6
"""What a sum of money weighs at least, though many kinds have one: those that have none cannot be about it."""


@dataclass(frozen=True)
class KindScore:
    """``columns`` (0–1): how well they fill the kind's fields; ``words``: the logarithm of the chance that the words of the header
    line leave it; ``chance`` (0–1): both together, beside all the other kinds and none."""

    columns: float
    words: float
    chance: float = 0.0


def kind_scores(
    kinds: Mapping[str, Kind],
    found: Mapping[str, Mapping[str, tuple[str, float]]],
    looks: Mapping[str, Look],
    lacking: Iterable[str] = (),
) -> dict[str, KindScore]:
    """``found``: kind → column → (field, confidence); ``looks``: of every column; ``lacking``: the kinds that cannot be read for
    want of a column they require.

    A column counts the more the fewer kinds can use it: every kind has a date, one only has a lettering. Three fifths of the
    score of the columns are the share of that weight the kind explains, a fifth what it requires, the rest what distinguishes it.
    """
    sums: Counter[str] = Counter()
    for columns in found.values():
        for column, (_, confidence) in columns.items():
            sums[column] += confidence  # type: ignore[assignment]
    weights = {column: (_COMMON + total) ** -0.5 for column, total in sums.items()}
    for name, columns in found.items():
        for column, (field, confidence) in columns.items():
            if kinds[name].field(field).type == "money" and confidence > 0.8:
                weights[column] = max(weights[column], _MONEY)
    whole = sum(weights.values()) or 1.0
    phrases = {senses(header) for header in looks}
    said = votes(list(looks), [*found, NO_KIND])
    scored = {
        name: KindScore(
            min(
                _score(kinds[name], columns, weights, whole)
                * _own_party(name, phrases)
                * _once(name, columns, looks),
                1.0,
            ),
            said[name],
        )
        for name, columns in found.items()
    }
    return with_chances(scored | {NO_KIND: KindScore(0.0, said[NO_KIND])}, set(lacking), len(looks))


def signs_of_each(scores: Mapping[str, KindScore], lacking: set[str], columns: int) -> dict[str, list[float]]:
    """What is weighed for each kind and for none, in the order of ``kinds.json``; ``columns``: of the table."""
    tops = sorted((score.columns for name, score in scores.items() if name != NO_KIND), reverse=True)
    top, gap = tops[0], tops[0] - (tops[1] if len(tops) > 1 else 0.0)
    return {
        name: [score.words, 0.0, 0.0, 1.0, top, gap, math.log(columns)]
        if name == NO_KIND
        else [score.words, score.columns, float(name in lacking), 0.0, 0.0, 0.0, 0.0]
        for name, score in scores.items()
    }


def with_chances(scores: Mapping[str, KindScore], lacking: set[str], columns: int) -> dict[str, KindScore]:
    """The same scores, each with its chance beside the others."""
    signs = signs_of_each(scores, lacking, columns)
    totals = {
        name: sum(w * sign for w, sign in zip(_weights(), each, strict=True)) for name, each in signs.items()
    }
    best = max(totals.values())
    parts = {name: math.exp(total - best) for name, total in totals.items()}
    whole = sum(parts.values())
    return {name: replace(score, chance=parts[name] / whole) for name, score in scores.items()}


def log_odds(chance: float) -> float:
    """Of a chance, kept away from 0 and 1."""
    return math.log(max(chance, 1e-6) / max(1 - chance, 1e-6))


@cache
def _weights() -> Sequence[float]:
    return tuple(json.loads(FILE.read_text(encoding="utf-8"))["weights"])


def _own_party(kind: str, phrases: set[tuple[str, ...]]) -> float:
    mine, other = _OTHER_PARTY.get(kind, ("", ""))
    listed = kind in _ONE_A_LINE
    if listed and any(_names(mine, phrase) for phrase in phrases):
        return 1.15
    said = {word for phrase in phrases for word in phrase}
    denied = other in said if listed else any(_names(other, phrase) for phrase in phrases)
    return 0.8 if mine and denied and mine not in said else 1.0


def _names(party: str, phrase: tuple[str, ...]) -> bool:
    """« N° client », « Nom du client », « Client »."""
    return party in phrase and set(phrase) <= {party, *_NAMING}


def _once(kind: str, columns: Mapping[str, tuple[str, float]], looks: Mapping[str, Look]) -> float:
    held = {field: looks[column] for column, (field, _) in columns.items()}
    named = next((held[name] for name in _ONE_A_LINE.get(kind, ()) if name in held), None)
    if named is None or "first_name" in held or len(named.values) < 10:
        return 1.0
    return _REPEATED if named.distinct < 0.5 else 1.0


def _score(
    kind: Kind, columns: Mapping[str, tuple[str, float]], weights: Mapping[str, float], whole: float
) -> float:
    held = dict(columns.values())
    explained = sum(weights[column] * confidence for column, (_, confidence) in columns.items()) / whole
    groups = [max((held.get(name, 0.0) for name in group), default=0.0) for group in kind.requires]
    required = sum(groups) / len(groups) * (1.0 if min(groups) else 0.5)
    signs = [held.get(name, 0.0) for name in kind.distinctive]
    distinctive = sum(signs) / len(signs) if signs else 0.0
    return round(0.6 * explained + 0.2 * required + 0.2 * distinctive, 4)
