"""The records of a text file that is not regular: quotes never closed, cells of several lines, lines too short or too long."""

from collections import Counter
from collections.abc import Sequence

from levier.tables.importing.raw import BrokenLine
from levier.tables.importing.separating import rows_of


def records(text: str, separator: str) -> tuple[list[list[str]], list[int], list[BrokenLine]]:
    """Records, the line where each starts, and the lines given up because their quote is never closed."""
    lines = text.split("\n")
    rows, starts = _read(lines, separator, 1)
    if len(rows) == len(lines) or not any("\n" in cell for row in rows for cell in row):
        return *_without_blank(rows, starts), []
    width = Counter(map(len, rows)).most_common(1)[0][0]
    good: list[list[str]] = []
    where: list[int] = []
    broken: list[BrokenLine] = []
    todo = list(zip(rows, starts, strict=True))[::-1]
    while todo:
        row, start = todo.pop()
        height = 1 + sum(cell.count("\n") for cell in row)
        if height == 1 or (len(row) == width and height <= 50 and not _swallowed(row, separator, width)):
            good.append(row)
            where.append(start)
            continue
        # A quote that was never closed swallowed what follows: give up its first line only, and read the others again.
        broken.append(BrokenLine(start, [lines[start - 1]], "guillemet ouvert et jamais fermé"))
        again, positions = _read(lines[start : start - 1 + height], separator, start + 1)
        todo.extend(list(zip(again, positions, strict=True))[::-1])
    return *_without_blank(good, where), broken


def regular(
    rows: list[list[str]], starts: list[int], width: int
) -> tuple[list[list[str]], list[int], list[BrokenLine]]:
    """Rows of the right width; those with more or fewer cells are set aside (empty cells at the end are no fault)."""
    if set(map(len, rows)) <= {width}:
        return rows, starts, []
    kept: list[list[str]] = []
    lines: list[int] = []
    broken: list[BrokenLine] = []
    for row, start in zip(rows, starts, strict=True):
        if len(row) == width:
            kept.append(row)
            lines.append(start)
        elif len(row) > width and not any(row[width:]):
            kept.append(row[:width])
            lines.append(start)
        else:
            broken.append(BrokenLine(start, row, wrong_width(len(row), width)))
    return kept, lines, broken


def wrong_width(found: int, width: int) -> str:
    """Why a line of another width is set aside."""
    return f"{found} colonne(s) au lieu de {width}"


def _swallowed(row: list[str], separator: str, width: int) -> bool:
    """Whether a cell of several lines holds a whole record: two stray quotes far apart look like one long text."""
    return width > 2 and any(
        line.count(separator) == width - 1 for cell in row if "\n" in cell for line in cell.split("\n")
    )


def _read(lines: Sequence[str], separator: str, first: int) -> tuple[list[list[str]], list[int]]:
    rows = rows_of([line + "\n" for line in lines], separator, skipinitialspace=separator != "\t")
    if len(rows) == len(lines):
        return rows, list(range(first, first + len(rows)))
    starts, line = [], first
    for row in rows:
        starts.append(line)
        line += 1 + sum(cell.count("\n") for cell in row)
    last = rows[-1] if rows else []
    if line > first + len(lines) and last and last[-1].endswith("\n"):
        last[-1] = last[-1][:-1]
    return rows, starts


def _without_blank(rows: list[list[str]], starts: list[int]) -> tuple[list[list[str]], list[int]]:
    if all(map(any, rows)) and min(map(len, rows), default=2) > 1:
        return rows, starts
    kept = [(row, start) for row, start in zip(rows, starts, strict=True) if any(map(str.strip, row))]
    return [row for row, _ in kept], [start for _, start in kept]
