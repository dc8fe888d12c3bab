"""The bytes of a FEC as UTF-8, and what was learned of its encoding on the way."""

import codecs
import re
from dataclasses import dataclass

from levier.tables.importing.encoding import decode

_HIGH_LINES = re.compile(rb"[^\n\r]*[\x80-\xff][^\n\r]*")
_SAMPLE_LINES = 4000
_ONLY_WINDOWS = re.compile(rb"[\x80-\x9f]")


@dataclass(frozen=True)
class Decoded:
    """``text``: UTF-8 without byte-order mark, lines ended by « \\n ». ``encoding``: as the report names it.

    ``allowed``: among those of the article; ``nul``: zero bytes removed; ``lone_returns``: line ends that were « \\r » alone.
    """

    text: bytes
    encoding: str
    allowed: bool
    tolerated: bool
    nul: int = 0
    line_end: str = "LF"


def to_utf8(data: bytes) -> Decoded:
    """The text in UTF-8. Nothing is lost: a byte that means nothing becomes U+FFFD, which the report counts."""
    text, encoding, allowed, tolerated = _utf8(data)
    nul = text.count(b"\0")
    if nul:
        text = text.replace(b"\0", b"")
    line_end = "CRLF" if b"\r\n" in text[:1_000_000] else "LF"
    if b"\r" in text:
        if b"\n" not in text:
            line_end = "CR"
        text = text.replace(b"\r\n", b"\n")
        text = text.replace(b"\r", b"\n" if line_end == "CR" else b" ")
    return Decoded(text, encoding, allowed, tolerated, nul, line_end)


def _utf8(data: bytes) -> tuple[bytes, str, bool, bool]:
    if data.isascii():
        return data, "ASCII", True, True
    marked = data.startswith(codecs.BOM_UTF8)
    plain = data[3:] if marked else data
    if not marked and (data[:2] in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE) or _wide(data)):
        text, name = decode(data)
        return text.encode("utf-8", errors="replace"), name.upper(), False, False
    try:
        plain.decode("utf-8")
    except UnicodeDecodeError:
        pass
    else:
        return plain, "UTF-8 avec marque d'ordre (BOM)" if marked else "UTF-8", False, True
    sample = b"\n".join(
        match.group() for match, _ in zip(_HIGH_LINES.finditer(plain), range(_SAMPLE_LINES), strict=False)
    )
    name = decode(sample)[1]
    if name == "utf-8":
        return plain.decode("utf-8", errors="replace").encode(), "UTF-8 (octets abîmés)", False, False
    if name == "cp1252" and not _ONLY_WINDOWS.search(plain):
        # Without bytes 80–9F the two encodings differ by eight letters only (€, Š, š, Ž, ž, Œ, œ, Ÿ).
        name = "iso8859-15"
    shown, allowed, tolerated = {
        "iso8859-15": ("ISO 8859-15", True, True),
        "cp1252": ("Windows-1252", False, True),
        "cp850": ("CP850 (DOS)", False, False),
        "mac_roman": ("MacRoman", False, False),
    }.get(name, (name.upper(), False, False))
    return plain.decode(name, errors="replace").encode(), shown, allowed, tolerated


def _wide(data: bytes) -> bool:
    head = data[:400]
    return len(head) > 20 and max(head[0::2].count(0), head[1::2].count(0)) > 0.3 * len(head) / 2
