"""Which of two plans is better: first what the visits served are worth, then what the routes cost."""

from collections.abc import Sequence

from levier.capabilities.route_planning.modelling import WORTH, Goal, rates
from levier.capabilities.route_planning.problem import Problem
from levier.capabilities.route_planning.scheduling import schedule

Routes = Sequence[Sequence[int]]


def better(problem: Problem, one: Routes, other: Routes, goal: Goal, *, steady: bool = False) -> bool:
    """Whether ``one`` (stops of each vehicle, in order) serves visits worth more, or as much for less.

    ``steady``: the day must be disturbed little, costs alone are then no reason to change.
    """
    worths = worth(problem, one), worth(problem, other)
    if worths[0] != worths[1] or steady:
        return worths[0] > worths[1]
    return price(problem, one, goal) < price(problem, other, goal)


def worth(problem: Problem, routes: Routes) -> int:
    """What the visits of these routes are worth together, in visits of low priority."""
    return sum(WORTH[problem.stops[stop].priority] for route in routes for stop in route)


def price(problem: Problem, routes: Routes, goal: Goal) -> int:
    """What these routes cost at their true hours, in the unit of the search."""
    total = 0
    for vehicle, stops in enumerate(routes):
        made = schedule(problem, vehicle, stops)
        by_metre, by_second = rates(problem.vehicles[vehicle], goal)
        total += made.metres * by_metre + made.work * by_second
    return total
