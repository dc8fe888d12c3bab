"""Office documents of every format, made from real French texts, with what must be found in each.

The texts: service-public.fr, the labour-law service, the CNIL (Licence Ouverte); the e-invoices are real files.
"""

import gzip
import json
import random
import tarfile
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from email.message import EmailMessage
from io import BytesIO
from pathlib import Path
from xml.sax.saxutils import escape

DATA = Path(__file__).resolve().parents[3] / "shared" / "data"
NOTICE = "Document interne — ne pas diffuser hors de l'entreprise"


@dataclass(frozen=True)
class Section:
    title: str
    paragraphs: tuple[str, ...]


@dataclass(frozen=True)
class Text:
    """What a document says: its title, its sections, a table of figures."""

    title: str
    sections: tuple[Section, ...]
    table: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Made:
    """A file. ``words``: the text that must be found, None when it is not known (real files)."""

    name: str
    data: bytes
    words: str | None
    table: tuple[tuple[str, ...], ...] = field(default=())


def texts(count: int, seed: int = 7) -> list[Text]:
    """Texts of 2 to 12 paragraphs, always the same for a seed."""
    chance = random.Random(seed)
    paragraphs: dict[str, list[tuple[str, str]]] = {}
    with gzip.open(DATA / "french_qa" / "fiches_travail_corpus.jsonl.gz", "rt", encoding="utf-8") as lines:
        for line in lines:
            one = json.loads(line)
            words = _clean(one["text"])
            if 80 < len(words) < 1_500:
                paragraphs.setdefault(_clean(one["doc_title"]), []).append(
                    (_clean(one["section_title"]), words)
                )
    with gzip.open(DATA / "french_qa" / "cdtn_faq.jsonl.gz", "rt", encoding="utf-8") as lines:
        for line in lines:
            one = json.loads(line)
            paragraphs.setdefault("Questions fréquentes", []).append((one["question"], _clean(one["answer"])))
    titles = sorted(title for title, parts in paragraphs.items() if len(parts) >= 2)
    made = []
    for number in range(count):
        title = chance.choice(titles)
        parts = paragraphs[title]
        begin = chance.randrange(max(1, len(parts) - 8))
        chosen = parts[begin : begin + chance.randint(2, 8)]
        sections = tuple(
            Section(f"{place}. {head[:80]}", (words,)) for place, (head, words) in enumerate(chosen, 1)
        )
        made.append(Text(f"{title} ({number})", sections, _table(chance)))
    return made


def _clean(words: str) -> str:
    """One line, without the control characters that no XML document may hold."""
    return " ".join("".join(char if char.isprintable() or char == "\n" else " " for char in words).split())


def _table(chance: random.Random) -> tuple[tuple[str, ...], ...]:
    goods = [
        "Câble cuivre",
        "Disjoncteur",
        "Goulotte",
        "Prise double",
        "Tableau",
        "Luminaire",
        "Chemin de câble",
        "Boîtier",
    ]
    rows = [("Référence", "Désignation", "Quantité", "Prix HT")]
    for _ in range(chance.randint(3, 12)):
        price = f"{chance.randint(1, 900)},{chance.randint(0, 99):02d} €"
        rows.append(
            (f"R{chance.randint(1000, 9999)}", chance.choice(goods), str(chance.randint(1, 400)), price)
        )
    return tuple(rows)


def said(text: Text) -> str:
    """All the words of a text and of its table."""
    parts = [
        text.title,
        *(part for section in text.sections for part in (section.title, *section.paragraphs)),
    ]
    return "\n".join(parts + [" ".join(row) for row in text.table])


def docx(text: Text) -> bytes:
    import docx as word  # noqa: PLC0415

    document = word.Document()
    document.core_properties.title = text.title
    document.sections[0].header.paragraphs[0].text = NOTICE
    document.add_heading(text.title, 0)
    for section in text.sections:
        document.add_heading(section.title, 1)
        for paragraph in section.paragraphs:
            document.add_paragraph(paragraph)
    document.add_paragraph("Tableau 1 : matériel commandé")
    table = document.add_table(rows=0, cols=len(text.table[0]))
    for row in text.table:
        cells = table.add_row().cells
        for cell, words in zip(cells, row, strict=True):
            cell.text = words
    return _saved(document.save)


