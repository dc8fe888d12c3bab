"""The phases of each project as activities to schedule: prepare, pilot, deploy, train."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from levier.method.roadmap.planning.scheduling import Activity
from levier.method.roadmap.reference import Phase, effort

PILOTS = "pilots"
"""The places of pilots: no more than two at the same time, whoever has time."""
PLACES = 2.0


@dataclass(frozen=True)
class Work:
    """A project as the plan sees it. ``missing``: needs still to be met; ``people``: to train; ``done``: phases already over."""

    key: str
    title: str
    missing: int
    people: int
    workload: float = 1.0
    after: tuple[str, ...] = ()
    done: frozenset[str] = frozenset()


def activities(works: Sequence[Work]) -> list[Activity]:
    """In the order of the projects; a project begins when those it comes after are deployed."""
    known = {one.key for one in works}
    found = []
    for work in works:
        phases = [one for one in effort().phases if one.name not in work.done]
        before = tuple(last_of(key) for key in work.after if key in known)
        for phase in phases:
            found.append(
                Activity(
                    f"{work.key}/{phase.name}", work.title, phase.weeks, days_of(phase, work), before,
                    {PILOTS: 1.0} if phase.name == "pilot" else None,
                )
            )  # fmt: skip
            before = (f"{work.key}/{phase.name}",)
    return found


def last_of(key: str) -> str:
    """The activity that ends a project."""
    return f"{key}/{effort().phases[-1].name}"


def days_of(phase: Phase, work: Work) -> dict[str, float]:
    """Days by role: those of the phase, more for each missing need and person, times the project's own workload."""
    roles = {*phase.days, *phase.per_missing, *phase.per_person}
    return {
        role: round(
            work.workload
            * (
                phase.days.get(role, 0.0)
                + phase.per_missing.get(role, 0.0) * work.missing
                + phase.per_person.get(role, 0.0) * work.people
            ),
            2,
        )
        for role in sorted(roles)
    }


def total_days(work: Work) -> dict[str, float]:
    """Days by role over the whole project."""
    totals: dict[str, float] = {}
    for phase in effort().phases:
        if phase.name in work.done:
            continue
        for role, days in days_of(phase, work).items():
            totals[role] = totals.get(role, 0.0) + days
    return totals


def with_places(capacity: Mapping[str, float]) -> dict[str, float]:
    """The capacity of people with the places of pilots."""
    return {**capacity, PILOTS: PLACES}
