"""Which kind a table is of, from how well its columns fill the fields of each."""

from collections import Counter
from collections.abc import Mapping, Sequence

from levier.tables.importing.matching.words import senses
from levier.tables.kinds import Kind

_OTHER_PARTY = {"customers": ("client", "fournisseur"), "suppliers": ("fournisseur", "client")}
"""Two kinds with the same columns: the word of one in a header denies the other."""
_NAMING = frozenset({"code", "numero", "identifiant", "reference", "nom"})
_COMMON = 0.3
"""Keeps a column that one kind alone knows from weighing more than this allows."""
_MONEY = 0.6
"""What a sum of money weighs at least, though many kinds have one: those that have none cannot be about it."""


def kind_scores(
    kinds: Mapping[str, Kind], found: Mapping[str, Mapping[str, tuple[str, float]]], headers: Sequence[str]
) -> dict[str, float]:
    """``found``: kind → column → (field, confidence). Returns 0–1 by kind.

    A column counts the more the fewer kinds can use it: every kind has a date, one only has a lettering. Half of the score
    is the share of that weight the kind explains, a third what it requires, the rest what distinguishes it.
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
    phrases = {senses(header) for header in headers}
    return {
        name: min(_score(kinds[name], columns, weights, whole) * _own_party(name, phrases), 1.0)
        for name, columns in found.items()
    }


def _own_party(kind: str, phrases: set[tuple[str, ...]]) -> float:
    mine, other = _OTHER_PARTY.get(kind, ("", ""))
    if mine and any(mine in phrase and set(phrase) <= {mine, *_NAMING} for phrase in phrases):
        return 1.15
    said = {word for phrase in phrases for word in phrase}
    return 0.8 if other in said and mine not in said else 1.0


def _score(
    kind: Kind, columns: Mapping[str, tuple[str, float]], weights: Mapping[str, float], whole: float
) -> float:
    held = dict(columns.values())
    explained = sum(weights[column] * confidence for column, (_, confidence) in columns.items()) / whole
    groups = [max((held.get(name, 0.0) for name in group), default=0.0) for group in kind.requires]
    required = sum(groups) / len(groups) * (1.0 if min(groups) else 0.5)
    signs = [held.get(name, 0.0) for name in kind.distinctive]
    distinctive = sum(signs) / len(signs) if signs else 0.0
    return round(0.5 * explained + 0.33 * required + 0.17 * distinctive, 4)
