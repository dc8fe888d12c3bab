"""What a reader of files gives: a frame of raw cells with the line each row comes from, and the lines it could not read."""

from dataclasses import dataclass, field
from typing import Any, Literal

import polars as pl


@dataclass(frozen=True)
class BrokenLine:
    """A line that could not even be split into cells, and why, in French."""

    line: int
    cells: list[str]
    reason: str


@dataclass(frozen=True)
class Cut:
    """How a file was cut into cells, which a person may say otherwise (``How``).

    ``header``: the line of the column names, 0 when there is none. ``beginning``: the first lines as the file has them, from
    line 1. ``doubt``: in French, why it is to be looked at. ``separator`` and ``encoding`` are empty for a workbook. ``second``:
    the separator of lines that were set aside for it.
    """

    header: int
    beginning: tuple[str, ...]
    separator: str = ""
    encoding: str = ""
    doubt: str = ""
    second: str = ""


@dataclass
class RawTable:
    """Cells as the file holds them.

    ``frame``: one column per header, text (or typed when the file carries types). ``lines``: for each row, its line in
    the file from 1. ``decimal``: the decimal mark to presume when a value alone does not tell; ``certain`` when the
    format itself fixes how dates and numbers are written, so that nothing is asked. ``title``: the name of the sheet or
    table in a file that holds several; ``hidden`` when the file hides it. ``kind`` and ``mapping`` (field → column): what
    the format knows for sure. ``currency``: ISO code, when the format tells it. ``warnings``: what is wrong with the file
    though its lines are read (a balance that does not add up); ``notes``: what is good to know. ``report``: what the
    format's own checks found, as JSON, kept with the version (the conformity of a FEC). ``mend``: what to do when no line can
    be used, where the format itself knows better than « check the columns ». ``cut``: of a text file or a sheet.
    """

    frame: pl.DataFrame
    lines: pl.Series
    format: str
    decimal: Literal[",", "."] = ","
    broken: list[BrokenLine] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    title: str = ""
    hidden: bool = False
    certain: bool = False
    kind: str = ""
    mapping: dict[str, str] = field(default_factory=dict)
    currency: str = ""
    warnings: list[str] = field(default_factory=list)
    report: dict[str, Any] = field(default_factory=dict)
    mend: str = ""
    cut: Cut | None = None


def numbered(height: int, first: int = 1) -> pl.Series:
    """The lines of a table that are all there, one after the other."""
    return pl.int_range(first, first + height, eager=True).alias("ligne")


def unique_headers(cells: list[str]) -> list[str]:
    """Header cells made non-empty and distinct: the columns of a frame."""
    names: list[str] = []
    taken: set[str] = set()
    for index, cell in enumerate(cells, start=1):
        base = " ".join(cell.split()) or f"colonne {index}"
        name, again = base, 2
        while name in taken:
            name, again = f"{base} ({again})", again + 1
        taken.add(name)
        names.append(name)
    return names
