"""DOCX: headings by style, lists, and tables in their place."""

import re
import zipfile
from io import BytesIO

import docx
from docx.document import Document
from docx.opc.exceptions import PackageNotFoundError
from docx.table import Table
from docx.text.paragraph import Paragraph

from levier.knowledge.parsing.cleaning import one_line
from levier.knowledge.parsing.headings import heading_level
from levier.knowledge.parsing.structure import Page, Parsed, Refused

_HEADING = re.compile(r"^(?:heading|titre)\s*(\d)", re.IGNORECASE)
_TITLES = {"title", "titre"}


def parse_docx(data: bytes) -> Parsed:
    """Blocks of a Word document on one page. Raises Refused ("corrupted", "empty")."""
    try:
        document = docx.Document(BytesIO(data))
    except (PackageNotFoundError, KeyError, ValueError, zipfile.BadZipFile, SyntaxError) as error:
        raise Refused("corrupted") from error
    page = Page(1)
    title = one_line(document.core_properties.title or "")
    for part in _parts(document):
        if isinstance(part, Table):
            page.add(table_text(rows(part)), "table")
            continue
        text = one_line(part.text)
        style = (part.style.name or "").strip() if part.style is not None else ""
        if style.lower() in _TITLES:
            title = title or text
            page.add(text, "heading", 1)
        elif level := _level(part, style, text):
            page.add(text, "heading", level)
        elif _is_item(part, style):
            page.add(f"• {text}" if text else "", "item")
        else:
            page.add(text)
    if not page.text:
        raise Refused("empty")
    return Parsed(title, [page], False, "docx")


def rows(table: Table) -> list[list[str]]:
    """The cells of a table, a merged cell once."""
    found = []
    for row in table.rows:
        cells: list[str] = []
        seen: set[int] = set()
        for cell in row.cells:
            if id(cell._tc) not in seen:
                seen.add(id(cell._tc))
                cells.append(one_line(cell.text))
        found.append(cells)
    return found


def table_text(lines: list[list[str]]) -> str:
    """A table as text: one line a row, cells between bars."""
    return "\n".join(" | ".join(cells) for cells in lines if any(cells))


def _parts(document: Document) -> list[Paragraph | Table]:
    return list(document.iter_inner_content())


def _level(paragraph: Paragraph, style: str, text: str) -> int:
    if match := _HEADING.match(style):
        return int(match[1])
    bold = bool(paragraph.runs) and all(run.bold for run in paragraph.runs if run.text.strip())
    if bold and 3 < len(text) <= 100 and text[-1] not in ".;,:":
        return 3
    return heading_level(text) if style.lower() in {"normal", ""} else 0


def _is_item(paragraph: Paragraph, style: str) -> bool:
    properties = paragraph._p.pPr
    return style.lower().startswith(("list", "liste")) or (
        properties is not None and properties.numPr is not None
    )