def pptx(text: Text) -> bytes:
    import pptx as slides  # noqa: PLC0415
    from pptx.util import Inches  # noqa: PLC0415

    deck = slides.Presentation()
    deck.core_properties.title = text.title
    first = deck.slides.add_slide(deck.slide_layouts[0])
    first.shapes.title.text = text.title
    for section in text.sections:
        slide = deck.slides.add_slide(deck.slide_layouts[1])
        slide.shapes.title.text = section.title
        slide.placeholders[1].text = section.paragraphs[0]
    last = deck.slides.add_slide(deck.slide_layouts[5])
    last.shapes.title.text = "Matériel"
    table = last.shapes.add_table(
        len(text.table), len(text.table[0]), Inches(1), Inches(2), Inches(8), Inches(3)
    ).table
    for at, row in enumerate(text.table):
        for column, words in enumerate(row):
            table.cell(at, column).text = words
    return _saved(deck.save)


def xlsx(text: Text) -> bytes:
    import openpyxl  # noqa: PLC0415

    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Commande"
    sheet.append([text.title])
    sheet.append([])
    for row in text.table:
        sheet.append(list(row))
    notes = book.create_sheet("Notes")
    for section in text.sections:
        notes.append([section.title, *section.paragraphs])
    return _saved(book.save)


def pdf(text: Text, columns: int = 1) -> bytes:
    from reportlab.lib import colors  # noqa: PLC0415
    from reportlab.lib.pagesizes import A4  # noqa: PLC0415
    from reportlab.lib.styles import getSampleStyleSheet  # noqa: PLC0415
    from reportlab.platypus import BaseDocTemplate, Frame, PageTemplate, Paragraph, Spacer, Table  # noqa: PLC0415

    stream = BytesIO()
    width, height = A4
    document = BaseDocTemplate(stream, pagesize=A4, title=text.title, author="Service juridique")

    def margins(canvas: object, page: object) -> None:
        canvas.setFont("Helvetica", 8)  # type: ignore[attr-defined]
        canvas.drawString(60, height - 30, NOTICE)  # type: ignore[attr-defined]
        canvas.drawCentredString(width / 2, 25, f"Page {page.page}")  # type: ignore[attr-defined]

    side = (width - 120 - 20 * (columns - 1)) / columns
    frames = [Frame(60 + place * (side + 20), 50, side, height - 110) for place in range(columns)]
    document.addPageTemplates(PageTemplate("page", frames, onPage=margins))
    styles = getSampleStyleSheet()
    flow: list[object] = [Paragraph(escape(text.title), styles["Title"])]
    for section in text.sections:
        flow.append(Paragraph(escape(section.title), styles["Heading2"]))
        flow += [Paragraph(escape(paragraph), styles["BodyText"]) for paragraph in section.paragraphs]
    grid = Table([list(row) for row in text.table], style=[("GRID", (0, 0), (-1, -1), 0.5, colors.black)])
    flow += [Spacer(1, 12), grid]
    document.build(flow)
    return stream.getvalue()


def two_columns(text: Text) -> bytes:
    return pdf(text, 2)


def html(text: Text) -> bytes:
    body = "".join(
        f"<h2>{escape(section.title)}</h2>" + "".join(f"<p>{escape(part)}</p>" for part in section.paragraphs)
        for section in text.sections
    )
    rows = "".join(
        "<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>" for row in text.table
    )
    page = f"<!doctype html><html lang=fr><head><meta charset=utf-8><title>{escape(text.title)}</title></head><body><nav><a href=/>Accueil</a></nav><main><h1>{escape(text.title)}</h1>{body}<table>{rows}</table></main></body></html>"
    return page.encode()


def markdown(text: Text) -> bytes:
    parts = [f"# {text.title}"]
    for section in text.sections:
        parts += [f"## {section.title}", *section.paragraphs]
    head, *rows = text.table
    lines = [
        "| " + " | ".join(head) + " |",
        "|" + "---|" * len(head),
        *("| " + " | ".join(row) + " |" for row in rows),
    ]
    return "\n\n".join([*parts, "\n".join(lines)]).encode()


