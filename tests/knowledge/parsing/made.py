"""Files of every format, made by the libraries that offices use or written by hand, and hostile ones."""

import struct
import zipfile
import zlib
from email.message import EmailMessage
from io import BytesIO

import docx
import openpyxl
import pptx
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from PIL import Image, ImageDraw, ImageFont
from pptx.util import Inches

from tests.knowledge import files

FONT = "/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf"
ROWS = [("Référence", "Prix HT", "Délai"), ("R1", "12,50 €", "3 jours"), ("R2", "30,00 €", "5 jours")]
_OPEN = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
    ' xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0"'
    ' xmlns:presentation="urn:oasis:names:tc:opendocument:xmlns:presentation:1.0" xmlns:dc="http://purl.org/dc/elements/1.1/"'
)


def zipped(parts: dict[str, bytes | str], *, stored: bool = False) -> bytes:
    """A ZIP of these parts."""
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return stream.getvalue()


def repacked(data: bytes, changed: dict[str, bytes | str]) -> bytes:
    """A ZIP with some parts replaced or added."""
    with zipfile.ZipFile(BytesIO(data)) as archive:
        parts: dict[str, bytes | str] = {name: archive.read(name) for name in archive.namelist()}
    return zipped(parts | changed)


def word() -> bytes:
    """Header, text box, comment, deleted words, footnote, table with a header row."""
    document = docx.Document()
    document.core_properties.title = "Procédure d'achat"
    document.core_properties.author = "Nadia Roche"
    document.sections[0].header.paragraphs[0].text = "Atelier Fabre, siège social à Dijon"
    document.add_heading("Achats", 1)
    paragraph = document.add_paragraph("Toute commande de plus de 500 € est signée par la direction.")
    deleted = OxmlElement("w:del")
    run = OxmlElement("w:r")
    text = OxmlElement("w:delText")
    text.text = "MOTS SUPPRIMÉS"
    run.append(text)
    deleted.append(run)
    paragraph._p.append(deleted)
    box = OxmlElement("w:r")
    content = OxmlElement("w:txbxContent")
    inner = OxmlElement("w:p")
    inner_run = OxmlElement("w:r")
    inner_text = OxmlElement("w:t")
    inner_text.text = "Encadré : urgent seulement."
    inner_run.append(inner_text)
    inner.append(inner_run)
    content.append(inner)
    box.append(content)
    paragraph._p.append(box)
    document.add_paragraph("Tableau 1 : tarif public")
    table = document.add_table(rows=0, cols=3)
    for row in ROWS:
        for cell, words in zip(table.add_row().cells, row, strict=True):
            cell.text = words
    properties = table.rows[0]._tr.get_or_add_trPr()
    properties.append(OxmlElement("w:tblHeader"))
    table.rows[0]._tr.trPr[-1].set(qn("w:val"), "true")
    return _saved(document.save)


def slides() -> bytes:
    deck = pptx.Presentation()
    slide = deck.slides.add_slide(deck.slide_layouts[1])
    slide.shapes.title.text = "Résultats du trimestre"
    slide.placeholders[1].text = "Les ventes montent de 4 %."
    slide.notes_slide.notes_text_frame.text = "Remercier l'équipe de Lyon."
    table = slide.shapes.add_table(3, 3, Inches(1), Inches(3), Inches(6), Inches(2)).table
    for at, row in enumerate(ROWS):
        for column, words in enumerate(row):
            table.cell(at, column).text = words
    return _saved(deck.save)


def workbook(rows: int = 3) -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Tarif 2025"
    sheet.append(["Tarif public au 1er janvier"])
    sheet.append([])
    sheet.append(["Référence", "Prix", "Quantité"])
    for number in range(rows):
        sheet.append([f"R{number}", number + 0.5, number])
    hidden = book.create_sheet("Brouillon")
    hidden.append(["caché"])
    hidden.sheet_state = "hidden"
    return _saved(book.save)


def opendocument(kind: str, body: str) -> bytes:
    head = f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {_OPEN}><office:body>'
    return zipped({
        "mimetype": f"application/vnd.oasis.opendocument.{kind}",
        "content.xml": f"{head}{body}</office:body></office:document-content>",
        "meta.xml": f"<office:document-meta {_OPEN}><office:meta><dc:title>Note de frais</dc:title>"
        "<dc:creator>Paul Girard</dc:creator><dc:date>2025-03-14T10:00:00</dc:date></office:meta></office:document-meta>",
        "META-INF/manifest.xml": "<m/>",
    })  # fmt: skip


def _open_table() -> str:
    rows = "".join(
        "<table:table-row>" + "".join(f"<table:table-cell><text:p>{cell}</text:p></table:table-cell>" for cell in row)
        + "</table:table-row>" for row in ROWS
    )  # fmt: skip
    return f"<table:table>{rows}</table:table>"


def text_document() -> bytes:
    return opendocument(
        "text",
        '<office:text><text:h text:outline-level="1">Frais de repas</text:h><text:p>Le repas est remboursé<text:note>'
        "<text:note-citation>1</text:note-citation><text:note-body><text:p>Sur justificatif.</text:p></text:note-body></text:note>"
        " dans la limite de 20 €.<office:annotation><text:p>COMMENTAIRE</text:p></office:annotation></text:p>"
        f"<text:list><text:list-item><text:p>Ticket de caisse</text:p></text:list-item></text:list>{_open_table()}</office:text>",
    )


