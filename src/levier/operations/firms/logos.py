"""A logo as somebody sends it, made safe: nothing of the file is kept but the pixels that Levier draws again itself.

PNG and JPEG are decoded within bounds and encoded anew, without their metadata. SVG is a program as much as a drawing: it is
read by the few shapes below, on a parser that follows no reference, and drawn as pixels; the rest is refused by its name.
"""

import warnings
from io import BytesIO

from PIL import Image, ImageChops

from levier.core.errors import BadInput
from levier.operations.firms.vectors import drawn_svg

MOST_BYTES = 500_000
_MOST_PIXELS = 16_000_000
_SIZE = (1200, 480)


def checked_logo(data: bytes) -> bytes:
    """A PNG of at most 1,200 × 480 pixels, its empty margins cut. Raises BadInput."""
    if not data:
        raise BadInput(
            "Le fichier du logo est vide", where="logo", mend="Choisissez un fichier PNG, JPEG ou SVG."
        )
    if len(data) > MOST_BYTES:
        raise BadInput(
            "Le logo dépasse 500 Ko",
            where="logo",
            mend="Réduisez-le : 1 200 pixels de large suffisent à l'impression.",
        )
    image = drawn_svg(data) if _is_svg(data) else _decoded(data)
    image = _cut(image)
    image.thumbnail(_SIZE)
    written = BytesIO()
    Image.frombytes(image.mode, image.size, image.tobytes()).save(written, "PNG", optimize=True)
    return written.getvalue()


def _is_svg(data: bytes) -> bool:
    start = data[:2000].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    return start.startswith(b"<") and b"<svg" in data[:20_000].lower()


def _decoded(data: bytes) -> Image.Image:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            image = Image.open(BytesIO(data), formats=("PNG", "JPEG"))
            if image.width * image.height > _MOST_PIXELS:
                raise BadInput(
                    f"Le logo fait {image.width} × {image.height} pixels", where="logo", mend="Réduisez-le : 1 200 de large suffisent."
                )  # fmt: skip
            return image.convert("RGBA")
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise BadInput(
            "Ce fichier n'est pas un logo lisible", where="logo", mend="Envoyez un fichier PNG, JPEG ou SVG."
        ) from None


def _cut(image: Image.Image) -> Image.Image:
    """Without empty or white margins. Raises BadInput when there is nothing else."""
    shown = Image.new("RGB", image.size, "white")
    shown.paste(image, mask=image.getchannel("A"))
    box = ImageChops.difference(shown, Image.new("RGB", image.size, "white")).getbbox()
    if box is None:
        raise BadInput(
            "Le logo est blanc : rien ne se verrait sur la page", where="logo", mend="Vérifiez le fichier."
        )
    return image.crop(box)
