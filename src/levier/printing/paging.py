"""« Page 2 sur 5 »: the foot of each page, written once the number of pages is known."""

from typing import Any

from reportlab.pdfgen.canvas import Canvas

from levier.printing.branding import Brand
from levier.printing.lettering import REGULAR, plain
from levier.printing.styles import AMBER, FOOT, LINE, MARGIN, PADDING, PAGE, SOFT, accent

_SIZE, _SMALL = 7.5, 6.5
_OURS = "Produit avec Levier"


def numbered(company: str, footer: str, brand: Brand | None = None) -> type[Canvas]:
    """A canvas that holds the pages back until it can number them. Signed by a firm, its lines stand at the foot, ours small."""

    class Numbered(Canvas):
        def __init__(self, *args: Any, **options: Any) -> None:
            super().__init__(*args, **options)
            self._pages: list[dict[str, Any]] = []

        def showPage(self) -> None:
            self._pages.append(dict(self.__dict__))
            self._startPage()

        def save(self) -> None:
            for number, page in enumerate(self._pages, 1):
                self.__dict__.update(page)
                _foot(self, company, footer, number, len(self._pages))
                _edge(self, brand)
                super().showPage()
            super().save()

    return Numbered


def _foot(canvas: Canvas, company: str, footer: str, number: int, pages: int) -> None:
    width, left = PAGE[0], MARGIN + PADDING
    canvas.saveState()
    canvas.setStrokeColor(LINE)
    canvas.line(left, FOOT, width - left, FOOT)
    canvas.setFont(REGULAR, _SIZE)
    canvas.setFillColor(SOFT)
    canvas.drawString(left, FOOT - 12, " · ".join(part for part in (company, footer) if part))
    canvas.drawRightString(width - left, FOOT - 12, f"Page {number} sur {pages}")
    canvas.restoreState()


def _edge(canvas: Canvas, brand: Brand | None) -> None:
    """The coloured edge of the page; the firm's two lines, and that Levier made it."""
    width, left = PAGE[0], MARGIN + PADDING
    canvas.saveState()
    canvas.setFillColor(accent(brand))
    canvas.rect(0, PAGE[1] - 5, width, 5, stroke=0, fill=1)
    if brand is None:
        canvas.setFillColor(AMBER)
        canvas.rect(0, PAGE[1] - 5, left, 5, stroke=0, fill=1)
    else:
        canvas.setFont(REGULAR, _SMALL)
        canvas.setFillColor(SOFT)
        for place, line in enumerate(one for one in (brand.footer, brand.legal) if one):
            canvas.drawString(left, FOOT - 22 - 9 * place, plain(line))
        canvas.drawRightString(width - left, FOOT - 22, _OURS)
    canvas.restoreState()
