"""Text recognisers: RapidOCR (models in its wheel, offline), or Tesseract where it is installed and asked for."""

import os
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from levier.knowledge.parsing.pictures.rendering import as_array

_LONGEST_SIDE = 2_000
_TESSERACT_SECONDS = 90


@dataclass(frozen=True)
class Seen:
    """Words seen on a picture: their four corners (pixels, from the upper left one, clockwise), 0–1 sure."""

    text: str
    corners: tuple[tuple[float, float], ...]
    sure: float


Recogniser = Callable[[Image.Image], list[Seen]]


def recogniser(threads: int) -> Recogniser:
    """The recogniser that ``LEVIER_OCR`` names (``rapidocr`` by default, ``tesseract``)."""
    if os.environ.get("LEVIER_OCR", "").lower() == "tesseract" and shutil.which("tesseract"):
        return tesseract
    return rapid(threads)


def rapid(threads: int) -> Recogniser:
    """RapidOCR, its direction classifier off: on French text it turns right lines upside down (measured)."""
    from rapidocr import RapidOCR  # noqa: PLC0415 - 1 s and 300 MB: only in the process that recognises

    engine = RapidOCR(
        params={
            "Global.use_cls": False,
            "Global.log_level": "critical",
            "Global.max_side_len": _LONGEST_SIDE,
            "EngineConfig.onnxruntime.intra_op_num_threads": threads,
            "EngineConfig.onnxruntime.inter_op_num_threads": 1,
        }
    )

    def recognise(picture: Image.Image) -> list[Seen]:
        found: Any = engine(
            as_array(picture)
        )  # one of four classes, by what was asked: here boxes, words, scores
        if found.boxes is None or found.txts is None:
            return []
        boxes: NDArray[np.float32] = found.boxes
        return [
            Seen(text, tuple((float(x), float(y)) for x, y in box), float(sure))
            for box, text, sure in zip(boxes, found.txts, found.scores, strict=True)
            if text.strip()
        ]

    return recognise


def tesseract(picture: Image.Image) -> list[Seen]:
    """Tesseract's words joined by line. One thread: with more it is eight times slower on two cores (measured)."""
    stream = BytesIO()
    picture.save(stream, "PNG", compress_level=1)
    done = subprocess.run(  # noqa: S603 — fixed words, a picture on its input
        ["tesseract", "stdin", "stdout", "-l", _languages(), "--psm", "3", "tsv"],  # noqa: S607
        input=stream.getvalue(),
        capture_output=True,
        timeout=_TESSERACT_SECONDS,
        check=False,
        env={**os.environ, "OMP_THREAD_LIMIT": "1"},
    )
    lines: dict[tuple[str, ...], list[tuple[str, float, float, float, float, float]]] = {}
    for row in done.stdout.decode("utf-8", "replace").split("\n")[1:]:
        cells = row.split("\t")
        if len(cells) < 12 or not cells[11].strip() or float(cells[10]) < 0:
            continue
        left, top, width, height = map(float, cells[6:10])
        word = (cells[11].strip(), left, top, left + width, top + height, float(cells[10]) / 100)
        lines.setdefault(tuple(cells[1:5]), []).append(word)
    return [_joined(words) for words in lines.values()]


def _joined(words: list[tuple[str, float, float, float, float, float]]) -> Seen:
    left, top = min(word[1] for word in words), min(word[2] for word in words)
    right, bottom = max(word[3] for word in words), max(word[4] for word in words)
    corners = ((left, top), (right, top), (right, bottom), (left, bottom))
    return Seen(" ".join(word[0] for word in words), corners, sum(word[5] for word in words) / len(words))


def _languages() -> str:
    listed = subprocess.run(["tesseract", "--list-langs"], capture_output=True, text=True, check=False)  # noqa: S607
    return "fra" if "fra" in listed.stdout.split() else "eng"
