"""Cut a parsed document into passages of about 700 characters that begin and end where the text does.

A passage never crosses a heading or a page, keeps whole sentences, and keeps a table whole with its titles and
its caption, so that each can be read and cited alone. What a mail quotes has passages of its own.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from levier.core.french.text import sentences
from levier.knowledge.parsing.linking import before_links, is_link_title
from levier.knowledge.parsing.structure import UNINDEXED, Block, Page, Parsed
from levier.knowledge.parsing.tables import is_caption

TARGET = 700
LONGEST = 1_000
LONGEST_TABLE = 3_000
_TABLE_PART = 1_500
_LEAST = 120
_LONGEST_LEAD = 600
QUOTED = "Message cité"


@dataclass(frozen=True)
class Cut:
    """A passage: ``pages[page].text[start:end] == text``; ``section`` is the path of headings above it.

    ``lead``: the caption and header rows of the table it continues, which stand earlier on the page.
    """

    page: int
    start: int
    end: int
    text: str
    section: str
    lead: str = ""


@dataclass(frozen=True)
class _Span:
    start: int
    end: int
    lead: str = ""
    quoted: bool = False


def cut(parsed: Parsed) -> list[Cut]:
    """The passages of a document, in reading order."""
    path: list[tuple[int, str]] = []
    found: list[Cut] = []
    for page in parsed.pages:
        for span in _spans(page, path):
            _append(found, page, span, path)
    return found


def _append(found: list[Cut], page: Page, span: _Span, path: list[tuple[int, str]]) -> None:
    if any(is_link_title(title) for _, title in path):
        return
    end = span.start + before_links(page.text[span.start : span.end])
    text = page.text[span.start : end]
    if any(char.isalnum() for char in text):
        titles = [title for _, title in path] + [QUOTED] * span.quoted
        found.append(Cut(page.number, span.start, end, text, " › ".join(titles), span.lead))


def _spans(page: Page, path: list[tuple[int, str]]) -> Iterator[_Span]:
    """Spans of one page; ``path`` holds the headings above the next span to be yielded."""
    start: int | None = None
    end = 0
    body = quoted = False
    lead = ""
    for place, block in enumerate(page.blocks):
        left_out = block.kind in UNINDEXED
        caption = _is_caption(page, place)
        if left_out or block.kind == "heading" or caption or (block.kind == "quote") != quoted:
            if start is not None and body:
                yield _Span(start, end, lead, quoted)
                start = None
            quoted = block.kind == "quote"
        if left_out:
            continue
        if block.kind == "heading":
            if start is None:
                start, body, lead = block.start, False, ""
            end = block.end
            _enter(path, block.level, page.text[block.start : block.end])
            continue
        for piece, repeated in _pieces(page, place):
            full = start is not None and piece.end - start > TARGET and not _tiny(start, end, piece)
            if start is not None and body and (full or repeated) and not _captions(page, place, repeated):
                yield _Span(start, end, lead, quoted)
                start = None
            if start is None:
                start, lead = piece.start, repeated
            end, body = piece.end, True
    if start is not None:
        yield _Span(start, end, lead, quoted)


def _is_caption(page: Page, place: int) -> bool:
    """Whether a paragraph announces the table that follows: it begins a passage with it."""
    block = page.blocks[place]
    following = page.blocks[place + 1].kind if place + 1 < len(page.blocks) else ""
    return block.kind == "text" and following == "table" and is_caption(page.text[block.start : block.end])


def _captions(page: Page, place: int, repeated: str) -> bool:
    """Whether what is gathered is the caption of this table: they stay together, however long the table."""
    return place > 0 and not repeated and page.blocks[place].kind == "table" and _is_caption(page, place - 1)


def _tiny(start: int, end: int, piece: Block) -> bool:
    """A few words are no passage: they stay with what follows, if that is not too long."""
    return end - start < _LEAST and piece.end - start <= LONGEST


def _enter(path: list[tuple[int, str]], level: int, title: str) -> None:
    while path and path[-1][0] >= level:
        path.pop()
    path.append((level, title))


def _pieces(page: Page, place: int) -> Iterator[tuple[Block, str]]:
    """A block, or its parts when it is too long: a table by lines, a paragraph by sentences.

    With each part of a table but the first, its caption and header rows.
    """
    block = page.blocks[place]
    table = block.kind == "table"
    longest = LONGEST_TABLE if table else LONGEST
    if block.end - block.start <= longest:
        yield block, ""
        return
    text = page.text[block.start : block.end]
    spans = _line_spans(text) if table else sentences(text)
    target = _TABLE_PART if table else TARGET
    lead = _lead(page, place) if table else ""
    start: int | None = None
    end = 0
    first = True
    for left, right in _bounded(spans, longest):
        if start is not None and right - start > target:
            yield Block(block.start + start, block.start + end, block.kind), "" if first else lead
            start, first = None, False
        start = left if start is None else start
        end = right
    if start is not None:
        yield Block(block.start + start, block.start + end, block.kind), "" if first else lead


def _lead(page: Page, place: int) -> str:
    """The caption of a table and its header rows."""
    block = page.blocks[place]
    lines = page.text[block.start : block.end].split("\n")[: block.level]
    if place and _is_caption(page, place - 1):
        before = page.blocks[place - 1]
        lines.insert(0, page.text[before.start : before.end])
    return "\n".join(lines)[:_LONGEST_LEAD]


def _line_spans(text: str) -> list[tuple[int, int]]:
    spans, position = [], 0
    for line in text.split("\n"):
        spans.append((position, position + len(line)))
        position += len(line) + 1
    return spans


def _bounded(spans: list[tuple[int, int]], longest: int) -> Iterator[tuple[int, int]]:
    """No span longer than ``longest``: a « sentence » of ten pages is cut anyhow."""
    for start, end in spans:
        for left in range(start, end, longest):
            yield left, min(left + longest, end)