def plain(text: Text) -> bytes:
    return said(text).replace("\n", "\n\n").encode("cp1252", "replace")


def rtf(text: Text) -> bytes:
    def words(given: str) -> str:
        return "".join(
            "\\" + char if char in "\\{}" else char if ord(char) < 128 else f"\\u{ord(char)}?"
            for char in given
        )

    parts = [
        r"{\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0 Arial;}}",
        r"{\info{\title " + words(text.title) + "}}",
    ]
    parts.append(r"\pard\b " + words(text.title) + r"\b0\par")
    for section in text.sections:
        parts.append(r"\pard\b " + words(section.title) + r"\b0\par")
        parts += [r"\pard " + words(paragraph) + r"\par" for paragraph in section.paragraphs]
    for row in text.table:
        parts.append(
            r"\trowd" + "".join(rf"\cellx{2000 * (at + 1)}" for at in range(len(row))) + r"\pard\intbl "
        )
        parts.append("".join(words(cell) + r"\cell " for cell in row) + r"\row")
    return "\n".join([*parts, r"\pard\par}"]).encode("ascii")


_OFFICE = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
    ' xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0"'
    ' xmlns:presentation="urn:oasis:names:tc:opendocument:xmlns:presentation:1.0" xmlns:dc="http://purl.org/dc/elements/1.1/"'
    ' xmlns:meta="urn:oasis:names:tc:opendocument:xmlns:meta:1.0"'
)


def opendocument(kind: str, body: str, title: str) -> bytes:
    """An OpenDocument package written by hand."""
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("mimetype", f"application/vnd.oasis.opendocument.{kind}", zipfile.ZIP_STORED)
        package.writestr(
            "content.xml",
            f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {_OFFICE}><office:body>{body}</office:body></office:document-content>',
        )
        package.writestr(
            "meta.xml",
            f'<?xml version="1.0" encoding="UTF-8"?><office:document-meta {_OFFICE}><office:meta><dc:title>{escape(title)}</dc:title><dc:creator>Paul Girard</dc:creator><dc:date>2025-03-14T10:00:00</dc:date></office:meta></office:document-meta>',
        )
        package.writestr(
            "META-INF/manifest.xml",
            '<?xml version="1.0"?><manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>',
        )
    return stream.getvalue()


def _open_table(text: Text) -> str:
    rows = "".join(
        "<table:table-row>"
        + "".join(
            f'<table:table-cell office:value-type="string"><text:p>{escape(cell)}</text:p></table:table-cell>'
            for cell in row
        )
        + "</table:table-row>"
        for row in text.table
    )
    return f'<table:table table:name="Commande">{rows}</table:table>'


def odt(text: Text) -> bytes:
    parts = [f'<text:h text:outline-level="1">{escape(text.title)}</text:h>']
    for section in text.sections:
        parts.append(f'<text:h text:outline-level="2">{escape(section.title)}</text:h>')
        parts += [f"<text:p>{escape(part)}</text:p>" for part in section.paragraphs]
    return opendocument("text", f"<office:text>{''.join(parts)}{_open_table(text)}</office:text>", text.title)


def ods(text: Text) -> bytes:
    notes = "".join(
        f'<table:table-row><table:table-cell office:value-type="string"><text:p>{escape(section.title)}</text:p></table:table-cell>'
        f'<table:table-cell office:value-type="string"><text:p>{escape(section.paragraphs[0])}</text:p></table:table-cell></table:table-row>'
        for section in text.sections
    )
    body = f'<office:spreadsheet>{_open_table(text)}<table:table table:name="Notes">{notes}</table:table></office:spreadsheet>'
    return opendocument("spreadsheet", body, text.title)


