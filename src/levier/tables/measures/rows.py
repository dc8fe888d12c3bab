"""The lines behind a figure: those of its period and filters, and of them the ones its measure speaks of."""

from typing import Any

from levier.core.measures import Filter, MeasureQuery
from levier.tables.kinds import KINDS
from levier.tables.measures import compiling
from levier.tables.measures.connection import fetch
from levier.tables.measures.members import resolve
from levier.tables.measures.model import Model
from levier.tables.measures.plain import since_beginning
from levier.tables.measures.relation import columns_of
from levier.tables.measures.scope import scope_of
from levier.tables.measures.source import Source


def rows_of(
    model: Model, source: Source, query: MeasureQuery, more: list[Filter], limit: int, offset: int
) -> tuple[list[str], list[tuple[Any, ...]], int, int]:
    """The filled columns, the lines (latest first), how many there are, and how many the question looked at.

    Raises BadInput (an unknown member), Unavailable (the file is gone).
    """
    filters = [resolve(model, source, part) for part in [*query.filters, *more]]
    periods = since_beginning(model, query, [period for period in (query.period, query.compare) if period])
    scope = scope_of(model, query, filters, source, periods)
    there = columns_of(source.files)
    columns = [
        field.name
        for field in KINDS[query.kind].fields
        if field.name in there and source.filled.get(field.name, 0) > 0
    ]
    spoken = [model.measure(name).lines for name in query.measures]
    condition = " OR ".join(f"({text})" for text in spoken) if all(spoken) else "TRUE"
    counted = compiling.count(scope, condition)
    looked, told = fetch(counted.sql, counted.parameters)[1][0]
    scope.conditions.append(f"({condition})")
    compiled = compiling.lines(model, scope, columns, limit, offset)
    return columns, fetch(compiled.sql, compiled.parameters)[1], int(told), int(looked)
