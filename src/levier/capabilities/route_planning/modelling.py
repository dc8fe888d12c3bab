"""A day's problem in PyVRP's terms, and its routes back in ours.

Breaks: PyVRP knows none. The clock of the search leaves out the meal break, supposed for everybody at its middle moment
(10:00 stays 10:00, 14:00 becomes 13:15 when the meal takes 45 minutes); the true hours are computed afterwards, and what
would break a rule is mended (:mod:`.mending`).

Skills and locks: each set of forbidden visits is a routing profile of its own, where the legs that lead there are
longer than a day. Impossible visits: every visit has a prize greater than any detour, by priority, so that the search
leaves out the fewest, the least urgent first.
"""

from dataclasses import dataclass
from typing import Literal

import numpy as np
from pyvrp import Client, Depot, Location, ProblemData, VehicleType

from levier.capabilities.route_planning.problem import Problem, Vehicle

Goal = Literal["cost", "distance", "time"]
_UNIT = 100_000
"""Costs are whole numbers of 1/100 000 €: a metre at 0.42 €/km is 42, a second at 25 €/h is 694."""
_FORBIDDEN = 10 * 24 * 3600
WORTH = {1: 60, 2: 8, 3: 1}
"""How many visits of low priority an urgent or an ordinary one is worth."""
_MOVED_METRES = 3_000
"""What giving a visit to another vehicle than today's costs the search, when the day must be disturbed little."""


@dataclass(frozen=True)
class Model:
    """PyVRP's data; its clients are the stops in the same order, its vehicle types the vehicles in the same order."""

    data: ProblemData


def build(problem: Problem, goal: Goal, *, steady: bool = False) -> Model:
    """The data of the search. ``steady``: visits had better stay with the vehicle they are with today."""
    profiles, of_vehicle = _profiles(problem, steady=steady)
    prizes = _prizes(problem, goal)
    clients = [
        Client(
            location=stop.place,
            delivery=[stop.load],
            service_duration=stop.service,
            tw_early=squeeze(problem, stop.earliest),
            tw_late=max(squeeze(problem, stop.latest), squeeze(problem, stop.earliest)),
            prize=prizes[stop.priority],
            required=False,
        )
        for stop in problem.stops
    ]
    places = sorted({place for one in problem.vehicles for place in (one.start, one.end)})
    depots = [Depot(location=place) for place in places]
    types = [
        _vehicle(problem, one, profile, goal, places)
        for one, profile in zip(problem.vehicles, of_vehicle, strict=True)
    ]
    count = problem.metres.shape[0]
    return Model(
        ProblemData(
            locations=[Location(x=0, y=0) for _ in range(count)],
            clients=clients,
            depots=depots,
            vehicle_types=types,
            distance_matrices=[one[0] for one in profiles],  # type: ignore[misc]
            duration_matrices=[one[1] for one in profiles],  # type: ignore[misc]
        )
    )


def squeeze(problem: Problem, moment: int) -> int:
    """A moment on the clock of the search, which leaves the meal break out."""
    lunch = problem.lunch
    if not lunch.length:
        return moment
    return moment if moment <= lunch.middle else max(lunch.middle, moment - lunch.length)


def _vehicle(problem: Problem, one: Vehicle, profile: int, goal: Goal, places: list[int]) -> VehicleType:
    limits = problem.limits(one)
    opens, closes = squeeze(problem, one.opens), squeeze(problem, one.closes)
    by_metre, by_second = rates(one, goal)
    everything = max(sum(stop.load for stop in problem.stops), 1)
    return VehicleType(
        num_available=1,
        start_depot=places.index(one.start),
        end_depot=places.index(one.end),
        tw_early=opens,
        tw_late=max(closes, opens),
        shift_duration=max(min(limits.work, limits.span, max(closes - opens, 0)), 0),
        unit_distance_cost=by_metre,
        unit_duration_cost=by_second,
        profile=profile,
        capacity=[everything if one.capacity is None else one.capacity],
    )


def rates(one: Vehicle, goal: Goal) -> tuple[int, int]:
    """Cost of a metre and of a second for the search, in its unit."""
    if goal == "distance":
        return 100, 0
    if goal == "time":
        return 1, 100
    return max(round(one.cost_km * _UNIT / 1000), 1), round(one.cost_hour * _UNIT / 3600)


def _prizes(problem: Problem, goal: Goal) -> dict[int, int]:
    """More than the longest there-and-back of the dearest vehicle, times the worth of the priority."""
    by_metre = max(rates(one, goal)[0] for one in problem.vehicles)
    by_second = max(rates(one, goal)[1] for one in problem.vehicles)
    most = 2 * (
        int(problem.metres.max(initial=0)) * by_metre + int(problem.seconds.max(initial=0)) * by_second
    )
    most += by_second * max((stop.service for stop in problem.stops), default=0)
    return {level: max(most, 1000) * worth * 2 for level, worth in WORTH.items()}


def _profiles(problem: Problem, *, steady: bool) -> tuple[list[tuple[np.ndarray, np.ndarray]], list[int]]:
    """Distance and duration matrices by profile, and the profile of each vehicle."""
    known: dict[tuple[frozenset[int], frozenset[int]], int] = {}
    made: list[tuple[np.ndarray, np.ndarray]] = []
    of_vehicle = []
    for one in problem.vehicles:
        closed = frozenset(stop.place for stop in problem.stops if not one.may_visit(stop))
        moved = (
            frozenset(stop.place for stop in problem.stops if stop.before and stop.before != one.key)
            if steady
            else frozenset()
        )
        if (closed, moved) not in known:
            known[closed, moved] = len(made)
            metres, seconds = problem.metres.copy(), problem.seconds.copy()
            for place in moved:
                metres[:, place] += _MOVED_METRES
                metres[place, place] = 0
            for place in closed:
                metres[:, place] += _FORBIDDEN
                seconds[:, place] += _FORBIDDEN
                metres[place, place] = seconds[place, place] = 0
            made.append((metres, seconds))
        of_vehicle.append(known[closed, moved])
    return made, of_vehicle
