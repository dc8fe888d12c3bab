"""DOCX: headings by style, lists, tables in their place, text boxes, footnotes; without comments and deleted text."""

import re
from collections.abc import Iterator

from lxml import etree

from levier.knowledge.parsing.cleaning import one_line
from levier.knowledge.parsing.headings import heading_level
from levier.knowledge.parsing.office.package import MACROS, Package, attribute, local
from levier.knowledge.parsing.structure import Page, Parsed, Refused
from levier.knowledge.parsing.tables import add_table

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_HEADING = re.compile(r"^(?:heading|titre)\s*(\d)", re.IGNORECASE)
_TITLES = {"title", "titre"}
_CONTENTS = re.compile(r"^(?:toc|tm|table des mati[eè]res|table of figures)\b", re.IGNORECASE)
_ITEMS = re.compile(r"^(?:list|liste|puce)", re.IGNORECASE)
_SKIPPED = {
    f"{_W}{name}"
    for name in ("del", "moveFrom", "instrText", "delText", "rPr", "pPr", "commentReference", "annotationRef", "sectPr")
}  # fmt: skip
_DEEPEST = 40


def parse_docx(data: bytes) -> Parsed:
    """Blocks of a Word document on one page. Raises Refused ("corrupted", "empty", "entities", "bomb")."""
    package = Package(data)
    name = next((part for part in package.relations("").values() if part.endswith("document.xml")), "")
    name = name if name in package.names else "word/document.xml"
    if name not in package.names:
        raise Refused("corrupted")
    root = package.xml(name)
    reader = _Reader(package, name)
    body = root.find(f"{_W}body")
    reader.read(body if body is not None else root, 0)
    reader.notes_and_margins()
    if not reader.page.text:
        raise Refused("empty")
    told = package.properties()
    notes = [MACROS] if package.macros else []
    title = one_line(told.title) or reader.title
    return Parsed(title, [reader.page], False, "docx", author=told.author, dated=told.dated, notes=notes)


class _Reader:
    """Walks the body once, in order."""

    def __init__(self, package: Package, name: str) -> None:
        self.page = Page(1)
        self.title = ""
        self._package = package
        self._folder = name.rsplit("/", 1)[0]
        self._relations = package.relations(name)
        self._styles = _styles(package.optional(f"{self._folder}/styles.xml"))
        self._boxes: list[etree._Element] = []
        self._cited: list[str] = []

    def read(self, node: etree._Element, depth: int) -> None:
        """Paragraphs and tables below a node, through content controls and the like."""
        if depth > _DEEPEST:
            return
        for child in node:
            name = local(child)
            if name == "p":
                self._paragraph(child, depth)
            elif name == "tbl":
                self._table(child)
            elif name in {"sdt", "sdtContent", "customXml", "ins", "moveTo", "smartTag"}:
                self.read(child, depth + 1)
            elif name == "AlternateContent":
                chosen = child.find("{*}Choice")
                self.read(chosen if chosen is not None else child, depth + 1)

    def notes_and_margins(self) -> None:
        """Footnotes that the text calls, then headers and footers once (a letterhead, a reference)."""
        for kind in ("footnotes", "endnotes"):
            root = self._package.optional(f"{self._folder}/{kind}.xml")
            for note in root if root is not None else ():
                number = attribute(note, "id") if isinstance(note.tag, str) else ""
                if f"{kind[:-1]}{number}" in self._cited:
                    place = self._cited.index(f"{kind[:-1]}{number}") + 1
                    self.page.add(f"[{place}] {one_line(self._inline(note))}", "item")
        seen: set[str] = set()
        for target in sorted(set(self._relations.values())):
            if re.search(r"/(?:header|footer)\d*\.xml$", target):
                root = self._package.optional(target)
                for paragraph in root.iter(f"{_W}p") if root is not None else ():
                    text = one_line(self._inline(paragraph))
                    if (
                        len(text) > 3
                        and text not in seen
                        and not re.fullmatch(r"(?:page\s*)?[\d/ \-–]*(?:sur|of)?[\d ]*", text, re.I)
                    ):
                        seen.add(text)
                        self.page.add(text, "repeated" if text in self.page.text else "text")

    def _paragraph(self, node: etree._Element, depth: int) -> None:
        text = one_line(self._inline(node))
        properties = node.find(f"{_W}pPr")
        style = properties.find(f"{_W}pStyle") if properties is not None else None
        named, outline = self._styles.get(attribute(style, "val") if style is not None else "", ("", 0))
        if text:
            self._add(node, text, named, outline, properties)
        boxes, self._boxes = self._boxes, []
        for box in boxes:
            self.read(box, depth + 1)

    def _add(
        self, node: etree._Element, text: str, named: str, outline: int, properties: etree._Element | None
    ) -> None:
        numbered = properties is not None and properties.find(f"{_W}numPr") is not None
        if _CONTENTS.match(named):
            self.page.add(text, "links")
        elif named.lower() in _TITLES:
            self.title = self.title or text
            self.page.add(text, "heading", 1)
        elif level := outline or _level(node, text, named, numbered):
            self.page.add(text, "heading", level)
        elif numbered or _ITEMS.match(named):
            self.page.add(f"• {text}", "item")
        else:
            self.page.add(text)

    def _table(self, node: etree._Element) -> None:
        rows: list[list[str]] = []
        head = 0
        for row in node.iter(f"{_W}tr"):
            if next(row.iterancestors(f"{_W}tbl")) is not node:
                continue  # a table inside a cell: its words are in that cell
            cells = []
            for cell in _cells(row):
                properties = cell.find(f"{_W}tcPr")
                merge = properties.find(f"{_W}vMerge") if properties is not None else None
                going_on = merge is not None and attribute(merge, "val") != "restart"
                cells.append("" if going_on else one_line(" ".join(map(self._inline, cell.iter(f"{_W}p")))))
                span = properties.find(f"{_W}gridSpan") if properties is not None else None
                wide = attribute(span, "val") if span is not None else ""
                cells += [""] * (min(int(wide), 60) - 1 if wide.isdigit() else 0)
            if row.find(f"{_W}trPr/{_W}tblHeader") is not None and head == len(rows):
                head += 1
            rows.append(cells)
        self._boxes.clear()
        add_table(self.page, rows, head=head or None)

    def _inline(self, node: etree._Element, depth: int = 0) -> str:  # noqa: PLR0912 - one branch an element
        """The words of a paragraph; text boxes are set aside, footnotes become marks."""
        parts: list[str] = []
        if depth > _DEEPEST:
            return ""
        for child in node:
            tag = child.tag
            if tag in _SKIPPED or not isinstance(tag, str):
                continue
            name = tag.rsplit("}", 1)[-1]
            if name == "t":
                parts.append(child.text or "")
            elif name in {"tab", "ptab"}:
                parts.append("\t")
            elif name in {"br", "cr"}:
                parts.append("\n")
            elif name == "noBreakHyphen":
                parts.append("-")
            elif name in {"footnoteReference", "endnoteReference"}:
                self._cited.append(f"{name[:-9]}{attribute(child, 'id')}")
                parts.append(f" [{len(self._cited)}]")
            elif name == "txbxContent":
                self._boxes.append(child)
            elif name == "AlternateContent":
                chosen = child.find("{*}Choice")
                parts.append(self._inline(chosen if chosen is not None else child, depth + 1))
            elif name == "r" and child.find(f"{_W}rPr/{_W}vanish") is not None:
                continue
            elif name == "p" and parts:
                parts += ["\n", self._inline(child, depth + 1)]
            else:
                parts.append(self._inline(child, depth + 1))
        return "".join(parts)


