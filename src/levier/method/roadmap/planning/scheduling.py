"""List scheduling: each activity at the earliest week where what it waits for is over and everybody still has the time.

Serial schedule generation scheme of Kolisch (1996): activities are taken by priority among those whose predecessors are placed; one
placed is never moved. Two rules hold whatever the input: no week asks more of a role than it has, no activity begins before those
it comes after have ended.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import ceil

from levier.core.errors import BadInput

_SLACK = 1e-9


@dataclass(frozen=True)
class Activity:
    """Work to place. ``days`` by role, spread evenly over its weeks; ``holds``: units kept busy each week (a pilot's place)."""

    key: str
    label: str
    weeks: int
    days: Mapping[str, float]
    after: tuple[str, ...] = ()
    holds: Mapping[str, float] | None = None


@dataclass(frozen=True)
class Placed:
    """An activity on the calendar: weeks are counted from 0; ``end`` is the first week it no longer holds."""

    activity: Activity
    start: int
    end: int

    def load(self, role: str) -> float:
        """What it asks of a role each week."""
        return _weekly(self.activity, self.end - self.start).get(role, 0.0)


def schedule(activities: Sequence[Activity], capacity: Mapping[str, float]) -> list[Placed]:
    """Every activity with its weeks, in the order of the list. Earlier in the list is more pressing.

    Raises BadInput: a circle of dependencies, or work for a role nobody has time for.
    """
    known = {one.key for one in activities}
    placed: dict[str, Placed] = {}
    used: dict[tuple[str, int], float] = {}
    waiting = list(activities)
    while waiting:
        ready = next(
            (one for one in waiting if all(key in placed for key in one.after if key in known)), None
        )
        if ready is None:
            raise BadInput(
                f"Ces projets s'attendent l'un l'autre : {', '.join(one.label for one in waiting[:3])}",
                mend="Retirez l'une des dépendances.",
            )
        waiting.remove(ready)
        placed[ready.key] = _place(ready, placed, used, capacity)
    return [placed[one.key] for one in activities]


def _place(
    one: Activity,
    placed: Mapping[str, Placed],
    used: dict[tuple[str, int], float],
    capacity: Mapping[str, float],
) -> Placed:
    weeks = _stretched(one, capacity)
    load = _weekly(one, weeks)
    start = max((placed[key].end for key in one.after if key in placed), default=0)
    while not _fits(load, start, weeks, used, capacity):
        start += 1
    for role, asked in load.items():
        for week in range(start, start + weeks):
            used[role, week] = used.get((role, week), 0.0) + asked
    return Placed(one, start, start + weeks)


def _stretched(one: Activity, capacity: Mapping[str, float]) -> int:
    """The weeks it takes: its own, or more when a role cannot give that much each week."""
    weeks = max(1, one.weeks)
    for role, days in one.days.items():
        if days <= 0:
            continue
        if capacity.get(role, 0.0) <= 0:
            raise _nobody(one, role)
        weeks = max(weeks, ceil(days / capacity[role] - _SLACK))
    for role, held in (one.holds or {}).items():
        if held > capacity.get(role, 0.0) + _SLACK:
            raise _nobody(one, role)
    return weeks


def _nobody(one: Activity, role: str) -> BadInput:
    return BadInput(
        f"Personne n'a de temps pour « {one.label} »",
        where=f"temps disponible, {role}",
        mend="Donnez au moins une demi-journée par semaine à ce rôle dans « Temps et budget ».",
    )


def _weekly(one: Activity, weeks: int) -> dict[str, float]:
    return {**{role: days / weeks for role, days in one.days.items() if days > 0}, **(one.holds or {})}


def _fits(
    load: Mapping[str, float],
    start: int,
    weeks: int,
    used: Mapping[tuple[str, int], float],
    capacity: Mapping[str, float],
) -> bool:
    return all(
        used.get((role, week), 0.0) + asked <= capacity[role] + _SLACK
        for role, asked in load.items()
        for week in range(start, start + weeks)
    )
