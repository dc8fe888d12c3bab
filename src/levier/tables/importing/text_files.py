"""CSV and TSV as they come: any separator, quoted newlines, title lines above the header, broken lines."""

import csv
import gc
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import islice

import polars as pl

from levier.core.errors import BadInput
from levier.core.french.numbers import format_number
from levier.tables.importing.encoding import decode
from levier.tables.importing.header import find_header
from levier.tables.importing.how import How
from levier.tables.importing.raw import BrokenLine, RawTable, unique_headers

SEPARATORS = {";": "point-virgule", ",": "virgule", "\t": "tabulation", "|": "barre verticale"}
_LONGEST_CELL = 1_000_000
_LONGEST_LINE = 2_000_000
_MOST_COLUMNS = 2_000
"""More columns or a longer line than any export of an office has: another kind of file, or a lost line break."""
csv.field_size_limit(_LONGEST_CELL)


def read_text_table(data: bytes, where: str, how: How = How()) -> RawTable:
    """The table of a text file.

    Raises BadInput when the file is empty, binary or has no column structure.
    """
    if b"\0" in data[:4096] and not data.startswith((b"\xff\xfe", b"\xfe\xff")) and not _looks_wide(data):
        raise BadInput(
            "Ce fichier n'est pas un tableau de texte",
            where=where,
            mend="Enregistrez-le en CSV ou en XLSX.",
        )
    text, encoding = decode(data)
    with _no_cycle_search():
        return _table_of(text, encoding, where)


@contextmanager
def _no_cycle_search() -> Iterator[None]:
    """Python's search for reference cycles doubles the time of making a million small lists, which hold none."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _table_of(text: str, encoding: str, where: str) -> RawTable:
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "")
    if not text.strip():
        raise BadInput("Ce fichier est vide", where=where, mend="Vérifiez l'export puis recommencez.")
    _check_shape(text, where)
    separator = _separator(text)
    records, starts, unclosed = _records(text, separator)
    header, width = find_header(records)
    if width > _MOST_COLUMNS:
        raise BadInput(
            f"Ce tableau a {format_number(width)} colonnes, au plus {format_number(_MOST_COLUMNS)}",
            where=where,
            mend="Gardez les colonnes utiles, ou vérifiez le séparateur de l'export.",
        )
    names = unique_headers(_fit(records[header], width)) if header >= 0 else unique_headers([""] * width)
    kept, lines, broken = _regular(records[header + 1 :], starts[header + 1 :], width)
    columns = list(zip(*kept, strict=True)) if kept else [()] * width
    frame = pl.DataFrame(
        [pl.Series(name, list(values), dtype=pl.String) for name, values in zip(names, columns, strict=True)]
    )
    notes = [] if header >= 0 else ["Aucune ligne d'en-tête : les colonnes sont reconnues à leurs valeurs."]
    if header > 0:
        notes.append(f"{header} ligne(s) de titre ignorée(s) au-dessus de l'en-tête.")
    return RawTable(
        frame,
        pl.Series("ligne", lines, dtype=pl.Int64),
        f"texte {encoding.upper()}, séparateur {SEPARATORS[separator]}",
        "." if separator == "," else ",",
        sorted([*broken, *unclosed], key=lambda line: line.line),
        notes,
    )


def _check_shape(text: str, where: str) -> None:
    """Refuse what no table looks like before anything reads it: a line of millions of characters stops the reader."""
    start = 0
    line = 0
    while start <= len(text):
        line += 1
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        if end - start > _LONGEST_LINE:
            raise BadInput(
                f"Une ligne compte {format_number(end - start)} caractères, au plus {format_number(_LONGEST_LINE)}",
                where=f"{where}, ligne {format_number(line)}",
                mend="Le fichier a sans doute perdu ses fins de ligne : refaites l'export.",
            )
        start = end + 1


def _looks_wide(data: bytes) -> bool:
    head = data[:2000]
    return max(head[0::2].count(0), head[1::2].count(0)) > 0.3 * len(head) / 2


def _separator(text: str) -> str:
    """The separator whose reading of the first lines is the most regular, wider tables first at equality."""
    sample = list(islice((line for line in text.split("\n") if line.strip()), 300))

    def regularity(separator: str) -> tuple[float, int]:
        widths = Counter(map(len, filter(None, _rows_of(sample, separator))))
        widths.pop(1, None)
        if not widths:
            return 0.0, 0
        width, times = widths.most_common(1)[0]
        return round(times / len(sample), 2), width

    # A wide table is regular by more than chance: a decimal comma alone makes two « columns » of a list.
    best = max(
        SEPARATORS, key=lambda mark: (regularity(mark)[0] * min(regularity(mark)[1], 4), regularity(mark))
    )
    return best if regularity(best)[1] else ";"


def _records(text: str, separator: str) -> tuple[list[list[str]], list[int], list[BrokenLine]]:
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


def _swallowed(row: list[str], separator: str, width: int) -> bool:
    """Whether a cell of several lines holds a whole record: two stray quotes far apart look like one long text."""
    return width > 2 and any(
        line.count(separator) == width - 1 for cell in row if "\n" in cell for line in cell.split("\n")
    )


def _rows_of(lines: Sequence[str], separator: str, *, skipinitialspace: bool = False) -> list[list[str]]:
    try:
        return list(csv.reader(lines, delimiter=separator, skipinitialspace=skipinitialspace))
    except csv.Error:  # a cell over the limit: an open quote swallowed the file, or there are no cells
        return [line.rstrip("\n").split(separator) for line in lines]


def _read(lines: Sequence[str], separator: str, first: int) -> tuple[list[list[str]], list[int]]:
    rows = _rows_of([line + "\n" for line in lines], separator, skipinitialspace=separator != "\t")
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


def _fit(row: list[str], width: int) -> list[str]:
    return [*row, *[""] * (width - len(row))][:width]


def _regular(
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
            broken.append(BrokenLine(start, row, f"{len(row)} colonne(s) au lieu de {width}"))
    return kept, lines, broken
