"""Headers, footers and page numbers: the same line, numbers aside, at the edge of most pages."""

import re
from collections import Counter, defaultdict

from levier.knowledge.parsing.pdf.letters import Row, Sheet
from levier.knowledge.parsing.pdf.ordering import joined

_EDGE_ROWS = 3
_EDGE = 0.14
"""Of the height of the page, at the top and at the bottom."""
_NUMBER = re.compile(
    r"^(?:[-–—|]\s*)?(?:page|p\.)?\s*\d{1,5}(?:\s*(?:/|sur|de|of|-)\s*\d{1,5})?(?:\s*[-–—|])?$", re.IGNORECASE
)
_PAGE = re.compile(r"^\W*(?:page|p\.)\s*\d", re.IGNORECASE)
_WORTH = 25
"""Letters from which a running line tells something: kept once, on the first page that bears it."""


def drop_running_lines(sheets: list[Sheet]) -> None:
    """Take running lines out of every page; the longer ones stay once, in ``margin`` of their first page."""
    places: dict[str, list[int]] = defaultdict(list)
    edges: list[list[Row]] = [_edge_rows(sheet) for sheet in sheets]
    for number, rows in enumerate(edges):
        for shape in {_shape(row) for row in rows}:
            places[shape].append(number)
    least = max(3, 0.5 * len(sheets)) if len(sheets) > 3 else max(2, len(sheets))
    # Left and right pages often bear two different headers: half of the pages is enough for either.
    running = {
        shape for shape, numbers in places.items() if len(numbers) >= least * (0.8 if len(sheets) > 8 else 1)
    }
    said: Counter[str] = Counter()
    for sheet, rows in zip(sheets, edges, strict=True):
        gone: set[int] = set()
        for row in rows:
            shape, words = _shape(row), joined(row)
            if _NUMBER.match(words) and (len(sheets) > 1 or _PAGE.match(words)):
                gone.add(id(row))
            elif shape in running and shape:
                gone.add(id(row))
                if not said[shape] and sum(map(str.isalpha, words)) >= _WORTH:
                    sheet.margin.append(words)
                said[shape] += 1
        if gone:
            kept = [
                (row, edges)
                for row, edges in zip(sheet.rows, sheet.columns, strict=True)
                if id(row) not in gone
            ]
            sheet.rows, sheet.columns = [row for row, _ in kept], [edges for _, edges in kept]


def _edge_rows(sheet: Sheet) -> list[Row]:
    """The first and last rows of a page that stand near its edges."""
    rows = sorted(
        (row for row in sheet.rows if all(run.table is None for run in row)), key=lambda row: row[0].top
    )
    top = [row for row in rows[:_EDGE_ROWS] if row[0].top < _EDGE * sheet.height]
    bottom = [row for row in rows[-_EDGE_ROWS:] if row[0].bottom > (1 - _EDGE) * sheet.height]
    return top + [row for row in bottom if not any(row is one for one in top)]


def _shape(row: Row) -> str:
    return re.sub(r"\d+", "0", joined(row).strip().lower())
