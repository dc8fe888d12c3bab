"""« PROJET »: a mark across each page of a document that nobody has approved yet."""

from io import BytesIO

from levier.printing.lettering import STRONG, plain, register

_ANGLE = 35


def stamped(pdf: bytes, words: str) -> bytes:
    """The same document with ``words`` across each page, pale enough to read what is under them."""
    import pypdfium2  # noqa: PLC0415 - only those who stamp pay for it

    register()
    document = pypdfium2.PdfDocument(pdf)
    try:
        for page in document:
            mark = pypdfium2.PdfDocument(_mark(page.get_width(), page.get_height(), plain(words)))
            seal = mark.page_as_xobject(0, document)
            page.insert_obj(seal.as_pageobject())
            page.gen_content()
            seal.close()
            mark.close()
        written = BytesIO()
        document.save(written)
        return written.getvalue()
    finally:
        document.close()


def _mark(width: float, height: float, words: str) -> bytes:
    from reportlab.pdfgen.canvas import Canvas  # noqa: PLC0415

    made = BytesIO()
    canvas = Canvas(made, pagesize=(width, height), invariant=1)
    canvas.setFillColorRGB(0.70, 0.35, 0.05, alpha=0.16)
    canvas.translate(width / 2, height / 2)
    canvas.rotate(_ANGLE)
    size = min(width, height) / max(8.0, len(words) * 0.62)
    canvas.setFont(STRONG, size)
    canvas.drawCentredString(0, -size / 3, words)
    canvas.save()
    return made.getvalue()
