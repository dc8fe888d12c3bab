"""Cut a parsed document into passages of about 700 characters that begin and end where the text does.

A passage never crosses a heading or a page, keeps whole sentences, and keeps a table whole with its titles,
so that each can be read and cited alone.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from levier.core.french.text import sentences
from levier.knowledge.parsing.linking import before_links, is_link_title
from levier.knowledge.parsing.structure import Block, Page, Parsed

TARGET = 700
LONGEST = 1_000
LONGEST_TABLE = 3_000
_LEAST = 120


@dataclass(frozen=True)
class Cut:
    """A passage: ``pages[page].text[start:end] == text``; ``section`` is the path of headings above it."""

    page: int
    start: int
    end: int
    text: str
    section: str


def cut(parsed: Parsed) -> list[Cut]:
    """The passages of a document, in reading order."""
    path: list[tuple[int, str]] = []
    found: list[Cut] = []
    for page in parsed.pages:
        for start, end in _spans(page, path):
            _append(found, page, start, end, path)
    return found


def _append(found: list[Cut], page: Page, start: int, end: int, path: list[tuple[int, str]]) -> None:
    if any(is_link_title(title) for _, title in path):
        return
    end = start + before_links(page.text[start:end])
    text = page.text[start:end]
    if any(char.isalnum() for char in text):
        found.append(Cut(page.number, start, end, text, " › ".join(title for _, title in path)))


def _spans(page: Page, path: list[tuple[int, str]]) -> Iterator[tuple[int, int]]:
    """Spans of one page; ``path`` holds the headings above the next span to be yielded."""
    start: int | None = None
    end = 0
    body = False
    for block in page.blocks:
        if block.kind == "links":
            if start is not None and body:
                yield start, end
                start = None
            continue
        if block.kind == "heading":
            if start is not None and body:
                yield start, end
                start = None
            if start is None:
                start, body = block.start, False
            end = block.end
            _enter(path, block.level, page.text[block.start : block.end])
            continue
        for piece in _pieces(page, block):
            if start is not None and body and piece.end - start > TARGET and not _tiny(start, end, piece):
                yield start, end
                start = None
            if start is None:
                start = piece.start
            end, body = piece.end, True
    if start is not None:
        yield start, end


def _tiny(start: int, end: int, piece: Block) -> bool:
    """A few words are no passage: they stay with what follows, if that is not too long."""
    return end - start < _LEAST and piece.end - start <= LONGEST


def _enter(path: list[tuple[int, str]], level: int, title: str) -> None:
    while path and path[-1][0] >= level:
        path.pop()
    path.append((level, title))


def _pieces(page: Page, block: Block) -> Iterator[Block]:
    """A block, or its parts when it is too long: a table by lines, a paragraph by sentences."""
    longest = LONGEST_TABLE if block.kind == "table" else LONGEST
    if block.end - block.start <= longest:
        yield block
        return
    text = page.text[block.start : block.end]
    spans = _line_spans(text) if block.kind == "table" else sentences(text)
    target = LONGEST_TABLE if block.kind == "table" else TARGET
    start: int | None = None
    end = 0
    for left, right in _bounded(spans, longest):
        if start is not None and right - start > target:
            yield Block(block.start + start, block.start + end, block.kind)
            start = None
        start = left if start is None else start
        end = right
    if start is not None:
        yield Block(block.start + start, block.start + end, block.kind)


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
