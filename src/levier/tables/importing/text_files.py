"""CSV and TSV as they come: any encoding and separator, quoted newlines, title lines above the header, broken lines."""

import gc
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager

import polars as pl

from levier.core.errors import BadInput
from levier.core.french.numbers import format_number
from levier.tables.foreign import check_not_foreign
from levier.tables.importing.cutting import doubt_of, heading, other_separator
from levier.tables.importing.encoding import as_utf8, written_twice
from levier.tables.importing.how import How
from levier.tables.importing.raw import BrokenLine, Cut, RawTable, unique_headers
from levier.tables.importing.records import records, regular
from levier.tables.importing.regular_text import read_regular
from levier.tables.importing.separating import separator_name, separator_of

_LONGEST_LINE = 2_000_000
_MOST_COLUMNS = 2_000
"""More columns or a longer line than any export of an office has: another kind of file, or a lost line break."""
_HEAD = 256 * 1024
_LOOKED_AT, _SHOWN = 12, 160
"""The first lines shown to choose the header from, cut to a width."""
_MOST_IRREGULAR = 120 * 1024 * 1024
"""A file that must be read cell by cell takes about fifteen times its size in memory: not more than this."""


def read_text_table(data: bytes, where: str, how: How = How()) -> RawTable:
    """The table of a text file.

    Raises BadInput when the file is empty, binary or has no column structure.
    """
    check_not_foreign(data[:65536], where)
    plain, encoding = as_utf8(data, how.encoding)
    twice = None if how.encoding else written_twice(plain)
    plain = twice or plain
    if b"\r" in plain:
        plain = plain.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    nulls = plain.count(b"\0")
    if nulls:
        plain = plain.replace(b"\0", b"")
    if not plain.strip():
        raise _empty(where)
    _check_lines(plain, where)
    table = _table_of(plain, encoding, where, how)
    if twice:
        table.notes.append(
            "Les accents étaient enregistrés deux fois (« Ã© » pour « é ») : ils sont rétablis."
        )
    if nulls:
        table.notes.append(
            f"{format_number(nulls)} caractère(s) nul(s), sans signification, retiré(s) du texte."
        )
    return table


def _empty(where: str) -> BadInput:
    return BadInput("Ce fichier est vide", where=where, mend="Vérifiez l'export puis recommencez.")


def _table_of(plain: bytes, encoding: str, where: str, how: How) -> RawTable:
    head = (
        plain[:_HEAD] if len(plain) <= _HEAD else plain[: plain.rfind(b"\n", 0, _HEAD) + 1] or plain[:_HEAD]
    )
    sample = head.decode("utf-8", errors="replace")
    separator = how.separator[:1] or separator_of(sample)
    first_rows, first_lines, _ = records(sample, separator)
    if first_rows and len(first_rows[0]) <= 2 and first_rows[0][0].lower() in ("sep=", f"sep={separator}"):
        first_rows, first_lines = first_rows[1:], first_lines[1:]
    if not first_rows:  # nothing but « sep=; », or spaces of another kind than ASCII's
        raise _empty(where)
    header, width, notes = heading(first_rows, first_lines, separator, how, where)
    if width > _MOST_COLUMNS:
        raise BadInput(
            f"Ce tableau a {format_number(width)} colonnes, au plus {format_number(_MOST_COLUMNS)}",
            where=where,
            mend="Gardez les colonnes utiles, ou vérifiez le séparateur de l'export.",
        )
    names = unique_headers(_fit(first_rows[header], width)) if header >= 0 else unique_headers([""] * width)
    skip = _lines_above(first_rows, first_lines, header)
    padded = [*names, *_empty_ends(first_rows[header + 1 :], width)]
    found = read_regular(plain, separator, padded, skip)
    if found is not None and len(padded) > width:
        found = found.without_empty(padded[width:])
    if found is None:
        frame, lines, broken = _cell_by_cell(plain, separator, names, skip, where)
    else:
        frame, lines, broken = found.frame, found.lines, found.broken
    style = f"texte {encoding.upper()}, séparateur {separator_name(separator)}"
    table = RawTable(frame, lines, style, "." if separator == "," else ",", broken, notes)
    doubt, second = other_separator(table, separator, how.separator[1:])
    doubt = doubt or doubt_of(table, header, head, how)
    beginning = tuple(line[:_SHOWN] for line in sample.rstrip("\n").split("\n", _LOOKED_AT)[:_LOOKED_AT])
    line = first_lines[header] if header >= 0 else 0
    table.cut = Cut(line, beginning, separator + how.separator[1:], encoding, doubt, second)
    return table


def _empty_ends(rows: list[list[str]], width: int) -> list[str]:
    """Names for the empty columns at the end: many programs end each line with a separator that the header lacks."""
    usual = Counter(map(len, rows)).most_common(1)
    size = usual[0][0] if usual else 0
    if size <= width or any(any(row[width:]) for row in rows if len(row) == size):
        return []
    return [f"\x00vide {index}" for index in range(size - width)]


def _lines_above(rows: list[list[str]], lines: list[int], header: int) -> int:
    """How many lines stand above the first row of data."""
    if header < 0:
        return lines[0] - 1 if lines else 0
    return lines[header] + sum(cell.count("\n") for cell in rows[header])


def _cell_by_cell(
    plain: bytes, separator: str, names: list[str], skip: int, where: str
) -> tuple[pl.DataFrame, pl.Series, list[BrokenLine]]:
    if len(plain) > _MOST_IRREGULAR:
        raise BadInput(
            f"Ce fichier de {len(plain) // 1024**2} Mo a des guillemets ou des lignes irréguliers : il ne peut pas être "
            "lu d'un seul bloc",
            where=where,
            mend=f"Découpez-le en fichiers de moins de {_MOST_IRREGULAR // 1024**2} Mo, ou exportez-le sans retour à la "
            "ligne dans les cellules.",
        )
    with _no_cycle_search():
        text = plain.decode("utf-8", errors="replace")
        below = "\n".join(text.split("\n")[skip:]) if skip else text
        rows, starts, unclosed = records(below, separator)
        kept, lines, broken = regular(rows, [start + skip for start in starts], len(names))
        del rows, text, below
        columns = list(zip(*kept, strict=True)) if kept else [()] * len(names)
        frame = pl.DataFrame(
            [
                pl.Series(name, list(values), dtype=pl.String)
                for name, values in zip(names, columns, strict=True)
            ]
        )
    given_up = [BrokenLine(line.line + skip, line.cells, line.reason) for line in unclosed]
    return (
        frame,
        pl.Series("ligne", lines, dtype=pl.Int64),
        sorted([*broken, *given_up], key=lambda line: line.line),
    )


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


def _check_lines(plain: bytes, where: str) -> None:
    """Refuse what no table looks like before anything reads it: a line of millions of characters stops the reader."""
    start, line = 0, 1
    while len(plain) - start > _LONGEST_LINE:
        end = plain.rfind(b"\n", start, start + _LONGEST_LINE)
        if end < 0:
            line += plain.count(b"\n", 0, start)
            end = plain.find(b"\n", start)
            long = (len(plain) if end < 0 else end) - start
            raise BadInput(
                f"Une ligne compte {format_number(long)} caractères, au plus {format_number(_LONGEST_LINE)}",
                where=f"{where}, ligne {format_number(line)}",
                mend="Le fichier a sans doute perdu ses fins de ligne : refaites l'export.",
            )
        start = end + 1


def _fit(row: list[str], width: int) -> list[str]:
    return [*row, *[""] * (width - len(row))][:width]
