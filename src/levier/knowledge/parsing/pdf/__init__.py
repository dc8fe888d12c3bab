"""PDF: letters become lines, lines become columns, paragraphs and tables; running lines go; scans wait for their reading."""

from levier.knowledge.parsing.pdf.reading import parse_pdf

__all__ = ["parse_pdf"]
