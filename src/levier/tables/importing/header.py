"""Where the header of a sheet is: below its title lines, above its data."""

import re
from collections import Counter
from collections.abc import Sequence

from levier.tables.importing.names import known_names, normal

_DATA = re.compile(r"^[\s€$£%+−(-]*\d[\d\s.,:/€$£%)T-]*$")
_LOOKED_AT = 25


def find_header(rows: Sequence[Sequence[str]]) -> tuple[int, int]:
    """Index of the header row (−1 when there is none) and the width of the table.

    A header is a row of the first 25, as wide as the data below it, made of words only; names that Levier knows
    count for more than any other sign.
    """
    widths = Counter(_filled_width(row) for row in rows[:400])
    width = max(widths, key=lambda size: (widths[size] * (size > 1), size))
    best, best_score = -1, 0.0
    for index, row in enumerate(rows[:_LOOKED_AT]):
        cells = [cell.strip() for cell in row]
        filled = [cell for cell in cells if cell]
        if not filled or any(_DATA.match(cell) for cell in filled):
            continue
        words = len(filled) / max(width, 1)
        if words < 0.5:
            continue
        known = sum(normal(cell) in known_names() for cell in filled) / len(filled)
        score = min(words, 1.0) + 2 * known - 0.02 * index
        if known == 0 and not _numbers_below(rows, index):
            score -= 0.8
        if score > best_score:
            best, best_score = index, score
    if best >= 0:
        width = max(width, _filled_width(rows[best]))
    return best, width


def _filled_width(row: Sequence[str]) -> int:
    """Cells up to the last one that is filled."""
    size = len(row)
    while size and not row[size - 1].strip():
        size -= 1
    return size


def _numbers_below(rows: Sequence[Sequence[str]], index: int) -> bool:
    below = rows[index + 1 : index + 6]
    return any(_DATA.match(cell.strip()) for row in below for cell in row if cell.strip())
