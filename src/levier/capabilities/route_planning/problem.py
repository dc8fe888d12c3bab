"""A day of visits to share out, as typed values: stops, vehicles, the two matrices, the rules of working time.

Times are whole seconds from midnight of the day (25:00 is an hour of the next day), distances whole metres.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

import numpy as np
from numpy.typing import NDArray

Matrix = NDArray[np.int64]
DAY = 24 * 3600
PRIORITIES = {1: "urgente", 2: "normale", 3: "basse"}


@dataclass(frozen=True)
class Place:
    """A point on the ground, in degrees (WGS 84). ``source``: where the coordinates come from, in French."""

    latitude: float
    longitude: float
    label: str = ""
    source: str = ""


@dataclass(frozen=True)
class Stop:
    """One visit. ``place`` indexes the matrices; the service begins between ``earliest`` and ``latest``.

    ``vehicle``: the only vehicle that may come, when the visit is locked. ``priority``: 1 urgent, 2 normal, 3 low.
    """

    key: str
    label: str
    place: int
    service: int
    earliest: int = 0
    latest: int = DAY
    load: int = 0
    skills: frozenset[str] = frozenset()
    skill: str = ""
    """The same as people wrote them."""
    priority: int = 2
    vehicle: str = ""
    before: str = ""
    """The vehicle that makes this visit today, when the table says so: used to compare, and to disturb little."""


@dataclass(frozen=True)
class Vehicle:
    """One vehicle with its crew. ``capacity`` None: what it carries is not limited; ``skills`` None: able to do all."""

    key: str
    label: str
    start: int
    end: int
    opens: int
    closes: int
    capacity: int | None = None
    skills: frozenset[str] | None = None
    cost_km: float = 0.0
    cost_hour: float = 0.0
    emissions: float = 0.0
    """Grams of CO₂ equivalent per kilometre."""
    heavy: bool = False
    """More than 3.5 t: the European rules of driving time apply."""
    driver: str = ""

    def may_visit(self, stop: Stop) -> bool:
        """Whether its skills and the lock of the visit allow it."""
        able = self.skills is None or stop.skills <= self.skills
        return able and (not stop.vehicle or stop.vehicle == self.key)


@dataclass(frozen=True)
class Limits:
    """The limits of a working day, in seconds; ``driving`` limits None where no text sets one."""

    work: int
    span: int
    unbroken_work: int
    work_pause: int
    driving: int | None = None
    unbroken_driving: int | None = None
    driving_pause: int = 0


@dataclass(frozen=True)
class Lunch:
    """The meal break: ``length`` seconds, wholly between ``opens`` and ``closes``; none when ``length`` is 0."""

    opens: int
    closes: int
    length: int

    @property
    def middle(self) -> int:
        """Where the search supposes it begins."""
        return (self.opens + self.closes - self.length) // 2


@dataclass(frozen=True)
class Problem:
    """Everything the search and the schedules need. Both matrices: ``[from, to]`` over the places."""

    stops: tuple[Stop, ...]
    vehicles: tuple[Vehicle, ...]
    metres: Matrix
    seconds: Matrix
    lunch: Lunch
    light: Limits
    heavy: Limits
    places: tuple[Place, ...] = ()

    def limits(self, vehicle: Vehicle) -> Limits:
        """The limits that bind this vehicle's crew."""
        return self.heavy if vehicle.heavy else self.light


FaultKind = Literal["late", "return", "work", "span", "driving", "load", "skill", "lock"]


@dataclass(frozen=True)
class Fault:
    """A rule a route breaks: by how many seconds (or units of load), and at which stop."""

    kind: FaultKind
    amount: int
    stop: int | None = None


@dataclass(frozen=True)
class Pause:
    """A break: ``before`` which visit of the route (its rank; the number of visits: before the return)."""

    start: int
    length: int
    before: int
    why: Literal["lunch", "driving", "work"]


@dataclass(frozen=True)
class Call:
    """One visit of a route: index of the stop, and when. ``metres`` and ``drive``: of the leg that leads there."""

    stop: int
    arrive: int
    begin: int
    leave: int
    metres: int
    drive: int


@dataclass(frozen=True)
class Schedule:
    """A route with its hours. ``faults`` empty: every rule holds."""

    vehicle: int
    calls: tuple[Call, ...]
    leaves: int
    returns: int
    metres: int
    driving: int
    service: int
    waiting: int
    pauses: tuple[Pause, ...] = ()
    faults: tuple[Fault, ...] = ()
    back_metres: int = 0
    back_drive: int = 0

    @property
    def stops(self) -> tuple[int, ...]:
        return tuple(call.stop for call in self.calls)

    @property
    def span(self) -> int:
        """Seconds from leaving to coming back."""
        return self.returns - self.leaves if self.calls else 0

    @property
    def work(self) -> int:
        """Seconds at work: the span without the breaks."""
        return self.span - sum(pause.length for pause in self.pauses)


@dataclass(frozen=True)
class Plan:
    """Routes (one per vehicle that leaves) and the stops nobody visits."""

    schedules: tuple[Schedule, ...]
    unserved: tuple[int, ...] = ()
    iterations: int = 0
    seconds: float = 0.0
    stopped_by: str = ""
    notes: tuple[str, ...] = field(default=())

    @property
    def metres(self) -> int:
        return sum(one.metres for one in self.schedules)


Sequences = Sequence[Sequence[int]]
"""Stops of each vehicle, in order; one list per vehicle, empty where it stays."""
