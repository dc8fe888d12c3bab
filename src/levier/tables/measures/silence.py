"""Who stopped: the members without an order, though they used to order."""

from levier.core.capability import Answered
from levier.core.measures import Filter, MeasureQuery
from levier.tables.measures import compiling
from levier.tables.measures.answering import answered
from levier.tables.measures.connection import fetch
from levier.tables.measures.model import Model
from levier.tables.measures.scope import scope_of
from levier.tables.measures.source import Source


def silent_answer(model: Model, source: Source, query: MeasureQuery, filters: list[Filter]) -> Answered:
    scope = scope_of(model, query, filters, source, [query.period] if query.period else [])
    compiled = compiling.silent(model, query, scope)
    _, rows = fetch(compiled.sql, compiled.parameters)
    rows.sort(
        key=lambda row: (row[6] if query.order != "asc" else -row[6], str(row[0])),
        reverse=query.order != "natural",
    )
    if query.order == "natural":
        rows.sort(key=lambda row: str(row[0]))
    columns = [
        query.dimensions[0],
        "last_order",
        "days_silent",
        "orders",
        "active_periods",
        "periods",
        "revenue",
    ]
    whole = {"revenue": round(sum(row[6] or 0 for row in rows), 4), "members": float(len(rows))}
    return answered(
        model, source, query, columns, rows[: query.limit] if query.limit else rows, len(rows), whole, scope
    )
