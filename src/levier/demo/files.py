"""The demo company's raw files, as its software would export them: to walk from an empty Levier, by page or by command."""

import shutil
from datetime import date
from pathlib import Path

from levier.core.errors import BadInput
from levier.demo.company import HERE, PAPERS, SALES

CUTS = ((date(2011, 7, 1), "ventes-jusqu-a-juin-2011.csv"), (date(2011, 8, 1), "ventes-juillet-2011.csv"),
        (date(2011, 9, 1), "ventes-aout-2011.csv"))  # fmt: skip
"""First day left out of each export, and its file: the first comes before a pilot, the others while it runs."""


def write_files(folder: Path) -> list[Path]:
    """The sales, cut by export, and the documents. Raises BadInput when the folder cannot be written."""
    import polars as pl  # noqa: PLC0415 - wanted for this alone

    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise BadInput(
            f"Le dossier « {folder} » ne peut pas être créé : {error.strerror}",
            mend="Choisissez un autre dossier.",
        ) from None
    sales, written = pl.read_parquet(SALES), []
    start = date.min
    for end, name in CUTS:
        day = pl.col("InvoiceDate").dt.date()
        written.append(folder / name)
        sales.filter((day >= start) & (day < end)).write_csv(written[-1], datetime_format="%Y-%m-%d %H:%M")
        start = end
    for paper in PAPERS:
        written.append(folder / paper.file)
        shutil.copyfile(HERE / "documents" / paper.file, written[-1])
    return written
