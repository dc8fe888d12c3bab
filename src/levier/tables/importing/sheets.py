"""XLSX, XLS and ODS workbooks: every useful sheet, below its title rows, merged cells spread over what they cover."""

import zipfile
import zlib
from datetime import date, datetime, time, timedelta
from io import BytesIO
from typing import Any

import polars as pl
from python_calamine import CalamineWorkbook, PasswordError, SheetVisibleEnum

from levier.core.errors import BadInput
from levier.tables.importing.header import find_header
from levier.tables.importing.how import How
from levier.tables.importing.merged import Range, header_of_two_rows, spread
from levier.tables.importing.raw import Cut, RawTable, unique_headers
from levier.tables.kinds.templates import NOTICE, NOTICE_TITLES

_ENCRYPTED_PACKAGE = "EncryptedPackage".encode("utf-16-le")
"""The stream that holds an XLSX with a password (MS-OFFCRYPTO, 1.3.2)."""
_LARGEST_MANIFEST = 1_000_000
_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
_MOST_COLUMNS = 2_000
_LOOKED_AT, _SHOWN = 12, 160
"""The first lines shown to choose the header from, cut to a width."""
Cells = list[list[Any]]


def is_workbook(data: bytes) -> bool:
    """Whether these are the first bytes of a workbook (or of another archive, told as a damaged workbook)."""
    return data.startswith((_ZIP, _OLE))


def read_workbook(data: bytes, where: str, how: How = How()) -> list[RawTable]:
    """The tables of a workbook: visible sheets in their order, then hidden ones.

    Raises BadInput when it is corrupted, protected by a password or without any table.
    """
    if _ENCRYPTED_PACKAGE in data if data.startswith(_OLE) else _is_locked_archive(data):
        raise _locked(where)
    try:
        workbook = CalamineWorkbook.from_filelike(BytesIO(data))
        tables = [
            table
            for sheet in workbook.sheets_metadata
            if (
                table := _table(
                    workbook, sheet.name, how.header, hidden=sheet.visible != SheetVisibleEnum.Visible
                )
            )
        ]
    except PasswordError:
        raise _locked(where) from None
    except BadInput:
        raise
    except BaseException as fault:  # the reader panics (a BaseException) on some damaged files
        if isinstance(fault, KeyboardInterrupt | SystemExit | MemoryError):
            raise
        raise BadInput(
            "Ce classeur est illisible ou endommagé",
            where=where,
            mend="Ouvrez-le dans votre tableur, enregistrez-le à nouveau, puis importez cette copie.",
        ) from fault
    if any(_is_own_notice(table) for table in tables):  # a model of Levier's: its notice is no data
        tables = [table for table in tables if not _is_own_notice(table)]
        if not tables:
            raise BadInput(
                "Ce modèle est encore vide",
                where=where,
                mend="Remplissez sa première feuille, une ligne par élément.",
            )
    if not tables:
        raise BadInput("Ce classeur ne contient aucun tableau", where=where, mend="Vérifiez l'export.")
    return sorted(tables, key=lambda table: table.hidden)


def _is_own_notice(table: RawTable) -> bool:
    """Whether the sheet is the one that describes the columns in a model given by Levier."""
    return (
        table.title == NOTICE
        and table.cut is not None
        and table.cut.beginning[:1] == (" | ".join(NOTICE_TITLES),)
    )


