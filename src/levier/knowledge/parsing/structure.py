"""What a parsed document is: pages of text, and the blocks (headings, paragraphs, items, tables) they are
made of.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal

Kind = Literal["heading", "text", "item", "table", "quote", "signature", "links", "repeated"]
"""« quote »: words of another message, in passages of their own. « signature », « links », « repeated » (a
paragraph seen on an earlier page): kept on the page for who reads it, never indexed."""

UNINDEXED: frozenset[Kind] = frozenset({"signature", "links", "repeated"})
DocumentKind = Literal[
    "document", "presentation", "workbook", "mail", "mailbox", "image", "archive", "page", "note"
]

Box = tuple[float, float, float, float]
"""Left, top, right, bottom, in fractions of the width and height of the page, from its upper left corner."""
Line = tuple[int, int, float, float, float, float]
"""``page.text[start:end]`` and its box on the picture of the page."""


@dataclass(frozen=True)
class Block:
    """A piece of a page: ``page.text[start:end]``.

    ``level`` of a heading: 1 is the highest; of a table: how many of its first lines say what its columns are.
    """

    start: int
    end: int
    kind: Kind
    level: int = 0


class Page:
    """A page, from 1; a document without pages (DOCX, HTML, text) is one page.

    ``title``: the name of a sheet or slide. ``picture``: the page is an image whose text is still to be
    recognised; ``reliability`` (0–100) tells that it was.
    """

    def __init__(
        self,
        number: int,
        text: str = "",
        blocks: list[Block] | None = None,
        title: str = "",
        lines: list[Line] | None = None,
        picture: bool = False,
        reliability: float | None = None,
    ) -> None:
        self.number, self.title = number, title
        self.blocks: list[Block] = blocks if blocks is not None else []
        self.lines: list[Line] = lines if lines is not None else []
        self.picture, self.reliability = picture, reliability
        self._parts, self._length = [text], len(text)

    @property
    def text(self) -> str:
        """All its words. Joined when asked: adding to one long text would copy it for each of its paragraphs."""
        if len(self._parts) > 1:
            self._parts = ["".join(self._parts)]
        return self._parts[0]

    def _append(self, text: str) -> None:
        self._parts.append(text)
        self._length += len(text)

    def add(
        self, text: str, kind: Kind = "text", level: int = 0, lines: Sequence[tuple[str, Box]] = ()
    ) -> None:
        """Append a block, after a blank line (a plain line break between the items of a list).

        ``lines``: the words of the block in order, each with its box.
        """
        text = text.strip()
        if not text:
            return
        if self._length:
            together = kind == "item" and self.blocks and self.blocks[-1].kind == "item"
            self._append("\n" if together else "\n\n")
        start = self._length
        self._append(text)
        self.blocks.append(Block(start, self._length, kind, level))
        place = 0
        for words, box in lines:
            found = text.find(words, place) if words else -1
            if found >= 0:
                place = found + len(words)
                self.lines.append((start + found, start + place, *box))

    def go_on(self, words: str, box: Box) -> None:
        """Add words to the last block, a heading over two lines."""
        block = self.blocks[-1]
        self._append(f" {words}")
        self.blocks[-1] = Block(block.start, self._length, block.kind, block.level)
        self.lines.append((self._length - len(words), self._length, *box))


@dataclass(frozen=True)
class Attachment:
    """A file that came inside another: its bytes are the file ``stored`` of the folder given to the parser.

    ``digest``: SHA-256 of the bytes.
    """

    name: str
    stored: str
    size: int


@dataclass
class Parsed:
    """A document: ``paged`` says whether page numbers mean something to a reader.

    ``dated``: what the format says of its date (mail header, properties). ``people``: « Name <address> ».
    ``facts``: what else the format tells (see ``DocumentVersion.facts``). ``notes``: French sentences about
    what was left aside. ``total_pages``: pages of the file, when they were not all read.
    """

    title: str
    pages: list[Page]
    paged: bool
    format: str
    kind: DocumentKind = "document"
    author: str = ""
    dated: date | None = None
    people: list[str] = field(default_factory=list)
    facts: dict[str, Any] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    attachments: list[Attachment] = field(default_factory=list)

    @property
    def reliability(self) -> float | None:
        """Mean confidence (0–100) of the pages whose text was recognised, by their length; None: none was."""
        read = [page for page in self.pages if page.reliability is not None]
        weight = sum(len(page.text) for page in read)
        if not read or not weight:
            return None
        return sum((page.reliability or 0) * len(page.text) for page in read) / weight


class Refused(Exception):
    """The file cannot be read; ``code`` is one of ``refusing.REASONS``, ``where`` the part that is at fault."""

    def __init__(self, code: str, where: str = "") -> None:
        super().__init__(code)
        self.code = code
        self.where = where


def as_json(parsed: Parsed) -> dict[str, Any]:
    """A parsed document as plain JSON."""
    plain = {name: value for name, value in vars(parsed).items() if name not in {"pages", "attachments"}}
    plain["dated"] = parsed.dated.isoformat() if parsed.dated else None
    plain["attachments"] = [[one.name, one.stored, one.size] for one in parsed.attachments]
    plain["pages"] = [page_as_json(page) for page in parsed.pages]
    return plain


def page_as_json(page: Page) -> list[Any]:
    """A page as plain JSON."""
    blocks = [[block.start, block.end, block.kind, block.level] for block in page.blocks]
    return [page.number, page.text, blocks, page.title, page.lines, page.picture, page.reliability]


def page_of_json(plain: list[Any]) -> Page:
    """A page from what :func:`page_as_json` gave."""
    number, text, blocks, title, lines, picture, reliability = plain
    return Page(
        number,
        text,
        [Block(*block) for block in blocks],
        title,
        [tuple(line) for line in lines],
        picture,
        reliability,
    )


def of_json(plain: dict[str, Any]) -> Parsed:
    """A parsed document from what :func:`as_json` gave."""
    rest = {name: value for name, value in plain.items() if name not in {"pages", "attachments", "dated"}}
    return Parsed(
        **rest,
        pages=[page_of_json(page) for page in plain["pages"]],
        attachments=[Attachment(*one) for one in plain["attachments"]],
        dated=date.fromisoformat(plain["dated"]) if plain["dated"] else None,
    )
