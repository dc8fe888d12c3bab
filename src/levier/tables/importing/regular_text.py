"""The records of a regular text file, by columns: ten times faster than cell by cell, in a bounded memory.

A file is regular when every quote opens a cell, closes one or is doubled inside one, and no quoted cell has a line break. Its
lines of the right width are read by polars, block by block; the others are set aside as ``records.regular`` does.
"""

import csv
from dataclasses import dataclass
from io import BytesIO

import numpy as np
import numpy.typing as npt
import polars as pl

from levier.tables.importing.raw import BrokenLine
from levier.tables.importing.records import wrong_width

_BLOCK = 16 * 1024 * 1024
_NEWLINE, _QUOTE = (ord(mark) for mark in '\n"')
Bytes = npt.NDArray[np.uint8]


@dataclass
class Regular:
    """``frame``: columns of text; ``lines``: the line of each row; ``broken``: the lines of another width."""

    frame: pl.DataFrame
    lines: pl.Series
    broken: list[BrokenLine]

    def without_empty(self, names: list[str]) -> "Regular | None":
        """Without these columns, None when one of them holds anything."""
        filled = self.frame.select(pl.any_horizontal((pl.col(name) != "").any() for name in names))
        return None if filled.item() else Regular(self.frame.drop(names), self.lines, self.broken)


def read_regular(
    data: bytes, separator: str, names: list[str], skip: int, most_broken: float = 0.2
) -> Regular | None:
    """The rows below the first ``skip`` lines, or None when the file is not regular (or not mostly).

    ``data``: UTF-8, lines ended by « \\n », no NUL.
    """
    position = 0
    for _ in range(skip):
        position = data.find(b"\n", position) + 1
        if not position:
            position = len(data)
    line = skip + 1
    frames: list[pl.DataFrame] = []
    numbers: list[npt.NDArray[np.int64]] = []
    broken: list[BrokenLine] = []
    while position < len(data):
        end = (
            len(data)
            if position + _BLOCK >= len(data)
            else data.rfind(b"\n", position, position + _BLOCK) + 1
        )
        if end <= position:  # a line longer than a block
            return None
        block = data[position:end]
        read = _block(block, separator, names, line)
        if read is None:
            return None
        frame, lines, apart, height = read
        frames.append(frame)
        numbers.append(lines)
        broken += apart
        if len(broken) > max(1000, most_broken * (line + height)):
            return None
        line += height
        position = end
    frame = (
        pl.concat(frames, rechunk=False) if frames else pl.DataFrame(schema=dict.fromkeys(names, pl.String))
    )
    where = np.concatenate(numbers) if numbers else np.array([], dtype=np.int64)
    return Regular(frame, pl.Series("ligne", where, dtype=pl.Int64), broken)


def _block(
    block: bytes, separator: str, names: list[str], first: int
) -> tuple[pl.DataFrame, npt.NDArray[np.int64], list[BrokenLine], int] | None:
    data = np.frombuffer(block if block.endswith(b"\n") else block + b"\n", np.uint8)
    ends = np.flatnonzero(data == _NEWLINE)
    starts = np.concatenate([[0], ends[:-1] + 1])
    marks = np.flatnonzero(data == ord(separator))
    quoted = b'"' in block
    if quoted:
        quotes = np.flatnonzero(data == _QUOTE)
        if not _well_quoted(data, quotes, separator) or (np.searchsorted(quotes, ends) % 2).any():
            return None
        marks = marks[np.searchsorted(quotes, marks) % 2 == 0]
    counts = np.diff(np.searchsorted(marks, ends), prepend=0)
    good = counts == len(names) - 1
    filled = ends > starts
    if len(names) == 1:
        good &= filled
    apart: list[BrokenLine] = []
    mended: list[list[str]] = []
    mended_lines: list[int] = []
    if not good.all():
        for index in np.flatnonzero(~good & filled):
            text = data[starts[index] : ends[index]].tobytes().decode("utf-8", errors="replace")
            cells = next(csv.reader([text], delimiter=separator), [])
            if len(cells) > len(names) and not any(
                cells[len(names) :]
            ):  # empty cells at the end are no fault
                mended.append(cells[: len(names)])
                mended_lines.append(int(index) + first)
            elif any(cell.strip() for cell in cells):
                apart.append(BrokenLine(int(index) + first, cells, wrong_width(len(cells), len(names))))
        block = data[np.repeat(good, ends + 1 - starts)].tobytes()
    lines = np.flatnonzero(good) + first
    frame = pl.DataFrame(schema=dict.fromkeys(names, pl.String))
    if len(lines):
        frame = _columns(block, separator, names, quoted=quoted)
    if frame.height != len(lines) or frame.width != len(names):
        return None
    if mended:
        more = pl.DataFrame(mended, schema=dict.fromkeys(names, pl.String), orient="row")
        lines = np.concatenate([lines, mended_lines])
        order = np.argsort(lines, kind="stable")
        frame, lines = pl.concat([frame, more])[order], lines[order]
    blank = frame.select(pl.all_horizontal(pl.all().str.strip_chars() == ""))[:, 0]
    if blank.any():
        frame, lines = frame.filter(~blank), lines[~blank.to_numpy()]
    return frame, lines, apart, len(starts)


def _columns(block: bytes, separator: str, names: list[str], *, quoted: bool) -> pl.DataFrame:
    return pl.read_csv(
        BytesIO(block),
        has_header=False,
        separator=separator,
        quote_char='"' if quoted else None,
        infer_schema=False,
        empty_string_is_null=False,
        new_columns=names,
    )


def _well_quoted(data: Bytes, quotes: npt.NDArray[np.intp], separator: str) -> bool:
    """Whether every quote opens a cell, closes one, or is doubled inside one."""
    if len(quotes) % 2:
        return False
    opening, closing = quotes[0::2], quotes[1::2]
    before, after = data[opening - 1], data[closing + 1]  # a line break always follows the last byte
    mark = ord(separator)
    opens = (before == mark) | (before == _NEWLINE) | (before == _QUOTE) | (opening == 0)
    closes = (after == mark) | (after == _NEWLINE) | (after == _QUOTE)
    return bool(opens.all() and closes.all())
