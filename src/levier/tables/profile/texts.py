"""The free texts of a table: columns whose values are sentences rather than names or codes."""

from collections.abc import Iterator
from pathlib import Path

import polars as pl

from levier.tables.kinds import Field, Kind

_SAMPLE = 300
_SEED = 11
_WORDS = 5
"""Mean number of words from which values are sentences."""


def free_texts(parquet: Path, kind: Kind) -> Iterator[tuple[Field, list[str]]]:
    """Each column of sentences with a sample of its different values."""
    schema = pl.read_parquet_schema(parquet)
    for field in kind.fields:
        if field.type != "text" or schema.get(field.name) != pl.String:
            continue
        values = pl.read_parquet(parquet, columns=[field.name])[field.name].drop_nulls().unique()
        if len(values) > _SAMPLE:
            values = values.sort().sample(_SAMPLE, seed=_SEED)
        if len(values) and float(values.str.count_matches(r"\s+").mean() or 0) + 1 >= _WORDS:  # type: ignore[arg-type]
            yield field, values.to_list()
