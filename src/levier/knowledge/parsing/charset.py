"""Bytes to text, whatever the encoding a French office saved them in."""

import re

from charset_normalizer import from_bytes

_DECLARED = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w-]+)""", re.IGNORECASE)
_BOMS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))


def decode(data: bytes, *, html: bool = False) -> str:
    """The text: byte order mark, then UTF-8 if it is valid, then what the page declares, then what looks
    like French.

    UTF-8 comes before the declared encoding because bytes that are valid UTF-8 with accents are nothing
    else, while pages saved again by an editor often keep a declaration that has become false.
    """
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return data.decode(encoding, errors="replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    declared = _DECLARED.search(data[:4096]) if html else None
    if declared:
        try:
            # Browsers read ISO-8859-1 as Windows-1252, and so were the pages written (€, œ, ’).
            name = declared[1].decode().lower()
            return data.decode("cp1252" if name in {"iso-8859-1", "latin-1", "latin1"} else name)
        except (LookupError, UnicodeError):
            pass
    try:
        return data.decode("cp1252")
    except UnicodeDecodeError:
        best = from_bytes(data).best()
        return str(best) if best else data.decode("latin-1")
