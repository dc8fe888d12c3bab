"""The recipe of a PDF: open, read each page within the time given, drop what runs on every page, build the blocks."""

import contextlib
import re
import time
from datetime import date

import pypdfium2

from levier.core.french.numbers import format_number
from levier.knowledge.parsing import limits
from levier.knowledge.parsing.cleaning import clean, one_line
from levier.knowledge.parsing.pdf.building import build, usual_size
from levier.knowledge.parsing.pdf.letters import Sheet, read_letters
from levier.knowledge.parsing.pdf.margins import drop_running_lines
from levier.knowledge.parsing.pdf.ordering import in_order
from levier.knowledge.parsing.pdf.rules import ruled_tables, rulings
from levier.knowledge.parsing.structure import Parsed, Refused

_PASSWORD_ERROR = 4
_LEAST_TEXT = 20
_MOST_UNMAPPED = 0.3
_SCRIPT = re.compile(rb"/(?:JavaScript|JS)\b")
_EMBEDDED = re.compile(rb"factur-x\.xml|zugferd-invoice\.xml|xrechnung\.xml|order-x\.xml", re.IGNORECASE)


def parse_pdf(data: bytes) -> Parsed:
    """Pages and blocks of a PDF. Raises Refused ("encrypted", "corrupted", "empty")."""
    began = time.process_time()
    try:
        document = pypdfium2.PdfDocument(data)
        total = len(document)
    except pypdfium2.PdfiumError as error:
        locked = getattr(error, "err_code", None) == _PASSWORD_ERROR or "password" in str(error).lower()
        raise Refused("encrypted" if locked else "corrupted") from error
    notes: list[str] = []
    sheets: list[Sheet] = []
    characters = 0
    tables = _Tables(data)
    for index in range(min(total, limits.MOST_PAGES)):
        if time.process_time() - began > limits.MOST_SECONDS or characters > limits.MOST_CHARACTERS // 2:
            break
        sheet = _sheet(document, index, tables)
        characters += sheet.letters
        sheets.append(sheet)
    tables.close()
    if len(sheets) < total:
        notes.append(
            f"Seules les {format_number(len(sheets))} premières pages sur {format_number(total)} ont été lues."
        )
    if not total or not sheets:
        raise Refused("empty" if not total else "too-heavy")
    drop_running_lines(sheets)
    usual = usual_size(sheets)
    pages = [build(sheet, number, usual) for number, sheet in enumerate(sheets, 1)]
    for page, sheet in zip(pages, sheets, strict=True):
        page.picture = sheet.picture
    if not any(page.text or page.picture for page in pages):
        raise Refused("empty")
    if _SCRIPT.search(data):
        notes.append("Ce PDF contient du code JavaScript\u00a0: il n'a été ni lu, ni exécuté.")
    facts = {"einvoice": True} if _EMBEDDED.search(data) or _has_invoice(document) else {}
    told = document.get_metadata_dict()
    return Parsed(
        one_line(clean(told.get("Title") or "")), pages, True, "pdf", author=one_line(clean(told.get("Author") or ""))[:300],
        dated=_day(told.get("CreationDate") or told.get("ModDate") or ""), facts=facts, notes=notes,
    )  # fmt: skip


class _Tables:
    """pdfplumber's view of the file, opened at the first page that has rules."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._opened: object | None = None
        self._broken = False

    def of(self, index: int, sheet: Sheet) -> None:
        """Put the ruled tables of a page in ``sheet.tables``, and take their words out of its lines."""
        if not self._broken:
            ruled_tables(self, index, sheet)

    def document(self) -> object:
        """The file, opened once. pdfplumber loads at the first table."""
        if self._opened is None:
            from io import BytesIO  # noqa: PLC0415

            import pdfplumber  # noqa: PLC0415

            self._broken = True  # unless its list of pages can be read, once for all
            self._opened = opened = pdfplumber.open(BytesIO(self._data))
            self._broken = not opened.pages
        return self._opened

    def close(self) -> None:
        if self._opened is not None:
            with contextlib.suppress(Exception):  # closing reads the list of pages again
                self._opened.close()  # type: ignore[attr-defined]


def _sheet(document: pypdfium2.PdfDocument, index: int, tables: _Tables) -> Sheet:
    """A page read; one that pdfium cannot open is left empty."""
    try:
        page = document[index]
    except pypdfium2.PdfiumError:
        return Sheet(595.0, 842.0)
    try:
        sheet = read_letters(page)
        drawn = rulings(page)
        if sheet.letters < _LEAST_TEXT or sheet.unmapped > _MOST_UNMAPPED * max(sheet.letters, 1):
            sheet.picture = drawn.pictures > 0 or sheet.unmapped > _LEAST_TEXT
            if sheet.picture:
                sheet.rows = []
        elif drawn.grid:
            tables.of(index, sheet)
        in_order(sheet)
        return sheet
    except pypdfium2.PdfiumError:
        return Sheet(595.0, 842.0)
    finally:
        page.close()


def _has_invoice(document: pypdfium2.PdfDocument) -> bool:
    """Whether an XML invoice is attached (Factur-X, ZUGFeRD): the tables read it exactly."""
    try:
        count = min(document.count_attachments(), 20)
        names = [document.get_attachment(place).get_name().lower() for place in range(count)]
    except (pypdfium2.PdfiumError, ValueError):
        return False
    return any(
        name.endswith(".xml") and re.search(r"factur|zugferd|xrechnung|order-x|invoice", name)
        for name in names
    )


def _day(text: str) -> date | None:
    """« D:20240312101500+01'00' »."""
    found = re.match(r"(?:D:)?(\d{4})(\d\d)(\d\d)", text)
    try:
        return date(*map(int, found.groups())) if found else None
    except ValueError:
        return None
