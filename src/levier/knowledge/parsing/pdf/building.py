"""From rows to blocks: paragraphs rebuilt from lines, headings by size, weight or numbering, tables by alignment."""

import re
from collections import Counter
from itertools import pairwise
from statistics import median

from levier.knowledge.parsing.headings import heading_level
from levier.knowledge.parsing.pdf.aligned import aligned_table
from levier.knowledge.parsing.pdf.letters import HYPHEN, Row, Sheet
from levier.knowledge.parsing.pdf.ordering import box_of, joined
from levier.knowledge.parsing.structure import Box, Page
from levier.knowledge.parsing.tables import BAR, header_rows, table_text
from levier.knowledge.parsing.words import mend_glued, mend_hyphen

_ITEM = re.compile(r"^\s*(?:[-–—•*·▪◦‣\uf0b7\uf0a7►✓➢]|\d{1,2}\)|[a-z]\))\s+")
_BULLET = re.compile(r"^\s*[•*·▪◦‣\uf0b7\uf0a7►➢]\s*")


def usual_size(sheets: list[Sheet]) -> float:
    """The size most letters of the document are written in (points)."""
    sizes: Counter[float] = Counter()
    for sheet in sheets:
        for row in sheet.rows:
            for run in row:
                if run.table is None:
                    sizes[run.size] += len(run.text)
    return sizes.most_common(1)[0][0] if sizes else 0.0


def build(sheet: Sheet, number: int, usual: float) -> Page:
    """The page with its blocks."""
    page = Page(number)
    builder = _Builder(page, sheet, usual)
    place = 0
    while place < len(sheet.rows):
        row = sheet.rows[place]
        if any(run.table is not None for run in row):
            builder.close()
            builder.tables(row)
            place += 1
        elif taken := aligned_table(sheet.rows, sheet.columns, place):
            builder.close()
            builder.table(
                taken.cells, [builder.fraction(box_of(one)) for one in sheet.rows[place : place + taken.rows]]
            )
            place += taken.rows
        else:
            builder.line(row, sheet.columns[place])
            place += 1
    builder.close()
    for words in sheet.margin:
        page.add(words)
    return page


