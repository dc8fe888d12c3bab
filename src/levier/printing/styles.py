"""The colours, sizes and page of printed documents: those of the screens."""

from functools import cache
from typing import TYPE_CHECKING

from reportlab.lib.colors import HexColor
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm

from levier.printing.lettering import REGULAR, STRONG, register

if TYPE_CHECKING:
    from reportlab.lib.colors import Color

    from levier.printing.branding import Brand

PAGE = A4
MARGIN = 18 * mm
PADDING = 6
"""Points between the margin and the words: what reportlab's frames keep."""
WIDTH = PAGE[0] - 2 * (MARGIN + PADDING)
HEAD = 16 * mm
FOOT = 16 * mm
INK, SOFT = HexColor("#1e2427"), HexColor("#575d5c")
ACCENT, AMBER = HexColor("#0d5c63"), HexColor("#f2b544")
LINE, PAPER, WARN = HexColor("#e7e2d9"), HexColor("#f8f6f2"), HexColor("#fdf2dc")


def accent(brand: "Brand | None") -> "Color":
    """The firm's colour, or the house's."""
    return HexColor(brand.accent) if brand else ACCENT


@cache
def styles() -> dict[str, ParagraphStyle]:
    """The paragraph styles by name; the fonts are made known to reportlab."""
    register()
    body = ParagraphStyle("body", fontName=REGULAR, fontSize=9.5, leading=14, textColor=INK, spaceAfter=6)
    strong = {"fontName": STRONG, "textColor": INK}
    return {
        "body": body,
        "title": ParagraphStyle("title", body, **strong, fontSize=20, leading=25, spaceAfter=2),
        "subtitle": ParagraphStyle("subtitle", body, fontSize=11, leading=15, textColor=SOFT, spaceAfter=10),
        "heading": ParagraphStyle(
            "heading", body, **strong, fontSize=13, leading=18, spaceBefore=10, keepWithNext=1
        ),
        "note": ParagraphStyle("note", body, fontSize=8, leading=11.5, textColor=SOFT),
        "cell": ParagraphStyle("cell", body, fontSize=8.5, leading=11.5, spaceAfter=0),
        "number": ParagraphStyle("number", body, fontSize=8.5, leading=11.5, spaceAfter=0, alignment=2),
        "head": ParagraphStyle("head", body, **strong, fontSize=8, leading=11, spaceAfter=0),
        "head_number": ParagraphStyle(
            "head_number", body, **strong, fontSize=8, leading=11, spaceAfter=0, alignment=2
        ),
        "label": ParagraphStyle("label", body, fontSize=8, leading=11, textColor=SOFT, spaceAfter=0),
        "value": ParagraphStyle("value", body, **strong, fontSize=12, leading=16, spaceAfter=0),
    }
