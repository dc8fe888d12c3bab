"""What a board speaks of: a figure with what it is compared with, its breaks, and where a change comes from."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from pydantic import BaseModel

from levier.capabilities.live_dashboard.science.spans import Grain, Which
from levier.core.measures import Filter


@dataclass(frozen=True)
class Wanted:
    """What is asked: a measure of a kind, by which period, on which lines. ``dataset``: one table among several of the kind."""

    kind: str
    measure: str
    grain: Grain = "month"
    which: Which = "current"
    dataset: int | None = None
    filters: tuple[Filter, ...] = ()
    until: date | None = None
    """What came after this day is not looked at: the board as it stood then."""


class Point(BaseModel):
    """A whole period of the series."""

    day: date
    value: float | None


class BreakFound(BaseModel):
    """From ``day``, another level or another trend. ``size``: relative (0.1 for +10 %) or in the unit; by period for a trend."""

    day: date
    grain: Literal["week", "month"]
    kind: Literal["level", "trend"]
    size: float
    low: float
    high: float
    relative: bool


class Figure(BaseModel):
    """A measure over a period, and the comparisons that are fair to it.

    ``state``: an account of the present (stock of today, what is owed today), which has no period. ``elapsed``: days of
    the period that the data cover. ``previous`` and ``last_year`` are over as many days when the period is incomplete.
    """

    kind: str
    measure: str
    label: str
    definition: str
    unit: str
    better: Literal["up", "down", ""]
    additive: bool
    dataset: int
    version: int
    table: str
    sources: list[str]
    grain: Grain
    state: bool = False
    start: date | None = None
    end: date | None = None
    whole_end: date | None = None
    complete: bool = True
    elapsed: int = 0
    days: int = 0
    period: str = ""
    value: float | None = None
    previous: float | None = None
    previous_period: str = ""
    last_year: float | None = None
    last_year_period: str = ""
    series: list[Point] = []
    breaks: list[BreakFound] = []
    searched: str = ""
    through: date | None = None
    late_days: int = 0
    begins: date | None = None
    """The first day of the data, when they begin inside the period."""

    @property
    def change(self) -> float | None:
        """Relative change since the period before; None from nothing or from a negative amount."""
        return relative(self.previous, self.value)

    @property
    def year_change(self) -> float | None:
        """Relative change since the year before."""
        return relative(self.last_year, self.value)


class Problem(BaseModel):
    """A figure that cannot be given, and why."""

    what: str
    mend: str = ""
    gone: bool = False


class Part(BaseModel):
    """A member's part of a change. ``share``: of the whole change; ``weight``: of the whole, before. ``mix``: for a ratio, what
    its weight did beside what its own ratio did (``rate``).
    """

    name: str
    before: float | None = None
    now: float | None = None
    change: float
    share: float | None = None
    weight: float | None = None
    rate: float | None = None
    mix: float | None = None
    rest: bool = False


class Split(BaseModel):
    """A change shared out along one axis: the parts add up to it. ``members``: how many there were before grouping."""

    dimension: str
    label: str
    plural: str
    parts: list[Part]
    members: int
    surprise: float = 0.0


class Factors(BaseModel):
    """A change as the effects of what it is made of (orders × basket, price, volume …), which add up to it."""

    title: str
    parts: list[Part]
    method: str


class Change(BaseModel):
    """What changed between two periods, and where it comes from."""

    kind: str
    measure: str
    label: str
    unit: str
    better: Literal["up", "down", ""]
    before: float
    now: float
    difference: float
    relative: float | None
    period: str
    against: str
    dataset: int
    version: int
    table: str
    splits: list[Split] = []
    factors: list[Factors] = []
    notes: list[str] = []


def relative(before: float | None, now: float | None) -> float | None:
    """(now − before) ÷ before, or None."""
    if before is None or now is None or before <= 0:
        return None
    return round((now - before) / before, 6)
