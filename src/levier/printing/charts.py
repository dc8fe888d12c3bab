"""Charts of printed documents, drawn with reportlab in the house's colours: bars, ranges, a matrix, a calendar, a scale.

Every chart is told by the words beside it: colours are safe for colour-blind people (Okabe–Ito) and never the only sign.
Lengths are points.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from reportlab.graphics.shapes import Circle, Drawing, Group, Line, Rect, String
from reportlab.lib.colors import HexColor
from reportlab.pdfbase.pdfmetrics import stringWidth

from levier.core.french.calendar import SHORT_MONTHS
from levier.printing.lettering import REGULAR, STRONG, plain
from levier.printing.styles import ACCENT, AMBER, INK, LINE, PAPER, SOFT, WIDTH

BLUE, ORANGE, GREEN, GREY = HexColor("#0072b2"), HexColor("#d55e00"), HexColor("#009e73"), HexColor("#9aa09e")
PALE = HexColor("#e3efee")
_SMALL, _TEXT = 7.5, 8.5


@dataclass(frozen=True)
class Bar:
    """One bar. ``before``: an earlier value, drawn as a tick; ``told``: what is written at its end."""

    label: str
    value: float
    told: str
    before: float | None = None
    strong: bool = False


@dataclass(frozen=True)
class Span:
    """A range: low, central, high, and what is written beside it."""

    label: str
    low: float
    central: float
    high: float
    told: str


@dataclass(frozen=True)
class Dot:
    """A point of the matrix, 0–100 on both axes. ``mark``: the figure written in it; ``hollow``: put aside."""

    x: float
    y: float
    mark: str
    hollow: bool = False


@dataclass(frozen=True)
class Period:
    """A bar of the calendar. ``tone``: an index of the palette; ``label`` is written in it when it fits."""

    row: str
    first: date
    last: date
    label: str
    tone: int = 0


TONES = (GREY, ACCENT, BLUE, HexColor("#8a5300"))


def bars(given: Sequence[Bar], *, highest: float = 100.0, labels: float = 150.0) -> Drawing:
    """Horizontal bars from zero to ``highest``."""
    row, top = 19.0, 4.0
    height = row * len(given) + top + 4
    drawing = Drawing(WIDTH, height)
    room = WIDTH - labels - 62
    for i, one in enumerate(given):
        y = height - top - row * (i + 1) + 5
        _say(drawing, 0, y + 2.5, _cut(one.label, labels - 8), _TEXT, INK, strong=one.strong)
        drawing.add(Rect(labels, y, room, 9, fillColor=PAPER, strokeColor=None))
        wide = room * max(0.0, min(one.value, highest)) / highest
        drawing.add(Rect(labels, y, wide, 9, fillColor=ACCENT if one.strong else BLUE, strokeColor=None))
        if one.before is not None:
            x = labels + room * max(0.0, min(one.before, highest)) / highest
            drawing.add(Line(x, y - 2, x, y + 11, strokeColor=INK, strokeWidth=1.4))
        _say(drawing, labels + room + 6, y + 2, one.told, _TEXT, INK, strong=one.strong)
    return drawing


def spans(given: Sequence[Span], *, labels: float = 165.0) -> Drawing:
    """Ranges on one common scale that holds zero: a line from low to high, a dot at the central value."""
    row, top = 21.0, 4.0
    height = row * len(given) + top + 4
    drawing = Drawing(WIDTH, height)
    told = 108.0
    room = WIDTH - labels - told - 12
    low = min([0.0, *(one.low for one in given)])
    high = max([1.0, *(one.high for one in given)])

    def at(value: float) -> float:
        return labels + room * (value - low) / (high - low)

    drawing.add(Line(at(0), 0, at(0), height - 2, strokeColor=LINE, strokeWidth=0.8))
    for i, one in enumerate(given):
        y = height - top - row * (i + 1) + 9
        _say(drawing, 0, y - 3, _cut(one.label, labels - 8), _TEXT, INK)
        drawing.add(Line(at(one.low), y, at(one.high), y, strokeColor=BLUE, strokeWidth=5))
        drawing.add(
            Circle(at(one.central), y, 4.2, fillColor=ACCENT, strokeColor=HexColor("#ffffff"), strokeWidth=1)
        )
        _say(drawing, WIDTH - told, y - 3, one.told, _SMALL, INK)
    return drawing


def matrix(given: Sequence[Dot], *, x_label: str, y_label: str) -> Drawing:
    """Dots on two axes from 0 to 100; the upper right quarter, where to begin, is tinted."""
    side, left, low = 245.0, 60.0, 30.0
    wide = WIDTH - left - 24
    drawing = Drawing(WIDTH, side + low + 8)
    drawing.add(Rect(left + wide / 2, low + side / 2, wide / 2, side / 2, fillColor=PALE, strokeColor=None))
    _say(drawing, left + wide - 92, low + side - 12, "Commencer ici", _SMALL, ACCENT, strong=True)
    for part in (0.0, 0.5, 1.0):
        drawing.add(
            Line(left, low + side * part, left + wide, low + side * part, strokeColor=LINE, strokeWidth=0.6)
        )
        drawing.add(
            Line(left + wide * part, low, left + wide * part, low + side, strokeColor=LINE, strokeWidth=0.6)
        )
        _say(drawing, left + wide * part - 6, low - 11, f"{100 * part:.0f}", _SMALL, SOFT)
        _say(drawing, left - 22, low + side * part - 3, f"{100 * part:.0f}", _SMALL, SOFT)
    _say(drawing, left + wide / 2 - 60, 6, x_label, _TEXT, INK)
    words = String(0, 0, plain(y_label), fontName=REGULAR, fontSize=_TEXT, fillColor=INK, textAnchor="middle")
    turned = _turned(words, 14, low + side / 2)
    drawing.add(turned)
    for x, y, one in apart([(left + wide * d.x / 100, low + side * d.y / 100, d) for d in given]):
        fill = HexColor("#ffffff") if one.hollow else ACCENT
        drawing.add(Circle(x, y, 9, fillColor=fill, strokeColor=ACCENT, strokeWidth=1.2))
        tone = ACCENT if one.hollow else HexColor("#ffffff")
        drawing.add(
            String(x, y - 3, one.mark, fontName=STRONG, fontSize=8, fillColor=tone, textAnchor="middle")
        )
    return drawing


def apart(placed: Sequence[tuple[float, float, Any]], gap: float = 19.0) -> list[tuple[float, float, Any]]:
    """The same points, those that would hide each other moved sideways by ``gap``."""
    found: list[tuple[float, float, Any]] = []
    for x, y, one in placed:
        moved = x
        while any(abs(moved - other) < gap and abs(y - high) < gap for other, high, _ in found):
            moved -= gap
        found.append((moved, y, one))
    return found


def calendar(given: Sequence[Period], start: date, end: date) -> Drawing:
    """A row for each project, months on top."""
    rows = list(dict.fromkeys(one.row for one in given))
    row, head, labels = 24.0, 18.0, 130.0
    height = row * len(rows) + head
    room, days = WIDTH - labels, max(7, (end - start).days + 1)
    drawing = Drawing(WIDTH, height)

    def at(day: date) -> float:
        return labels + room * max(0, (day - start).days) / days

    written = -100.0
    for month in _months(start, end):
        x = at(month)
        drawing.add(Line(x, 0, x, height, strokeColor=LINE, strokeWidth=0.6))
        if x - written > 42:
            _say(drawing, x + 3, height - 11, f"{SHORT_MONTHS[month.month - 1]} {month:%y}", _SMALL, SOFT)
            written = x
    for i, name in enumerate(rows):
        y = height - head - row * (i + 1) + 5
        _say(drawing, 0, y + 4, _cut(name, labels - 8), _TEXT, INK)
        for one in given:
            if one.row != name:
                continue
            x, wide = at(one.first), max(3.0, at(one.last) - at(one.first) + room / days)
            drawing.add(
                Rect(x, y, wide, 14, rx=2, ry=2, fillColor=TONES[one.tone % len(TONES)], strokeColor=None)
            )
            label = plain(one.label)
            if stringWidth(label, REGULAR, 7) < wide - 4:
                drawing.add(
                    String(x + 3, y + 4.5, label, fontName=REGULAR, fontSize=7, fillColor=HexColor("#ffffff"))
                )
    return drawing


def scale(score: float, steps: Sequence[tuple[float, str]]) -> Drawing:
    """A ruler from 0 to 100 cut in named steps (first score, name), with a mark at ``score``."""
    drawing = Drawing(WIDTH, 58)
    ends = [*(start for start, _ in steps[1:]), 100.0]
    for i, ((start, name), end) in enumerate(zip(steps, ends, strict=True)):
        x, wide = WIDTH * start / 100, WIDTH * (end - start) / 100
        here = start <= score < end or (end == 100.0 and score == 100.0)
        drawing.add(
            Rect(x, 18, wide - 2, 16, fillColor=ACCENT if here else PAPER, strokeColor=LINE, strokeWidth=0.5)
        )
        tone = HexColor("#ffffff") if here else INK
        _say(drawing, x + 5, 23, f"{i + 1}. {name}", 7.2, tone, strong=here)
    x = WIDTH * min(score, 100.0) / 100
    drawing.add(Line(x, 14, x, 40, strokeColor=AMBER, strokeWidth=3))
    drawing.add(
        String(
            min(max(x, 14), WIDTH - 14),
            44,
            f"{score:.0f}",
            fontName=STRONG,
            fontSize=11,
            fillColor=INK,
            textAnchor="middle",
        )
    )
    _say(drawing, 0, 5, "0", _SMALL, SOFT)
    _say(drawing, WIDTH - 14, 5, "100", _SMALL, SOFT)
    return drawing


def _months(start: date, end: date) -> list[date]:
    found, day = [], start.replace(day=1)
    while day <= end:
        if day >= start:
            found.append(day)
        day = (day + timedelta(days=32)).replace(day=1)
    return found


def _say(
    drawing: Drawing, x: float, y: float, text: str, size: float, colour: Any, *, strong: bool = False
) -> None:
    drawing.add(
        String(x, y, plain(text), fontName=STRONG if strong else REGULAR, fontSize=size, fillColor=colour)
    )


def _cut(text: str, wide: float) -> str:
    text = plain(text)
    if stringWidth(text, STRONG, _TEXT) <= wide:
        return text
    while text and stringWidth(text + "…", STRONG, _TEXT) > wide:
        text = text[:-1]
    return text.rstrip() + "…"


def _turned(words: String, x: float, y: float) -> Any:
    group = Group(words)
    group.translate(x, y)
    group.rotate(90)
    return group
