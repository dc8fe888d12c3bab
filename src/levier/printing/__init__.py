"""Documents on paper, in the house's manner: A4, Inter, French typography, page numbers. One class, :class:`Document`.

reportlab is loaded when a document is begun, not before.
"""

from levier.printing.document import Column, Document

__all__ = ["Column", "Document"]
