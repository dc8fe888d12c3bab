"""Tables for the spreadsheets of French offices: UTF-8 with its mark, semicolons, decimal commas, and nothing that would be
run as a formula.
"""

import csv
import io
import math
import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

MARK = "\ufeff"
"""Without it, Excel reads UTF-8 as Windows-1252."""

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_SIGNED_NUMBER = re.compile(r"[+-]\d[\d \u00a0\u202f.,]*")


def as_text(cell: str) -> str:
    """A cell kept a text whatever it begins with: an apostrophe stands before what would be run (OWASP, « CSV injection »).
    A number and its sign stay a number.
    """
    return f"'{cell}" if cell.startswith(_FORMULA) and not _SIGNED_NUMBER.fullmatch(cell) else cell


def as_cell(value: Any, decimals: int | None = 6) -> str:
    """A value as a French spreadsheet reads it: « 1234,5 », « 23/11/2026 », « oui »; nothing for None and for what is no number.

    ``decimals``: the most that are written, useless zeros left out; None writes a number whole.
    """
    match value:
        case None:
            return ""
        case bool():
            return "oui" if value else "non"
        case float() | Decimal():
            return _number(value, decimals)
        case datetime():
            return f"{value:%d/%m/%Y %H:%M:%S}"
        case date():
            return f"{value:%d/%m/%Y}"
    return as_text(str(value))


def csv_lines(head: Sequence[str], rows: Iterable[Sequence[Any]], decimals: int | None = 6) -> Iterator[str]:
    """The file line by line, its mark first: for what is too long to be held at once."""
    writer = csv.writer(_Echo(), delimiter=";", lineterminator="\r\n")
    yield MARK
    yield writer.writerow([as_text(one) for one in head])
    for row in rows:
        yield writer.writerow([as_cell(value, decimals) for value in row])


def as_csv(head: Sequence[str], rows: Iterable[Sequence[Any]], decimals: int | None = 6) -> bytes:
    """The whole file."""
    written = io.StringIO(newline="")
    written.writelines(csv_lines(head, rows, decimals))
    return written.getvalue().encode()


class _Echo:
    """What ``csv.writer`` writes, handed back as the value of ``writerow``."""

    def write(self, line: str) -> str:
        return line


def _number(value: float | Decimal, decimals: int | None) -> str:
    if not math.isfinite(value):
        return ""
    exact = Decimal(repr(float(value))) if isinstance(value, float) else value
    text = f"{exact:f}" if decimals is None else f"{exact:.{decimals}f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text.replace(".", ",")
