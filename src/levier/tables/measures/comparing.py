"""Two periods side by side."""

from typing import Any

from levier.core.capability import Answered
from levier.core.measures import Filter, MeasureQuery
from levier.tables.measures import compiling
from levier.tables.measures.answering import answered
from levier.tables.measures.connection import fetch
from levier.tables.measures.model import Model
from levier.tables.measures.ordering import sorted_rows
from levier.tables.measures.plain import beyond, since_beginning, totals_of
from levier.tables.measures.scope import scope_of
from levier.tables.measures.source import Source


def compared_answer(model: Model, source: Source, query: MeasureQuery, filters: list[Filter]) -> Answered:
    """Two periods side by side. ``difference`` and ``change`` go from the earlier period to the later one."""
    assert query.period
    assert query.compare
    sides, wholes = [], []
    size, width = len(query.dimensions), len(query.measures)
    for period in (query.period, query.compare):
        scope = scope_of(model, query, filters, source, since_beginning(model, query, [period]))
        compiled = compiling.grouped(model, query, scope)
        _, found = fetch(compiled.sql, compiled.parameters)
        sides.append({row[:size]: row[size : size + width] for row in found if row[-1]})
        wholes.append(totals_of(model, query, source, filters, [period]))
    forward = (query.period.start, query.period.end) >= (query.compare.start, query.compare.end)
    empty = tuple(0.0 if model.measure(name).zero else None for name in query.measures)
    rows = []
    for key in {**sides[0], **sides[1]}:
        here, there = sides[0].get(key, empty), sides[1].get(key, empty)
        if not beyond(query, (*key, *here)):
            continue
        cells: list[Any] = []
        for value, other in zip(here, there, strict=True):
            now, before = (value, other) if forward else (other, value)
            cells += [value, other, *_moved(now, before)]
        rows.append((*key, *cells))
    columns = list(query.dimensions)
    for name in query.measures:
        columns += [name, f"{name}_compare", f"{name}_difference", f"{name}_change"]
    whole: dict[str, float] = {}
    for name in query.measures:
        if name in wholes[0]:
            whole[name] = wholes[0][name]
        if name in wholes[1]:
            whole[f"{name}_compare"] = wholes[1][name]
        later, earlier = (wholes[0], wholes[1]) if forward else (wholes[1], wholes[0])
        difference, change = _moved(later.get(name), earlier.get(name))
        whole |= {f"{name}_difference": difference} if difference is not None else {}
        whole |= {f"{name}_change": change} if change is not None else {}
    ordered = sorted_rows(query, rows, size)
    return answered(
        model,
        source,
        query,
        columns,
        ordered[: query.limit] if query.limit else ordered,
        len(rows),
        whole,
        scope,
    )


def _moved(now: Any, before: Any) -> tuple[float | None, float | None]:
    """Difference and relative change; no change is given from nothing or from a negative amount."""
    if now is None or before is None:
        return None, None
    difference = round(float(now) - float(before), 6)
    return difference, round(difference / float(before), 8) if before > 0 else None
