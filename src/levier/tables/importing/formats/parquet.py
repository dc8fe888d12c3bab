"""Parquet: typed columns, read as they are."""

from io import BytesIO

import polars as pl

from levier.core.errors import BadInput
from levier.tables.importing.raw import RawTable, numbered, unique_headers

LABEL = "Parquet"
_MARK = b"PAR1"


def sniff(data: bytes, name: str) -> bool:
    """By its first bytes."""
    return data.startswith(_MARK)


def read(data: bytes, name: str) -> list[RawTable]:
    """Raises BadInput when the file is damaged."""
    try:
        frame = pl.read_parquet(BytesIO(data))
    except (pl.exceptions.PolarsError, OSError) as fault:
        raise BadInput("Ce fichier Parquet est endommagé", where=name, mend="Refaites l'export.") from fault
    frame.columns = unique_headers(frame.columns)
    frame = frame.select(pl.all().exclude(pl.List, pl.Struct, pl.Array, pl.Binary, pl.Object))
    return [RawTable(frame, numbered(frame.height), "Parquet", ".", certain=True)]
