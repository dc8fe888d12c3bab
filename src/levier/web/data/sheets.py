"""A page of a document as it is shown: headings, paragraphs, lists, tables as tables, with the cited words marked."""

from dataclasses import dataclass, field

from levier.knowledge.models import DocumentVersion, Page
from levier.knowledge.parsing.tables import BAR
from levier.knowledge.picturing import has_pictures, marks

Piece = tuple[str, bool]
"""Words, and whether they are cited."""
_WORDS = {"presentation": "Diapositive", "workbook": "Feuille", "image": "Image"}
_MOST_SHOWN = 300
"""Rows of a table that a page shows: the rest is in the original."""


@dataclass(frozen=True)
class Row:
    """A row of a table; ``head``: it says what the columns are."""

    cells: list[str]
    head: bool
    cited: bool
    anchor: bool = False


@dataclass(frozen=True)
class Shown:
    """A block: ``kind`` as in ``parsing.structure``; ``level`` of a heading, 2 to 6."""

    kind: str
    pieces: list[Piece] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)
    level: int = 0
    more: int = 0


@dataclass(frozen=True)
class Sheet:
    """A page. ``boxes``: the cited words on its picture, in hundredths (left, top, width, height)."""

    number: int
    name: str
    blocks: list[Shown]
    reliability: float | None
    picture: bool
    boxes: list[tuple[str, ...]]
    cited: bool
    blank: bool = False


def sheets(version: DocumentVersion, kind: str, *, page: int, start: int, end: int) -> list[Sheet]:
    """The pages of a version, in order; ``page``, ``start``, ``end``: the words to mark."""
    drawn = has_pictures(version)
    return [
        _sheet(one, version, kind, drawn, (start, end) if one.number == page and end > start else (0, 0))
        for one in version.pages.all()
    ]


def _sheet(page: Page, version: DocumentVersion, kind: str, drawn: bool, cited: tuple[int, int]) -> Sheet:
    name = f"{_WORDS.get(kind, 'Page')} {page.number}" if version.paged else ""
    if page.title and kind == "workbook":
        name = f"Feuille «\u00a0{page.title}\u00a0»"
    blocks = page.blocks or ([[0, len(page.text), "text", 0]] if page.text else [])
    return Sheet(
        page.number,
        name,
        [_block(page.text, block, cited) for block in blocks],
        page.reliability,
        drawn,
        [tuple(f"{edge:.2f}" for edge in box) for box in marks(page, *cited)] if cited[1] else [],
        cited[1] > 0,
        not page.text,
    )


def _block(text: str, block: list[int | str], cited: tuple[int, int]) -> Shown:
    start, end, kind, level = int(block[0]), int(block[1]), str(block[2]), int(block[3])
    words = text[start:end]
    if BAR in words and (kind == "table" or (kind == "repeated" and "\n" in words)):
        rows = _rows(words, start, level, cited)
        return Shown("table", rows=rows[:_MOST_SHOWN], more=max(0, len(rows) - _MOST_SHOWN))
    return Shown(kind, _pieces(words, start, cited), level=min(6, level + 1))


def _rows(words: str, start: int, head: int, cited: tuple[int, int]) -> list[Row]:
    rows: list[Row] = []
    place, anchored = start, False
    for number, line in enumerate(words.split("\n")):
        marked = place < cited[1] and place + len(line) > cited[0]
        rows.append(Row(line.split(BAR), number < head, marked, marked and not anchored))
        anchored = anchored or marked
        place += len(line) + 1
    return rows


def _pieces(words: str, start: int, cited: tuple[int, int]) -> list[Piece]:
    left, right = (max(0, min(len(words), edge - start)) for edge in cited)
    pieces = [(words[:left], False), (words[left:right], True), (words[right:], False)]
    return [piece for piece in pieces if piece[0]]
