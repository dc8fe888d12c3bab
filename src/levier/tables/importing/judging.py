"""What a reading is worth: the chance of each choice, and what a person should look at."""

from dataclasses import replace

from levier.tables.importing.choices import ColumnMatch, LeftColumn, Likeliest, Mapping
from levier.tables.importing.matching.doubt import (
    Table,
    judges,
    kind_judge,
    signs_left,
    signs_of_kind,
    signs_used,
)
from levier.tables.importing.matching.met import Met
from levier.tables.importing.matching.reasons import Doubt, why_checked, why_left
from levier.tables.kinds import KINDS

BY_VALUES = 0.5
"""The confidence in a column that nothing but its values speaks for: never sure."""
_LIKELIER_WRONG = 0.5
"""Below this chance a column is left aside, and asked about."""


def judged(found: Likeliest, given: dict[str, str], known: Met, *, told: bool) -> Mapping:
    """The same reading with the chance of each choice, and the doubts: the kind unless it was ``told``, columns used, columns left
    aside. A column likelier wrong than right is left aside, unless the kind cannot do without it."""
    mapping = found.mapping
    kind = KINDS[mapping.kind]
    table = Table(kind, found.pairs, _fields(mapping.matches), found.looks)
    confidences = [match.confidence for match in mapping.matches]
    signs = signs_of_kind(kind.name, found.scores, confidences, len(found.looks))
    chances = {match.column: _chance(match, table, given, known) for match in mapping.matches}
    required = {name for group in kind.requires for name in group}
    kept = tuple(
        match
        for match in mapping.matches
        if chances[match.column] >= _LIKELIER_WRONG
        or match.field in required
        or match.confidence <= BY_VALUES
    )
    used = Table(kind, found.pairs, _fields(kept), found.looks)
    dropped = set(chances) - {match.column for match in kept}
    ignored = tuple(column for column in found.looks if column in dropped or column in mapping.ignored)
    return replace(
        mapping,
        kind_sure=told or kind_judge().sure_of(signs),
        matches=tuple(_with_doubt(match, chances[match.column], used, known) for match in kept),
        ignored=ignored,
        left=tuple(
            LeftColumn(column, kind.field(doubt.field).label if doubt.field else "", doubt)
            for column in ignored
            if (doubt := _doubt_of(column, used, known, asked=column in dropped))
            and given.get(doubt.field) != ""
        ),
    )


def _fields(matches: tuple[ColumnMatch, ...]) -> dict[str, str]:
    return {match.column: match.field for match in matches}


def _chance(match: ColumnMatch, table: Table, given: dict[str, str], known: Met) -> float:
    """0–1; 1 for what a person said, here or before."""
    pair = table.pairs.get((match.column, match.field))
    if given.get(match.field) == match.column or (pair and pair.learned):
        return 1.0
    if match.confidence <= BY_VALUES:
        return match.confidence
    return judges()[0].chance(signs_used(table, known, match.column, match.field, match.confidence))


def _with_doubt(match: ColumnMatch, chance: float, table: Table, known: Met) -> ColumnMatch:
    if chance == 1.0:
        return match
    sure = chance >= judges()[0].sure
    doubt = None if sure else why_checked(table, known, match.column, match.field)
    return replace(match, confidence=min(round(chance, 3), 0.99), doubt=doubt)


def _doubt_of(column: str, table: Table, known: Met, *, asked: bool) -> Doubt | None:
    """``asked``: whatever its chance."""
    sure = not asked and judges()[1].sure_of(signs_left(table, known, column))
    return None if sure else why_left(table, column)
