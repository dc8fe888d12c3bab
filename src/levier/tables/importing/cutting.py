"""How a text file was cut into cells: its header, the lines of another separator, and what a person should look at."""

from collections import Counter
from dataclasses import replace

import polars as pl

from levier.core.errors import BadInput
from levier.core.french.numbers import format_number
from levier.tables.importing.header import find_header
from levier.tables.importing.how import How
from levier.tables.importing.raw import RawTable
from levier.tables.importing.separating import SEPARATORS, cut_otherwise, separator_name

_CHOSEN_AMONG = 60
"""The first records, among which the header may be chosen."""
_TRIED = 2_000
"""Broken lines looked at to tell that they have another separator."""
_MANY_BROKEN = 0.1


def heading(
    rows: list[list[str]], lines: list[int], separator: str, how: How, where: str
) -> tuple[int, int, list[str]]:
    """Index of the header row (−1: none), the width of the table, and what is good to know. ``rows`` is put right: a header
    typed by hand may have another separator than the lines below. Raises BadInput when the line said is not there."""
    header, width = find_header(rows)
    notes: list[str] = []
    if len(rows[0]) == 1 and (other := cut_otherwise(rows[0][0], width, separator)):
        rows[0] = other[1]
        header, width = find_header(rows)
        notes.append(
            f"L'en-tête a un autre séparateur ({separator_name(other[0])}) que les lignes ({separator_name(separator)})."
        )
    if how.header is not None:
        if how.header and how.header not in lines[:_CHOSEN_AMONG]:
            raise BadInput(
                f"La ligne {how.header} n'est pas au début de ce fichier, ou elle est vide",
                where=where,
                mend="Choisissez la ligne qui porte les noms des colonnes.",
            )
        header = lines.index(how.header) if how.header else -1
        width = max(width, len(rows[header])) if header >= 0 else width
    if header < 0:
        notes.append("Aucune ligne d'en-tête : les colonnes sont reconnues à leurs valeurs.")
    elif header > 0:
        notes.append(f"{header} ligne(s) de titre ignorée(s) au-dessus de l'en-tête.")
    return header, width, notes


def other_separator(table: RawTable, separator: str, second: str) -> tuple[str, str]:
    """Lines that another separator cuts right: read when the person named it (``second``), else said to be so. Returns the
    doubt, in French, and this separator; or nothing."""
    width = table.frame.width
    found = {
        line.line: cut
        for line in (table.broken if second else table.broken[:_TRIED])
        if (cut := cut_otherwise(separator.join(line.cells), width, separator, second or SEPARATORS))
    }
    if not found:
        return "", ""
    if second:
        added = pl.DataFrame(
            [cells for _, cells in found.values()],
            dict.fromkeys(table.frame.columns, pl.String),
            orient="row",
        )
        lines = pl.concat([table.lines, pl.Series("ligne", list(found), dtype=pl.Int64)])
        order = lines.arg_sort()
        table.frame, table.lines = pl.concat([table.frame, added])[order], lines[order]
        table.broken = [line for line in table.broken if line.line not in found]
        return "", ""
    names = {line: separator_name(mark) for line, (mark, _) in found.items()}
    table.broken = [
        replace(line, reason=f"séparateur {names[line.line]}, pas {separator_name(separator)} comme ailleurs")
        if line.line in names
        else line
        for line in table.broken
    ]
    many, mark = len(found), Counter(mark for mark, _ in found.values()).most_common(1)[0][0]
    which = f"{format_number(many)} lignes n'ont" if many > 1 else "Une ligne n'a"
    return (
        f"{which} pas le même séparateur que les autres : {separator_name(mark)} et non {separator_name(separator)}.",
        mark,
    )


def doubt_of(table: RawTable, header: int, head: bytes, how: How) -> str:
    """Why a person should look at the way the file was cut, or nothing."""
    if "�".encode() in head:
        return "Des caractères n'ont pas pu être lus (« � ») : l'encodage est peut-être un autre."
    if table.frame.width <= 2 and (table.frame.width == 1 or "colonne 2" in table.frame.columns):
        return "Une seule colonne est nommée : le séparateur est peut-être un autre."
    if len(table.broken) > _MANY_BROKEN * (table.frame.height + len(table.broken)):
        return "Beaucoup de lignes n'ont pas autant de cellules que l'en-tête : le séparateur ou la ligne d'en-tête est à revoir."
    if header < 0 and how.header is None:
        return "Aucune ligne de noms de colonnes n'a été trouvée."
    return ""