def _cells(row: etree._Element) -> Iterator[etree._Element]:
    for child in row:
        name = local(child)
        if name == "tc":
            yield child
        elif name in {"sdt", "sdtContent", "customXml"}:
            yield from child.iter(f"{_W}tc")


def _styles(root: etree._Element | None) -> dict[str, tuple[str, int]]:
    """Style id → its name and the heading level it gives, through the styles it is based on."""
    if root is None:
        return {}
    plain: dict[str, tuple[str, int, str]] = {}
    for style in root.iter(f"{_W}style"):
        name, based = style.find(f"{_W}name"), style.find(f"{_W}basedOn")
        words = attribute(name, "val") if name is not None else ""
        outline = style.find(f"{_W}pPr/{_W}outlineLvl")
        given = attribute(outline, "val") if outline is not None else ""
        named = _HEADING.match(words)
        level = int(named[1]) if named else int(given) + 1 if given.isdigit() and int(given) < 9 else 0
        plain[attribute(style, "styleId")] = (
            words,
            level,
            attribute(based, "val") if based is not None else "",
        )
    resolved = {}
    for key, (words, level, based) in plain.items():
        seen, found, parent = {key}, level, based
        while not found and parent in plain and parent not in seen:
            seen.add(parent)
            found, parent = plain[parent][1], plain[parent][2]
        resolved[key] = (words, found)
    return resolved


def _level(node: etree._Element, text: str, style: str, numbered: bool) -> int:
    """A heading that only its look tells: short and all bold, or numbered as an article."""
    if numbered and len(text) > 60:
        return 0
    runs = [
        run for run in node.iter(f"{_W}r") if any(one.text and one.text.strip() for one in run.iter(f"{_W}t"))
    ]
    bold = bool(runs) and all(_is_bold(run) for run in runs)
    if bold and not numbered and 3 < len(text) <= 100 and text[-1] not in ".;,:":
        return heading_level(text) or 3
    return heading_level(text) if style.lower() in {"normal", ""} and not numbered else 0


def _is_bold(run: etree._Element) -> bool:
    mark = run.find(f"{_W}rPr/{_W}b")
    return mark is not None and attribute(mark, "val") not in {"0", "false"}
