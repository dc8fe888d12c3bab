"""A file as an invoice with its report: PDF or XML, CII or UBL."""

import hashlib
from typing import Any

from levier.core.errors import BadInput
from levier.tables.invoicing.carriers import Attachment, invoice_candidates, is_pdf, root_name
from levier.tables.invoicing.checking import check
from levier.tables.invoicing.model import Invoice
from levier.tables.invoicing.read import ReadInvoice
from levier.tables.invoicing.reading.cii import read_cii
from levier.tables.invoicing.reading.node import Book, Node
from levier.tables.invoicing.reading.ubl import read_ubl
from levier.tables.invoicing.schemas import structure_faults
from levier.tables.invoicing.secure_xml import parse

_UBL = "urn:oasis:names:specification:ubl:schema:xsd:"
_CII_ROOTS = ("CrossIndustryInvoice", "CrossIndustryDocument")


def read_invoice(data: bytes, name: str) -> ReadInvoice:
    """Read and check a Factur-X or ZUGFeRD PDF, a CII or a UBL document.

    Raises BadInput when there is no invoice to read; an invoice that is wrong is read as far as it goes.
    """
    digest = hashlib.sha256(data).hexdigest()
    if not data:
        raise BadInput("Ce fichier est vide", where=name, mend="Vérifiez que c'est le bon fichier.")
    if not is_pdf(data):
        root = parse(data, name)
        invoice, book = _read(root, name)
        report = check(root, invoice, book)
        return ReadInvoice(name=name, sha256=digest, invoice=invoice, report=report, unreadable=_lost(book))
    candidates, others = invoice_candidates(data, name)
    root, invoice, book, chosen = _best(candidates, name)
    several = tuple(file.name for file in candidates) if len(candidates) > 1 else ()
    return ReadInvoice(
        name=name,
        sha256=digest,
        invoice=invoice,
        report=check(root, invoice, book, several=several),
        embedded=chosen.name,
        xml=chosen.data,
        unreadable=_lost(book),
        others=tuple(file.name for file in (*others, *(c for c in candidates if c is not chosen))),
    )


def _lost(book: Book) -> tuple[tuple[str, str], ...]:
    return tuple((found.key, found.text) for found in book.unreadable)


def _best(candidates: list[Attachment], name: str) -> tuple[Any, Invoice, Book, Attachment]:
    """Of several XML (a fault in itself), the first that follows its schema, else the first that can be read."""
    first: tuple[Any, Invoice, Book, Attachment] | None = None
    problem: BadInput | None = None
    for file in candidates:
        try:
            root = parse(file.data, f"{name}, {file.name}")
            read = (root, *_read(root, f"{name}, {file.name}"), file)
        except BadInput as fault:
            problem = problem or fault
            continue
        if len(candidates) == 1 or not structure_faults(root, read[1]):
            return read
        first = first or read
    if first is None:
        raise problem or BadInput("Ce PDF ne contient pas de facture lisible", where=name)
    return first


def _read(root: Any, where: str) -> tuple[Invoice, Book]:
    namespace, local = root_name(root)
    book = Book()
    node = Node(root, "", book)
    if local in _CII_ROOTS or _is_candidate(root, local):
        return read_cii(node), book
    if local in ("Invoice", "CreditNote") and namespace.startswith(_UBL):
        return read_ubl(node), book
    if local == "SCRDMCCBDACIOMessageStructure":
        raise BadInput(
            "C'est une commande (Order-X), pas une facture",
            where=where,
            mend="Rangez-la avec vos documents : Levier n'en fait pas une facture.",
        )
    raise BadInput(
        f"Ce XML n'est pas une facture électronique (racine « {local[:60]} »)",
        where=where,
        mend="Levier lit Factur-X, ZUGFeRD, CII (CrossIndustryInvoice) et UBL 2.1 (Invoice, CreditNote).",
    )


def _is_candidate(root: Any, local: str) -> bool:
    """ZUGFeRD's release candidates named their root « Invoice » and wrote the parts of CII in it."""
    return local == "Invoice" and any(
        isinstance(child.tag, str) and child.tag.endswith("HeaderExchangedDocument") for child in root
    )
