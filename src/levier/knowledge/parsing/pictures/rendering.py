"""The picture of a page: of a PDF (pdfium), or of an image file (Pillow)."""

from io import BytesIO

import numpy as np
import pypdfium2
from numpy.typing import NDArray
from PIL import Image, ImageOps

from levier.knowledge.parsing.pictures.images import open_image
from levier.knowledge.parsing.structure import Refused

_POINTS = 72
_MOST_PIXELS = 16_000_000
"""Of a rendered page: an A4 at 300 dots per inch is 8.7 million."""

_INK = 40
"""Of 255: how far from the paper a point is ink."""
_LEAST_INK = 12


class Pictures:
    """The pages of a file as pictures. Raises Refused when the file cannot be opened."""

    def __init__(self, data: bytes, *, pdf: bool) -> None:
        self._pdf: pypdfium2.PdfDocument | None = None
        self._image: Image.Image | None = None
        try:
            if pdf:
                self._pdf = pypdfium2.PdfDocument(data)
            else:
                self._image = open_image(data)
        except pypdfium2.PdfiumError as error:
            raise Refused("corrupted") from error

    def page(self, number: int, dots: int) -> Image.Image:
        """A page (from 1), as RGB, at ``dots`` per inch for a PDF, as it is for an image. Raises Refused."""
        try:
            if self._pdf is not None:
                page = self._pdf[number - 1]
                width, height = page.get_size()
                scale = dots / _POINTS
                scale = min(
                    scale, (_MOST_PIXELS / max(width * height, 1.0)) ** 0.5, 12_000 / max(width, height, 1.0)
                )
                picture = page.render(scale=scale, may_draw_forms=False).to_pil().convert("RGB")
                page.close()
                return picture
            image = self._image
            assert image is not None
            image.seek(number - 1)
            if image.mode in {"I;16", "I", "F"}:
                image = image.point(lambda value: value / 256).convert("L")
            turned = ImageOps.exif_transpose(image) or image
            if turned.mode in {"RGBA", "LA", "PA"} or "transparency" in turned.info:
                turned = turned.convert("RGBA")
                white = Image.new("RGBA", turned.size, "white")
                turned = Image.alpha_composite(white, turned)
            picture = turned.convert("RGB")
            picture.thumbnail((4_000, 4_000))
            return picture
        except Exception as error:  # truncated data, broken codecs
            if isinstance(error, MemoryError | Refused):
                raise
            raise Refused("corrupted", f"page {number}") from error


def is_blank(picture: Image.Image) -> bool:
    """Whether nothing is written: the white backs of what was scanned on both sides are not worth two seconds each.

    Less ink than two letters of ten points, in a picture shrunk so that dust and paper grain melt away.
    """
    small = np.asarray(picture.convert("L").reduce(max(1, min(picture.size) // 400)), np.int16)
    return int((np.abs(small - np.median(small)) > _INK).sum()) < _LEAST_INK


def as_array(picture: Image.Image) -> NDArray[np.uint8]:
    """``[height, width, 3]``, blue first, as OpenCV and the recogniser take it."""
    return np.ascontiguousarray(np.asarray(picture)[:, :, ::-1])


def as_webp(picture: Image.Image, width: int) -> bytes:
    """The picture for a browser, at most ``width`` pixels wide."""
    picture.thumbnail((width, 4 * width))
    stream = BytesIO()
    picture.save(stream, "WEBP", quality=80, method=3)
    return stream.getvalue()


def quarter_turned(picture: Image.Image, degrees: int) -> Image.Image:
    """Turned anticlockwise by 0, 90, 180 or 270 degrees, without loss."""
    turns = {90: Image.Transpose.ROTATE_90, 180: Image.Transpose.ROTATE_180, 270: Image.Transpose.ROTATE_270}
    return picture.transpose(turns[degrees]) if degrees in turns else picture
