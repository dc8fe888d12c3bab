"""``python -m benchmarks.fuzzing.hostile``: files made to harm, at full size; each must end, within memory, in words.

For each file: what the person reads, seconds, and the highest memory of the process that read it.
"""

import resource
import tempfile
import time
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path

from PIL import Image
from tests.knowledge import files
from tests.knowledge.parsing import made

from benchmarks.parsing.corpus import MAKERS, texts
from levier.core.errors import BadInput
from levier.knowledge.parsing.isolated import parse_file
from levier.knowledge.parsing.pool import POOL

LONGEST = 240.0
MOST_MEMORY = 2_100
"""MB: the limit of the process is 2 GiB of addresses."""


def cases() -> Iterator[tuple[str, str, Callable[[], bytes]]]:
    """``(what it is, name, maker)``: made one after the other, some are large."""
    word, book = made.word(), made.workbook()
    laughs = made.LAUGHS.replace("&a;" * 8, "&a;" * 8) + " "
    yield "archive that grows a thousand times", "bombe.zip", made.bomb
    yield "archive whose entries overlap", "quine.zip", made.overlapping
    yield (
        "archive of 100 000 files",
        "foule.zip",
        lambda: made.zipped({f"{n}.txt": b"x" for n in range(100_000)}),
    )
    yield (
        "archive that climbs out of its folder",
        "evasion.zip",
        lambda: made.zipped({"../../../tmp/a.txt": b"non", "/etc/b": b"non"}),
    )
    yield (
        "Word file that grows 700 MB",
        "bombe.docx",
        lambda: made.repacked(word, {"word/media/x.bin": bytes(700 << 20)}),
    )
    for form, part in (
        ("docx", "word/document.xml"),
        ("xlsx", "xl/workbook.xml"),
        ("xlsx", "xl/worksheets/sheet1.xml"),
        ("pptx", "ppt/slides/slide1.xml"),
    ):
        source = {"docx": word, "xlsx": book, "pptx": made.slides()}[form]
        yield (
            f"billion laughs in {part}",
            f"rires.{form}",
            lambda source=source, part=part: made.repacked(source, {part: laughs}),
        )
    for form in ("text", "spreadsheet", "presentation"):
        yield (
            f"billion laughs in an OpenDocument {form}",
            f"rires.od{form[0]}",
            lambda form=form: made.zipped(
                {"mimetype": f"application/vnd.oasis.opendocument.{form}", "content.xml": laughs}
            ),
        )
    yield "billion laughs in HTML", "rires.html", lambda: laughs.replace("w:document", "html").encode()
    yield "billion laughs in SVG", "rires.svg", lambda: laughs.replace("w:document", "svg").encode()
    yield (
        "a file of the machine as XML entity",
        "dehors.docx",
        lambda: made.repacked(word, {"word/document.xml": made.OUTSIDE}),
    )
    yield "macros", "macro.docm", lambda: made.repacked(word, {"word/vbaProject.bin": b"AutoOpen"})
    yield "macros", "macro.xlsm", lambda: made.repacked(book, {"xl/vbaProject.bin": b"Auto_Open"})
    yield (
        "PDF of 10 000 pages",
        "registre.pdf",
        lambda: files.pdf([[(11, f"Le registre {n} est tenu par le magasinier.")] for n in range(10_000)]),
    )
    yield (
        "PDF whose page tree loops",
        "boucle.pdf",
        lambda: files.TERMS.replace(b"/Count 2 /Kids [5 0 R 7 0 R]", b"/Count 2 /Kids [2 0 R 2 0 R]"),
    )
    yield (
        "PDF with a page of a kilometre",
        "geant.pdf",
        lambda: files.TERMS.replace(b"595", b"9999999999").replace(b"842", b"9999999999"),
    )
    yield "PDF with a password", "secret.pdf", files.encrypted_pdf
    yield "Office file with a password", "secret.docx", lambda: made.old_office("EncryptedPackage")
    yield "OpenDocument file with a password", "secret.odt", _locked_odt
    yield "archive with a password", "secret.zip", _locked_zip
    yield (
        "text of 300 MB",
        "journal.txt",
        lambda: b"Une ligne de journal, bien ordinaire.\n" * (300 * 1024 * 1024 // 38),
    )
    yield "text of 300 MB in one line", "ligne.txt", lambda: b"mot " * (75 << 20)
    yield "text of 19 MB in one line", "ligne2.txt", lambda: b"mot " * (19 << 18)
    yield "HTML of 100 MB", "gros.html", lambda: b"<html><body>" + b"<p>Bonjour</p>" * (7 << 20)
    yield (
        "HTML of a million unclosed tags",
        "ouvert.html",
        lambda: b"<html><body>" + b"<b><i>" * 500_000 + b"texte",
    )
    yield (
        "HTML table of a million columns",
        "large.html",
        lambda: (
            b"<html><table>" + b"<tr><td colspan=1000000 rowspan=1000000>a</td></tr>" * 2_000 + b"</table>"
        ),
    )
    yield "Markdown of open brackets", "crochets.md", lambda: b"[" * 200_000 + b"a" + b"](" * 200_000
    yield (
        "Markdown of stars and quotes",
        "etoiles.md",
        lambda: (b"**a _b " * 40_000) + b"\n" + (b"> " * 40_000),
    )
    yield "RTF of open groups", "profond.rtf", lambda: b"{\\rtf1" + b"{" * 3_000_000
    yield (
        "mail of 200 000 headers",
        "entetes.eml",
        lambda: b"From: a@b.fr\nTo: c@d.fr\nSubject: x\n" + b"X-A: b\n" * 200_000 + b"\nBonjour",
    )
    yield (
        "mail of a header of 10 MB",
        "entete.eml",
        lambda: b"From: a@b.fr\nSubject: " + b"=?utf-8?q?a?= " * 700_000 + b"\n\nBonjour",
    )
    yield "mail of 3 000 nested parts", "poupees.eml", _nested
    yield (
        "mailbox of 50 000 messages",
        "boite.mbox",
        lambda: b"From a@b.fr Mon Jan  1 00:00:00 2024\nFrom: a@b.fr\nSubject: x\n\nBonjour\n\n" * 50_000,
    )
    yield "workbook with a cell in the last corner", "coin.xlsx", _corner
    yield "workbook of 1 000 000 rows", "lignes.xlsx", lambda: _rows(1_000_000)
    yield "spreadsheet of repeated cells", "repete.ods", _repeated
    yield (
        "Word file of tables in tables, 3 000 deep",
        "tables.docx",
        lambda: made.repacked(word, {"word/document.xml": _deep_tables()}),
    )
    yield (
        "Word file of 400 000 paragraphs",
        "long.docx",
        lambda: made.repacked(
            word, {"word/document.xml": _word("<w:p><w:r><w:t>Bonjour à tous.</w:t></w:r></w:p>" * 400_000)}
        ),
    )
    yield "picture of 60 000 by 60 000", "geante.png", lambda: made.blank_png(60_000, 60_000)
    yield "TIFF of 3 000 pages", "pages.tif", _tiff
    yield "picture cut in two", "tronquee.png", lambda: made.picture(["Bonjour"])[:2_000]
    yield "program named PDF", "facture.pdf", lambda: b"MZ\x90\x00" + bytes(range(256)) * 2_000
    yield "zeros", "zeros.docx", lambda: bytes(1 << 20)
    text = texts(1, seed=5)[0]
    for ending, maker, _ in MAKERS:
        data = maker(text)
        yield f"{ending} cut in two", f"coupe.{ending}", lambda data=data: data[: len(data) // 2]
        yield f"{ending} named .pdf", f"{ending}.pdf", lambda data=data: data
        yield f"{ending} named .txt", f"{ending}.txt", lambda data=data: data
        yield f"empty {ending}", f"vide.{ending}", lambda: b""


def main() -> int:
    print("| file | answer | s | MB |\n|---|---|---|---|")
    bad = 0
    for what, name, maker in cases():
        line, wrong = tried(what, name, maker())
        bad += wrong
        print(line + (" <- WRONG" if wrong else ""), flush=True)
    return 1 if bad else 0


def tried(what: str, name: str, data: bytes) -> tuple[str, bool]:
    """Read one file in a fresh process: a line of the table, and whether something is wrong with the answer."""
    with tempfile.TemporaryDirectory(prefix="levier-hostile-") as parent:
        folder = Path(parent) / "inside"
        folder.mkdir()
        began = time.monotonic()
        try:
            parsed = parse_file(data, name, folder=folder, wall_seconds=LONGEST)
            said = f"read: {len(parsed.pages)} pages, {len(parsed.attachments)} files. " + " ".join(
                parsed.notes
            )
            wrong = not parsed.pages
        except BadInput as error:
            said, wrong = f"{error.what}. {error.mend}", not error.mend
        spent = time.monotonic() - began
        wrong |= spent > LONGEST or {path.name for path in Path(parent).iterdir()} != {"inside"}
        memory = _memory()
    POOL.close()
    return (
        f"| {what} (`{name}`, {len(data) / 1e6:.1f} MB) | {said} | {spent:.1f} | {memory} |",
        wrong or memory > MOST_MEMORY,
    )


def _memory() -> int:
    """MB at the highest of the process that just read, or of one that was killed."""
    highest = 0
    for worker in POOL._free:
        status = Path(f"/proc/{worker._process.pid}/status").read_text()
        highest = max(highest, int(status.split("VmHWM:")[1].split()[0]) // 1024)
    return highest or resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024


def _locked_zip() -> bytes:
    data = bytearray(made.zipped({"secret.txt": b"code"}))
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(mark) + at] |= 1
    return bytes(data)


def _locked_odt() -> bytes:
    manifest = (
        '<?xml version="1.0"?><manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
        '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"><manifest:encryption-data '
        'manifest:checksum="AAAA"/></manifest:file-entry></manifest:manifest>'
    )
    return made.zipped(
        {
            "mimetype": "application/vnd.oasis.opendocument.text",
            "content.xml": bytes(range(256)) * 9,
            "META-INF/manifest.xml": manifest,
        }
    )


def _nested() -> bytes:
    head = b"From: a@b.fr\nTo: c@d.fr\nSubject: x\nMIME-Version: 1.0\n"
    parts = b"".join(
        b'Content-Type: multipart/mixed; boundary="b%d"\n\n--b%d\n' % (n, n) for n in range(3_000)
    )
    return head + parts + b"Content-Type: text/plain\n\nBonjour\n"


_SHEET = '<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{}</sheetData></worksheet>'


def _corner() -> bytes:
    cells = '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>2</v></c></row>'
    return made.repacked(made.workbook(), {"xl/worksheets/sheet1.xml": _SHEET.format(cells)})


def _rows(count: int) -> bytes:
    cells = "".join(
        f'<row r="{n}"><c r="A{n}"><v>{n}</v></c><c r="B{n}"><v>2</v></c></row>' for n in range(1, count)
    )
    return made.repacked(made.workbook(), {"xl/worksheets/sheet1.xml": _SHEET.format(cells)})


def _repeated() -> bytes:
    row = (
        '<table:table-row table:number-rows-repeated="1048576"><table:table-cell table:number-columns-repeated="16384" '
        'office:value-type="string"><text:p>a</text:p></table:table-cell></table:table-row>'
    )
    return made.opendocument(
        "spreadsheet",
        f'<office:spreadsheet><table:table table:name="A">{row}</table:table></office:spreadsheet>',
    )


def _word(body: str) -> str:
    return f'<?xml version="1.0"?><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>{body}</w:body></w:document>'


def _deep_tables() -> str:
    return _word(
        "<w:tbl><w:tr><w:tc>" * 3_000
        + "<w:p><w:r><w:t>fond</w:t></w:r></w:p>"
        + "</w:tc></w:tr></w:tbl>" * 3_000
    )


def _tiff() -> bytes:
    stream = BytesIO()
    page = Image.new("1", (40, 40), 1)
    page.save(stream, "TIFF", save_all=True, append_images=[page] * 2_999)
    return stream.getvalue()


if __name__ == "__main__":
    raise SystemExit(main())