def _is_locked_archive(data: bytes) -> bool:
    """Whether an OpenDocument workbook says that its parts are encrypted, or an archive that its entries are."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            if any(entry.flag_bits & 1 for entry in archive.infolist()[:1000]):
                return True
            entry = archive.getinfo("META-INF/manifest.xml")
            return entry.file_size < _LARGEST_MANIFEST and b":encryption-data" in archive.read(entry)
    except (zipfile.BadZipFile, zlib.error, KeyError, OSError, NotImplementedError, RuntimeError, ValueError):
        return False


def _locked(where: str) -> BadInput:
    return BadInput(
        "Ce classeur est protégé par un mot de passe",
        where=where,
        mend="Ouvrez-le avec son mot de passe, enlevez celui-ci (Excel : Fichier, Informations, Protéger le classeur, Chiffrer "
        "avec mot de passe, case vide), enregistrez puis déposez cette copie.",
    )


def _table(workbook: CalamineWorkbook, name: str, said: int | None, *, hidden: bool) -> RawTable | None:
    sheet = workbook.get_sheet_by_name(name)
    cells: Cells = sheet.to_python()
    top, left = sheet.start or (0, 0)
    ranges = [
        Range(first[0] - top, first[1] - left, last[0] - top, last[1] - left)
        for first, last in sheet.merged_cell_ranges or []
    ]
    if not _is_table(cells):
        return None
    if max(map(len, cells)) > _MOST_COLUMNS:
        raise BadInput(
            f"La feuille « {name} » a plus de {_MOST_COLUMNS} colonnes",
            mend="Gardez les colonnes utiles.",
        )
    texts = [[_text(cell) for cell in row] for row in cells]
    notes = [f"La feuille « {name} » est masquée dans le classeur."] if hidden else []
    header, width, names = _heading(texts, ranges)
    if said is not None:
        header, names = _told(texts, said - top - 1 if said else -1, header, width, names, notes)
        width = len(names)
    start = header + 1
    spread(cells, [part for part in ranges if part.top >= start and part.left == part.right])
    body = [
        (row, line) for line, row in enumerate(cells[start:], start=top + start + 1) if any(map(_filled, row))
    ]
    columns = [
        _column([row[index] if index < len(row) else None for row, _ in body]) for index in range(width)
    ]
    frame = pl.DataFrame([series.alias(n) for n, series in zip(names, columns, strict=True)])
    lines = pl.Series("ligne", [line for _, line in body], dtype=pl.Int64)
    shown = [" | ".join(cell for cell in row if cell)[:_SHOWN] for row in texts[: max(_LOOKED_AT - top, 1)]]
    named = header >= 0 and any(texts[header])
    doubt = "" if named or said is not None else "Aucune ligne de noms de colonnes n'a été trouvée."
    cut = Cut(top + header + 1 if named else 0, ("",) * top + tuple(shown), doubt=doubt)
    return RawTable(frame, lines, f"classeur, feuille « {name} »", ".", [], notes, name, hidden, cut=cut)


def _told(
    texts: list[list[str]], row: int, found: int, width: int, names: list[str], notes: list[str]
) -> tuple[int, list[str]]:
    """The header that a person points at (−1: there is none), in place of the one found."""
    if row < 0:
        filled = next((index for index, cells in enumerate(texts) if any(cells)), 0)
        return filled - 1, unique_headers([""] * width)
    if row >= len(texts) or not any(texts[row]):
        notes.append(
            "La ligne indiquée pour l'en-tête est vide dans cette feuille : Levier a gardé la sienne."
        )
        return found, names
    return row, unique_headers(_fit(texts[row], max(width, len(texts[row]))))


def _heading(texts: list[list[str]], ranges: list[Range]) -> tuple[int, int, list[str]]:
    """Index of the last row of the header (−1 when there is none), the width of the table and its column names."""
    if two := header_of_two_rows(texts, ranges):
        row, labels = two
        width = max(len(labels), max(map(len, texts[row + 1 :]), default=0))
        return row, width, unique_headers(_fit(labels, width))
    kept = [(row, index) for index, row in enumerate(texts) if any(row)]
    found, width = find_header([row for row, _ in kept])
    if found < 0:
        return kept[0][1] - 1, width, unique_headers([""] * width)
    cells, index = kept[found]
    return index, width, unique_headers(_fit(cells, width))


def _is_table(rows: Cells) -> bool:
    wide = [row for row in rows if sum(map(_filled, row)) >= 2]
    return len(wide) >= 2


def _filled(cell: Any) -> bool:
    return cell is not None and cell != ""


def _fit(row: list[str], width: int) -> list[str]:
    return [*row, *[""] * (width - len(row))][:width]


def _column(values: list[Any]) -> pl.Series:
    """Numbers or dates when every filled cell is one: what is typed is not open to interpretation; else text."""
    filled = [value for value in values if _filled(value)]
    if filled and all(type(value) in (int, float) for value in filled):
        return pl.Series([float(value) if _filled(value) else None for value in values], dtype=pl.Float64)
    if filled and all(isinstance(value, date) for value in filled):
        return pl.Series(
            [_moment(value) if _filled(value) else None for value in values], dtype=pl.Datetime("us")
        )
    return pl.Series([_text(value) for value in values], dtype=pl.String)


def _moment(value: date) -> datetime:
    return value if isinstance(value, datetime) else datetime.combine(value, time())


def _text(cell: Any) -> str:
    """A cell as plain text: numbers with a dot and no superfluous zero, dates in ISO form.

    A number cell of three decimals among text cells is written « 1.234e0 »: beside « 1.234 » typed as text, which may be a
    thousand, it stays the number that it is.
    """
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "oui" if cell else "non"
    if isinstance(cell, int | float):
        if float(cell).is_integer() and abs(cell) < 1e15:
            return str(int(cell))
        written = repr(float(cell))
        return f"{written}e0" if "e" not in written and len(written.partition(".")[2]) == 3 else written
    if isinstance(cell, datetime):
        return cell.isoformat(sep=" ")
    if isinstance(cell, date | time):
        return cell.isoformat()
    if isinstance(cell, timedelta):
        return str(cell)
    return str(cell).strip()
