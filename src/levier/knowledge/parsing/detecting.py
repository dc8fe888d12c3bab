"""What a file really is, told by its first bytes; its name only settles what the bytes leave open."""

import re
import zipfile
from io import BytesIO
from typing import Literal

from levier.knowledge.parsing.structure import Refused

Format = Literal["pdf", "docx", "html", "md", "txt"]

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_HTML = re.compile(rb"<!doctype\s+html|<html[\s>]|<head[\s>]|<body[\s>]", re.IGNORECASE)
_HTML_NAMES = (".html", ".htm", ".xhtml")
_MARKDOWN_NAMES = (".md", ".markdown")
_MOST_UNPRINTABLE = 0.02


def detect(data: bytes, name: str) -> Format:
    """The format of a file. Raises Refused ("empty", "encrypted", "old-word", "corrupted", "unknown")."""
    if not data.strip():
        raise Refused("empty")
    if b"%PDF-" in data[:1024]:
        return "pdf"
    if data.startswith(_OLE):
        raise Refused("encrypted" if "EncryptedPackage".encode("utf-16-le") in data else "old-word")
    if data.startswith(b"PK\x03\x04"):
        return _office(data)
    name = name.lower()
    if _HTML.search(data[:4096]) or (name.endswith(_HTML_NAMES) and b"<" in data):
        return "html"
    if name.endswith((".pdf", ".docx")):
        raise Refused("corrupted")
    if not _is_text(data):
        raise Refused("unknown")
    return "md" if name.endswith(_MARKDOWN_NAMES) else "txt"


def _office(data: bytes) -> Format:
    try:
        names = zipfile.ZipFile(BytesIO(data)).namelist()
    except zipfile.BadZipFile as error:
        raise Refused("corrupted") from error
    if "word/document.xml" in names:
        return "docx"
    raise Refused("unknown")


def _is_text(data: bytes) -> bool:
    if data.startswith((b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf")):
        return True
    sample = data[:65_536]
    control = sum(byte < 32 and byte not in b"\t\n\r\f\x1b" for byte in sample)
    return control <= _MOST_UNPRINTABLE * len(sample)
