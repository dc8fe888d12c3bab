"""Which character separates the cells of a text file."""

import csv
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import islice

SEPARATORS = {
    ";": "point-virgule", ",": "virgule", "\t": "tabulation", "|": "barre verticale", "^": "accent circonflexe",
    "\x1f": "séparateur d'unités", "~": "tilde",
}  # fmt: skip
LONGEST_CELL = 1_000_000
csv.field_size_limit(LONGEST_CELL)


def separator_name(mark: str) -> str:
    """Its French name."""
    return SEPARATORS.get(mark, f"« {mark} »")


def separator_of(text: str) -> str:
    """The separator whose reading of the first lines is the most regular, wider tables first at equality."""
    sample = list(islice((line for line in text.split("\n") if line.strip()), 300))
    if (
        sample and sample[0].lower().startswith("sep=") and len(sample[0]) == 5
    ):  # what Excel writes for itself
        return sample[0][4]

    def regularity(separator: str) -> tuple[float, int]:
        readings = [rows_of(sample, separator)]
        if _left_open(sample, separator):  # one lost quote must not hide the separator of all the other lines
            readings.append([line.split(separator) for line in sample])
        return max(_regularity(rows, len(sample)) for rows in readings)

    # A wide table is regular by more than chance: a decimal comma alone makes two « columns » of a list.
    found = {mark: regularity(mark) for mark in SEPARATORS}
    best = max(SEPARATORS, key=lambda mark: (found[mark][0] * min(found[mark][1], 4), found[mark]))
    return best if found[best][1] else ";"


def cut_otherwise(
    text: str, width: int, separator: str, others: Iterable[str] = SEPARATORS
) -> tuple[str, list[str]] | None:
    """The other separator that cuts a line into ``width`` cells, and these cells. Three at least: « 1,30 » is no two columns."""
    for mark in others:
        if mark != separator and width >= 3:
            cells = rows_of([text], mark)
            if len(cells) == 1 and len(cells[0]) == width:
                return mark, cells[0]
    return None


def _regularity(rows: list[list[str]], lines: int) -> tuple[float, int]:
    """The share of the lines that have the most usual number of cells, at least two, and this number."""
    widths = Counter(map(len, filter(None, rows)))
    widths.pop(1, None)
    if not widths:
        return 0.0, 0
    width, times = widths.most_common(1)[0]
    return round(times / lines, 2), width


def _left_open(lines: Sequence[str], separator: str) -> bool:
    """Whether a quote opens a cell and never closes it."""
    try:
        for _ in csv.reader(lines, delimiter=separator, strict=True):
            pass
    except csv.Error as error:
        return "unexpected end" in str(error)
    return False


def rows_of(lines: Sequence[str], separator: str, *, skipinitialspace: bool = False) -> list[list[str]]:
    """The cells of each record."""
    try:
        return list(csv.reader(lines, delimiter=separator, skipinitialspace=skipinitialspace))
    except csv.Error:  # a cell over the limit: an open quote swallowed the file, or there are no cells
        return [line.rstrip("\n").split(separator) for line in lines]
