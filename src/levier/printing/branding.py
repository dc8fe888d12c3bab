"""Whose name a document bears: a firm's logo, colour and lines in place of the house's. Contrast is checked here."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from levier.core.errors import BadInput

if TYPE_CHECKING:
    from reportlab.graphics.shapes import Drawing

LEAST_CONTRAST = 4.5
"""Of the accent on white, and of white words on it: WCAG 2.2, success criterion 1.4.3, level AA."""
_HEX = re.compile(r"#?([0-9a-fA-F]{6}|[0-9a-fA-F]{3})")


@dataclass(frozen=True)
class Brand:
    """Who signs. ``accent``: « #0d5c63 »; ``logo``: a PNG; ``footer`` and ``legal``: two lines of small print, each may be empty."""

    name: str
    accent: str
    logo: bytes = b""
    footer: str = ""
    legal: str = ""


def checked_accent(typed: str) -> str:
    """The colour as « #rrggbb ». Raises BadInput when it is none, or too pale for words: a darker one is proposed."""
    match = _HEX.fullmatch(typed.strip())
    if match is None:
        raise BadInput(
            f"« {typed.strip()} » n'est pas une couleur", where="couleur", mend="Écrivez par exemple #0d5c63."
        )
    digits = match[1].lower()
    found = "#" + (digits if len(digits) == 6 else "".join(2 * one for one in digits))
    ratio = contrast(found)
    if ratio < LEAST_CONTRAST:
        raise BadInput(
            f"Cette couleur est trop claire : son contraste avec le blanc est de {ratio:.1f}".replace(
                ".", ","
            )
            + ", il en faut 4,5 pour que chacun lise",
            where="couleur",
            mend=f"La même, plus foncée : {darker(found)}.",
        )
    return found


def contrast(colour: str) -> float:
    """With white, 1 to 21: (1 + 0.05) / (relative luminance + 0.05), WCAG 2.2."""
    return 1.05 / (_luminance(colour) + 0.05)


def darker(colour: str) -> str:
    """The nearest of the same hue that words may be written in."""
    parts = [int(colour[at : at + 2], 16) for at in (1, 3, 5)]
    for hundredths in range(100, -1, -1):
        found = "#" + "".join(f"{round(one * hundredths / 100):02x}" for one in parts)
        if contrast(found) >= LEAST_CONTRAST:
            return found
    return "#000000"


def _luminance(colour: str) -> float:
    light = []
    for at in (1, 3, 5):
        part = int(colour[at : at + 2], 16) / 255
        light.append(part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4)
    return 0.2126 * light[0] + 0.7152 * light[1] + 0.0722 * light[2]


def recoloured(drawing: "Drawing", brand: Brand) -> "Drawing":
    """The same drawing, the house's accent and its pale tint in those of the firm; the other colours mean something and stay."""
    from reportlab.lib.colors import HexColor  # noqa: PLC0415 - only those who print pay for it

    from levier.printing.charts import PALE  # noqa: PLC0415
    from levier.printing.styles import ACCENT  # noqa: PLC0415

    pale = "#" + "".join(
        f"{round(255 - (255 - int(brand.accent[at : at + 2], 16)) * 0.12):02x}" for at in (1, 3, 5)
    )
    swapped = {ACCENT.hexval(): HexColor(brand.accent), PALE.hexval(): HexColor(pale)}
    for shape in _shapes(drawing):
        for side in ("fillColor", "strokeColor"):
            colour = getattr(shape, side, None)
            if colour is not None and colour.hexval() in swapped:
                setattr(shape, side, swapped[colour.hexval()])
    return drawing


def _shapes(group: Any) -> Iterator[Any]:
    for one in group.contents:
        yield one
        if hasattr(one, "contents"):
            yield from _shapes(one)
