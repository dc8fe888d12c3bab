"""A document written from top to bottom: titles, words, key figures, tables, drawings; then its bytes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING, Any

from levier.printing.branding import recoloured
from levier.printing.lettering import marked, plain

if TYPE_CHECKING:
    from reportlab.graphics.shapes import Drawing

    from levier.printing.branding import Brand

_FACTS_A_LINE = 4


@dataclass(frozen=True)
class Column:
    """A column of a printed table. ``share``: its width beside the others'; ``numeric``: on the right."""

    label: str
    numeric: bool = False
    share: float = 1.0


class Document:
    """An A4 document of the company's.

    Args:
        title: what it is, in French; also the PDF's own title.
        company: who sends it; on the foot of each page.
        subtitle: one line under the title.
        footer: what else stands on the foot of each page (a reference, « Document établi le … »).
        brand: the firm that signs it, in place of the house.
    """

    def __init__(
        self, title: str, company: str, *, subtitle: str = "", footer: str = "", brand: Brand | None = None
    ) -> None:
        from levier.printing import heads, styles  # noqa: PLC0415 - loads reportlab

        self._styles = styles.styles()
        self._title, self._company, self._footer, self._brand = title, company, footer, brand
        self._accent = styles.accent(brand)
        self._flow: list[Any] = [heads.signed(brand, self._styles)] if brand else []
        self._flow.append(self._words(title, "title"))
        if subtitle:
            self._flow.append(self._words(subtitle, "subtitle"))

    def heading(self, text: str) -> Document:
        """A section's title, never left alone at the foot of a page."""
        return self._add(self._words(text, "heading"))

    def text(self, text: str) -> Document:
        """A paragraph; ``**words**`` are strong."""
        return self._add(self._words(text, "body"))

    def note(self, text: str) -> Document:
        """Small print: a source, a method, a reserve."""
        return self._add(self._words(text, "note"))

    def facts(self, facts: Sequence[tuple[str, str]]) -> Document:
        """Key figures side by side, label above value."""
        from levier.printing import tables  # noqa: PLC0415

        for first in range(0, len(facts), _FACTS_A_LINE):
            self._flow.append(tables.facts(facts[first : first + _FACTS_A_LINE], self._styles, self._accent))
        return self

    def table(
        self, columns: Sequence[Column | str], rows: Sequence[Sequence[str]], *, total: bool = False
    ) -> Document:
        """A table; its head comes again on each page. ``total``: the last row is one."""
        from levier.printing import tables  # noqa: PLC0415

        named = [column if isinstance(column, Column) else Column(column) for column in columns]
        return self._add(tables.table(named, rows, self._styles, self._accent, total=total))

    def drawing(self, drawing: Drawing) -> Document:
        """A drawing of reportlab (a map, a chart), its width at most that of the text."""
        return self._add(recoloured(drawing, self._brand) if self._brand else drawing)

    def space(self, millimetres: float) -> Document:
        """White between two parts."""
        from reportlab.lib.units import mm  # noqa: PLC0415
        from reportlab.platypus import Spacer  # noqa: PLC0415

        return self._add(Spacer(1, millimetres * mm))

    def page_break(self) -> Document:
        """What follows begins on a page of its own."""
        from reportlab.platypus import PageBreak  # noqa: PLC0415

        return self._add(PageBreak())

    def bytes(self) -> bytes:
        """The PDF. The same calls give the same bytes: no date of making is written inside."""
        from reportlab.platypus import SimpleDocTemplate  # noqa: PLC0415

        from levier.printing import paging, styles  # noqa: PLC0415

        written = BytesIO()
        template = SimpleDocTemplate(
            written,
            pagesize=styles.PAGE,
            leftMargin=styles.MARGIN,
            rightMargin=styles.MARGIN,
            topMargin=styles.HEAD,
            bottomMargin=styles.FOOT + 10,
            title=plain(self._title),
            author=plain(self._brand.name if self._brand else self._company),
            creator="Levier",
            lang="fr-FR",
            invariant=1,
        )
        template.build(
            self._flow, canvasmaker=paging.numbered(plain(self._company), plain(self._footer), self._brand)
        )
        return written.getvalue()

    def _words(self, text: str, style: str) -> Any:
        from reportlab.platypus import Paragraph  # noqa: PLC0415

        return Paragraph(marked(text).replace("\n", "<br/>"), self._styles[style])

    def _add(self, piece: Any) -> Document:
        self._flow.append(piece)
        return self
