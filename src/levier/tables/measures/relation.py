"""The lines of a question as SQL: the fields of the kind whatever the file holds, what is computed of them, what is joined.

Identifiers come from the kinds and models, files and values are bound.
"""
# ruff: noqa: S608

import re
from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import Any

from levier.tables.kinds import KINDS
from levier.tables.measures.connection import fetch
from levier.tables.measures.model import Join, Model
from levier.tables.measures.source import Source

Bind = Callable[[Any], str]
_TYPES = {
    "number": "DOUBLE",
    "money": "DOUBLE",
    "integer": "DOUBLE",
    "date": "DATE",
    "datetime": "TIMESTAMP",
    "boolean": "BOOLEAN",
}
_SEVERAL_FILES = 10_000_000_000
ORIGINS = {"customer_member": ("customer", "customer_name"), "product_name": ("product", "product_code")}
"""Columns computed at import and the fields they are made of."""


def relation(model: Model, source: Source, bind: Bind, texts: Iterable[str]) -> str:
    """The lines with every column of the model; only the joins that ``texts`` (SQL) speak of are made."""
    needed = joins_needed(model, texts)
    lines = table(model, source, bind)
    brought, tables = [], []
    for number, join in enumerate(model.joins):
        other = other_source(join, source)
        pair = pair_of(join, source, other) if other is not None and join.name in needed else None
        if other is None or pair is None:
            brought += [
                f"CAST(NULL AS {_type_of(join, name)}) AS {join.name}__{name}" for name in join.columns
            ]
            brought.append(f"FALSE AS {join.name}__found")
            continue
        brought += [f"j{number}.{name} AS {join.name}__{name}" for name in join.columns]
        brought.append(f"COALESCE(j{number}.found, FALSE) AS {join.name}__found")
        right = side(join, other, pair[1], bind)
        tables.append(f"LEFT JOIN ({right}) AS j{number} ON {_key(f'l.{_named(pair[0])}')} = j{number}.k")
    sql = f"SELECT {', '.join(['l.*', *brought])} FROM ({lines}) AS l {' '.join(tables)}"
    return _layers(sql, model.derived)


def table(model: Model, source: Source, bind: Bind) -> str:
    """The lines of one table alone: its fields (empty where the file lacks them) and what is computed of them."""
    kind = KINDS[model.kind]
    files = source.files
    there = columns_of(files)
    columns = [(field.name, _TYPES.get(field.type, "VARCHAR")) for field in kind.fields]
    columns += [
        (name, sql) for name, sql in model.stored if name not in {field.name for field in kind.fields}
    ]
    cells = [
        f"CAST({_named(name)} AS {sql}) AS {_named(name)}"
        if name in there
        else f"CAST(NULL AS {sql}) AS {_named(name)}"
        for name, sql in columns
    ]
    if len(files) == 1:
        place = bind(files[0])
        origin, number = f"read_parquet({place}, file_row_number = true)", "file_row_number"
    else:
        places = [bind(name) for name in files]
        listed = f"[{', '.join(places)}]"
        origin = f"read_parquet({listed}, union_by_name = true, file_row_number = true, filename = true)"
        number = f"list_position({listed}, filename) * {_SEVERAL_FILES} + file_row_number"
    return _layers(f"SELECT {', '.join(cells)}, {number} AS line_no FROM {origin}", model.computed)


def side(join: Join, other: Source, key: str, bind: Bind) -> str:
    """The other table with one line by key ``k``."""
    from levier.tables.measures.models import MODELS  # noqa: PLC0415 - models name their joins by kind

    model = MODELS[join.kind]
    lines = table(model, other, bind)
    k = _key(_named(key))
    if join.summary:
        cells = ", ".join(f"{sql} AS {name}" for name, sql in join.summary)
        where = f" AND {join.where}" if join.where else ""
        return (
            f"SELECT {k} AS k, TRUE AS found, {cells} FROM ({lines}) "
            f"WHERE {_named(key)} IS NOT NULL{where} GROUP BY k"
        )
    cells = ", ".join(_named(name) for name in join.columns)
    return (
        f"SELECT {k} AS k, TRUE AS found, {cells} FROM ({lines}) WHERE {_named(key)} IS NOT NULL "
        f"QUALIFY row_number() OVER (PARTITION BY {k} ORDER BY line_no DESC) = 1"
    )


def joins_needed(model: Model, texts: Iterable[str]) -> set[str]:
    """The joins that these pieces of SQL read, directly or through a derived column."""
    text = " ".join(texts)
    for name, sql in reversed(model.derived):
        if re.search(rf"\b{name}\b", text):
            text += " " + sql
    return {join.name for join in model.joins if f"{join.name}__" in text}


def other_source(join: Join, source: Source) -> Source | None:
    """The joined table: the lines' own for a summary of themselves."""
    return (
        source
        if join.kind == source.kind and join.name not in source.joined
        else source.joined.get(join.name)
    )


def pair_of(join: Join, source: Source, other: Source) -> tuple[str, str] | None:
    """The first pair of columns that both tables fill."""
    for left, right in join.on:
        if holds(source, left) and holds(other, right):
            return left, right
    return None


def holds(source: Source, column: str) -> bool:
    """Whether a column of the table, or one computed from it, holds something."""
    return any(source.filled.get(name, 0) > 0 for name in ORIGINS.get(column, (column,)))


@lru_cache(maxsize=256)
def columns_of(files: tuple[str, ...]) -> frozenset[str]:
    """The columns of immutable files (of any of them)."""
    places = {f"p{number}": name for number, name in enumerate(files)}
    listed = ", ".join(f"${name}" for name in places)
    return frozenset(
        fetch(f"SELECT * FROM read_parquet([{listed}], union_by_name = true) LIMIT 0", places)[0]
    )


def _layers(sql: str, columns: tuple[tuple[str, str], ...]) -> str:
    """One layer by column, so that each may use those before it, windows included."""
    for name, made in columns:
        sql = f"SELECT *, {made} AS {name} FROM ({sql})"
    return sql


def _type_of(join: Join, column: str) -> str:
    for field in KINDS[join.kind].fields:
        if field.name == column and not join.summary:
            return _TYPES.get(field.type, "VARCHAR")
    if column.endswith(("_day", "since")):
        return "DATE"
    return "VARCHAR" if not join.summary else "DOUBLE"


def _key(column: str) -> str:
    return f"upper(trim(CAST({column} AS VARCHAR)))"


def _named(column: str) -> str:
    return f'"{column}"'
