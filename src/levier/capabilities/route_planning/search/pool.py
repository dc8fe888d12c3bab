"""The good routes met on the way: each set of stops with its cheapest order, by type of vehicle."""

from collections.abc import Iterable

from pyvrp import CostEvaluator, IteratedLocalSearchCallbacks, Route, Solution

Key = tuple[int, frozenset[int]]
Routes = dict[Key, tuple[int, tuple[int, ...]]]
"""(type of vehicle, stops) → (cost, stops in order)."""

_NEAR = 1.02
_MOST = 60_000


class RoutePool(IteratedLocalSearchCallbacks):
    """Keeps the routes that break no rule of every solution within 2 % of the best, penalties included: a solution that
    breaks a rule in one route may hold the missing piece in another.
    """

    def __init__(self) -> None:
        self.routes: Routes = {}

    def on_iteration(
        self, current: Solution, candidate: Solution, best: Solution, cost_evaluator: CostEvaluator
    ) -> None:
        """Called by PyVRP after each iteration."""
        if len(self.routes) < _MOST and cost_evaluator.penalised_cost(candidate) <= _NEAR * (
            cost_evaluator.penalised_cost(best)
        ):
            self.take(candidate)

    def take(self, solution: Solution) -> None:
        """Keep the routes of a solution that break no rule."""
        for route in solution.routes():
            if not route.is_feasible():
                continue
            visits = tuple([one.idx for one in route if one.is_client()])
            keep(self.routes, (route.vehicle_type(), frozenset(visits)), cost(route), visits)


def keep(routes: Routes, key: Key, price: int, visits: tuple[int, ...]) -> None:
    """Add a route, or its cheaper order."""
    known = routes.get(key)
    if known is None or price < known[0]:
        routes[key] = (price, visits)


def merged(pools: Iterable[Routes]) -> Routes:
    """All routes of several pools."""
    together: Routes = {}
    for pool in pools:
        for key, (price, visits) in pool.items():
            keep(together, key, price, visits)
    return together


def cost(route: Route) -> int:
    """What a route costs, prizes apart."""
    return int(route.distance_cost() + route.duration_cost() + route.fixed_vehicle_cost())
