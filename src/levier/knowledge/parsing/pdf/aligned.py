"""Tables without rules: lines whose pieces stand under each other."""

from dataclasses import dataclass

from levier.knowledge.parsing.pdf.letters import Row
from levier.knowledge.parsing.tables import is_number

_LEAST_ROWS = 3


@dataclass(frozen=True)
class Aligned:
    """A table found: its cells, and how many rows of the page it took."""

    cells: list[list[str]]
    rows: int


def aligned_table(rows: list[Row], edges: list[tuple[float, float]], place: int) -> Aligned | None:
    """The table that begins at ``place``, if at least three rows in a row share their columns."""
    if len(rows[place]) < 2:
        return None
    block: list[Row] = []
    single = 0
    for at in range(place, len(rows)):
        row = rows[at]
        if any(run.table is not None for run in row) or edges[at] != edges[place]:
            break
        tall = max(row[0].bottom - row[0].top, 1.0)
        if block and row[0].top - block[-1][0].bottom > 2.2 * tall:
            break
        single = single + 1 if len(row) == 1 else 0
        if single > 1:
            break
        block.append(row)
    while block and len(block[-1]) == 1:
        block.pop()
    if len(block) < _LEAST_ROWS:
        return None
    columns = _columns(block)
    if len(columns) < 2:
        return None
    cells = [_cells(row, columns) for row in block]
    filled = sum(sum(map(bool, line)) >= 2 for line in cells)
    if filled < 0.7 * len(cells) or not _looks_like_table(cells, len(columns)):
        return None
    return Aligned(_merged(cells), len(block))


def _columns(block: list[Row]) -> list[tuple[float, float]]:
    """The bands of the page that the pieces cover; a piece over two bands (a title) does not join them."""
    spans = sorted((run.left, run.right) for row in block if len(row) > 1 for run in row)
    bands: list[list[float]] = []
    for left, right in spans:
        if bands and left < bands[-1][1] + 1:
            bands[-1][1] = max(bands[-1][1], right)
        else:
            bands.append([left, right])
    return [(left, right) for left, right in bands]


def _cells(row: Row, columns: list[tuple[float, float]]) -> list[str]:
    cells = [""] * len(columns)
    for run in row:
        best = max(
            range(len(columns)), key=lambda at: min(run.right, columns[at][1]) - max(run.left, columns[at][0])
        )
        cells[best] = f"{cells[best]} {run.text}".strip()
    return cells


def _looks_like_table(cells: list[list[str]], columns: int) -> bool:
    """Three columns, or two of which one holds figures: two columns of words are a layout."""
    if columns >= 3 and sum(sum(map(bool, line)) >= 3 for line in cells) >= 2:
        return True
    numbers = sum(any(is_number(cell) for cell in line[1:] if cell) for line in cells)
    return numbers >= 0.6 * len(cells)


def _merged(cells: list[list[str]]) -> list[list[str]]:
    """A line that only continues the words of one cell joins the line above."""
    merged: list[list[str]] = []
    for line in cells:
        filled = [place for place, cell in enumerate(line) if cell]
        if merged and len(filled) == 1 and merged[-1][filled[0]] and line[filled[0]][:1].islower():
            merged[-1][filled[0]] += f" {line[filled[0]]}"
        else:
            merged.append(line)
    return merged
