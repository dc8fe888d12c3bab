"""What is drawn on a page: rules that make tables, and pictures. Only pages with rules are given to pdfplumber."""

import ctypes
from dataclasses import dataclass
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

from levier.knowledge.parsing.cleaning import one_line
from levier.knowledge.parsing.pdf.letters import Run, Sheet, rows_of

_MOST_OBJECTS = 6_000
"""A page with more is a drawing or a map, not a table."""
_MOST_LETTERS = 15_000
_LONGEST_CELL = 900
_LEAST_PICTURE = 0.02
"""Of the area of the page."""


@dataclass
class Drawn:
    """Counts of a page. ``grid``: enough rules, in both directions, for a table."""

    level: int = 0
    upright: int = 0
    boxes: int = 0
    pictures: int = 0

    @property
    def grid(self) -> bool:
        return (
            (self.level >= 3 and self.upright >= 2)
            or self.boxes >= 4
            or (self.boxes >= 2 and self.level >= 2)
        )


def rulings(page: pypdfium2.PdfPage) -> Drawn:
    """Count lines, boxes and pictures, without entering drawings."""
    drawn = Drawn()
    count = pdfium.FPDFPage_CountObjects(page)
    width, height = page.get_size()
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    for place in range(min(count, _MOST_OBJECTS)):
        thing = pdfium.FPDFPage_GetObject(page, place)
        kind = pdfium.FPDFPageObj_GetType(thing)
        if kind not in {pdfium.FPDF_PAGEOBJ_PATH, pdfium.FPDF_PAGEOBJ_IMAGE, pdfium.FPDF_PAGEOBJ_FORM}:
            continue
        if not pdfium.FPDFPageObj_GetBounds(thing, *map(ctypes.byref, (left, bottom, right, top))):
            continue
        wide, tall = right.value - left.value, top.value - bottom.value
        if kind == pdfium.FPDF_PAGEOBJ_PATH:
            if tall < 2.5 and wide > 20:
                drawn.level += 1
            elif wide < 2.5 and tall > 6:
                drawn.upright += 1
            elif wide > 12 and tall > 6 and wide * tall < 0.9 * width * height:
                drawn.boxes += 1
        elif wide * tall > _LEAST_PICTURE * width * height:
            drawn.pictures += 1
    if count > _MOST_OBJECTS:
        drawn.level = drawn.upright = drawn.boxes = 0
    return drawn


def ruled_tables(opened: Any, index: int, sheet: Sheet) -> None:
    """Find the ruled tables of a page; the runs inside each give way to one run that holds its cells."""
    if sheet.letters > _MOST_LETTERS:
        return
    try:
        page = opened.document().pages[index]
        found = page.find_tables()
        offset_x, offset_y = float(page.bbox[0]), float(page.bbox[1])
        tables = [(table.bbox, table.extract(), [row.bbox for row in table.rows]) for table in found[:40]]
        page.close()
    except (
        Exception
    ):  # pdfminer fails in many ways on files that pdfium reads; the page's text is there anyway
        return
    runs = [run for row in sheet.rows for run in row]
    for box, cells, bands in tables:
        lines = [[one_line(cell or "") for cell in row] for row in cells]
        if not _is_table(lines):
            continue
        left, top, right, bottom = (
            box[0] - offset_x,
            box[1] - offset_y,
            box[2] - offset_x,
            box[3] - offset_y,
        )
        inside = [
            run
            for run in runs
            if left - 2 <= (run.left + run.right) / 2 <= right + 2 and top - 2 <= run.middle <= bottom + 2
        ]
        if not inside or any(run.table is not None for run in inside):
            continue
        written = sum(len(run.text.replace(" ", "")) for run in inside)
        celled = sum(len(cell.replace(" ", "")) for line in lines for cell in line)
        if celled > 1.25 * written + 10 or max(len(cell) for line in lines for cell in line) > _LONGEST_CELL:
            continue  # a frame around half of the page, whose cells hold one another
        kept = [id(run) for run in inside]
        runs = [run for run in runs if id(run) not in kept]
        places = [
            (band[0] - offset_x, band[1] - offset_y, band[2] - offset_x, band[3] - offset_y) for band in bands
        ]
        runs.append(Run("", left, top, right, bottom, 0.0, table=lines, boxes=places))
    sheet.rows = rows_of(runs)
    sheet.rows.sort(key=lambda row: min(run.top for run in row))


def _is_table(lines: list[list[str]]) -> bool:
    """Two rows and two columns that hold something: frames around paragraphs are not tables."""
    filled = [row for row in lines if sum(map(bool, row)) >= 1]
    columns = [
        sum(bool(row[place]) for row in filled if place < len(row))
        for place in range(max(map(len, lines), default=0))
    ]
    return (
        len(filled) >= 2
        and sum(count >= 1 for count in columns) >= 2
        and sum(count >= 2 for count in columns) >= 1
    )
