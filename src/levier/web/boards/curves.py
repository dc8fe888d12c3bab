"""A small curve drawn on the server: the series, the year before in grey, the target and the thresholds, the breaks."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from levier.capabilities.live_dashboard.period_words import period_label
from levier.capabilities.live_dashboard.shapes import Figure
from levier.capabilities.live_dashboard.words import amount
from levier.core.french.dates import format_date

WIDTH, HEIGHT, EDGE = 300.0, 64.0, 5.0
_LAG = {"week": 52, "month": 12, "quarter": 4, "year": 1}
_SHOWN = {"week": 53, "month": 25, "quarter": 13, "year": 8}


@dataclass(frozen=True)
class Curve:
    """Coordinates for an SVG of 300 × 64; ``words`` says it to who does not see it."""

    paths: list[str]
    grey: list[str]
    last: tuple[str, str]
    marks: list[tuple[str, str]]
    target: str
    limits: list[str]
    words: str
    first_day: str
    last_day: str


def curve(
    figure: Figure, target: float | None = None, low: float | None = None, high: float | None = None
) -> Curve | None:
    """The curve of a figure; None with fewer than three values."""
    points = figure.series[-_SHOWN[figure.grain] :]
    values = [one.value for one in points]
    known = [one for one in values if one is not None]
    if len(known) < 3:
        return None
    every = [one.value for one in figure.series]
    lag, offset = _LAG[figure.grain], len(every) - len(points)
    before = [
        every[offset + place - lag] if offset + place - lag >= 0 and figure.grain != "year" else None
        for place in range(len(points))
    ]
    lines = [one for one in (target, low, high) if one is not None]
    bounds = [*known, *(one for one in before if one is not None), *lines]
    bottom, top = min(bounds), max(bounds)
    if figure.additive and 0 < bottom < 0.6 * top:
        bottom = 0.0
    size = (top - bottom) or 1.0

    def y(value: float) -> str:
        return f"{HEIGHT - EDGE - (HEIGHT - 2 * EDGE) * (value - bottom) / size:.1f}"

    def x(place: int) -> str:
        return f"{EDGE + (WIDTH - 2 * EDGE) * place / max(len(points) - 1, 1):.1f}"

    marks = []
    for found in figure.breaks:
        near = [
            place for place, point in enumerate(points) if point.day <= found.day and point.value is not None
        ]
        if near and found.day >= points[0].day:
            marks.append((x(near[-1]), y(float(values[near[-1]] or 0))))
    last = max(place for place, one in enumerate(values) if one is not None)
    return Curve(
        paths=_paths(values, x, y),
        grey=_paths(before, x, y),
        last=(x(last), y(float(values[last] or 0))),
        marks=marks,
        target=y(target) if target is not None else "",
        limits=[y(one) for one in (low, high) if one is not None],
        words=f"De {_label(points[0].day, figure.grain)} à {_label(points[-1].day, figure.grain)} : de {amount(known[0], figure.unit)} à "
        f"{amount(known[-1], figure.unit)}, au plus bas {amount(min(known), figure.unit)}, au plus haut {amount(max(known), figure.unit)}",
        first_day=_label(points[0].day, figure.grain),
        last_day=_label(points[-1].day, figure.grain),
    )


def _label(day: date, grain: str) -> str:
    return format_date(day) if grain == "week" else period_label(day, grain)


def _paths(values: Sequence[float | None], x: Callable[[int], str], y: Callable[[float], str]) -> list[str]:
    """Polylines of the values, cut where one is missing."""
    found: list[list[str]] = [[]]
    for place, value in enumerate(values):
        if value is None:
            found.append([])
        else:
            found[-1].append(f"{x(place)},{y(value)}")
    return [" ".join(one) for one in found if len(one) > 1]
