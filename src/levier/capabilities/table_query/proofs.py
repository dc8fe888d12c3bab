"""The rows behind the sentences, as evidence: full precision, members in French beside those of the table."""

from typing import Any

from levier.capabilities.table_query.asked import Asked, capital, member_name, names_of, when
from levier.core.capability import Answered
from levier.core.evidence import Rows, Scalar

MOST_VALUES = 200


def rows_of(asked: Asked, found: Answered, name: str) -> Rows:
    """``found`` as evidence ``name``; at most 200 lines are kept, the query gives the others again."""
    columns: list[str] = []
    for column in found.columns:
        columns.append(column)
        if column == "country":
            columns.append("country_source")
    values: list[list[Scalar]] = []
    for row in found.rows[:MOST_VALUES]:
        cells: list[Scalar] = []
        for column, value in zip(found.columns, row, strict=True):
            cells += _cells(asked, column, value)
        values.append(cells)
    return Rows(
        id=name,
        dataset=found.dataset,
        version=found.version,
        title=title_of(asked, found),
        query=found.query.model_dump(mode="json", exclude_none=True),
        columns=columns,
        values=values,
        total_rows=found.total_rows,
        units=found.units,
    )


def _cells(asked: Asked, column: str, value: Any) -> list[Scalar]:
    dimension = asked.model.dimensions.get(column)
    if column == "country" and dimension:
        return [member_name(dimension, value), value]
    if dimension and dimension.grain in ("weekday", "hour"):
        return [member_name(dimension, value)]
    return [value]


def title_of(asked: Asked, found: Answered) -> str:
    """« Chiffre d'affaires par pays, avril 2011 et mai 2011 — Lignes de vente »."""
    query = found.query
    if query.inactive:
        plural = asked.dimensions[0].plural
        what = f"{plural} sans commande depuis {query.inactive.days} jours"
    else:
        what = ", ".join(asked.model.measure(name).label for name in query.measures)
        if query.dimensions:
            what += " par " + " et ".join(asked.model.dimension(name).label for name in query.dimensions)
    moments = [moment for moment in (when(query), query.compare.label if query.compare else "") if moment]
    filters = names_of(query)
    parts = [capital(what), *([" et ".join(moments)] if moments else []), *([filters] if filters else [])]
    return f"{', '.join(parts)} — {found.title}"
