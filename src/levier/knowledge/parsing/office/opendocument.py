"""ODT and ODP: headings, lists, tables, notes and frames in order; one page a slide."""

from lxml import etree

from levier.knowledge.parsing import limits
from levier.knowledge.parsing.cleaning import one_line
from levier.knowledge.parsing.headings import heading_level
from levier.knowledge.parsing.office.package import MACROS, Package, Properties, attribute, day, local
from levier.knowledge.parsing.structure import Page, Parsed, Refused
from levier.knowledge.parsing.tables import add_table

_SKIPPED = {
    "annotation", "annotation-end", "tracked-changes", "table-of-content", "alphabetical-index", "forms", "bibliography"
}  # fmt: skip
_DEEPEST = 60
_MOST_REPEATED = 60


def parse_odt(data: bytes) -> Parsed:
    """Blocks of an OpenDocument text on one page. Raises Refused."""
    package, body, told = _opened(data)
    page = Page(1)
    reader = _Reader(page)
    reader.read(body, 0)
    reader.notes_at_end()
    if not page.text:
        raise Refused("empty")
    return _parsed(package, told, [page], "odt")


def parse_odp(data: bytes) -> Parsed:
    """A page for each slide of an OpenDocument presentation. Raises Refused."""
    package, body, told = _opened(data)
    pages = []
    for number, slide in enumerate(list(body.iter("{*}page"))[: limits.MOST_PAGES], 1):
        page = Page(number)
        _slide(slide, page)
        pages.append(page)
    if not any(page.text for page in pages):
        raise Refused("empty")
    return _parsed(package, told, pages, "odp")


def _opened(data: bytes) -> tuple[Package, etree._Element, Properties]:
    package = Package(data)
    if "META-INF/manifest.xml" in package.names and b"encryption-data" in package.read(
        "META-INF/manifest.xml"
    ):
        raise Refused("encrypted")
    if "content.xml" not in package.names:
        raise Refused("corrupted")
    body = package.xml("content.xml").find("{*}body")
    if body is None:
        raise Refused("corrupted")
    meta = package.optional("meta.xml")
    said = (
        {} if meta is None else {local(node): (node.text or "").strip() for node in meta.iter(etree.Element)}
    )
    told = Properties(
        said.get("title", ""),
        said.get("initial-creator", "") or said.get("creator", ""),
        day(said.get("date", "")) or day(said.get("creation-date", "")),
    )
    return package, body, told


def _parsed(package: Package, told: Properties, pages: list[Page], format: str) -> Parsed:
    paged = format == "odp"
    title = one_line(told.title) or next((page.title for page in pages if page.title), "")
    return Parsed(
        title, pages, paged, format, "presentation" if paged else "document",
        author=told.author, dated=told.dated, notes=[MACROS] if package.macros else [],
    )  # fmt: skip


def _slide(slide: etree._Element, page: Page) -> None:
    notes = []
    reader = _Reader(page)
    for frame in slide:
        if local(frame) == "notes":
            notes += [one_line(inline(text)) for text in frame.iter("{*}p")]
        elif attribute(frame, "class") == "title":
            text = one_line(" ".join(inline(one) for one in frame.iter("{*}p")))
            page.title = page.title or text[:300]
            page.add(text, "heading", 1)
        else:
            reader.read(frame, 0)
    if any(notes):
        page.add("Notes de l'orateur", "heading", 3)
        for text in notes:
            page.add(text)


class _Reader:
    """Walks the body once, in order."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._notes: list[str] = []

    def read(self, node: etree._Element, depth: int, item: bool = False) -> None:
        """Headings, paragraphs, lists and tables below a node."""
        if depth > _DEEPEST:
            return
        for child in node:
            name = local(child)
            if not name or name in _SKIPPED:
                continue
            if name == "h":
                level = attribute(child, "outline-level")
                self._page.add(
                    self._words(child), "heading", int(level) if level.isdigit() and int(level) < 10 else 1
                )
            elif name == "p":
                self._paragraph(child, item)
                for frame in child.iter("{*}text-box"):
                    self.read(frame, depth + 1)
            elif name == "table":
                self._table(child)
            elif name == "list":
                self.read(child, depth + 1, item=True)
            else:
                self.read(child, depth + 1, item)

    def notes_at_end(self) -> None:
        """Footnotes, in the order they are called."""
        for number, text in enumerate(self._notes, 1):
            self._page.add(f"[{number}] {text}", "item")

    def _paragraph(self, node: etree._Element, item: bool) -> None:
        text = self._words(node)
        style = attribute(node, "style-name").lower()
        if style in {"title", "titre"} and text:
            self._page.title = self._page.title or text[:300]
            self._page.add(text, "heading", 1)
        elif item and text:
            self._page.add(f"• {text}", "item")
        elif level := heading_level(text):
            self._page.add(text, "heading", level)
        else:
            self._page.add(text)

    def _words(self, node: etree._Element) -> str:
        return one_line(inline(node, self._notes))

    def _table(self, node: etree._Element) -> None:
        rows: list[list[str]] = []
        head = 0
        for row in node.iter("{*}table-row"):
            if next(row.iterancestors("{*}table")) is not node:
                continue
            cells = []
            for cell in row:
                if local(cell) not in {"table-cell", "covered-table-cell"}:
                    continue
                text = one_line(" ".join(inline(one, self._notes) for one in cell.iter("{*}p", "{*}h")))
                cells += [text] * _repeated(
                    cell, "number-columns-repeated", 1 if not text else _MOST_REPEATED
                )
            parent = row.getparent()
            if parent is not None and local(parent) == "table-header-rows" and head == len(rows):
                head += 1
            rows += [cells] * (_repeated(row, "number-rows-repeated", 100) if any(cells) else 1)
            if len(rows) > limits.MOST_ROWS:
                break
        add_table(self._page, rows, head=head or None)


def _repeated(node: etree._Element, name: str, most: int) -> int:
    """How often a cell or row stands: « 16 384 times » is written by one attribute."""
    text = attribute(node, name)
    return max(1, min(int(text), most)) if text.isdigit() and len(text) < 9 else 1


def inline(node: etree._Element, notes: list[str] | None = None, depth: int = 0) -> str:
    """The words of a paragraph, without its comments and frames; footnotes are gathered in ``notes``."""
    parts = [node.text or ""]
    for child in node:
        name = local(child)
        if name == "s":
            parts.append(" ")
        elif name == "tab":
            parts.append("\t")
        elif name == "line-break":
            parts.append("\n")
        elif name == "note":
            if notes is not None:
                body = child.find("{*}note-body")
                notes.append(
                    one_line(" ".join(inline(one) for one in body.iter("{*}p"))) if body is not None else ""
                )
                parts.append(f" [{len(notes)}]")
        elif name and name not in _SKIPPED and name not in {"frame", "custom-shape"} and depth < _DEEPEST:
            parts.append(inline(child, notes, depth + 1))
        parts.append(child.tail or "")
    return "".join(parts)
