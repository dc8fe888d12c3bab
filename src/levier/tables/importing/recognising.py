"""Which table of a file to read first, and how: what the format fixes, then what names and values tell."""

from dataclasses import replace

from levier.core.errors import BadInput
from levier.tables.importing.mapping import Mapping, propose
from levier.tables.importing.raw import RawTable


def recognised(raw: RawTable, where: str, kind: str | None, given: dict[str, str]) -> Mapping:
    """The reading of a table; what the person says wins over what the format fixes. Raises BadInput."""
    fixed = raw.mapping if kind in (None, "", raw.kind) else {}
    found = propose(raw, where, kind or raw.kind or None, {**fixed, **given})
    matches = tuple(
        replace(match, why="fixée par le format du fichier")
        if fixed.get(match.field) == match.column and given.get(match.field, match.column) == match.column
        else match
        for match in found.matches
    )
    return replace(found, matches=matches)


def best_table(tables: list[RawTable], kind: str | None) -> RawTable:
    """The table that looks most like something Levier knows; the first one when none does. Hidden sheets come last."""
    shown = [table for table in tables if not table.hidden] or tables
    best, best_score = shown[0], -1.0
    for table in shown:
        try:
            score = propose(table, table.title, kind or table.kind or None, table.mapping).score
        except BadInput:
            continue
        if score > best_score:
            best, best_score = table, score
    others = [f"« {table.title} »" for table in tables if table is not best]
    if others:
        more = f" et {len(others) - 4} autre(s)" if len(others) > 4 else ""
        best.notes.append(
            f"Ce fichier contient plusieurs tableaux : « {best.title} » est lu ; "
            f"laissés de côté : {', '.join(others[:4])}{more}."
        )
    return best
