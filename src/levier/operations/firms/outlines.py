"""The path of an SVG shape as moves, lines and Bézier curves (SVG 1.1, chapter 8; arcs by its appendix F.6)."""

import math
import re
from collections.abc import Iterator

Outline = list[tuple[str | float, ...]]
_TOKEN = re.compile(r"([MmLlHhVvCcSsQqTtAaZz])|([-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?)")
_TAKES = {"M": 2, "L": 2, "H": 1, "V": 1, "C": 6, "S": 4, "Q": 4, "T": 2, "A": 7, "Z": 0}
_MOST = 20_000
Point = tuple[float, float]


class Bad(Exception):
    """What a drawing holds that is not printed, in French."""


def of_path(said: str) -> Outline:
    """(« M » x y), (« L » x y), (« C » six numbers), (« Z »), all absolute. Raises Bad."""
    found: Outline = []
    here: Point = (0.0, 0.0)
    start, control, previous = here, here, ""
    for order, given in _orders(said):
        kind, base = order.upper(), here if order.islower() else (0.0, 0.0)
        if kind == "Z":
            found.append(("Z",))
            here = start
        elif kind in "ML":
            here = (base[0] + given[0], base[1] + given[1])
            found.append((kind, *here))
            start = here if kind == "M" else start
        elif kind in "HV":
            here = (base[0] + given[0], here[1]) if kind == "H" else (here[0], base[1] + given[0])
            found.append(("L", *here))
        elif kind == "A":
            end = (base[0] + given[5], base[1] + given[6])
            found += _arc(here, given, end)
            here = end
        else:
            points = [(base[0] + x, base[1] + y) for x, y in zip(given[::2], given[1::2], strict=True)]
            mirrored = (2 * here[0] - control[0], 2 * here[1] - control[1])
            if kind in "ST":
                points.insert(0, mirrored if previous in ("CS" if kind == "S" else "QT") else here)
            control = points[-2]
            if kind in "QT":
                one, end = points
                points = [_between(here, one, 2 / 3), _between(end, one, 2 / 3), end]
            here = points[2]
            found.append(("C", *points[0], *points[1], *here))
        previous = kind
        if len(found) > _MOST:
            raise Bad("Ce dessin SVG a trop de points pour un logo")
    return found


def _orders(said: str) -> Iterator[tuple[str, list[float]]]:
    if _TOKEN.sub("", said).strip(" ,\t\r\n"):
        raise Bad("Ce dessin SVG a un tracé illisible")
    order, numbers = "", list[float]()
    for letter, number in [*_TOKEN.findall(_apart(said)), ("M", "")]:
        if number:
            numbers.append(float(number))
            continue
        takes = _TAKES[order.upper()] if order else 0
        if numbers and (not takes or len(numbers) % takes):
            raise Bad("Ce dessin SVG a un tracé illisible")
        if order and not takes:
            yield order, []
        for place in range(0, len(numbers), takes or 1):
            # After a first move, the following pairs are lines.
            known = {"M": "L", "m": "l"}.get(order, order) if place else order
            yield known, numbers[place : place + takes]
        order, numbers = letter, []


def _apart(said: str) -> str:
    """The two flags of an arc may touch what follows (« a5 5 0 015 5 »): set apart."""
    return re.sub(
        r"[Aa][^A-Za-z]*",
        lambda arcs: re.sub(
            r"([\d.eE+-]+[\s,]+[\d.eE+-]+[\s,]+[\d.eE+-]+[\s,]+)([01])[\s,]*([01])[\s,]*(?=[-+.\d])",
            r"\1\2 \3 ",
            arcs[0],
        ),
        said,
    )


def _between(a: Point, b: Point, part: float) -> Point:
    return a[0] + (b[0] - a[0]) * part, a[1] + (b[1] - a[1]) * part


def _arc(start: Point, given: list[float], end: Point) -> Outline:
    rx, ry, turn, large, sweep = abs(given[0]), abs(given[1]), math.radians(given[2]), given[3], given[4]
    if not rx or not ry or start == end:
        return [("L", *end)]
    c, s = math.cos(turn), math.sin(turn)
    dx, dy = (start[0] - end[0]) / 2, (start[1] - end[1]) / 2
    x, y = c * dx + s * dy, -s * dx + c * dy
    big = (x / rx) ** 2 + (y / ry) ** 2
    if big > 1:
        rx, ry = rx * math.sqrt(big), ry * math.sqrt(big)
    under = (rx * y) ** 2 + (ry * x) ** 2
    root = math.sqrt(max(0.0, ((rx * ry) ** 2 - under) / under)) * (-1 if bool(large) == bool(sweep) else 1)
    mx, my = root * rx * y / ry, -root * ry * x / rx
    cx, cy = c * mx - s * my + (start[0] + end[0]) / 2, s * mx + c * my + (start[1] + end[1]) / 2
    first = math.atan2((y - my) / ry, (x - mx) / rx)
    span = math.atan2((-y - my) / ry, (-x - mx) / rx) - first
    if sweep and span < 0:
        span += 2 * math.pi
    if not sweep and span > 0:
        span -= 2 * math.pi
    pieces = max(1, math.ceil(abs(span) / (math.pi / 2) - 1e-9))
    step, found = span / pieces, Outline()
    reach = 4 / 3 * math.tan(step / 4)

    def at(u: float, v: float) -> Point:
        return cx + c * rx * u - s * ry * v, cy + s * rx * u + c * ry * v

    for number in range(pieces):
        a, b = first + number * step, first + (number + 1) * step
        one = at(math.cos(a) - reach * math.sin(a), math.sin(a) + reach * math.cos(a))
        two = at(math.cos(b) + reach * math.sin(b), math.sin(b) - reach * math.cos(b))
        last = at(math.cos(b), math.sin(b)) if number + 1 < pieces else end
        found.append(("C", *one, *two, *last))
    return found
