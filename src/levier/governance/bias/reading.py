"""Where the rows come from: a file, a table of the company, a table of a result."""

from pathlib import Path

import polars as pl

from levier.core.actor import Actor
from levier.core.errors import BadInput, NotFound
from levier.tables.importing.opening import open_tables, read_bytes
from levier.tables.sharing import visible_dataset

MOST_ROWS = 1_000_000
_SHARE_OF_NUMBERS = 0.98


def of_file(path: Path, name: str = "") -> pl.DataFrame:
    """The first table of a file (CSV, Excel, Parquet …), numbers read as numbers. Raises BadInput."""
    return _typed(open_tables(read_bytes(path), name or path.name)[0].frame)


def of_bytes(data: bytes, name: str) -> pl.DataFrame:
    """The same from a file sent by a browser; nothing is kept. Raises BadInput."""
    if not data:
        raise BadInput("Ce fichier est vide", where=name, mend="Vérifiez l'export puis recommencez.")
    return _typed(open_tables(data, name)[0].frame)


def of_dataset(actor: Actor, number: int) -> tuple[str, pl.DataFrame]:
    """A table the person may see: its name and rows. Raises NotFound."""
    dataset = visible_dataset(actor, number)
    version = dataset.versions.filter(number=dataset.current).first()
    if version is None or not version.parquet_path.is_file():
        raise NotFound(
            "Ce tableau n'a plus de version en service", where=dataset.name, mend="Importez-le de nouveau."
        )
    return dataset.name, pl.read_parquet(version.parquet_path)


def _typed(frame: pl.DataFrame) -> pl.DataFrame:
    """Columns of text that are numbers become numbers, the French way of writing them included."""
    if frame.height > MOST_ROWS:
        raise BadInput(f"Ce fichier a plus de {MOST_ROWS} lignes", mend="Tirez-en un échantillon.")
    made = []
    for column in frame.columns:
        values = frame[column]
        if values.dtype != pl.String:
            made.append(values)
            continue
        stripped = values.str.strip_chars()
        stripped = pl.select(pl.when(stripped == "").then(None).otherwise(stripped).alias(column)).to_series()
        plain = stripped.str.replace_all(r"[\u00a0\u202f ]", "").str.replace(",", ".", literal=True)
        numbers = plain.cast(pl.Float64, strict=False)
        known = stripped.len() - stripped.null_count()
        read = numbers.len() - numbers.null_count()
        few = stripped.n_unique() <= 2
        made.append(
            numbers.alias(column) if known and not few and read >= _SHARE_OF_NUMBERS * known else stripped
        )
    return pl.DataFrame(made)
