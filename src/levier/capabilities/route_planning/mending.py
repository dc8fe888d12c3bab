"""Routes made right to the second: what the search let through is taken out, and put back wherever every rule holds."""

from collections.abc import Callable, Sequence

from levier.capabilities.route_planning.modelling import Goal, rates
from levier.capabilities.route_planning.problem import Problem, Schedule
from levier.capabilities.route_planning.scheduling import feasible, schedule
from levier.capabilities.route_planning.slack import Slack

Never = Callable[[], bool]


def mend(
    problem: Problem, sequences: Sequence[Sequence[int]], goal: Goal, cancelled: Never = lambda: False
) -> tuple[list[list[int]], list[int]]:
    """Routes (one list of stops per vehicle) that break no rule, and the stops that found no place."""
    routes: list[list[int]] = []
    out: list[int] = []
    for vehicle, stops in enumerate(sequences):
        kept, gone = _cleaned(problem, vehicle, list(stops))
        routes.append(kept)
        out += gone
    seen = {stop for route in routes for stop in route}
    out += [stop for stop in range(len(problem.stops)) if stop not in seen and stop not in out]
    # The urgent first, then those that take longest: they are the hardest to place.
    out.sort(key=lambda stop: (problem.stops[stop].priority, -problem.stops[stop].service, stop))
    left = []
    for stop in out:
        place = None if cancelled() else cheapest(problem, routes, stop, goal)
        if place is None:
            left.append(stop)
            continue
        vehicle, rank = place
        routes[vehicle].insert(rank, stop)
    return routes, sorted(left)


def _cleaned(problem: Problem, vehicle: int, stops: list[int]) -> tuple[list[int], list[int]]:
    """A route without the visits that make it break a rule: each time the one whose absence mends most is taken out."""
    gone: list[int] = []
    found = schedule(problem, vehicle, stops)
    while found.faults and stops:
        best = min(range(len(stops)), key=lambda rank: _without(problem, vehicle, stops, rank))
        gone.append(stops.pop(best))
        found = schedule(problem, vehicle, stops)
    return stops, gone


def _without(problem: Problem, vehicle: int, stops: list[int], rank: int) -> tuple[int, int, int, int]:
    tried = schedule(problem, vehicle, [*stops[:rank], *stops[rank + 1 :]])
    stop = problem.stops[stops[rank]]
    return (
        len(tried.faults),
        -stop.priority,
        sum(fault.amount for fault in tried.faults),
        stop.service,
    )


def cheapest(
    problem: Problem, routes: Sequence[Sequence[int]], stop: int, goal: Goal
) -> tuple[int, int] | None:
    """Where a stop costs least among the places where every rule holds: (vehicle, rank), or None."""
    best: tuple[int, int, int] | None = None
    wanted = problem.stops[stop]
    for vehicle, route in enumerate(routes):
        who = problem.vehicles[vehicle]
        if not who.may_visit(wanted):
            continue
        load = sum(problem.stops[one].load for one in route) + wanted.load
        if who.capacity is not None and load > who.capacity:
            continue
        by_metre, by_second = rates(who, goal)
        slack = Slack.of(problem, vehicle, route)
        for rank in range(len(route) + 1):
            before = problem.stops[route[rank - 1]].place if rank else who.start
            after = problem.stops[route[rank]].place if rank < len(route) else who.end
            here = wanted.place
            metres = (
                problem.metres[before, here] + problem.metres[here, after]
                - (problem.metres[before, after] if route else 0)
            )  # fmt: skip
            seconds = (
                problem.seconds[before, here] + problem.seconds[here, after]
                - (problem.seconds[before, after] if route else 0) + wanted.service
            )  # fmt: skip
            price = int(metres) * by_metre + int(seconds) * by_second
            if (best is not None and price >= best[0]) or not slack.admits(problem, wanted, rank):
                continue
            if feasible(problem, vehicle, [*route[:rank], stop, *route[rank:]]):
                best = (price, vehicle, rank)
    return None if best is None else (best[1], best[2])


def scheduled(problem: Problem, routes: Sequence[Sequence[int]]) -> tuple[Schedule, ...]:
    """The hours of each route that visits somebody."""
    return tuple(schedule(problem, vehicle, stops) for vehicle, stops in enumerate(routes) if stops)
