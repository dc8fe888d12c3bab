"""Where the rows come from: a file, a table of the company, a table of a result."""

from dataclasses import dataclass
from pathlib import Path

import polars as pl

from levier.core.actor import Actor
from levier.core.errors import BadInput, NotFound
from levier.tables.importing.how import How
from levier.tables.importing.opening import open_table, open_tables, read_bytes
from levier.tables.kinds import KINDS
from levier.tables.models import DatasetVersion
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


@dataclass(frozen=True)
class Held:
    """A table of the company as people know it: known columns under their French label, the others under their header.

    ``known``: label of a column by its other names (the name of the field, the header in the file).
    """

    name: str
    frame: pl.DataFrame
    known: dict[str, str]

    def column(self, name: str) -> str:
        """The column called ``name``, whichever of its names is given; ``name`` itself when there is none."""
        return name if name in self.frame.columns else self.known.get(name, name)


def of_dataset(actor: Actor, number: int) -> Held:
    """A table the person may see. The columns that its kind has no place for (sex, age, site …) are read in the file that was
    imported. Raises NotFound.
    """
    dataset = visible_dataset(actor, number)
    version = dataset.versions.filter(number=dataset.current).first()
    if version is None or not version.parquet_path.is_file():
        raise NotFound(
            "Ce tableau n'a plus de version en service", where=dataset.name, mend="Importez-le de nouveau."
        )
    labels = {one.name: one.label for one in KINDS[dataset.kind].fields} if dataset.kind in KINDS else {}
    frame, headers = pl.read_parquet(version.parquet_path), dict(version.mapping)
    if (whole := _as_sent(version)) is not None:
        frame = whole.rename({header: field for field, header in headers.items() if header in whole.columns})
    shown = {one: labels[one] for one in frame.columns if one in labels and labels[one] not in frame.columns}
    known = {name: label for field, label in shown.items() for name in (field, headers.get(field, field))}
    return Held(dataset.name, frame.rename(shown), known)


def _as_sent(version: DatasetVersion) -> pl.DataFrame | None:
    """The file of a version, when it alone makes the table and holds columns that were left aside."""
    headers = set(version.mapping.values())
    if version.mode != "replace" or not version.original or not version.original_path.is_file():
        return None
    how = How(sheet=str(version.reading.get("sheet") or ""))
    try:
        raw = open_table(read_bytes(version.original_path), version.original_name, how).frame
    except BadInput:
        return None
    apart = len(set(raw.columns) - headers) and headers <= set(raw.columns)
    return _typed(raw) if apart and len(set(version.mapping.values())) == len(version.mapping) else None


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
