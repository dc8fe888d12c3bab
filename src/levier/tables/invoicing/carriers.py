"""What carries the invoice: an XML file, or a PDF with the XML inside (Factur-X, ZUGFeRD)."""

import io
from dataclasses import dataclass
from typing import Any

import pypdfium2
from lxml import etree
from pypdf import PdfReader
from pypdf.errors import PyPdfError

from levier.core.errors import BadInput
from levier.tables.invoicing.secure_xml import LARGEST
from levier.tables.invoicing.sniffing import may_be_xml_invoice

NAMES = ("factur-x.xml", "zugferd-invoice.xml", "xrechnung.xml", "cii.xml", "ubl.xml")
"""Names of the invoice inside a PDF, in lower case: Factur-X and ZUGFeRD 2.1+, ZUGFeRD 1 and 2.0, XRechnung."""
ORDERS = ("order-x.xml",)
_MOST_ATTACHMENTS = 200
_MOST_BYTES = 120 * 1024 * 1024


@dataclass(frozen=True)
class Attachment:
    """A file inside the PDF, under its name."""

    name: str
    data: bytes

    @property
    def is_order(self) -> bool:
        return self.name.lower() in ORDERS

    @property
    def is_invoice(self) -> bool:
        """By its name, else by its first element: some software names it freely."""
        if self.name.lower() in NAMES:
            return True
        return not self.is_order and may_be_xml_invoice(self.data)


def is_pdf(data: bytes) -> bool:
    return b"%PDF-" in data[:1024]


def attachments(data: bytes, where: str) -> list[Attachment]:
    """The files inside a PDF. Raises BadInput when it is broken, locked or a bomb."""
    found = _by_pdfium(data, where)
    return found or _by_pypdf(data)


def _by_pdfium(data: bytes, where: str) -> list[Attachment]:
    try:
        pdf = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as fault:
        locked = "password" in str(fault).lower()
        raise BadInput(
            "Ce PDF est protégé par un mot de passe" if locked else "Ce PDF est endommagé",
            where=where,
            mend="Demandez à l'émetteur un PDF sans mot de passe." if locked else "Demandez-le de nouveau.",
        ) from fault
    try:
        count = pdf.count_attachments()
        if count > _MOST_ATTACHMENTS:
            raise _bomb(where)
        found, held = [], 0
        for index in range(count):
            attachment = _pdfium_file(pdf.get_attachment(index))
            held += len(attachment.data) if attachment else 0
            if held > _MOST_BYTES:
                raise _bomb(where)
            if attachment:
                found.append(attachment)
        return found
    finally:
        pdf.close()


def _pdfium_file(held: Any) -> Attachment | None:
    try:
        return Attachment(held.get_name(), bytes(held.get_data()))
    except (pypdfium2.PdfiumError, ValueError):
        return None


def _by_pypdf(data: bytes) -> list[Attachment]:
    """Files that PDFium does not list: named only in /AF, or in a name tree that is not quite right."""
    found = []
    try:
        reader = PdfReader(io.BytesIO(data))
        for name, contents in list(reader.attachments.items())[:_MOST_ATTACHMENTS]:
            found += [Attachment(name, content) for content in contents]
        if not found:
            found = _associated(reader)
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, RecursionError, OverflowError):
        return found
    return [file for file in found if len(file.data) <= LARGEST]


def _associated(reader: PdfReader) -> list[Attachment]:
    catalog: Any = reader.trailer["/Root"]
    listed = catalog.get("/AF") or []
    found = []
    for reference in list(listed.get_object() if hasattr(listed, "get_object") else listed)[
        :_MOST_ATTACHMENTS
    ]:
        file = reference.get_object()
        embedded = file.get("/EF", {})
        stream = embedded.get("/UF") or embedded.get("/F")
        if stream is not None:
            found.append(
                Attachment(str(file.get("/UF") or file.get("/F") or ""), stream.get_object().get_data())
            )
    return found


def _bomb(where: str) -> BadInput:
    return BadInput(
        "Ce PDF contient bien plus de fichiers qu'une facture", where=where, mend="Vérifiez d'où il vient."
    )


def invoice_candidates(data: bytes, where: str) -> tuple[list[Attachment], list[Attachment]]:
    """The invoices in a PDF and its other files, each in the order of the PDF.

    Raises BadInput when there is none: a PDF that is only a picture of an invoice, or an Order-X.
    """
    held = attachments(data, where)
    invoices = [file for file in held if file.is_invoice]
    others = [file for file in held if not file.is_invoice]
    if invoices:
        return invoices, others
    if any(file.is_order for file in others):
        raise BadInput(
            "Ce PDF contient une commande (Order-X), pas une facture",
            where=where,
            mend="Rangez-le avec vos documents : Levier n'en fait pas une facture.",
        )
    raise BadInput(
        "Ce PDF ne contient pas de facture électronique (aucun XML Factur-X ou ZUGFeRD)",
        where=where,
        mend="C'est une image de facture : ajoutez-la comme document, ou demandez une Factur-X à l'émetteur.",
    )


def root_name(root: Any) -> tuple[str, str]:
    """Namespace and local name."""
    name = etree.QName(root)
    return name.namespace or "", name.localname
