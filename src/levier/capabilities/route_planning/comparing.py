"""Routes compared: what they cost, today's routes on the same roads, and the simple method on the same visits."""

import itertools
from collections.abc import Sequence

import numpy as np

from levier.capabilities.route_planning import Totals, TravelCheck
from levier.capabilities.route_planning.problem import Problem, Schedule
from levier.capabilities.route_planning.reading.visits import Visit
from levier.capabilities.route_planning.scheduling import feasible, schedule
from levier.core.french.text import fold

_TRIED = 6
_LEAST_TRIPS = 8
_MOST_TRIP_SECONDS = 3 * 3600


def totals(problem: Problem, schedules: Sequence[Schedule]) -> Totals:
    """Kilometres, hours, euros and CO₂ of routes."""
    used = [one for one in schedules if one.calls]
    return Totals(
        visits=sum(len(one.calls) for one in used),
        urgent=sum(problem.stops[call.stop].priority == 1 for one in used for call in one.calls),
        vehicles=len(used),
        km=round(sum(one.metres for one in used) / 1000, 1),
        driving_hours=round(sum(one.driving for one in used) / 3600, 1),
        hours=round(sum(one.work for one in used) / 3600, 1),
        cost=round(sum(cost(problem, one) for one in used), 2),
        co2_kg=round(sum(co2(problem, one) for one in used), 1),
        broken=sum(len(one.faults) for one in used),
    )


def cost(problem: Problem, one: Schedule) -> float:
    """Euros of a route: its kilometres and its crew's hours at work."""
    who = problem.vehicles[one.vehicle]
    return who.cost_km * one.metres / 1000 + who.cost_hour * one.work / 3600


def co2(problem: Problem, one: Schedule) -> float:
    """Kilograms of CO₂ equivalent of a route."""
    return problem.vehicles[one.vehicle].emissions * one.metres / 1000 / 1000


def todays(problem: Problem, visits: Sequence[Visit]) -> tuple[list[list[int]], str]:
    """Today's routes as the visits tell them, by vehicle, and what their order comes from (empty: there are none).

    ``visits``: those of the problem's stops, in the same order.
    """
    routes: list[list[int]] = [[] for _ in problem.vehicles]
    place = {one.key: number for number, one in enumerate(problem.vehicles)}
    for index, stop in enumerate(problem.stops):
        if stop.before in place:
            routes[place[stop.before]].append(index)
    kept = [index for route in routes for index in route]
    if not kept:
        return routes, ""
    if all(visits[index].rank is not None for index in kept):
        told = "l'ordre de passage du tableau"
        for route in routes:
            route.sort(key=lambda index: (visits[index].rank or 0, visits[index].order))
    elif sum(visits[index].arrived is not None for index in kept) >= 0.9 * len(kept):
        told = "les heures d'arrivée"
        for route in routes:
            route.sort(key=lambda index: (visits[index].arrived or 0, visits[index].order))
    else:
        # Nobody knows the order: the benefit of the doubt goes to today's routes.
        told = "ni un ordre de passage ni des heures d'arrivée, mais un ordre supposé bon (chaque fois la visite la plus proche)"
        routes = [_chained(problem, number, route) for number, route in enumerate(routes)]
    return routes, told


def _chained(problem: Problem, vehicle: int, route: list[int]) -> list[int]:
    """The same visits, going each time to the nearest that is left."""
    left, ordered, here = sorted(route), list[int](), problem.vehicles[vehicle].start
    while left:
        nearest_one = min(
            left, key=lambda index: (int(problem.seconds[here, problem.stops[index].place]), index)
        )
        left.remove(nearest_one)
        ordered.append(nearest_one)
        here = problem.stops[nearest_one].place
    return ordered


def nearest(problem: Problem) -> list[list[int]]:
    """The simple method: each vehicle goes each time to the nearest visit that the rules still allow."""
    left = set(range(len(problem.stops)))
    routes: list[list[int]] = []
    for number, who in enumerate(problem.vehicles):
        route: list[int] = []
        here, load = who.start, 0
        while True:
            able = [
                index
                for index in left
                if who.may_visit(problem.stops[index])
                and (who.capacity is None or load + problem.stops[index].load <= who.capacity)
            ]
            able.sort(key=lambda index: (int(problem.seconds[here, problem.stops[index].place]), index))
            chosen = next(
                (index for index in able[:_TRIED] if feasible(problem, number, [*route, index]) is not None),
                None,
            )
            if chosen is None:
                break
            route.append(chosen)
            left.discard(chosen)
            here, load = problem.stops[chosen].place, load + problem.stops[chosen].load
        routes.append(route)
    return routes


def scheduled(problem: Problem, routes: Sequence[Sequence[int]]) -> list[Schedule]:
    """The hours of routes as they are, rules broken or not."""
    return [schedule(problem, number, route) for number, route in enumerate(routes) if route]


def travel_check(
    legs: Sequence[tuple[int, int]],
) -> TravelCheck | None:
    """Times computed beside those shown by past arrivals. ``legs``: (computed, real) seconds of trips between two visits.

    None when there are fewer than eight: a median of less says nothing.
    """
    kept = [(told, real) for told, real in legs if told > 0 and 0 < real <= _MOST_TRIP_SECONDS]
    if len(kept) < _LEAST_TRIPS:
        return None
    ratios = np.array([real / told for told, real in kept])
    return TravelCheck(
        trips=len(kept),
        median_ratio=round(float(np.median(ratios)), 2),
        error=round(float(np.median(np.abs(ratios - 1))), 3),
    )


def past_legs(visits: Sequence[Visit], service: int) -> list[tuple[Visit, Visit, int]]:
    """Consecutive arrivals of one person or vehicle on one day: from, to, and the seconds between leaving and arriving."""
    rounds: dict[str, list[Visit]] = {}
    for visit in visits:
        name = fold(visit.vehicle or visit.person)
        if name and visit.arrived is not None:
            rounds.setdefault(name, []).append(visit)
    legs = []
    for made in rounds.values():
        made.sort(key=lambda one: (one.arrived or 0, one.order))
        for one, other in itertools.pairwise(made):
            spent = one.duration if one.duration is not None else service
            # A visit that could not begin before its window also counts the waiting: its leg proves nothing.
            if other.earliest is not None and (other.arrived or 0) <= other.earliest + 300:
                continue
            begun = max(one.arrived or 0, one.earliest or 0)
            legs.append((one, other, (other.arrived or 0) - begun - spent))
    return legs
