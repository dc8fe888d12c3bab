"""What must be said of the tables joined to an answer: lines without a match, keys that stand several times."""
# ruff: noqa: S608

from levier.core.capability import JoinedTable
from levier.core.measures import MeasureQuery
from levier.tables.measures.connection import fetch
from levier.tables.measures.model import Model
from levier.tables.measures.relation import joins_needed, other_source, pair_of, table
from levier.tables.measures.scope import Scope
from levier.tables.measures.source import Source


def joined_tables(model: Model, source: Source, query: MeasureQuery, scope: Scope) -> list[JoinedTable]:
    """Each table that the axes and measures of the question read beside the lines (summaries of themselves left out)."""
    parts = [model.dimension(name).sql for name in query.dimensions]
    parts += [model.dimension(part.dimension).sql for part in query.filters]
    parts += [
        text for name in query.measures for text in (model.measure(name).sql, model.measure(name).lines)
    ]
    needed = joins_needed(model, parts)
    found = []
    for join in model.joins:
        other = other_source(join, source)
        if (
            join.name not in needed
            or other is None
            or other is source
            or pair_of(join, source, other) is None
        ):
            continue
        unmatched = _unmatched(join.name, scope)
        twice = 0 if join.summary else _repeated(join.kind, other, pair_of(join, source, other))
        found.append(
            JoinedTable(join.kind, other.title, other.dataset, other.version, join.without, unmatched, twice)
        )
    return found


def _unmatched(name: str, scope: Scope) -> float:
    """The share (0–1) of the question's lines that find nothing in the joined table."""
    sql = f"SELECT AVG(CASE WHEN {name}__found THEN 0 ELSE 1 END) FROM ({scope.origin}) WHERE {scope.where}"
    value = fetch(sql, scope.used(sql))[1][0][0]
    return round(float(value or 0), 8)


def _repeated(kind: str, other: Source, pair: tuple[str, str] | None) -> int:
    """How many keys of the joined table stand on several lines (its last line is the one kept)."""
    from levier.tables.measures.models import MODELS  # noqa: PLC0415 - models name their joins by kind

    scope = Scope()
    lines = table(MODELS[kind], other, scope.bind)
    key = f'upper(trim(CAST("{pair[1]}" AS VARCHAR)))' if pair else "NULL"
    sql = (
        f"SELECT COUNT(*) FROM (SELECT {key} AS k FROM ({lines}) WHERE {key} IS NOT NULL "
        f"GROUP BY k HAVING COUNT(*) > 1)"
    )
    return int(fetch(sql, scope.used(sql))[1][0][0])
