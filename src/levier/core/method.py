"""What Levier knows of a company's own method: pilots, gains, roadmap, assessment, and what waits for somebody.

Facts come from floors above the capabilities; a capability reads them through ``Context.method``.
"""

from datetime import date
from typing import Any, Literal, Protocol

from pydantic import BaseModel

from levier.core.period import Period


class Fact(BaseModel):
    """``said``: one French sentence that the figures beside it prove; ``how``: the way they were computed."""

    said: str
    how: str = ""


class EffectFact(Fact):
    """A measured change, in the unit of its series. ``share``, ``share_low``, ``share_high``: beside what would have been."""

    label: str
    unit: str
    change: float
    low: float
    high: float
    without: float
    level: float
    before: int
    during: int
    share: float | None = None
    share_low: float | None = None
    share_high: float | None = None
    certain: bool = False
    day: date | None = None


class PilotFact(Fact):
    """``effect`` is None until it can be measured; ``trouble`` then says why. ``gain``: of its task since its start."""

    number: int
    title: str
    state: str
    starts: date
    ends: date
    days_left: int
    effect: EffectFact | None = None
    trouble: str = ""
    gain: "GainsFact | None" = None


class GainsFact(Fact):
    """Hours saved with their 95 % interval, and euros net of costs (None for who may not see them, or without the cost of an
    hour), told by ``net_said``. ``lacking``: what to measure to know more. ``hours`` is None when nobody timed anything."""

    start: date
    end: date
    runs: int
    hours: float | None = None
    low: float | None = None
    high: float | None = None
    worth: float | None = None
    spent: float | None = None
    net: float | None = None
    net_said: str = ""
    lacking: list[str] = []


class ProjectFact(Fact):
    """A project of the roadmap, in order. ``place`` is None for one that a condition stops. Money a year, costs deducted."""

    title: str
    stage: str
    place: int | None = None
    low: float | None = None
    central: float | None = None
    high: float | None = None


class AssessmentFact(Fact):
    """The last assessment closed. ``score`` 0–100 and ``level`` 1–5, None for who does not steer."""

    number: int
    closed: date | None = None
    score: float | None = None
    level: int | None = None
    actions: list[str] = []


class WaitingFact(Fact):
    """Something that waits for somebody. ``due``: the day or moment promised, None where there is none."""

    kind: Literal["idea", "approval", "incident"]
    number: int
    title: str
    due: date | None = None
    late: bool = False
    voices: int | None = None


class StateFact(Fact):
    """One figure of a room of the method, in plain words. ``figures``: every number and date that ``said`` writes (a key that ends
    in ``_count`` is a number of things). ``missing``: nothing was measured, and ``said`` says what to do."""

    title: str
    figures: dict[str, Any] = {}
    missing: bool = False


Room = Literal[
    "objectives", "deployment", "hosting", "adoption", "training", "literacy", "registers", "votes"
]


class MethodAccess(Protocol):
    """The method of one company, as one person may see it: each raises NotAllowed where their pages would."""

    def pilots(self) -> list[PilotFact]: ...

    def gains(self, period: Period | None = None) -> GainsFact: ...

    def projects(self) -> list[ProjectFact]: ...

    def assessment(self) -> AssessmentFact | None: ...

    def ideas(self) -> list[WaitingFact]: ...

    def approvals(self) -> list[WaitingFact]: ...

    def incidents(self) -> list[WaitingFact]: ...

    def state(self, room: Room) -> list[StateFact]: ...
