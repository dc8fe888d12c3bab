"""The head of a document that a firm signs: its logo on the left, its name on the right."""

from io import BytesIO
from typing import Any

from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Image, Paragraph, Table

from levier.printing.branding import Brand
from levier.printing.lettering import marked
from levier.printing.styles import WIDTH

_HIGH, _WIDE = 34.0, 150.0
"""What a logo may take, in points."""


def signed(brand: Brand, styles: dict[str, ParagraphStyle]) -> Table:
    """One line above the title."""
    name = Paragraph(f"Établi par<br/><b>{marked(brand.name)}</b>", styles["number"])
    left: Any = _logo(brand.logo) if brand.logo else Paragraph("", styles["cell"])
    drawn = Table([[left, name]], colWidths=[WIDTH * 0.5, WIDTH * 0.5], spaceAfter=14)
    drawn.setStyle(
        [
            ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
            ("LEFTPADDING", (0, 0), (-1, -1), 0),
            ("RIGHTPADDING", (0, 0), (-1, -1), 0),
        ]
    )
    return drawn


def _logo(png: bytes) -> Image:
    drawn = Image(BytesIO(png), hAlign="LEFT")
    part = min(_HIGH / drawn.imageHeight, _WIDE / drawn.imageWidth)
    drawn.drawHeight, drawn.drawWidth = drawn.imageHeight * part, drawn.imageWidth * part
    return drawn
