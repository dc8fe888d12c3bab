"""What a parsed document is: pages of text, and the blocks (headings, paragraphs, items, tables) they are
made of.
"""

from dataclasses import dataclass, field
from typing import Literal

Kind = Literal["heading", "text", "item", "table", "links"]
"""« links »: kept on the page for who reads it, never indexed."""


@dataclass(frozen=True)
class Block:
    """A piece of a page: ``page.text[start:end]``. ``level`` of a heading: 1 is the highest."""

    start: int
    end: int
    kind: Kind
    level: int = 0


@dataclass
class Page:
    """A page, from 1; a document without pages (DOCX, HTML, text) is one page."""

    number: int
    text: str = ""
    blocks: list[Block] = field(default_factory=list)

    def add(self, text: str, kind: Kind = "text", level: int = 0) -> None:
        """Append a block, after a blank line (a plain line break between the items of a list)."""
        text = text.strip()
        if not text:
            return
        if self.text:
            together = kind == "item" and self.blocks and self.blocks[-1].kind == "item"
            self.text += "\n" if together else "\n\n"
        start = len(self.text)
        self.text += text
        self.blocks.append(Block(start, len(self.text), kind, level))


@dataclass
class Parsed:
    """A document: ``paged`` says whether page numbers mean something to a reader."""

    title: str
    pages: list[Page]
    paged: bool
    format: str


class Refused(Exception):
    """The file cannot be read; ``code`` is one of ``isolated.REASONS``."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code
