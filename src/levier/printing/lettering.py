"""Text as the printed page can bear it: the signs that the font lacks are written otherwise, never as empty boxes."""

import re
import unicodedata
from functools import cache
from pathlib import Path
from xml.sax.saxutils import escape

from levier.core.french.numbers import NBSP

FONTS = Path(__file__).with_name("fonts")
REGULAR, STRONG = "Inter", "Inter-SemiBold"
_FACES = {REGULAR: "Inter-Regular.ttf", STRONG: "Inter-SemiBold.ttf"}
_OTHERWISE = {
    **{"≥": "au moins", "≤": "au plus", "→": "–", "←": "–", "☐": "[ ]", "☑": "[x]", "✓": "oui", "✗": "non"},
    **{
        "ł": "l",
        "Ł": "L",
        "đ": "d",
        "Đ": "D",
        "ı": "i",
        "ð": "d",
        "₂": "2",
        "‑": "-",
        "\u2028": " ",
        "\u2029": " ",
    },
}
_BEFORE = re.compile(r" (?=[:;?!%€»](?!-))")
_AFTER = re.compile(r"(?<=«) ")
_STRONG = re.compile(r"\*\*(.+?)\*\*")


@cache
def register() -> frozenset[int]:
    """Make the two faces known to reportlab; the characters that they hold."""
    from reportlab.pdfbase import pdfmetrics  # noqa: PLC0415 - only those who print pay for it
    from reportlab.pdfbase.ttfonts import TTFont  # noqa: PLC0415

    faces = [TTFont(name, str(FONTS / file)) for name, file in _FACES.items()]
    for face in faces:
        pdfmetrics.registerFont(face)
    pdfmetrics.registerFontFamily(REGULAR, normal=REGULAR, bold=STRONG, italic=REGULAR, boldItalic=STRONG)
    return frozenset(faces[0].face.charToGlyph)


def plain(text: str) -> str:
    """``text`` in the characters that the font holds, with the unbreakable spaces of French typography."""
    known = register()
    text = _AFTER.sub(NBSP, _BEFORE.sub(NBSP, unicodedata.normalize("NFC", text)))
    return "".join(_sign(char, known) for char in text)


def marked(text: str) -> str:
    """The same as reportlab's markup: everything escaped, ``**words**`` made strong."""
    return _STRONG.sub(r"<b>\1</b>", escape(plain(text)))


def _sign(char: str, known: frozenset[int]) -> str:
    if ord(char) in known or char in "\n\t":
        return char
    if char in _OTHERWISE:
        return _OTHERWISE[char]
    bare = "".join(
        one
        for one in unicodedata.normalize("NFKD", char)
        if ord(one) in known and unicodedata.category(one)[0] != "M"
    )
    return bare or ("" if unicodedata.category(char)[0] in "CM" else "?")
