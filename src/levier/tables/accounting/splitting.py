"""Lines cut into cells: fast where a line is plain, careful where it holds quotes or the wrong number of cells."""

import csv
from dataclasses import dataclass, field
from io import BytesIO

import polars as pl

from levier.tables.accounting.columns import Header, known_in, presumed_header, read_header
from levier.tables.importing.raw import BrokenLine

SEPARATORS = {"\t": "tabulation", "|": "barre verticale", ";": "point-virgule", ",": "virgule"}
CONFORM = frozenset("\t|")
_FEWEST_NAMES = 8
_HEADER_WITHIN = 15
_LONGEST_JOIN = 20
_TRAILING = 6
"""Cells at the end of a line that software leaves out when they are empty (lettering, currency …)."""


@dataclass
class Cells:
    """The file cut. ``frame``: text columns « 0 », « 1 » …; ``lines``: line of the file of each row, from 1."""

    frame: pl.DataFrame
    lines: pl.Series
    header: Header
    header_line: int
    separator: str
    broken: list[BrokenLine] = field(default_factory=list)
    joined: list[int] = field(default_factory=list)
    short: list[int] = field(default_factory=list)
    quoted: int = 0


def find_header(text: bytes) -> tuple[int, str, Header] | None:
    """The line of the header (from 0), the separator and the header; None when these are not the columns of a FEC."""
    best: tuple[int, int, str, list[str]] | None = None
    for index, raw in enumerate(text[:100_000].split(b"\n")[:_HEADER_WITHIN]):
        line = raw.decode("utf-8", errors="replace").strip("\r")
        for separator in SEPARATORS:
            cells = _header_cells(line, separator)
            known = known_in(cells)
            if known >= _FEWEST_NAMES and (best is None or known > best[0]):
                best = (known, index, separator, cells)
    if best is None:
        return None
    header = read_header(best[3])
    money = {"debit", "credit"} <= header.places.keys() or {"amount", "direction"} <= header.places.keys()
    if not money or not {"account", "date"} <= header.places.keys():
        return None
    return best[1], best[2], header


def headerless(text: bytes) -> tuple[int, str, Header] | None:
    """A file of 18 (or 22) cells a line whose dates, accounts and amounts stand where the article puts them."""
    sample = [
        line.decode("utf-8", errors="replace") for line in text[:20_000].split(b"\n")[:20] if line.strip()
    ]
    for separator in SEPARATORS:
        rows = [line.split(separator) for line in sample[:-1] or sample]
        if rows and all(len(row) in (18, 22) and _looks_right(row) for row in rows):
            return -1, separator, presumed_header(len(rows[0]))
    return None


def _looks_right(row: list[str]) -> bool:
    day, account, debit, credit = row[3].strip(), row[4].strip(), row[11].strip(), row[12].strip()
    number = [
        one.replace(",", "").replace(".", "").replace("-", "").isdigit() for one in (debit, credit) if one
    ]
    return len(day) == 8 and day.isdigit() and account[:3].isdigit() and bool(number) and all(number)


def _header_cells(line: str, separator: str) -> list[str]:
    return [cell.strip().strip('"').strip() for cell in line.split(separator)]


def cut(text: bytes, found: tuple[int, str, Header]) -> Cells:
    """Every line after the header as cells."""
    first, separator, header = found
    width = header.width
    lines = pl.read_lines(BytesIO(text))["line"] if text.strip() else pl.Series("line", [], dtype=pl.String)
    table = pl.DataFrame({"text": lines, "line": pl.int_range(1, len(lines) + 1, eager=True)}).slice(
        first + 1
    )
    blank = pl.col("text").str.strip_chars(' \t|;,"') == ""
    table = table.filter(~blank)
    counted = table.with_columns(
        cells=pl.col("text").str.count_matches(separator, literal=True) + 1,
        quotes=pl.col("text").str.contains('"', literal=True),
    )
    plain = ~counted["quotes"] & (counted["cells"] == width)
    proper = _properly_quoted(counted, plain, separator)
    parts = [
        _read(counted.filter(plain), separator, width, quoted=False),
        _read(counted.filter(proper), separator, width, quoted=True),
    ]
    cells = Cells(pl.DataFrame(), pl.Series("line", [], dtype=pl.Int64), header, first + 1, separator)
    cells.quoted = int(proper.sum())
    # What polars read in another number of rows than there are lines was not so plain after all: read it line by line.
    hard_mask = ~plain & ~proper
    for mask, part in ((plain, parts[0]), (proper, parts[1])):
        if part is None:
            hard_mask |= mask
    hard = _line_by_line(counted.filter(hard_mask), separator, width, cells)
    frame = pl.concat([part for part in (*parts, hard) if part is not None]).sort("line", maintain_order=True)
    cells.lines = frame["line"]
    cells.frame = frame.drop("line")
    cells.broken.sort(key=lambda broken: broken.line)
    return cells


