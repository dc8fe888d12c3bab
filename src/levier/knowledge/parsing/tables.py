"""Tables as text: one line a row, cells between bars, the first lines saying what the columns are."""

import re
from collections.abc import Sequence

from levier.knowledge.parsing.cleaning import one_line
from levier.knowledge.parsing.structure import Page

_NUMBER = re.compile(r"^[-+−(]?\s?[\d\u202f\u00a0 .,]*\d[\d\u202f\u00a0 .,]*\s?(?:%|€|EUR|h|kg|m²)?\)?$")
_CAPTION = re.compile(r"^(?:tableau|table|tab\.|figure)\s*(?:n°\s*)?\d*", re.IGNORECASE)
BAR = " | "


def table_text(lines: Sequence[Sequence[str]]) -> str:
    """A table as text; bars inside cells become strokes, empty rows and columns go."""
    rows = [[one_line(cell).replace("|", "¦") for cell in cells] for cells in lines]
    rows = [cells for cells in rows if any(cells)]
    if not rows:
        return ""
    width = max(len(cells) for cells in rows)
    rows = [cells + [""] * (width - len(cells)) for cells in rows]
    kept = [place for place in range(width) if any(cells[place] for cells in rows)]
    return "\n".join(BAR.join(cells[place] for place in kept).rstrip() for cells in rows)


def header_rows(lines: Sequence[Sequence[str]]) -> int:
    """How many first rows say what the columns are: words over numbers, or words over anything; 0 or 1."""
    rows = [cells for cells in lines if any(cell.strip() for cell in cells)]
    if len(rows) < 2:
        return 0
    first = [cell for cell in rows[0] if cell.strip()]
    if len(first) < 2 or any(is_number(cell) for cell in first) or any(len(cell) > 80 for cell in first):
        return 0
    return 1


def is_number(cell: str) -> bool:
    """« 1 234,50 € », « 12 % », « -3 », « 03.2024 »."""
    return bool(_NUMBER.match(cell.strip()))


def add_table(
    page: Page, lines: Sequence[Sequence[str]], *, head: int | None = None, caption: str = ""
) -> None:
    """Append a table, its caption first. A table of one cell is a paragraph; of one column, paragraphs."""
    text = table_text(lines)
    if not text:
        return
    if caption:
        page.add(one_line(caption))
    if BAR not in text:
        for line in text.split("\n"):
            page.add(line)
        return
    page.add(text, "table", header_rows(lines) if head is None else min(head, text.count("\n")))


def is_caption(text: str) -> bool:
    """« Tableau 3 : remises par volume », or a short line that announces (« Tarif public : »)."""
    text = text.strip()
    return len(text) <= 160 and "\n" not in text and bool(_CAPTION.match(text) or text.endswith(":"))
