"""From the words seen on a picture to a page: turned upright, in lines and columns, with how sure it is."""

import math
from dataclasses import dataclass
from statistics import median

from PIL import Image

from levier.knowledge.parsing.cleaning import clean
from levier.knowledge.parsing.pdf.building import build
from levier.knowledge.parsing.pdf.letters import Run, Sheet, rows_of
from levier.knowledge.parsing.pdf.margins import drop_running_lines
from levier.knowledge.parsing.pdf.ordering import in_order
from levier.knowledge.parsing.pictures.engines import Recogniser, Seen
from levier.knowledge.parsing.pictures.rendering import quarter_turned
from levier.knowledge.parsing.structure import Line, Page
from levier.knowledge.parsing.words import ranks

_SURE = 0.88
"""Mean confidence from which a page is upright: upside down it is about 0.6 (measured)."""
_LEAST_SURE = 0.5
UNREADABLE = 0.62
_LEAST_KNOWN = 0.25
_USUAL = 10.0
_SAMPLE = 900


@dataclass(frozen=True)
class Recognised:
    """A page recognised; ``turned``: degrees its picture was turned by, anticlockwise. ``page.text`` is empty
    when it cannot be read."""

    page: Page
    turned: int


def recognise_page(picture: Image.Image, number: int, recognise: Recogniser) -> Recognised:
    """The text of a picture."""
    seen, turned = _upright(picture, recognise)
    width, height = picture.size if turned in {0, 180} else picture.size[::-1]
    seen = [one for one in seen if one.sure >= _LEAST_SURE and one.text.strip()]
    page = Page(number, picture=False, reliability=0.0)
    letters = sum(len(one.text) for one in seen)
    if letters < 3:
        return Recognised(page, turned)
    sure = sum(one.sure * len(one.text) for one in seen) / letters
    if sure < UNREADABLE or (sure < 0.8 and letters > 60 and _known(seen) < _LEAST_KNOWN):
        return Recognised(page, turned)
    sheet = Sheet(width, height, letters=letters)
    angle = _skew(seen)
    sheet.rows = rows_of(_runs(seen, angle, width, height))
    in_order(sheet)
    drop_running_lines([sheet])
    built = build(sheet, number, _USUAL)
    if angle:
        built.lines = [_askew(line, angle, width, height) for line in built.lines]
    built.reliability = round(100 * sure, 1)
    return Recognised(built, turned)


def _upright(picture: Image.Image, recognise: Recogniser) -> tuple[list[Seen], int]:
    """What is seen with the picture the right way up, and the turn that made it so."""
    seen = recognise(picture)
    tall = sum(_is_tall(one) for one in seen)
    if not seen or (tall <= 0.5 * len(seen) and _mean(seen) >= _SURE):
        return seen, 0
    turns = (90, 270) if tall > 0.5 * len(seen) else (0, 180)
    best, kept = 0, seen if turns[0] == 0 else []
    score = _worth(seen) if turns[0] == 0 else -1.0
    for turn in turns:
        if turn == 0:
            continue
        again = recognise(quarter_turned(picture, turn))
        if _worth(again) > score:
            best, kept, score = turn, again, _worth(again)
        if _mean(again) >= _SURE and _known(again) > 0.5:
            break
    return kept, best


def _mean(seen: list[Seen]) -> float:
    letters = sum(len(one.text) for one in seen)
    return sum(one.sure * len(one.text) for one in seen) / letters if letters else 0.0


def _worth(seen: list[Seen]) -> float:
    """How good a reading is: sure, and made of French words."""
    return _mean(seen) + 0.5 * _known(seen)


def _known(seen: list[Seen]) -> float:
    """Share of the words of three letters or more that are French words."""
    words = [
        word.strip(".,;:()«»\"'’").lower()
        for one in seen
        for word in one.text.replace("'", " ").replace("’", " ").split()
    ][:_SAMPLE]
    words = [word for word in words if len(word) >= 3 and word.isalpha()]
    return sum(word in ranks() for word in words) / len(words) if words else 0.0


def _is_tall(one: Seen) -> bool:
    (x0, y0), (x1, y1), (_, _), (x3, y3) = one.corners
    wide, tall = math.hypot(x1 - x0, y1 - y0), math.hypot(x3 - x0, y3 - y0)
    return len(one.text) > 2 and tall > 1.5 * wide


def _turned(x: float, y: float, angle: float, width: float, height: float) -> tuple[float, float]:
    """A place of the picture, turned around its middle."""
    cos, sin, dx, dy = math.cos(angle), math.sin(angle), x - width / 2, y - height / 2
    return width / 2 + dx * cos - dy * sin, height / 2 + dx * sin + dy * cos


def _askew(line: Line, angle: float, width: float, height: float) -> Line:
    """The box of a line back where it lies on the picture that is shown."""
    start, end, left, top, right, bottom = line
    x, y = _turned((left + right) / 2 * width, (top + bottom) / 2 * height, angle, width, height)
    wide, tall = (
        (right - left) / 2,
        (bottom - top) / 2 + abs(math.sin(angle)) * (right - left) * width / height / 4,
    )
    x, y = x / width, y / height
    return (
        start,
        end,
        *(round(min(max(edge, 0.0), 1.0), 4) for edge in (x - wide, y - tall, x + wide, y + tall)),
    )  # type: ignore[return-value]


def _runs(seen: list[Seen], angle: float, width: float, height: float) -> list[Run]:
    """Straightened boxes: lines of a page that lies askew become level before they are put in order."""
    heights = [
        math.hypot(one.corners[3][0] - one.corners[0][0], one.corners[3][1] - one.corners[0][1])
        for one in seen
    ]
    usual = median(heights) or 1.0
    runs = []
    for one, letter in zip(seen, heights, strict=True):
        places = [_turned(x, y, -angle, width, height) for x, y in one.corners]
        left, right = min(x for x, _ in places), max(x for x, _ in places)
        middle = sum(y for _, y in places) / 4
        # Letters with legs make boxes of one line differ by a fifth: only a clear difference is another size.
        size = _USUAL if letter < 1.3 * usual else round(_USUAL * letter / usual, 1)
        tall = min(letter, 1.6 * usual) * 0.9
        runs.append(Run(clean(one.text).strip(), left, middle - tall / 2, right, middle + tall / 2, size))
    return runs


def _skew(seen: list[Seen]) -> float:
    """The slope of the lines (radians), by the longer boxes."""
    slopes = []
    for one in seen:
        (x0, y0), (x1, y1) = one.corners[:2]
        if x1 - x0 > 60:
            slopes.append(math.atan2(y1 - y0, x1 - x0))
    return median(slopes) if slopes else 0.0
