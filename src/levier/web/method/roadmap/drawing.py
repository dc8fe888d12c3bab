"""Where things stand on the page's drawings: dots of the matrix, bars of the calendar, ranges of money."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta

from levier.core.french.calendar import SHORT_MONTHS
from levier.method.roadmap.evaluating import Evaluated, Roadmap, Slot
from levier.method.roadmap.value.estimating import Range

_LEFT, _TOP, _WIDE, _HIGH, _GAP = 44.0, 12.0, 540.0, 300.0, 24.0


@dataclass(frozen=True)
class Dot:
    """A project on the matrix (the drawing is 600 by 360)."""

    x: float
    y: float
    number: int
    project: Evaluated


@dataclass(frozen=True)
class Bar:
    """A phase on the calendar: grid lines are counted from 1, the first column holds the names."""

    row: int
    first: int
    end: int
    slot: Slot


@dataclass(frozen=True)
class Gantt:
    """The calendar by weeks. ``months``: label, first grid line, end."""

    weeks: int
    rows: list[tuple[int, str, str]]
    bars: list[Bar]
    months: list[tuple[str, int, int]]


@dataclass(frozen=True)
class Shown:
    """A range on a line of 100."""

    zero: float
    low: float
    central: float
    high: float

    @property
    def wide(self) -> float:
        """The length of the range."""
        return max(1.0, self.high - self.low)


def matrix(listed: Sequence[Evaluated]) -> list[Dot]:
    """Feasibility across, share of the best gain up; dots that would hide each other are moved aside."""
    best = max((one.net.central for one in listed if one.net), default=0.0)
    found: list[Dot] = []
    for number, one in enumerate(listed, 1):
        share = max(0.0, one.net.central / best) if one.net and best > 0 else 0.0
        x, y = _LEFT + _WIDE * one.feasibility / 100, _TOP + _HIGH * (1 - share)
        while any(abs(x - other.x) < _GAP and abs(y - other.y) < _GAP for other in found):
            x -= _GAP
        found.append(Dot(round(x, 1), round(y, 1), number, one))
    return found


def gantt(found: Roadmap) -> Gantt | None:
    """The plan by weeks, None when there is none."""
    if not found.slots:
        return None
    keys = list(dict.fromkeys(one.key for one in found.slots))
    titles = {one.key: one.project for one in found.slots}
    weeks = max(one.placed.end for one in found.slots)
    months: list[tuple[str, int, int]] = []
    for week in range(weeks):
        day = found.start + timedelta(weeks=week)
        label = f"{SHORT_MONTHS[day.month - 1]} {day:%y}"
        if months and months[-1][0] == label:
            months[-1] = (label, months[-1][1], week + 3)
        else:
            months.append((label, week + 2, week + 3))
    return Gantt(
        weeks, [(i + 2, key, titles[key]) for i, key in enumerate(keys)],
        [Bar(keys.index(one.key) + 2, one.placed.start + 2, one.placed.end + 2, one) for one in found.slots], months,
    )  # fmt: skip


def spread(ranges: Sequence[Range | None]) -> Callable[[Range | None], Shown | None]:
    """One common scale, from the lowest (or zero) to the highest, brought to 0–100."""
    known = [one for one in ranges if one]
    low = min([0.0, *(one.low for one in known)])
    high = max([1.0, *(one.high for one in known)])

    def at(value: float) -> float:
        return round(100 * (value - low) / (high - low), 1)

    def placed(one: Range | None) -> Shown | None:
        return Shown(at(0), at(one.low), at(one.central), at(one.high)) if one else None

    return placed
