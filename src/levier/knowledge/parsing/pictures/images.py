"""An image file, checked by its header only: how many pages it has, and whether they can be opened at all."""

import warnings
from io import BytesIO

from PIL import Image

from levier.core.french.numbers import format_number
from levier.knowledge.parsing import limits
from levier.knowledge.parsing.office.package import day
from levier.knowledge.parsing.structure import Page, Parsed, Refused

_TAKEN = 306
"""EXIF: date and time."""
FORMATS = {
    "PNG": "png",
    "JPEG": "jpg",
    "TIFF": "tif",
    "WEBP": "webp",
    "BMP": "bmp",
    "MPO": "jpg",
    "GIF": "gif",
}


def parse_image(data: bytes) -> Parsed:
    """A page for each image of the file, its text still to be recognised. Raises Refused."""
    image = open_image(data)
    try:
        total = min(getattr(image, "n_frames", 1), 10 * limits.MOST_PAGES)
        taken = str(image.getexif().get(_TAKEN) or "")
    except Exception as error:  # what is told beside the pixels may be broken when they are not
        if isinstance(error, MemoryError):
            raise
        total, taken = 1, ""
    if image.format in {"GIF", "WEBP", "PNG", "MPO"}:
        total = 1  # an animation is one picture
    notes = []
    if total > limits.MOST_OCR_PAGES:
        notes.append(
            f"Seules les {format_number(limits.MOST_OCR_PAGES)} premières pages sur {format_number(total)} ont été lues."
        )
    pages = [Page(number, picture=True) for number in range(1, min(total, limits.MOST_OCR_PAGES) + 1)]
    dated = day(taken[:10].replace(":", "-"))
    format = FORMATS[image.format or ""]
    return Parsed("", pages, len(pages) > 1, format, "image", dated=dated, notes=notes)


def open_image(data: bytes) -> Image.Image:
    """The image, not yet decoded. Raises Refused ("corrupted", "huge-image")."""
    Image.MAX_IMAGE_PIXELS = None  # checked here, against our own bound, before anything is decoded
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            image = Image.open(BytesIO(data), formats=list({*FORMATS} - {"MPO"}))
    except Exception as error:  # Pillow's plugins fail in many ways
        if isinstance(error, MemoryError):
            raise
        raise Refused("corrupted") from error
    width, height = image.size
    if width * height > limits.MOST_PIXELS or max(width, height) > 60_000:
        raise Refused("huge-image")
    if width < 12 or height < 12:
        raise Refused("empty")
    return image
