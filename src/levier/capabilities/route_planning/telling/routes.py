"""The routes and the visits left, as the output bears them."""

from collections.abc import Sequence

from levier.capabilities.route_planning import (
    PauseOut,
    RouteOut,
    StopOut,
    Unserved,
)
from levier.capabilities.route_planning.assembling import Assembled
from levier.capabilities.route_planning.comparing import co2, cost
from levier.capabilities.route_planning.impossible import Reason, window
from levier.capabilities.route_planning.problem import PRIORITIES, Place, Schedule
from levier.capabilities.route_planning.reading.hours import written
from levier.capabilities.route_planning.reading.visits import Visit

_WHY = {"lunch": "pause de midi", "driving": "pause de conduite", "work": "pause légale"}


def routes_of(made: Assembled, schedules: Sequence[Schedule]) -> list[RouteOut]:
    """The routes as the output bears them."""
    problem = made.problem
    found = []
    for one in schedules:
        who = problem.vehicles[one.vehicle]
        depot, end = problem.places[who.start], problem.places[who.end]
        stops = []
        for rank, call in enumerate(one.calls, 1):
            stop, visit, place = (
                problem.stops[call.stop],
                made.visits[call.stop],
                problem.places[problem.stops[call.stop].place],
            )
            stops.append(
                StopOut(
                    rank=rank, visit=visit.key, name=visit.name, address=visit.where, latitude=place.latitude, longitude=place.longitude,
                    arrive=written(call.arrive), begin=written(call.begin), leave=written(call.leave), window=window(stop),
                    km=round(call.metres / 1000, 1), load=visit.load, skill=visit.skill,
                    comment=" ".join(part for part in (visit.phone, visit.comment) if part),
                    moved_from=stop.before if stop.before and stop.before != who.key else "",
                )
            )  # fmt: skip
        found.append(
            RouteOut(
                vehicle=who.key, label=who.label, driver=who.driver, leaves=written(one.leaves), returns=written(one.returns),
                km=round(one.metres / 1000, 1), driving_hours=round(one.driving / 3600, 1), hours=round(one.work / 3600, 1),
                waiting_minutes=round(one.waiting / 60), cost=round(cost(problem, one), 2), co2_kg=round(co2(problem, one), 1),
                load=round(sum(stop.load for stop in stops), 2), capacity=None if who.capacity is None else who.capacity / made.scale,
                depot=(depot.latitude, depot.longitude), end=(end.latitude, end.longitude), stops=stops,
                pauses=[
                    PauseOut(before=pause.before + 1, start=written(pause.start), minutes=round(pause.length / 60), why=_WHY[pause.why])
                    for pause in one.pauses
                ],
                back_km=round(one.back_metres / 1000, 1),
            )
        )  # fmt: skip
    return found


def unserved_of(left: Sequence[tuple[Visit, Reason, Place | None]]) -> list[Unserved]:
    """The visits nobody makes, the urgent first."""
    return [
        Unserved(
            visit=visit.key, name=visit.name, priority=PRIORITIES[visit.priority], reason=reason.why, mend=reason.mend, kind=reason.kind,
            latitude=place.latitude if place else None, longitude=place.longitude if place else None,
        )
        for visit, reason, place in sorted(left, key=lambda one: (one[0].priority, one[0].order))
    ]  # fmt: skip
