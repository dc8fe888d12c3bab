"""XLSX, XLS and ODS workbooks: the first useful sheet, below its title rows."""

from datetime import date, datetime, time, timedelta
from io import BytesIO
from typing import Any

import polars as pl
from python_calamine import CalamineError, CalamineWorkbook, PasswordError

from levier.core.errors import BadInput
from levier.tables.importing.header import find_header
from levier.tables.importing.raw import RawTable, unique_headers


def read_workbook(data: bytes, where: str) -> RawTable:
    """The table of a workbook. Raises BadInput when it is corrupted, protected by a password or empty."""
    try:
        workbook = CalamineWorkbook.from_filelike(BytesIO(data))
        sheets = [(name, workbook.get_sheet_by_name(name).to_python()) for name in workbook.sheet_names]
    except PasswordError:
        raise BadInput(
            "Ce classeur est protégé par un mot de passe",
            where=where,
            mend="Enlevez la protection dans votre tableur puis importez-le de nouveau.",
        ) from None
    except (CalamineError, OSError, ValueError) as fault:
        raise BadInput(
            "Ce classeur est illisible ou endommagé",
            where=where,
            mend="Ouvrez-le dans votre tableur, enregistrez-le à nouveau, puis importez cette copie.",
        ) from fault
    useful = [(name, rows) for name, rows in sheets if _is_table(rows)]
    if not useful:
        raise BadInput("Ce classeur ne contient aucun tableau", where=where, mend="Vérifiez l'export.")
    name, cells = useful[0]
    rows = [[_text(cell) for cell in row] for row in cells]
    numbered = [(row, line) for line, row in enumerate(rows, start=1) if any(row)]
    header, width = find_header([row for row, _ in numbered])
    names = unique_headers(_fit(numbered[header][0], width)) if header >= 0 else unique_headers([""] * width)
    body = [(_fit(row, width), line) for row, line in numbered[header + 1 :]]
    columns = list(zip(*(row for row, _ in body), strict=True)) if body else [()] * width
    frame = pl.DataFrame(
        [pl.Series(n, list(v), dtype=pl.String) for n, v in zip(names, columns, strict=True)]
    )
    notes = []
    if len(useful) > 1:
        others = ", ".join(f"« {other} »" for other, _ in useful[1:4])
        notes.append(f"Feuille « {name} » lue ; autres feuilles laissées de côté : {others}.")
    lines = pl.Series("ligne", [line for _, line in body], dtype=pl.Int64)
    return RawTable(frame, lines, f"classeur, feuille « {name} »", ".", [], notes)


def _is_table(rows: list[list[Any]]) -> bool:
    wide = [row for row in rows if sum(cell not in ("", None) for cell in row) >= 2]
    return len(wide) >= 2


def _fit(row: list[str], width: int) -> list[str]:
    return [*row, *[""] * (width - len(row))][:width]


def _text(cell: Any) -> str:
    """A cell as plain text: numbers with a dot and no superfluous zero, dates in ISO form."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "oui" if cell else "non"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < 1e15 else repr(cell)
    if isinstance(cell, datetime):
        return cell.isoformat(sep=" ")
    if isinstance(cell, date | time):
        return cell.isoformat()
    if isinstance(cell, timedelta):
        return str(cell)
    return str(cell).strip()
