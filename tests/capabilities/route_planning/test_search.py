"""The search: known answers, whole routes, the same plan twice, and the choice among known routes."""

from dataclasses import replace

import numpy as np
import pytest
from benchmarks.routes.instances import instances
from pyvrp import Client, Depot, Location, ProblemData, VehicleType

from levier.capabilities.route_planning.mending import cheapest, mend
from levier.capabilities.route_planning.modelling import build, squeeze
from levier.capabilities.route_planning.problem import Lunch
from levier.capabilities.route_planning.search.combining import combine
from levier.capabilities.route_planning.search.pool import merged
from levier.capabilities.route_planning.search.racing import race
from levier.capabilities.route_planning.solving import solve
from levier.capabilities.route_planning.weighing import better
from tests.capabilities.route_planning.rounds import HOUR, line, stop, van
from tests.shared_data import shared

NOON = Lunch(12 * HOUR, 14 * HOUR, 45 * 60)


def square() -> ProblemData:
    """Four clients at the corners of a square, a depot in the middle of it, room for two clients a vehicle."""
    points = np.array([[0, 0], [10, 10], [10, -10], [-10, -10], [-10, 10]])
    distance = np.rint(np.hypot(*(points[:, None] - points[None]).transpose(2, 0, 1)) * 100).astype(int)
    return ProblemData(
        [Location(float(x), float(y)) for x, y in points],
        [Client(place, delivery=[1]) for place in range(1, 5)],
        [Depot(0)],
        [VehicleType(4, capacity=[2])],
        [distance],
        [distance],
    )


def test_two_vehicles_share_the_corners_of_a_square() -> None:
    best = race(square(), 2, patience=200)
    assert best.feasible
    assert best.cost == 2 * (1414 + 2000 + 1414)
    assert sorted(len(stops) for _, stops in best.routes) == [2, 2]


def test_the_choice_among_known_routes_is_the_cheapest_that_visits_each_once() -> None:
    data = square()
    routes = {
        (0, frozenset({0, 1})): (4828, (0, 1)), (0, frozenset({2, 3})): (4828, (2, 3)),
        (0, frozenset({0, 2})): (5656, (0, 2)), (0, frozenset({1, 3})): (5656, (1, 3)),
    }  # fmt: skip
    choice = combine(data, routes, 2 * 5656, 5)
    assert choice.solution is not None
    assert choice.solution.distance() == 2 * 4828
    assert choice.proved
    assert combine(data, routes, 2 * 4828, 5).solution is None


def test_of_two_orders_of_the_same_stops_the_cheaper_is_kept() -> None:
    key = (0, frozenset({1, 2}))
    assert merged([{key: (10, (1, 2))}, {key: (8, (2, 1))}]) == {key: (8, (2, 1))}


def test_every_stop_is_visited_once_and_every_rule_holds() -> None:
    stops = [stop(place, 40, load=2, earliest=(8 + place % 4) * HOUR) for place in range(1, 9)]
    plan = solve(line(stops, van("A", capacity=10), van("B", capacity=10), minutes=10, lunch=NOON), seconds=1)
    assert not plan.unserved
    assert sorted(index for one in plan.schedules for index in one.stops) == list(range(8))
    assert all(not one.faults for one in plan.schedules)


def test_the_same_problem_gives_the_same_plan() -> None:
    problem = line([stop(place, 20) for place in range(1, 7)], van(), minutes=10)
    first, second = solve(problem, seconds=30), solve(problem, seconds=30)
    assert first.stopped_by == "patience"
    assert first.schedules == second.schedules


def test_skills_and_locks_choose_the_vehicle() -> None:
    gas = frozenset({"gaz"})
    stops = [stop(1, skills=gas), stop(2, vehicle="A"), stop(3, skills=gas)]
    plan = solve(line(stops, van("A", skills=frozenset()), van("B", skills=gas), minutes=10), seconds=1)
    by_vehicle = {one.vehicle: set(one.stops) for one in plan.schedules}
    assert by_vehicle == {0: {1}, 1: {0, 2}}


def test_when_not_all_fits_the_urgent_stay() -> None:
    stops = [
        stop(1, 150, priority=3),
        stop(1, 150, priority=1),
        stop(1, 150, priority=2),
        stop(1, 150, priority=1),
    ]
    plan = solve(line(stops, van(closes=14 * HOUR), minutes=5), seconds=1)
    assert set(plan.unserved) == {0, 2}


def test_a_clock_without_the_meal_leaves_mornings_and_moves_afternoons() -> None:
    problem = line([], van(), lunch=NOON)
    assert squeeze(problem, 10 * HOUR) == 10 * HOUR
    assert squeeze(problem, 15 * HOUR) == 15 * HOUR - 45 * 60


def test_what_breaks_a_rule_is_taken_out_and_put_where_it_holds() -> None:
    problem = line([stop(1, 60, latest=9 * HOUR), stop(2, 60, latest=9 * HOUR)], van("A"), van("B"))
    routes, left = mend(problem, [[0, 1], []], "cost")
    assert not left
    assert sorted(map(len, routes)) == [1, 1]
    assert cheapest(problem, [[], [1]], 0, "cost") == (0, 0)
    assert cheapest(problem, [[0], [1]], 0, "cost") is None


def test_several_depots_each_keep_the_near_visits() -> None:
    problem = line([stop(place, 20) for place in (1, 2, 8, 9)], van("A"), van("B"), minutes=10)
    problem = replace(problem, vehicles=(problem.vehicles[0], replace(problem.vehicles[1], start=9, end=9)))
    plan = solve(problem, seconds=1)
    assert {one.vehicle: set(one.stops) for one in plan.schedules} == {0: {0, 1}, 1: {2, 3}}


@pytest.mark.parametrize("name", ["C101", "R101"])
def test_easy_instances_of_solomon_reach_the_best_known(name: str) -> None:
    shared("vrp/solomon_reference.json")
    found = next(one for one in instances() if one.name == name)
    best = race(found.data(), 4, clock="processor")
    assert best.feasible
    assert best.cost <= 1.005 * found.best


def test_the_routes_of_a_day_too_full_can_be_driven() -> None:
    """Prizes above the highest penalty once made the search prefer routes hours too long."""
    stops = [
        stop(1 + place % 9, 40, earliest=(8 + 2 * (place % 4)) * HOUR, latest=(10 + 2 * (place % 4)) * HOUR, priority=1 + place % 3)
        for place in range(40)
    ]  # fmt: skip
    best = race(
        build(line(stops, van("A"), van("B"), minutes=8), "cost").data, 3, patience=600, clock="processor"
    )
    assert best.feasible


def test_a_plan_known_to_be_better_is_taken() -> None:
    stops = [stop(1, priority=1), stop(2), stop(3, priority=3)]
    problem = line(stops, van("A"), minutes=10)
    assert better(problem, [[0, 1]], [[1, 2]], "cost")
    assert better(problem, [[0, 1, 2]], [[2, 0, 1]], "cost")
    assert not better(problem, [[0, 1, 2]], [[2, 0, 1]], "cost", steady=True)
    assert not better(problem, [[2, 0, 1]], [[0, 1, 2]], "cost")
