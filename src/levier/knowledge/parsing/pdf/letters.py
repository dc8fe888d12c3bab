"""The letters of a page, joined into runs: pieces of a line without a wide gap, with their boxes and size."""

import ctypes
import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

import pypdfium2
import pypdfium2.raw as pdfium

from levier.knowledge.parsing.cleaning import clean

_WIDE = 1.15
"""A gap wider than this many letter heights parts two cells or columns; a space is 0.3, a justified one up to 0.9."""
_SPACE = 0.17
_MOST_LETTERS = 200_000
_HYPHENS = {0xFFFE, 0x02}
HYPHEN = "\ufffe"
"""Marks a word cut at the end of a line."""


@dataclass
class Run:
    """A piece of a line; points from the upper left corner. ``table``: the cells, when it stands for a table."""

    text: str
    left: float
    top: float
    right: float
    bottom: float
    size: float
    bold: bool = False
    table: list[list[str]] | None = None
    boxes: list[tuple[float, float, float, float]] = field(default_factory=list)

    @property
    def middle(self) -> float:
        return (self.top + self.bottom) / 2


Row = list[Run]


@dataclass
class Sheet:
    """A page being read. ``rows``: its lines, each its runs from left to right; in reading order once ordered.

    ``unmapped``: letters whose font does not say what they are. ``columns``: for each row, the left and right
    edges of the column it stands in.
    """

    width: float
    height: float
    rows: list[Row] = field(default_factory=list)
    columns: list[tuple[float, float]] = field(default_factory=list)
    letters: int = 0
    unmapped: int = 0
    picture: bool = False
    margin: list[str] = field(default_factory=list)


def read_letters(page: pypdfium2.PdfPage) -> Sheet:
    """The runs of a page, in rows from top to bottom."""
    width, height = page.get_size()
    sheet = Sheet(width, height)
    textpage = page.get_textpage()
    try:
        raw = _raw_runs(textpage, sheet)
    finally:
        textpage.close()
    turn = _turn(raw)
    left, bottom, right, top = _frame(page)
    runs = []
    for text, box, size, bold, angle, _count in raw:
        if angle != turn:
            continue  # a watermark across the page, words along the margin
        placed = _placed(box, turn, (left, bottom, right, top))
        runs.append(Run(text, *placed, size, bold))
    if turn in {90, 270} and turn != (page.get_rotation() % 360):
        sheet.width, sheet.height = sheet.height, sheet.width
    sheet.rows = rows_of(runs)
    return sheet


_Raw = tuple[str, tuple[float, float, float, float], float, bool, int, int]


def _raw_runs(textpage: pypdfium2.PdfTextPage, sheet: Sheet) -> list[_Raw]:  # noqa: PLR0912 - one pass, a branch a sign
    """Runs in the order of the file, in the page's own coordinates (from the lower left corner)."""
    runs: list[_Raw] = []
    count = min(pdfium.FPDFText_CountChars(textpage), _MOST_LETTERS)
    unicode_of, box_of = pdfium.FPDFText_GetUnicode, pdfium.FPDFText_GetLooseCharBox
    rect = pdfium.FS_RECTF()
    here = ctypes.byref(rect)
    words: list[str] = []
    box = [0.0, 0.0, 0.0, 0.0]
    angle, first, space = 0, 0, False

    def close() -> None:
        if words and (text := clean("".join(words)).strip()):
            sheet.letters += len(text)
            runs.append((text, (box[0], box[1], box[2], box[3]), *_look(textpage, first), angle, len(text)))
        words.clear()

    for place in range(count):
        code = unicode_of(textpage, place)
        if code in {10, 13}:
            close()
            space = False
            continue
        if code in {32, 0xA0, 9}:
            space = True
            continue
        if code in _HYPHENS:
            if words:
                words.append(HYPHEN)
            continue
        if code == 0 or 0xE000 <= code <= 0xF8FF or code == 0xFFFD:
            sheet.unmapped += 1
            if code != 0xFFFD:
                continue
        if not box_of(textpage, place, here):
            continue
        left, bottom, right, top = rect.left, rect.bottom, rect.right, rect.top
        if words:
            tall = max(box[3] - box[1], 1.0) if angle in {0, 180} else max(box[2] - box[0], 1.0)
            gap, shift = _gap((left, bottom, right, top), box, angle)
            if gap > _WIDE * tall or gap < -1.5 * tall or shift > 0.55 * tall:
                close()
            elif space or gap > _SPACE * tall:
                words.append(" ")
        if not words:
            box[:] = [left, bottom, right, top]
            first = place
            angle = round(math.degrees(pdfium.FPDFText_GetCharAngle(textpage, place))) % 360
        else:
            box[0], box[1] = min(box[0], left), min(box[1], bottom)
            box[2], box[3] = max(box[2], right), max(box[3], top)
        words.append(chr(code) if code < 0x110000 and not 0xD800 <= code <= 0xDFFF else "\ufffd")
        space = False
    close()
    return runs


