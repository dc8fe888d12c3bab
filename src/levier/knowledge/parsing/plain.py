"""Plain text: paragraphs by blank lines, headings told by their look, items by their bullets."""

import re

from levier.knowledge.parsing.charset import decode
from levier.knowledge.parsing.cleaning import clean, mend_spaces, one_line
from levier.knowledge.parsing.headings import unmarked
from levier.knowledge.parsing.structure import Page, Parsed, Refused

_ITEM = re.compile(r"^\s*(?:[-–—•*·▪◦‣]|\d{1,2}\)|[a-z]\))\s+")


def parse_text(data: bytes) -> Parsed:
    """Blocks of a text file. Raises Refused ("empty")."""
    return structure_text(decode(data), "txt")


def structure_text(text: str, format: str = "txt", title: str = "") -> Parsed:
    """Blocks of a text; lines wrapped at the same width are joined, lines that stand alone stay so."""
    page = Page(1)
    fill(mend_spaces(clean(text)), page)
    if not page.text:
        raise Refused("empty")
    return Parsed(title, [page], False, format, "note")


def fill(text: str, page: Page) -> None:
    """Put the blocks of a clean text in ``page``."""
    for part in re.split(r"\n[^\S\n]*\n\s*", text):
        _part([line for line in part.split("\n") if line.strip()], page)


def _part(lines: list[str], page: Page) -> None:
    widest = max((len(line) for line in lines), default=0)
    wrapped = 40 <= widest <= 100
    gathered = ""
    item = False
    for raw in lines:
        line, level = unmarked(raw)
        starts_item = bool(_ITEM.match(line))
        joins = (
            wrapped
            and gathered
            and not starts_item
            and not level
            and len(gathered.rsplit("\n", maxsplit=1)[-1]) > 0.6 * widest
        )
        if joins or (gathered and line.lstrip()[:1].islower() and not starts_item):
            gathered += " " + line.strip()
            continue
        page.add(one_line(gathered), "item" if item else "text")
        gathered, item = "", starts_item
        if level:
            page.add(one_line(line), "heading", level)
        else:
            gathered = line
    page.add(one_line(gathered), "item" if item else "text")
