"""Tables and key figures of printed documents."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Paragraph, Table

from levier.printing.lettering import marked
from levier.printing.styles import LINE, PAPER, WIDTH

if TYPE_CHECKING:
    from reportlab.lib.colors import Color

    from levier.printing.document import Column

_LONGEST_CELL = 600


def table(
    columns: "Sequence[Column]",
    rows: Sequence[Sequence[str]],
    styles: dict[str, ParagraphStyle],
    accent: "Color",
    *,
    total: bool = False,
) -> Table:
    """``rows`` under ``columns``; raises ValueError when a row has not one cell for each column."""
    whole = sum(column.share for column in columns)
    widths = [WIDTH * column.share / whole for column in columns]
    heads = [
        Paragraph(marked(column.label), styles["head_number" if column.numeric else "head"])
        for column in columns
    ]
    cells = [
        [
            Paragraph(
                marked(str(cell)[:_LONGEST_CELL]).replace("\n", "<br/>"),
                styles["number" if column.numeric else "cell"],
            )
            for column, cell in zip(columns, row, strict=True)
        ]
        for row in rows
    ]
    drawn = Table([heads, *cells], colWidths=widths, repeatRows=1, spaceBefore=4, spaceAfter=10)
    look = [
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("LINEBELOW", (0, 0), (-1, 0), 1, accent),
        ("LINEBELOW", (0, 1), (-1, -1), 0.4, LINE),
        ("TOPPADDING", (0, 0), (-1, -1), 3.5),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 3.5),
        ("LEFTPADDING", (0, 0), (-1, -1), 4),
        ("RIGHTPADDING", (0, 0), (-1, -1), 4),
    ]
    if total and rows:
        look += [("LINEABOVE", (0, -1), (-1, -1), 1, accent), ("BACKGROUND", (0, -1), (-1, -1), PAPER)]
    drawn.setStyle(look)
    return drawn


def facts(given: Sequence[tuple[str, str]], styles: dict[str, ParagraphStyle], accent: "Color") -> Table:
    """One line of key figures, label above value."""
    labels = [Paragraph(marked(label), styles["label"]) for label, _ in given]
    values = [Paragraph(marked(value), styles["value"]) for _, value in given]
    drawn = Table([labels, values], colWidths=[WIDTH / len(given)] * len(given), spaceAfter=8)
    drawn.setStyle(
        [
            ("BACKGROUND", (0, 0), (-1, -1), PAPER),
            ("LINEABOVE", (0, 0), (-1, 0), 2, accent),
            ("TOPPADDING", (0, 0), (-1, 0), 6),
            ("BOTTOMPADDING", (0, 1), (-1, 1), 7),
            ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ]
    )
    return drawn
