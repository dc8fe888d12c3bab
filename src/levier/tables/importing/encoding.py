"""Which encoding a text file is in, decided from its bytes."""

import codecs
import re

_UTF8_SEQUENCE = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_HIGH = re.compile(rb"[\x80-\xff]")
_FRENCH = frozenset("éèêëàâäçîïôöûùüœæÉÈÊÀÂÇÎÔÛÙŒ€°«»’\u00a0")
_LETTERS = frozenset("áíóúñãõåøßÁÍÓÚÑÖÜÄÅØ–—…£§²³µ½¼¾“”‘•™©®")
_EIGHT_BITS = ("cp1252", "iso8859-15", "cp850", "mac_roman")


def decode(data: bytes) -> tuple[str, str]:
    """The text of ``data`` without byte-order mark, and the name of its encoding.

    UTF-8 and UTF-16 are recognised exactly; among 8-bit encodings the one whose reading looks most like French wins
    (Windows at equality: 0x80-0x9F are control characters elsewhere).
    """
    for mark, name in (
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
    ):
        if data.startswith(mark):
            return data[len(mark) :].decode(name, errors="replace"), name
    if wide := _utf16_without_mark(data):
        return data.decode(wide, errors="replace"), wide
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        pass
    high = len(_HIGH.findall(data))
    inside = sum(len(match) for match in _UTF8_SEQUENCE.findall(data))
    if inside >= 0.9 * high:  # a UTF-8 file with a few damaged bytes
        return data.decode("utf-8", errors="replace"), "utf-8"
    name = _eight_bits(data)
    return data.decode(name, errors="replace"), name


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
    counts = {byte: data.count(bytes([byte])) for byte in range(0x80, 0x100)}
    present = {byte: count for byte, count in counts.items() if count}

    def likeness(name: str) -> int:
        score = 0
        for byte, count in present.items():
            char = bytes([byte]).decode(name, errors="replace")
            score += count * (2 if char in _FRENCH else 1 if char in _LETTERS else -3)
        return score

    return max(_EIGHT_BITS, key=likeness)