def odp(text: Text) -> bytes:
    pages = [
        f'<draw:page><draw:frame presentation:class="title"><draw:text-box><text:p>{escape(section.title)}</text:p></draw:text-box></draw:frame>'
        f"<draw:frame><draw:text-box><text:p>{escape(section.paragraphs[0])}</text:p></draw:text-box></draw:frame></draw:page>"
        for section in text.sections
    ]
    title = f'<draw:page><draw:frame presentation:class="title"><draw:text-box><text:p>{escape(text.title)}</text:p></draw:text-box></draw:frame></draw:page>'
    table = f"<draw:page><draw:frame>{_open_table(text)}</draw:frame></draw:page>"
    return opendocument(
        "presentation",
        f"<office:presentation>{title}{''.join(pages)}{table}</office:presentation>",
        text.title,
    )


def message(text: Text, number: int = 1) -> EmailMessage:
    mail = EmailMessage()
    mail["From"] = "Claire Fabre <claire.fabre@atelier-fabre.example>"
    mail["To"] = "Paul Girard <paul@atelier-fabre.example>"
    mail["Subject"] = text.title
    mail["Date"] = f"Mon, {1 + number % 27:02d} Mar 2025 09:12:00 +0100"
    mail["Message-ID"] = f"<m{number}@atelier-fabre.example>"
    table = "\n".join(" ; ".join(row) for row in text.table)
    words = "\n\n".join(part for section in text.sections for part in (section.title, *section.paragraphs))
    mail.set_content(f"Bonjour Paul,\n\n{words}\n\n{table}\n\nCordialement,\nClaire Fabre\n06 11 22 33 44\n")
    return mail


def eml(text: Text) -> bytes:
    mail = message(text)
    if len(text.table) % 2:
        mail.add_attachment(
            odt(text), maintype="application", subtype="vnd.oasis.opendocument.text", filename="note.odt"
        )
    return mail.as_bytes()


def mbox(text: Text) -> bytes:
    parts = [
        b"From claire@atelier-fabre.example Mon Mar 03 09:12:00 2025\n"
        + message(text, number).as_bytes()
        + b"\n"
        for number in range(5)
    ]
    return b"".join(parts)


def archive(text: Text) -> bytes:
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("Contrats/note.docx", docx(text))
        package.writestr("Contrats/lisez-moi.txt", plain(text))
    return stream.getvalue()


MAKERS: tuple[tuple[str, Callable[[Text], bytes], int], ...] = (
    ("pdf", pdf, 120), ("pdf", two_columns, 50), ("docx", docx, 210), ("xlsx", xlsx, 110), ("pptx", pptx, 70),
    ("odt", odt, 60), ("ods", ods, 30), ("odp", odp, 20), ("rtf", rtf, 40), ("html", html, 70), ("md", markdown, 30),
    ("txt", plain, 40), ("eml", eml, 60), ("mbox", mbox, 5), ("zip", archive, 5),
)  # fmt: skip
"""Ending, maker, how many of 920; the real e-invoices make the rest of 1 000."""


def corpus(count: int = 1_000, seed: int = 7) -> Iterator[Made]:
    """``count`` files, mixed, always the same for a seed."""
    makers = [
        (ending, maker) for ending, maker, share in MAKERS for _ in range(max(1, share * count // 1_000))
    ]
    real = _invoices()[: max(1, count - len(makers))]
    chance = random.Random(seed)
    made: list[Callable[[], Made]] = [
        lambda ending=ending, maker=maker, text=text, number=number: Made(
            f"{number:04d}.{ending}", maker(text), said(text), text.table
        )
        for number, ((ending, maker), text) in enumerate(zip(makers, texts(len(makers), seed), strict=True))
    ]
    made += [lambda name=name, data=data: Made(name, data, None) for name, data in real]
    chance.shuffle(made)
    for one in made[:count]:
        yield one()


def _invoices() -> list[tuple[str, bytes]]:
    with tarfile.open(DATA / "invoices" / "facturx_pdf.tar") as archive:
        members = [one for one in archive.getmembers() if one.name.lower().endswith(".pdf")]
        return [(Path(one.name).name, archive.extractfile(one).read()) for one in members]  # type: ignore[union-attr]


def _saved(save: Callable[[BytesIO], None]) -> bytes:
    stream = BytesIO()
    save(stream)
    return stream.getvalue()
