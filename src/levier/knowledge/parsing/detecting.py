"""What a file really is, told by its first bytes; its name only settles what the bytes leave open."""

import re
import zipfile
from io import BytesIO
from typing import Literal

from levier.knowledge.parsing.mail.mailbox import looks_like_mailbox
from levier.knowledge.parsing.mail.message import looks_like_mail
from levier.knowledge.parsing.structure import Refused

Format = Literal[
    "pdf", "docx", "pptx", "xlsx", "xls", "ods", "odt", "odp", "rtf", "html", "md", "txt", "eml", "msg", "mbox", "image",
    "zip",
]  # fmt: skip

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_HTML = re.compile(rb"<!doctype\s+html|<html[\s>]|<head[\s>]|<body[\s>]", re.IGNORECASE)
_XML = re.compile(rb"^\s*<\?xml\b", re.IGNORECASE)
_SVG = re.compile(rb"<svg[\s>]", re.IGNORECASE)
_HTML_NAMES = (".html", ".htm", ".xhtml")
_MARKDOWN_NAMES = (".md", ".markdown")
_BINARY_NAMES = (
    ".pdf", ".docx", ".docm", ".xlsx", ".xlsm", ".xls", ".pptx", ".pptm", ".odt", ".ods", ".odp", ".png", ".jpg",
    ".jpeg", ".tif", ".tiff", ".webp", ".bmp", ".msg", ".zip",
)  # fmt: skip
_IMAGES = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"II*\x00", b"MM\x00*", b"BM", b"GIF87a", b"GIF89a")
_OTHER_ARCHIVES = (b"Rar!\x1a\x07", b"7z\xbc\xaf\x27\x1c", b"\x1f\x8b", b"BZh", b"\xfd7zXZ\x00", b"MSCF")
_MOST_UNPRINTABLE = 0.02


def detect(data: bytes, name: str) -> Format:
    """The format of a file. Raises Refused ("empty", "encrypted", "old-word", "corrupted", "unknown" …)."""
    if not data.strip(b" \t\r\n\x00"):
        raise Refused("empty")
    low = name.lower()
    if b"%PDF-" in data[:1024]:
        return "pdf"
    if data.startswith(_OLE):
        return _old_office(data)
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")):
        return _packaged(data)
    if _is_image(data):
        return "image"
    if data.startswith(_OTHER_ARCHIVES) or data[257:262] == b"ustar":
        raise Refused("other-archive")
    if data.startswith(b"{\\rtf"):
        return "rtf"
    if looks_like_mailbox(data):
        return "mbox"
    if looks_like_mail(data):
        return "eml"
    return _textual(data, low)


def _textual(data: bytes, name: str) -> Format:
    if _XML.match(data[:100]) and not _HTML.search(data[:4096]):
        raise Refused("unknown" if _SVG.search(data[:4096]) else "xml")
    if _HTML.search(data[:4096]) or (name.endswith(_HTML_NAMES) and b"<" in data):
        return "html"
    if name.endswith(_BINARY_NAMES):
        raise Refused("corrupted")
    if not _is_text(data):
        raise Refused("unknown")
    return "md" if name.endswith(_MARKDOWN_NAMES) else "txt"


def _packaged(data: bytes) -> Format:
    """An Office document is a ZIP that holds a part of its own; any other ZIP is an archive."""
    try:
        archive = zipfile.ZipFile(BytesIO(data))
        names = set(archive.namelist())
        kind = (
            archive.read("mimetype")[:100].decode("ascii", "replace")
            if "mimetype" in names and archive.getinfo("mimetype").file_size < 200
            else ""
        )
    except Exception as error:  # a broken archive fails in as many ways as there are compressions
        if isinstance(error, MemoryError):
            raise
        raise Refused("corrupted") from error
    if "word/document.xml" in names or (
        "[Content_Types].xml" in names and any(name.startswith("word/") for name in names)
    ):
        return "docx"
    if any(name.startswith("ppt/") for name in names):
        return "pptx"
    if any(name.startswith("xl/") for name in names):
        return "xlsx"
    for word, format in (
        ("opendocument.text", "odt"),
        ("opendocument.spreadsheet", "ods"),
        ("opendocument.presentation", "odp"),
    ):
        if word in kind:
            return format  # type: ignore[return-value]
    if "content.xml" in names and "META-INF/manifest.xml" in names:
        return "odt"
    return "zip"


def _old_office(data: bytes) -> Format:
    """OLE files, told by the streams they hold."""
    if _stream("EncryptedPackage") in data:
        raise Refused("encrypted")
    if _stream("__properties_version1.0") in data or _stream("__substg1.0_") in data:
        return "msg"
    if _stream("WordDocument") in data or _stream("PowerPoint Document") in data:
        raise Refused("old-word")
    if _stream("Workbook") in data or _stream("Book\0") in data:
        return "xls"
    raise Refused("old-word")


def _stream(name: str) -> bytes:
    return name.encode("utf-16-le")


def _is_image(data: bytes) -> bool:
    if data.startswith(b"BM"):
        return len(data) > 26 and int.from_bytes(data[14:18], "little") in {12, 40, 52, 56, 64, 108, 124}
    return data.startswith(_IMAGES) or (data[:4] == b"RIFF" and data[8:12] == b"WEBP")


def _is_text(data: bytes) -> bool:
    if data.startswith((b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf")):
        return True
    sample = data[:65_536]
    control = len(sample) - len(sample.translate(None, _CONTROL))
    return control <= _MOST_UNPRINTABLE * len(sample)


_CONTROL = bytes(byte for byte in range(32) if byte not in b"\t\n\r\f\x1b")