def _properly_quoted(counted: pl.DataFrame, plain: pl.Series, separator: str) -> pl.Series:
    """Lines where every quote opens, closes or doubles inside a cell, as CSV means it."""
    if plain.all():
        return pl.Series([False]).new_from_index(0, len(plain))
    mark = "\\" + separator if separator == "|" else separator
    whole = rf'^(?:(?:"(?:[^"]|"")*"|[^"{mark}]*){mark})*(?:"(?:[^"]|"")*"|[^"{mark}]*)$'
    return counted["quotes"] & counted["text"].str.contains(whole)


def _read(table: pl.DataFrame, separator: str, width: int, *, quoted: bool) -> pl.DataFrame | None:
    """Lines read at once; None when polars did not read one row of ``width`` cells a line."""
    schema = {str(index): pl.String for index in range(width)}
    if not table.height:
        return pl.DataFrame(schema=schema).with_columns(pl.lit(None, pl.Int64).alias("line"))
    joined = table["text"].str.join("\n")[0].encode()
    try:
        frame = pl.read_csv(
            BytesIO(joined), separator=separator, has_header=False, quote_char='"' if quoted else None,
            infer_schema=False, new_columns=list(schema),
        )  # fmt: skip
    except pl.exceptions.PolarsError:
        return None
    if frame.shape != (table.height, width):
        return None
    return frame.with_columns(table["line"].alias("line"))


def _line_by_line(table: pl.DataFrame, separator: str, width: int, cells: Cells) -> pl.DataFrame:
    """Lines with stray quotes, a line break inside a cell, missing or additional cells."""
    rows: list[list[str]] = []
    where: list[int] = []
    texts, numbers = table["text"].to_list(), table["line"].to_list()
    index = 0
    while index < len(texts):
        row, used = _one(texts, numbers, index, separator, width)
        line = numbers[index]
        if row is None:
            cells.broken.append(_broken(texts[index], line, separator, width))
        else:
            if used > 1:
                cells.joined.append(line)
            if len(row) < width:
                cells.short.append(line)
                row = [*row, *[""] * (width - len(row))]
            rows.append(row[:width])
            where.append(line)
        index += used
    columns = list(zip(*rows, strict=True)) if rows else [()] * width
    return pl.DataFrame(
        [pl.Series(str(place), list(values), dtype=pl.String) for place, values in enumerate(columns)]
    ).with_columns(pl.Series("line", where, dtype=pl.Int64))


def _one(
    texts: list[str], numbers: list[int], index: int, separator: str, width: int
) -> tuple[list[str] | None, int]:
    """The row that starts at ``index`` and how many lines it takes; None when it is no row."""
    text = texts[index]
    row = _parsed(text, separator)
    if row is not None and len(row) == width:
        return row, 1
    plain = text.split(separator)
    if len(plain) == width or (len(plain) > width and not any(cell.strip() for cell in plain[width:])):
        return plain[:width], 1
    if len(plain) < width and not _starts_row(texts, index + 1, separator, width):
        joined, following = text, 1
        while following < _LONGEST_JOIN and index + following < len(texts):
            if numbers[index + following] != numbers[index] + following:
                break
            joined = f"{joined} {texts[index + following].lstrip(' ')}"
            following += 1
            for candidate in (_parsed(joined, separator), joined.split(separator)):
                if candidate is not None and len(candidate) == width:
                    return candidate, following
            if joined.count(separator) >= width:
                break
    if width - _TRAILING <= len(plain) < width:
        return plain, 1
    return None, 1


def _starts_row(texts: list[str], index: int, separator: str, width: int) -> bool:
    """Whether the next difficult line is whole by itself, so that it cannot be the end of this one."""
    return index >= len(texts) or texts[index].count(separator) >= width - 1


def _parsed(text: str, separator: str) -> list[str] | None:
    if '"' not in text:
        return None
    try:
        rows = list(csv.reader([text], delimiter=separator, strict=True))
    except csv.Error:
        return None
    return rows[0] if len(rows) == 1 else None


def _broken(text: str, line: int, separator: str, width: int) -> BrokenLine:
    found = text.split(separator)
    return BrokenLine(
        line, [cell[:200] for cell in found[: width + 5]], f"{len(found)} colonne(s) au lieu de {width}"
    )
