"""XLSX, XLS and ODS as documents: one page a sheet, its tables titled by the sheet and by the lines above them."""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from io import BytesIO
from typing import Any

import python_calamine

from levier.core.french.numbers import format_number
from levier.knowledge.parsing import limits
from levier.knowledge.parsing.office.package import MACROS, Package
from levier.knowledge.parsing.structure import Page, Parsed, Refused
from levier.knowledge.parsing.tables import add_table, header_rows

_DATA_ROWS = 40
_DATA_COLUMNS = 3


def parse_workbook(data: bytes, format: str) -> Parsed:
    """A page for each sheet that holds something. Raises Refused."""
    notes: list[str] = []
    told = None
    if format != "xls":
        package = Package(data)
        if "META-INF/manifest.xml" in package.names and b"encryption-data" in package.read(
            "META-INF/manifest.xml"
        ):
            raise Refused("encrypted")
        package.refuse_entities()
        notes += [MACROS] if package.macros else []
        told = package.properties()
    try:
        book = python_calamine.CalamineWorkbook.from_filelike(BytesIO(data))
    except python_calamine.PasswordError as error:
        raise Refused("encrypted") from error
    except (python_calamine.CalamineError, ValueError, OSError) as error:
        raise Refused("corrupted") from error
    pages: list[Page] = []
    cells, biggest = 0, ("", 0)
    hidden = 0
    for place, meta in enumerate(book.sheets_metadata[: limits.MOST_PAGES]):
        if meta.visible != python_calamine.SheetVisibleEnum.Visible:
            hidden += 1
            continue
        rows, cut = _rows(book, place, limits.MOST_CELLS - cells)
        if not rows:
            continue
        cells += sum(map(len, rows))
        page = Page(len(pages) + 1, title=meta.name[:300])
        page.add(meta.name, "heading", 1)
        size = _fill(page, rows)
        biggest = max(biggest, (meta.name, size), key=lambda one: one[1])
        if cut:
            notes.append(
                f"Feuille «\u00a0{meta.name}\u00a0»\u00a0: seules les {format_number(len(rows))} premières lignes ont été lues."
            )
        pages.append(page)
    if hidden:
        plural = "s" if hidden > 1 else ""
        notes.append(f"{hidden} feuille{plural} masquée{plural} laissée{plural} de côté.")
    if not pages:
        raise Refused("empty")
    facts: dict[str, Any] = {"sheets": len(pages)}
    if biggest[1] >= _DATA_ROWS:
        facts["data_rows"] = biggest[1]
        notes.append(
            f"La feuille «\u00a0{biggest[0]}\u00a0» a l'air d'un tableau de données ({format_number(biggest[1])} lignes)\u00a0: "
            "importez ce classeur comme tableau pour faire des calculs dessus."
        )
    title = told.title if told else ""
    return Parsed(
        title, pages, True, format, "workbook", author=told.author if told else "",
        dated=told.dated if told else None, facts=facts, notes=notes,
    )  # fmt: skip


def _rows(book: Any, place: int, room: int) -> tuple[list[list[str]], bool]:
    """The cells of a sheet as French text, and whether it was cut."""
    try:
        sheet = book.get_sheet_by_index(place)
        found: list[list[str]] = []
        for number, row in enumerate(sheet.iter_rows()):
            if number >= limits.MOST_ROWS or room <= 0:
                return found, True
            cells = [shown(cell) for cell in row[: limits.MOST_COLUMNS]]
            room -= len(cells)
            found.append(cells)
        return found, False
    except (python_calamine.CalamineError, ValueError, OSError, IndexError):
        return [], False  # a chart sheet, or one broken sheet: the others are still worth reading


def shown(cell: object) -> str:
    """A cell as a French person reads it: « 12/03/2024 », « 1234,5 », « oui »."""
    if cell is None or cell == "":
        return ""
    if isinstance(cell, bool):
        return "oui" if cell else "non"
    if isinstance(cell, float):
        return (
            str(int(cell))
            if cell.is_integer() and abs(cell) < 1e15
            else f"{cell:.6g}".replace(".", ",")
            if abs(cell) < 1e-3
            else f"{round(cell, 4):.10g}".replace(".", ",")
        )
    if isinstance(cell, datetime):
        return f"{cell:%d/%m/%Y %H:%M}" if cell.time() != time() else f"{cell:%d/%m/%Y}"
    if isinstance(cell, date):
        return f"{cell:%d/%m/%Y}"
    if isinstance(cell, time):
        return f"{cell:%H:%M}"
    if isinstance(cell, timedelta):
        return f"{cell.total_seconds() / 3600:.2f}".replace(".", ",") + " h"
    return " ".join(str(cell).split())


def _fill(page: Page, rows: list[list[str]]) -> int:
    """Parts separated by empty lines: single cells are text, the rest tables. Lines of the biggest data table."""
    biggest = 0
    for part in _parts(rows):
        lines = list(part)
        while lines and sum(map(bool, lines[0])) == 1 and len(lines) > 1:
            page.add(next(cell for cell in lines.pop(0) if cell))
        add_table(page, lines)
        columns = sum(map(bool, lines[0])) if lines else 0
        if len(lines) > _DATA_ROWS and columns >= _DATA_COLUMNS and header_rows(lines):
            biggest = max(biggest, len(lines) - 1)
    return biggest


def _parts(rows: Iterable[list[str]]) -> Iterable[list[list[str]]]:
    part: list[list[str]] = []
    for row in rows:
        if any(row):
            part.append(row)
        elif part:
            yield part
            part = []
    if part:
        yield part