def presentation() -> bytes:
    return opendocument(
        "presentation",
        '<office:presentation><draw:page><draw:frame presentation:class="title"><draw:text-box><text:p>Sécurité</text:p>'
        "</draw:text-box></draw:frame><draw:frame><draw:text-box><text:p>Port du casque obligatoire.</text:p></draw:text-box>"
        "</draw:frame><presentation:notes><draw:text-box><text:p>Montrer les photos.</text:p></draw:text-box>"
        "</presentation:notes></draw:page></office:presentation>",
    )


RTF = (
    r"{\rtf1\ansi\ansicpg1252{\fonttbl{\f0 Arial;}}{\info{\title Bail}{\author Me Roux}}{\*\generator X;}"
    r"\pard\b Dur\'e9e du bail\b0\par\pard Le bail est conclu pour 9 ann\u233?es \u8211- sauf accord.\par"
    r"{\pict\pngblip 89504e47}\trowd\cellx1\cellx2\pard\intbl Loyer\cell Charges\cell\row"
    r"\trowd\cellx1\cellx2\pard\intbl 900 \u8364?\cell 80 \u8364?\cell\row\pard Fin.\par}"
).encode("ascii")


def mail(*, reply: bool = False) -> EmailMessage:
    message = EmailMessage()
    message["From"] = "Claire Fabre <claire@fabre.example>"
    message["To"] = "Paul Girard <paul@fabre.example>, achats@fabre.example"
    message["Subject"] = "Re: Devis chantier Mairie" if reply else "Devis chantier Mairie"
    message["Date"] = "Tue, 04 Mar 2025 09:12:00 +0100"
    message["Message-ID"] = "<b2@fabre.example>" if reply else "<a1@fabre.example>"
    if reply:
        message["In-Reply-To"] = "<a1@fabre.example>"
    message.set_content(
        "Bonjour Paul,\n\nLe délai de livraison est de 12 jours ouvrés.\n\nCordialement,\nClaire Fabre\n06 11 22 33 44\n\n"
        "Le 3 mars 2025 à 10:02, Paul Girard <paul@fabre.example> a écrit :\n> Peux-tu m'envoyer le devis de la mairie ?\n> Paul\n"
    )
    return message


def mail_with_files() -> bytes:
    message = mail()
    message.add_attachment(files.TERMS, maintype="application", subtype="pdf", filename="conditions.pdf")
    message.add_attachment(mail(reply=True))
    message.add_attachment(
        b"\x00\x01\x02\x03" * 400, maintype="application", subtype="octet-stream", filename="../../outil.exe"
    )
    return message.as_bytes()


def mailbox(count: int = 2) -> bytes:
    one = mail().as_bytes()
    return b"".join(
        b"From claire@fabre.example Tue Mar 04 09:12:00 2025\n" + one + b"\n" for _ in range(count)
    )


def picture(
    lines: list[str], *, size: int = 26, turn: int = 0, form: str = "PNG", skew: float = 0.0
) -> bytes:
    """Printed lines as an image."""
    image = Image.new("RGB", (900, 60 + 2 * size * len(lines)), "white")
    pen, font = ImageDraw.Draw(image), ImageFont.truetype(FONT, size)
    for at, line in enumerate(lines):
        pen.text((40, 30 + 2 * size * at), line, fill="black", font=font)
    image = image.rotate(skew, expand=True, fillcolor="white").rotate(turn, expand=True)
    stream = BytesIO()
    image.save(stream, form)
    return stream.getvalue()


def scanned_pdf(pages: list[bytes]) -> bytes:
    images = [Image.open(BytesIO(page)).convert("RGB") for page in pages]
    stream = BytesIO()
    images[0].save(stream, "PDF", save_all=True, append_images=images[1:], resolution=110)
    return stream.getvalue()


def blank_png(width: int, height: int) -> bytes:
    """A PNG that claims any size and holds nothing: what a decompression bomb begins with."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + chunk(b"IDAT", zlib.compress(b"\x00" * 1000))
        + chunk(b"IEND", b"")
    )


def bomb(megabytes: int = 600) -> bytes:
    """An archive of zeros that grows a thousand times."""
    stream = BytesIO()
    with (
        zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive,
        archive.open("zeros.txt", "w") as entry,
    ):
        block = bytes(1024 * 1024)
        for _ in range(megabytes):
            entry.write(block)
    return stream.getvalue()


def overlapping() -> bytes:
    """Two entries of the directory that lead to the same bytes (Fifield, 2019)."""
    data = bytearray(zipped({"a.txt": b"a" * 4000, "b.txt": b"a" * 4000}))
    second = data.rindex(b"PK\x01\x02")
    data[second + 42 : second + 46] = struct.pack("<I", 0)
    return bytes(data)


LAUGHS = '<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]><w:document xmlns:w="x">&b;</w:document>'
OUTSIDE = '<?xml version="1.0"?><!DOCTYPE l [<!ENTITY x SYSTEM "file:///etc/hostname">]><w:document xmlns:w="x">&x;</w:document>'


def old_office(*streams: str) -> bytes:
    """The beginning of an OLE file that names these streams."""
    return (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
        + bytes(500)
        + b"".join(name.encode("utf-16-le") for name in streams)
        + bytes(500)
    )


def _saved(save: object) -> bytes:
    stream = BytesIO()
    save(stream)  # type: ignore[operator]
    return stream.getvalue()