class _Builder:
    """Gathers lines into paragraphs."""

    def __init__(self, page: Page, sheet: Sheet, usual: float) -> None:
        self._page, self._sheet, self._usual = page, sheet, usual
        self._lines: list[str] = []
        self._boxes: list[Box] = []
        self._last: Row | None = None
        self._edges = (0.0, 0.0)
        self._item = False
        self._heading: tuple[Row, float, tuple[float, float]] | None = None
        gaps = [
            after[0].top - before[0].bottom
            for before, after in zip(sheet.rows, sheet.rows[1:], strict=False)
            if after[0].top > before[0].top
        ]
        self._leading = max(median(gaps), 0.0) if gaps else 0.0

    def fraction(self, box: tuple[float, float, float, float]) -> Box:
        """A box in fractions of the page."""
        wide, tall = max(self._sheet.width, 1.0), max(self._sheet.height, 1.0)
        left, top, right, bottom = box
        return (
            round(max(left / wide, 0.0), 4), round(max(top / tall, 0.0), 4),
            round(min(right / wide, 1.0), 4), round(min(bottom / tall, 1.0), 4),
        )  # fmt: skip

    def line(self, row: Row, edges: tuple[float, float]) -> None:
        """One line: it continues the paragraph, begins another, or is a heading."""
        words = joined(row).strip()
        if not words:
            return
        box = self.fraction(box_of(row))
        goes_on = self._goes_on(row, words, edges)
        size = max(run.size for run in row)
        level = self._level(row, words, size)
        if level and self._continues_heading(row, words, size, level, box):
            return
        if level and not (self._lines and goes_on and size <= self._usual and not row[0].bold):
            self.close()
            self._page.add(_BULLET.sub("", words).replace(HYPHEN, ""), "heading", level, [(words, box)])
            self._last, self._heading = None, (row, size, edges)
            return
        self._heading = None
        if len(row) > 1 and self._is_spread(row):
            self.close()
            self._page.add(words.replace(HYPHEN, ""), lines=[(words, box)])
            return
        item = bool(_ITEM.match(words))
        if self._lines and (item or not goes_on):
            self.close()
        if not self._lines:
            self._item = item
        self._lines.append(_BULLET.sub("• ", words))
        self._boxes.append(box)
        self._last, self._edges = row, edges

    def _continues_heading(self, row: Row, words: str, size: float, level: int, box: Box) -> bool:
        """A heading on two lines: same size, close together, not numbered anew."""
        if self._heading is None or self._lines or not self._page.blocks or heading_level(words):
            return False
        last, before, edges = self._heading
        tall = max(row[0].bottom - row[0].top, 1.0)
        near = -0.5 * tall < row[0].top - last[0].bottom < 0.7 * tall and edges == self._columns_of(
            row, edges
        )
        block = self._page.blocks[-1]
        if not near or abs(before - size) > 0.2 or block.kind != "heading" or block.level != level:
            return False
        self._page.go_on(words, box)
        self._heading = (row, size, edges)
        return True

    @staticmethod
    def _columns_of(row: Row, edges: tuple[float, float]) -> tuple[float, float] | None:
        """The edges, when the row stands between them."""
        return edges if row[0].left >= edges[0] - 1 and row[-1].right <= edges[1] + 1 else None

    @staticmethod
    def _is_spread(row: Row) -> bool:
        """Pieces far apart (labels and values, two addresses): a line of its own, never part of a paragraph."""
        tall = max(row[0].bottom - row[0].top, 1.0)
        return any(after.left - before.right > 2.5 * tall for before, after in pairwise(row))

    def close(self) -> None:
        """End the paragraph."""
        if not self._lines:
            return
        text, placed = "", []
        for line, box in zip(self._lines, self._boxes, strict=True):
            start = len(text)
            text = mend_hyphen(text, line, HYPHEN) if text else line
            placed.append((min(start, len(text)), box))
        text = text.replace(HYPHEN, "")
        mended = mend_glued(text)
        begin = len(self._page.text)
        self._page.add(mended, "item" if self._item else "text")
        self._place(begin, mended, placed if mended == text else [])
        self._lines, self._boxes, self._last = [], [], None

    def _place(self, begin: int, text: str, placed: list[tuple[int, Box]]) -> None:
        """Say where each line of the paragraph just added stands on the picture."""
        if not self._page.blocks or len(self._page.text) == begin:
            return
        block = self._page.blocks[-1]
        for (start, box), end in zip(placed, [*(start for start, _ in placed[1:]), len(text)], strict=True):
            left, right = block.start + start, min(block.start + end, block.end)
            if right > left:
                self._page.lines.append((left, right, *box))

    def tables(self, row: Row) -> None:
        """A row of the page that holds ruled tables, and maybe words beside them."""
        for run in row:
            if run.table is None:
                self._page.add(
                    run.text, lines=[(run.text, self.fraction((run.left, run.top, run.right, run.bottom)))]
                )
            else:
                self.table(run.table, [self.fraction(box) for box in run.boxes])

    def table(self, cells: list[list[str]], boxes: list[Box]) -> None:
        """A table, with the box of each of its lines."""
        cells = [[cell.replace(HYPHEN, "") for cell in line] for line in cells]
        text = table_text(cells)
        kept = [box for line, box in zip(cells, boxes, strict=False) if any(line)]
        lines = [line for line in text.split("\n") if line]
        if BAR not in text:
            for line, box in zip(lines, kept, strict=False):
                self._page.add(line, lines=[(line, box)])
            return
        self._page.add(text, "table", header_rows(cells), list(zip(lines, kept, strict=False)))

    def _level(self, row: Row, words: str, size: float) -> int:
        level = heading_level(words)
        usual = self._usual
        if len(row) > 2 or words[-1:] in ".;,":
            return 0
        if usual and size >= 1.15 * usual and len(words) <= 120 and any(map(str.isalpha, words)):
            return 1 if size >= 1.5 * usual else level or 2
        alone = self._last is None or not self._last[0].bold
        bold = (
            len(row) == 1
            and row[0].bold
            and alone
            and 4 <= len(words) <= 90
            and words[0].isupper()
            and words[-1] not in ":"
        )
        return level or (3 if bold and sum(map(str.isalpha, words)) >= 0.6 * len(words) else 0)

    def _goes_on(self, row: Row, words: str, edges: tuple[float, float]) -> bool:
        """Whether a line continues the one before: near enough, and that one was full or was cut in a sentence."""
        last = self._last
        if last is None:
            return False
        before = self._lines[-1].rstrip()
        if before.endswith((HYPHEN, "-")) and words[0].islower():
            return True
        tall = max(row[0].bottom - row[0].top, 1.0)
        gap = row[0].top - last[0].bottom
        same_column = abs(edges[0] - self._edges[0]) < 1
        if same_column and gap > max(self._leading, 0.0) + 0.75 * tall:
            return False
        if words[0].islower() and not re.match(r"^[a-z]\)", words):
            return True
        left, right = self._edges
        full = last[-1].right - left > (0.85 if before[-1:] in ".!?:;" else 0.62) * max(right - left, 1.0)
        return full and not (
            same_column and row[0].left > left + 1.5 * tall and last[0].left < left + 0.5 * tall
        )
