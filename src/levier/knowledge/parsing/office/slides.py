"""PPTX: one page a slide: its title, its text, its tables, then the speaker's notes."""

import re
from collections.abc import Iterator

from lxml import etree

from levier.knowledge.parsing import limits
from levier.knowledge.parsing.cleaning import one_line
from levier.knowledge.parsing.office.package import MACROS, Package, local
from levier.knowledge.parsing.structure import Page, Parsed, Refused
from levier.knowledge.parsing.tables import add_table

_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_MARGINS = {"dt", "ftr", "sldNum", "hdr", "sldImg"}
_DEEPEST = 20


def parse_pptx(data: bytes) -> Parsed:
    """A page for each slide that is shown or hidden. Raises Refused."""
    package = Package(data)
    names = _slides(package)
    if not names:
        raise Refused("corrupted")
    notes = [MACROS] if package.macros else []
    if len(names) > limits.MOST_PAGES:
        notes.append(f"Seules les {limits.MOST_PAGES} premières diapositives sur {len(names)} ont été lues.")
    pages = [_slide(package, name, number) for number, name in enumerate(names[: limits.MOST_PAGES], 1)]
    if not any(page.text for page in pages):
        raise Refused("empty")
    told = package.properties()
    title = one_line(told.title)
    if not title or title.lower() in {"présentation powerpoint", "powerpoint presentation"}:
        title = next((page.title for page in pages if page.title), "")
    return Parsed(
        title, pages, True, "pptx", "presentation", author=told.author, dated=told.dated, notes=notes
    )


def _slides(package: Package) -> list[str]:
    """The slides in the order they are shown."""
    root = package.optional("ppt/presentation.xml")
    relations = package.relations("ppt/presentation.xml")
    shown = []
    for slide in root.iter("{*}sldId") if root is not None else ():
        target = next((relations[value] for value in slide.attrib.values() if value in relations), "")
        if target in package.names:
            shown.append(target)
    return shown or sorted(
        (name for name in package.names if re.fullmatch(r"ppt/slides/slide\d+\.xml", name)),
        key=lambda name: int(re.sub(r"\D", "", name)),
    )


def _slide(package: Package, name: str, number: int) -> Page:
    page = Page(number)
    root = package.optional(name)
    if root is None:
        return page
    for shape in _shapes(root, 0):
        _shape(shape, page)
    for target in package.relations(name).values():
        if "/notesSlides/" in target:
            notes = package.optional(target)
            written = (
                []
                if notes is None
                else [
                    text
                    for shape in _shapes(notes, 0)
                    if _placeholder(shape) == "body"
                    for text in _paragraphs(shape)
                ]
            )
            if written:
                page.add("Notes de l'orateur", "heading", 3)
                for text in written:
                    page.add(text)
    return page


def _shapes(node: etree._Element, depth: int) -> Iterator[etree._Element]:
    """Shapes and tables in order: the title first, then groups opened."""
    if depth > _DEEPEST:
        return
    tree = node.find(".//{*}spTree") if depth == 0 else node
    children = [child for child in tree if isinstance(child.tag, str)] if tree is not None else []
    if depth == 0:
        children.sort(key=lambda child: _placeholder(child) not in {"title", "ctrTitle"})
    for child in children:
        name = local(child)
        if name == "grpSp":
            yield from _shapes(child, depth + 1)
        elif name == "AlternateContent":
            chosen = child.find("{*}Choice")
            yield from _shapes(chosen if chosen is not None else child, depth + 1)
        elif name in {"sp", "graphicFrame"}:
            yield child


def _placeholder(shape: etree._Element) -> str:
    found = shape.find(".//{*}nvPr/{*}ph")
    return "" if found is None else found.get("type", "body")


def _shape(shape: etree._Element, page: Page) -> None:
    kind = _placeholder(shape)
    if kind in _MARGINS:
        return
    table = shape.find(f".//{_A}tbl")
    if table is not None:
        rows = [
            [one_line(" ".join(_texts(cell))) for cell in row.iter(f"{_A}tc")]
            for row in table.iter(f"{_A}tr")
        ]
        add_table(page, rows)
        return
    if kind in {"title", "ctrTitle"} and (text := one_line(" ".join(_paragraphs(shape)))):
        page.title = page.title or text[:300]
        page.add(text, "heading", 1)
        return
    texts = list(_paragraphs(shape))
    for text in texts:
        page.add(f"• {text}" if len(texts) > 1 else text, "item" if len(texts) > 1 else "text")


def _paragraphs(shape: etree._Element) -> list[str]:
    body = shape.find("{*}txBody")
    return [] if body is None else _texts(body)


def _texts(body: etree._Element) -> list[str]:
    found = []
    for paragraph in body.iter(f"{_A}p"):
        parts = []
        for node in paragraph.iter(f"{_A}t", f"{_A}br"):
            parts.append("\n" if local(node) == "br" else node.text or "")
        if text := one_line("".join(parts)):
            found.append(text)
    return found
