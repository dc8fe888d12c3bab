"""A result's table on the columns a terminal has: side by side where it stays readable, else one row under another."""

import textwrap
from collections.abc import Iterator
from datetime import date
from typing import Any

from rich.cells import cell_len

from levier.core.french.dates import format_date
from levier.core.french.numbers import NBSP, format_money, format_number, format_percent
from levier.core.french.typography import unbroken
from levier.core.result import Column, Table

_MONEY = {"€": "EUR", "EUR": "EUR", "£": "GBP", "GBP": "GBP", "$": "USD", "USD": "USD", "CHF": "CHF", "XPF": "XPF"}  # fmt: skip
_GAP = 2
_NARROWEST = 18
_MOST_LINES = 3
"""A text folded in its column on more lines than this is read better under its row."""
_LONG = 40

Line = tuple[str, str]


def table_lines(table: Table, width: int, most: int) -> Iterator[Line]:
    """(line, style) of the title and of the first ``most`` rows, none wider than ``width`` unless a single word is."""
    yield from ((line, "bold") for line in _fold(table.title, width))
    rows = table.rows[:most]
    columns = [one for one in table.columns if any(_filled(row.get(one.key)) for row in rows)]
    if not rows or not columns:
        yield "Aucune ligne.", "dim"
        return
    written = [
        [_cell(value, one.unit) for value in _rounded([row.get(one.key) for row in rows], one.unit)]
        for one in columns
    ]
    cells = [list(row) for row in zip(*written, strict=True)]
    figures = [any(_is_number(row.get(one.key)) for row in rows) for one in columns]
    labels = [_heading(one) for one in columns]
    widths = _widths(labels, cells, figures, width)
    if widths is None:
        yield from _listed(labels, cells, width)
    else:
        yield from _side_by_side(labels, cells, figures, widths)


def _heading(column: Column) -> str:
    """The label, with the unit where the cells do not bear it and the label does not say it (« Nombre de commandes »)."""
    said = column.unit in (*_MONEY, "%", "date", "") or column.unit.lower() in column.label.lower()
    return column.label if said else f"{column.label} ({column.unit})"


def _widths(labels: list[str], cells: list[list[str]], figures: list[bool], width: int) -> list[int] | None:
    """The width of each column, figures whole and the room left shared between the texts; None where it cannot be read."""
    natural = [max(cell_len(row[place]) for row in cells) for place in range(len(labels))]
    least = [
        max(
            size if figure else min(size, _NARROWEST),
            max((cell_len(word) for word in labels[place].split(" ")), default=0),
        )
        for place, (size, figure) in enumerate(zip(natural, figures, strict=True))
    ]
    room = width - _GAP * (len(labels) - 1)
    if sum(least) > room:
        return None
    wanted = [max(size, small) for size, small in zip(natural, least, strict=True)]
    while sum(wanted) > room:
        wanted[max(range(len(wanted)), key=lambda place: wanted[place] - least[place])] -= 1
    for row in cells:
        if any(len(_fold(text, wanted[place])) > _MOST_LINES for place, text in enumerate(row)):
            return None
    return wanted


def _side_by_side(
    labels: list[str], cells: list[list[str]], figures: list[bool], widths: list[int]
) -> Iterator[Line]:
    for line in _row(labels, figures, widths):
        yield line, "bold"
    yield (" " * _GAP).join("─" * size for size in widths), "dim"
    for row in cells:
        for line in _row(row, figures, widths):
            yield line, ""


def _row(texts: list[str], figures: list[bool], widths: list[int]) -> list[str]:
    folded = [_fold(text, size) for text, size in zip(texts, widths, strict=True)]
    lines = []
    for number in range(max(map(len, folded))):
        parts = []
        for text, figure, size in zip(folded, figures, widths, strict=True):
            part = text[number] if number < len(text) else ""
            blank = " " * max(0, size - cell_len(part))
            parts.append(blank + part if figure else part + blank)
        lines.append((" " * _GAP).join(parts).rstrip(" "))
    return lines


def _listed(labels: list[str], cells: list[list[str]], width: int) -> Iterator[Line]:
    """Each row under its first cell: what is short on one line, each long text on its own."""
    head, *others = labels
    for row in cells:
        yield "", ""
        first = f"{head}{NBSP}{row[0]}" if row[0].isdigit() else row[0]
        yield from ((line, "bold") for line in _fold(first, width))
        pairs = [(label, text) for label, text in zip(others, row[1:], strict=True) if text != "–"]
        short = [f"{label} : {text}".replace(" ", NBSP) for label, text in pairs if cell_len(text) <= _LONG]
        if short:
            yield folded(f"{NBSP}· ".join(short), width, "  ", "  "), ""
        for label, text in pairs:
            if cell_len(text) > _LONG:
                yield folded(f"{label} : {text}", width, "  ", "    "), ""


def folded(text: str, width: int, first: str = "", then: str = "") -> str:
    """``text`` on lines of ``width``, cut at spaces but never inside « 2 564,40 € » nor before « : »: rich folds there."""
    return textwrap.fill(unbroken(text), max(1, width), initial_indent=first, subsequent_indent=then)


def _fold(text: str, width: int) -> list[str]:
    return folded(text, width).split("\n")


def _rounded(values: list[Any], unit: str) -> list[Any]:
    """Money without cents where the whole column has none, or is of thousands."""
    figures = [one for one in values if _is_number(one)]
    bare = all(float(one).is_integer() for one in figures) or all(abs(one) >= 1000 for one in figures if one)
    return [round(one) if _is_number(one) else one for one in values] if unit in _MONEY and bare else values


def _filled(value: Any) -> bool:
    return value is not None and value != ""


def _cell(value: Any, unit: str) -> str:
    if not _filled(value):
        return "–"
    if isinstance(value, bool):
        return "oui" if value else "non"
    if isinstance(value, date) or (unit == "date" and isinstance(value, str)):
        return _day(value)
    if not _is_number(value):
        return " ".join(str(value).split(" "))
    if unit in _MONEY:
        return format_money(value, _MONEY[unit], 0 if isinstance(value, int) else 2)
    if unit == "%":
        return format_percent(value)
    return format_number(value)


def _day(value: date | str) -> str:
    try:
        return format_date(date.fromisoformat(value[:10]) if isinstance(value, str) else value)
    except ValueError:
        return str(value)


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)
