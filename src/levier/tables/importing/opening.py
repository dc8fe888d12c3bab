"""A file, whatever its format, as a raw table. The format is told by the first bytes, not by the name."""

import gzip
import zlib
from io import BytesIO
from pathlib import Path

import polars as pl

from levier.core.errors import BadInput
from levier.tables.importing.raw import RawTable, unique_headers
from levier.tables.importing.sheets import read_workbook
from levier.tables.importing.text_files import read_text_table

LARGEST = 600 * 1024 * 1024
_ZIP, _OLE, _PARQUET, _GZIP, _PDF = b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"PAR1", b"\x1f\x8b", b"%PDF"


def read_bytes(path: Path) -> bytes:
    """The bytes of the file. Raises BadInput when it is absent, empty or too big."""
    try:
        size = path.stat().st_size
        if size > LARGEST:
            raise BadInput(
                f"Ce fichier est trop gros ({size // 1024**2} Mo, {LARGEST // 1024**2} Mo au plus)",
                where=path.name,
                mend="Découpez-le par période et importez les morceaux l'un après l'autre en mode « ajouter ».",
            )
        data = path.read_bytes()
    except (FileNotFoundError, IsADirectoryError, PermissionError) as fault:
        raise BadInput(
            "Ce fichier n'existe pas ou ne peut pas être lu",
            where=path.name,
            mend="Vérifiez son emplacement.",
        ) from fault
    if not data:
        raise BadInput("Ce fichier est vide", where=path.name, mend="Vérifiez l'export puis recommencez.")
    return data


def open_table(data: bytes, where: str) -> RawTable:
    """The raw table in ``data``. Raises BadInput when the format is unknown or the file corrupted."""
    if data.startswith(_GZIP):
        data = _unzipped(data, where)
    if data.startswith(_PARQUET):
        return _parquet(data, where)
    if data.startswith((_ZIP, _OLE)):
        return read_workbook(data, where)
    if data.startswith(_PDF):
        raise BadInput(
            "Un PDF n'est pas un tableau de données",
            where=where,
            mend="Ajoutez-le comme document, ou exportez les données en CSV ou en XLSX.",
        )
    return read_text_table(data, where)


def _unzipped(data: bytes, where: str) -> bytes:
    try:
        with gzip.open(BytesIO(data)) as file:
            plain = file.read(LARGEST + 1)
    except (OSError, EOFError, zlib.error) as fault:
        raise BadInput(
            "Ce fichier compressé est endommagé", where=where, mend="Refaites l'export."
        ) from fault
    if len(plain) > LARGEST:
        raise BadInput(
            "Ce fichier est trop gros une fois décompressé", where=where, mend="Découpez-le par période."
        )
    return plain


def _parquet(data: bytes, where: str) -> RawTable:
    try:
        frame = pl.read_parquet(BytesIO(data))
    except (pl.exceptions.PolarsError, OSError) as fault:
        raise BadInput("Ce fichier Parquet est endommagé", where=where, mend="Refaites l'export.") from fault
    frame.columns = unique_headers(frame.columns)
    return RawTable(frame, pl.int_range(1, frame.height + 1, eager=True).alias("ligne"), "Parquet", ".")