def _gap(letter: tuple[float, float, float, float], box: list[float], angle: int) -> tuple[float, float]:
    """How far a letter is from the end of the run, along its line and across it."""
    left, bottom, right, top = letter
    if angle == 0:
        return left - box[2], abs((top + bottom) - (box[3] + box[1])) / 2
    if angle == 180:
        return box[0] - right, abs((top + bottom) - (box[3] + box[1])) / 2
    if angle == 90:
        return box[1] - top if top <= box[1] else bottom - box[3], abs((left + right) - (box[0] + box[2])) / 2
    if angle == 270:
        return bottom - box[3] if bottom >= box[3] else box[1] - top, abs(
            (left + right) - (box[0] + box[2])
        ) / 2
    return 0.0, 0.0


def _look(textpage: pypdfium2.PdfTextPage, place: int) -> tuple[float, bool]:
    """Size in points as shown, and whether the letters are bold."""
    size = pdfium.FPDFText_GetFontSize(textpage, place)
    matrix = pdfium.FS_MATRIX()
    if pdfium.FPDFText_GetMatrix(textpage, place, ctypes.byref(matrix)):
        size *= math.hypot(matrix.c, matrix.d) or 1.0
    return round(float(size), 1), pdfium.FPDFText_GetFontWeight(textpage, place) >= 600


def _turn(raw: Sequence[_Raw]) -> int:
    """The angle most letters are written at: 0, 90, 180 or 270."""
    weights: Counter[int] = Counter()
    for *_, angle, count in raw:
        if angle % 90 == 0:
            weights[angle] += count
    return weights.most_common(1)[0][0] if weights else 0


def _frame(page: pypdfium2.PdfPage) -> tuple[float, float, float, float]:
    try:
        box = page.get_cropbox()
    except pypdfium2.PdfiumError:
        box = (0.0, 0.0, 595.0, 842.0)
    left, bottom, right, top = box
    return (left, bottom, right, top) if right > left and top > bottom else (0.0, 0.0, 595.0, 842.0)


def _placed(
    box: tuple[float, float, float, float], turn: int, frame: tuple[float, float, float, float]
) -> tuple[float, float, float, float]:
    """Left, top, right, bottom of a run once its page is held so that it reads from left to right."""
    left, bottom, right, top = box
    x0, y0, x1, y1 = frame
    if turn == 90:  # written downwards: turn the sheet a quarter to the left
        return y1 - top, x1 - right, y1 - bottom, x1 - left
    if turn == 180:
        return x1 - right, bottom - y0, x1 - left, top - y0
    if turn == 270:
        return bottom - y0, left - x0, top - y0, right - x0
    return left - x0, y1 - top, right - x0, y1 - bottom


def rows_of(runs: list[Run]) -> list[Row]:
    """Runs that stand at the same height make a row; rows go from top to bottom."""
    rows: list[Row] = []
    for run in sorted(runs, key=lambda one: (one.middle, one.left)):
        row = rows[-1] if rows else None
        if row is not None and abs(run.middle - row[0].middle) <= 0.45 * min(
            run.bottom - run.top, row[0].bottom - row[0].top
        ):
            row.append(run)
        else:
            rows.append([run])
    for row in rows:
        row.sort(key=lambda one: one.left)
    return rows
