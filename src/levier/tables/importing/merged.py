"""Merged cells of a workbook: a group written once is on each of its lines; a header may stand on two rows."""

import re
from dataclasses import dataclass
from typing import Any

_DATA = re.compile(r"^[\s€$£%+−(-]*\d[\d\s.,:/€$£%)T-]*$")
_LOOKED_AT = 25


@dataclass(frozen=True)
class Range:
    """A merged rectangle, bounds included, from 0."""

    top: int
    left: int
    bottom: int
    right: int


def spread(cells: list[list[Any]], ranges: list[Range]) -> None:
    """Write the value of each merged range in all of its cells."""
    for part in ranges:
        if not 0 <= part.top < len(cells) or part.left < 0:
            continue
        value = cells[part.top][part.left] if part.left < len(cells[part.top]) else None
        for row in cells[part.top : part.bottom + 1]:
            for column in range(part.left, min(part.right + 1, len(row))):
                if row[column] in (None, ""):
                    row[column] = value


def header_of_two_rows(texts: list[list[str]], ranges: list[Range]) -> tuple[int, list[str]] | None:
    """The index of the second row and the label of each column, when the first one groups columns by merged cells.

    « Client » above « Code » and « Nom »: the label is the lower one when it is the only one of its name, else
    « Quantité (Janvier) ». A title that covers the whole width is no group.
    """
    width = max(map(len, texts), default=0)
    groups = [
        part
        for part in ranges
        if part.top == part.bottom < _LOOKED_AT
        and part.top + 1 < len(texts)
        and 0 < part.right - part.left < width - 1
    ]
    for top in sorted({part.top for part in groups}):
        here = [part for part in groups if part.top == top]
        below = texts[top + 1]
        covered = [column for part in here for column in range(part.left, part.right + 1)]
        words = [below[column].strip() for column in covered if column < len(below)]
        if len([word for word in words if word]) < 2 or any(_DATA.match(word) for word in words if word):
            continue
        above = [*texts[top], *[""] * (width - len(texts[top]))]
        for part in here:
            above[part.left : part.right + 1] = [above[part.left]] * (part.right + 1 - part.left)
        under = [*below, *[""] * (width - len(below))]
        pairs = [(high.strip(), low.strip()) for high, low in zip(above, under, strict=True)]
        alone = [low for _, low in pairs if low]
        return top + 1, [_label(high, low, alone.count(low) == 1) for high, low in pairs]
    return None


def _label(high: str, low: str, alone: bool) -> str:
    if not low or not high or low == high:
        return low or high
    return low if alone else f"{low} ({high})"
