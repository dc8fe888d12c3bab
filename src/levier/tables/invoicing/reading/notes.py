"""Notes of UBL, which carry their subject code inside the text: « #PMT#Indemnité forfaitaire de 40 € »."""

import re

_CODED = re.compile(r"#([A-Z]{3})#(.*)", re.DOTALL)


def subject_and_text(note: str) -> tuple[str | None, str]:
    """The subject code (BT-21) and the text (BT-22) of a note; no code when the text has no « #XXX# » before it."""
    match = _CODED.fullmatch(note)
    return (match[1], match[2]) if match else (None, note)
