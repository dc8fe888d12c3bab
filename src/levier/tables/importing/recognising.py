"""Which table of a file to read first, and how: what the format fixes, then what names and values tell."""

from dataclasses import replace

from levier.core.errors import BadInput
from levier.tables.importing.learning import Recalled
from levier.tables.importing.mapping import ColumnMatch, Mapping, propose
from levier.tables.importing.matching.memory import Memory
from levier.tables.importing.raw import RawTable
from levier.tables.kinds import KINDS

_AS_MUCH = 0.15
"""Below this difference of score, the order of the sheets tells more: the first one is what the file is for."""


def recognised(
    raw: RawTable,
    where: str,
    kind: str | None,
    given: dict[str, str],
    memory: Memory = Memory(),
    recalled: Recalled | None = None,
) -> Mapping:
    """The reading of a table; what the person says wins over what they said of such a file before, and that over what the
    format fixes. Raises BadInput."""
    if recalled and (raw.kind or kind not in (None, "", recalled.kind)):
        recalled = None
    fixed = raw.mapping if kind in (None, "", raw.kind) else {}
    before = recalled.mapping if recalled else {}
    asked = kind or raw.kind or (recalled.kind if recalled else "") or None
    found = propose(raw, where, asked, {**fixed, **before, **given}, memory)
    matches = tuple(_explained(match, given, before, fixed, recalled) for match in found.matches)
    return replace(found, matches=matches, left=() if recalled else found.left)


def to_check(mapping: Mapping) -> list[str]:
    """What a person should look at, in French: a column that is not surely what it is read as, one that may be missed, a kind
    that is not sure."""
    said = [
        f"À vérifier : « {match.column} » est lue comme « {match.label} » ({match.doubt.said})."
        for match in mapping.matches
        if match.doubt
    ]
    said += [
        f"À vérifier : « {left.column} » est laissée de côté ({left.doubt.said})." for left in mapping.left
    ]
    if not mapping.kind_sure:
        others = " ou ".join(f"« {KINDS[name].label} »" for name in mapping.others[:2])
        said.insert(
            0, f"Type à vérifier : lu comme « {KINDS[mapping.kind].label} », ce pourrait être {others}."
        )
    return said


def _explained(
    match: ColumnMatch,
    given: dict[str, str],
    before: dict[str, str],
    fixed: dict[str, str],
    recalled: Recalled | None,
) -> ColumnMatch:
    """Who said it: the person now, the person before, or the format."""
    if given.get(match.field, match.column) != match.column:
        return match
    if recalled and before.get(match.field) == match.column:
        return replace(match, why=recalled.said)
    if fixed.get(match.field) == match.column:
        return replace(match, why="fixée par le format du fichier")
    return match


def best_table(tables: list[RawTable], kind: str | None) -> RawTable:
    """The first table that looks like something Levier knows as much as any other; the first when none does.

    Hidden sheets come last.
    """
    shown = [table for table in tables if not table.hidden] or tables
    scores: list[float] = []
    for table in shown:
        try:
            scores.append(propose(table, table.title, kind or table.kind or None, table.mapping).score)
        except BadInput:
            scores.append(-1.0)
    best = next(table for table, score in zip(shown, scores, strict=True) if score >= max(scores) - _AS_MUCH)
    others = [f"« {table.title} »" for table in tables if table is not best]
    if others:
        more = f" et {len(others) - 4} autre(s)" if len(others) > 4 else ""
        best.notes.append(
            f"Ce fichier contient plusieurs tableaux : « {best.title} » est lu ; "
            f"laissés de côté : {', '.join(others[:4])}{more}."
        )
    return best
