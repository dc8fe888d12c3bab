"""An answer put together: its columns with their headings, and where it comes from."""

from typing import Any

from levier.core.capability import Answered
from levier.core.measures import MeasureQuery
from levier.tables.measures.headings import heading
from levier.tables.measures.joining import joined_tables
from levier.tables.measures.model import Model
from levier.tables.measures.scope import Scope
from levier.tables.measures.source import Source

Row = tuple[Any, ...]


def answered(
    model: Model,
    source: Source,
    query: MeasureQuery,
    columns: list[str],
    rows: list[Row],
    total: int,
    whole: dict[str, float],
    scope: Scope | None = None,
) -> Answered:
    """``total``: lines before the limit; ``whole``: each measure over all of them."""
    labels, units = {}, {}
    for column in columns:
        labels[column], units[column] = heading(model, source, query, column)
    return Answered(
        dataset=source.dataset,
        version=source.version,
        title=source.title,
        query=query,
        columns=columns,
        labels=labels,
        units=units,
        rows=rows,
        total_rows=total,
        totals=whole,
        joined=joined_tables(model, source, query, scope) if scope is not None else [],
    )
