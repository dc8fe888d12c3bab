"""Which encoding a text file is in, decided from its bytes."""

import codecs
import re

import numpy as np

_UTF8_SEQUENCE = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_HIGH = re.compile(rb"[\x80-\xff]")
_AROUND = re.compile(rb"[^\r\n;,\t|]{0,12}[\x80-\xff][^\r\n;,\t|]{0,12}")
_COMMON, _FRENCH = frozenset("éèàêçâîôû"), frozenset("ëäïöùüœæÉÈÊÀÂÇÎÔÛÙŒ€°«»’\u00a0")
_LETTERS = frozenset("áíóúñãõåøßÁÍÓÚÑÖÜÄÅØ–—…£§²³µ½¼¾“”‘•™©®")
_EIGHT_BITS = ("cp1252", "iso8859-15", "cp850", "mac_roman")
_BLOCK = 8 * 1024 * 1024
_SAMPLE = 3_000


def encoding_of(data: bytes) -> tuple[str, int]:
    """The name of the encoding of ``data``, and the length of its byte-order mark.

    UTF-8, UTF-16 and UTF-32 are recognised exactly; among 8-bit encodings the one whose reading looks most like French
    wins (Windows at equality: 0x80-0x9F are control characters elsewhere).
    """
    for mark, name in (
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF32_LE, "utf-32-le"),
        (codecs.BOM_UTF32_BE, "utf-32-be"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
    ):
        if data.startswith(mark):
            return name, len(mark)
    if wide := _utf16_without_mark(data):
        return wide, 0
    if is_utf8(data):
        return "utf-8", 0
    high = int((np.frombuffer(data, np.uint8) >= 0x80).sum())
    inside = sum(len(match) for match in _UTF8_SEQUENCE.findall(data))
    if inside >= 0.9 * high:  # a UTF-8 file with a few damaged bytes
        return "utf-8", 0
    return _eight_bits(data), 0


def decode(data: bytes, encoding: str = "") -> tuple[str, str]:
    """The text of ``data`` without byte-order mark, and the name of its encoding (``encoding`` when it is given)."""
    name, mark = (encoding, 0) if encoding else encoding_of(data)
    return data[mark:].decode(name, errors="replace").removeprefix("\ufeff"), name


def as_utf8(data: bytes, encoding: str = "") -> tuple[bytes, str]:
    """The same text in UTF-8 without byte-order mark, and the name of the encoding it had."""
    name, mark = (encoding, 0) if encoding else encoding_of(data)
    plain = data[mark:] if mark else data
    if name == "utf-8" and is_utf8(plain):
        return plain, name
    return plain.decode(name, errors="replace").removeprefix("\ufeff").encode("utf-8", errors="replace"), name


def written_twice(data: bytes) -> bytes | None:
    """What UTF-8 text was before a program took it for Windows' and wrote it in UTF-8 again (« PÃ¢tÃ© »); None when it was not.

    Every accent of the file must make sense so: one that does not tells that the file is what it seems.
    """
    if b"\xc3\x83" not in data[:_BLOCK]:
        return None
    try:
        once = data.decode("utf-8").encode("cp1252")
    except UnicodeError:
        return None
    return once if is_utf8(once) else None


def is_utf8(data: bytes) -> bool:
    """Whether the bytes are valid UTF-8; checked by blocks, for a text of Python takes up to four times its bytes."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    view = memoryview(data)
    try:
        for start in range(0, len(data), _BLOCK):
            decoder.decode(view[start : start + _BLOCK])
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def _utf16_without_mark(data: bytes) -> str | None:
    head = data[:2000]
    if len(head) < 4:
        return None
    even, odd = head[0::2].count(0), head[1::2].count(0)
    half = len(head) / 2
    if odd > 0.6 * half and even < 0.1 * half:
        return "utf-16-le"
    if even > 0.6 * half and odd < 0.1 * half:
        return "utf-16-be"
    return None


def _eight_bits(data: bytes) -> str:
    pieces = []
    for match in _AROUND.finditer(data):
        pieces.append(match.group())
        if len(pieces) == _SAMPLE:
            break
    sample = b"\n".join(pieces)
    return max(_EIGHT_BITS, key=lambda name: _likeness(sample.decode(name, errors="replace")))


def _likeness(text: str) -> int:
    """Common letters count most; an accented capital after a small letter (« clÈs ») counts least of the letters."""
    score, before = 0, "\n"
    for char in text:
        if char >= "\x80":
            known = 4 if char in _COMMON else 2 if char in _FRENCH else 1 if char in _LETTERS else -4
            score += min(known, 1) if char.isupper() and before.isascii() and before.islower() else known
        before = char
    return score
