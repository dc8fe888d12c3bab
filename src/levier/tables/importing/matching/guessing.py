"""Which kind a table is of, from how well its columns fill the fields of each."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from levier.tables.importing.matching.looks import Look
from levier.tables.importing.matching.vocabulary import votes
from levier.tables.importing.matching.words import senses
from levier.tables.kinds import Kind

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
    """Two witnesses of a kind: ``columns`` (0–1), how well they fill its fields; ``words`` (0 to -0.3), how far those of the
    header line are from what is met in such tables."""

    columns: float
    words: float

    @property
    def total(self) -> float:
        return max(self.columns + self.words, 0.0)


def kind_scores(
    kinds: Mapping[str, Kind],
    found: Mapping[str, Mapping[str, tuple[str, float]]],
    looks: Mapping[str, Look],
) -> dict[str, KindScore]:
    """``found``: kind → column → (field, confidence); ``looks``: of every column.

    A column counts the more the fewer kinds can use it: every kind has a date, one only has a lettering. Three fifths of the
    score are the share of that weight the kind explains, a fifth what it requires, the rest what distinguishes it. The words
    of the header line vote besides.
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
    return scored | {NO_KIND: KindScore(0.0, said[NO_KIND])}


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
