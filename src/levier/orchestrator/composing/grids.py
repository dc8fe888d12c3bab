"""A result's table as a Markdown table, its values written the French way."""

import re
from datetime import date
from typing import Any

from levier.core.french.dates import format_date
from levier.core.french.numbers import NBSP, format_money, format_number, format_percent
from levier.core.result import Column, Table

SHOWN = 10
"""Rows that stand in the text; a longer table is also handed whole to the page."""
_ISO_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_MONEY = {"€": "EUR", "EUR": "EUR", "£": "GBP", "GBP": "GBP", "$": "USD", "USD": "USD", "CHF": "CHF"}


def useful(table: Table) -> bool:
    """A single value is already said by a sentence."""
    return len(table.rows) > 1 and len(table.columns) > 1


def long(table: Table) -> bool:
    """Too long to stand whole in a text: only a part's first table then shows its first rows."""
    return len(table.rows) > SHOWN


def markdown(table: Table, marks: str) -> str:
    """The first rows under the title; ``marks`` prove the values."""
    numeric = [_is_numeric(table, column) for column in table.columns]
    whole = {column.key for column in table.columns if _whole(table, column)}
    lines = [
        f"**{table.title}** {marks}".rstrip(),
        "",
        _line(map(_heading, table.columns)),
        _line("---:" if right else "---" for right in numeric),
        *(
            _line(written(row.get(column.key), column.unit, column.key in whole) for column in table.columns)
            for row in table.rows[:SHOWN]
        ),
    ]
    if (more := len(table.rows) - SHOWN) > 0:
        rest = "1 autre ligne" if more == 1 else f"{format_number(more)} autres lignes"
        lines += ["", f"*… et {rest}.*"]
    return "\n".join(lines)


def _heading(column: Column) -> str:
    """The label, with the unit where the values are written without it: « Distance (km) »."""
    bare = column.unit.isalpha() and column.unit not in (*_MONEY, "date")
    said = column.unit.rstrip("s").casefold() in column.label.casefold()
    return f"{column.label} ({column.unit})" if bare and not said else column.label


def _whole(table: Table, column: Column) -> bool:
    """Whether a column of money holds no cents at all: « ,00 » in each cell would say nothing."""
    values = [row.get(column.key) for row in table.rows]
    return column.unit in _MONEY and all(
        value is None or (isinstance(value, int | float) and float(value).is_integer()) for value in values
    )


def written(value: Any, unit: str, whole: bool = False) -> str:
    """A value in its unit; « % » is a ratio (0.125 is 12,5 %), as everywhere in Levier. ``whole``: money without
    cents.
    """
    if value is None or value == "":
        return "—"
    if isinstance(value, bool):
        return "oui" if value else "non"
    if isinstance(value, date):
        return format_date(value)
    if isinstance(value, str):
        dated = unit == "date" and _ISO_DAY.match(value)
        return format_date(date.fromisoformat(value[:10])) if dated else value
    return _figure(value, unit, whole)


def _figure(value: int | float, unit: str, whole: bool) -> str:
    if unit in _MONEY:
        return format_money(value, _MONEY[unit], 0 if whole else 2)
    if unit == "%":
        return format_percent(value)
    number = format_number(value)
    return number if not unit or unit.isalpha() else f"{number}{NBSP}{unit}"


def _is_numeric(table: Table, column: Column) -> bool:
    first = next((row[column.key] for row in table.rows if row.get(column.key) is not None), None)
    return isinstance(first, int | float) and not isinstance(first, bool)


def _line(cells: Any) -> str:
    return (
        "| "
        + " | ".join(" ".join(str(cell).split(" ")).replace("|", "\\|").replace("\n", " ") for cell in cells)
        + " |"
    )
