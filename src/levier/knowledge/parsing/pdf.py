"""PDF: text with its pages, paragraphs rebuilt from lines, headings from sizes and numbering."""

import re
from collections import Counter

import pypdfium2
import pypdfium2.raw as pdfium

from levier.knowledge.parsing.cleaning import clean
from levier.knowledge.parsing.headings import heading_level
from levier.knowledge.parsing.structure import Page, Parsed, Refused

_ITEM = re.compile(r"^\s*(?:[-–—•*·▪◦‣]|\d{1,2}\)|[a-z]\))\s+")
_PASSWORD_ERROR = 4
_LEAST_TEXT = 20


def parse_pdf(data: bytes) -> Parsed:
    """Pages and blocks of a PDF. Raises Refused ("encrypted", "corrupted", "scanned")."""
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        locked = getattr(error, "err_code", None) == _PASSWORD_ERROR or "password" in str(error).lower()
        raise Refused("encrypted" if locked else "corrupted") from error
    lines = [_lines(document, index) for index in range(len(document))]
    if sum(len(text) for page in lines for text, _ in page) < _LEAST_TEXT:
        raise Refused("scanned" if len(document) else "empty")
    running = _running_lines(lines)
    usual = _usual_size(lines)
    pages = [_page(number, page, running, usual) for number, page in enumerate(lines, 1)]
    title = (document.get_metadata_dict().get("Title") or "").strip()
    return Parsed(clean(title), pages, True, "pdf")


Line = tuple[str, float]


def _lines(document: pypdfium2.PdfDocument, index: int) -> list[Line]:
    """The lines of a page with the size of their letters (points); hyphens at line ends are undone."""
    textpage = document[index].get_textpage()
    text = textpage.get_text_range()
    sized = textpage.count_chars() == len(text)
    lines: list[Line] = []
    position = 0
    for raw in re.split("(\r\n|\n|\r)", text):
        if raw.strip():
            middle = position + len(raw) // 2
            size = pdfium.FPDFText_GetFontSize(textpage, middle) if sized else 0.0
            lines.append((raw, round(float(size), 1)))
        position += len(raw)
    return _without_hyphens(lines)


def _without_hyphens(lines: list[Line]) -> list[Line]:
    # pdfium marks a hyphenation at a line's end with U+FFFE or U+0002; the word goes on on the next line.
    joined: list[Line] = []
    for text, size in lines:
        if joined and joined[-1][0].rstrip().endswith(("\ufffe", "\x02")):
            joined[-1] = (joined[-1][0].rstrip()[:-1] + text.lstrip(), joined[-1][1])
        else:
            joined.append((text, size))
    return [(clean(text.replace("\ufffe", "").replace("\x02", "")), size) for text, size in joined]


def _shape(line: str) -> str:
    return re.sub(r"\d+", "0", line.strip().lower())


def _running_lines(pages: list[list[Line]]) -> set[str]:
    """Headers and footers: the same line, numbers aside, at the edge of most pages (three or more)."""
    if len(pages) < 3:
        return set()
    seen = Counter(shape for page in pages for shape in {_shape(text) for text, _ in page[:2] + page[-2:]})
    return {shape for shape, count in seen.items() if count >= max(3, 0.6 * len(pages))}


def _usual_size(pages: list[list[Line]]) -> float:
    sizes: Counter[float] = Counter()
    for page in pages:
        for text, size in page:
            sizes[size] += len(text)
    return sizes.most_common(1)[0][0] if sizes else 0.0


def _page(number: int, lines: list[Line], running: set[str], usual: float) -> Page:
    page = Page(number)
    widest = max((len(text) for text, _ in lines), default=0)
    paragraph: list[str] = []
    kind_is_item = False

    def close() -> None:
        if paragraph:
            page.add(" ".join(paragraph), "item" if kind_is_item else "text")
            paragraph.clear()

    for text, size in lines:
        line = text.strip()
        if not line or _shape(line) in running:
            continue
        level = _level(line, size, usual)
        if level and not (paragraph and _goes_on(paragraph[-1], line, widest) and size <= usual):
            close()
            page.add(line, "heading", level)
            kind_is_item = False
            continue
        item = bool(_ITEM.match(text))
        if paragraph and (item or not _goes_on(paragraph[-1], line, widest)):
            close()
        if not paragraph:
            kind_is_item = item
        paragraph.append(line)
    close()
    return page


def _level(line: str, size: float, usual: float) -> int:
    level = heading_level(line)
    if usual and size >= 1.15 * usual and len(line) <= 120 and line[-1] not in ".;,":
        return 1 if size >= 1.5 * usual else level or 2
    return level


def _goes_on(previous: str, line: str, widest: int) -> bool:
    """Whether a line continues the one before: that one was full, or this one starts in the middle of a
    sentence.
    """
    if line[0].islower() and not re.match(r"^[a-z]\)", line):
        return True
    ended = previous.rstrip()[-1:] in ".!?:;"
    return len(previous) > (0.85 if ended else 0.6) * widest
