"""One searcher: local search in rounds, the routes met put together anew between two rounds."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field

from pyvrp import CostEvaluator, ProblemData, Route, Solution

from levier.capabilities.route_planning.search.combining import combine
from levier.capabilities.route_planning.search.local_search import Tuning, search
from levier.capabilities.route_planning.search.pool import RoutePool, Routes

CLOCKS: dict[str, Callable[[], float]] = {"wall": time.perf_counter, "processor": time.process_time}


@dataclass(frozen=True)
class Task:
    """What one searcher is asked. ``seconds`` by ``clock``: "wall", or "processor" to measure on a busy machine.

    ``patience``: iterations without improvement after which it stops; with it the result does not depend on the clock.
    """

    data: ProblemData
    seed: int
    seconds: float
    tuning: Tuning = field(default_factory=Tuning)
    rounds: tuple[float, ...] = (0.4, 0.75, 1.0)
    """Shares of the time at which each round ends. All but the last begin anew, each from a random solution of its own: a
    search that settled on one number of vehicles hardly ever leaves it. The last goes on from the best."""
    patience: int = 0
    clock: str = "wall"
    start: tuple[tuple[int, tuple[int, ...]], ...] = ()


@dataclass(frozen=True)
class Found:
    """The best routes of one searcher as (type of vehicle, stops), and every good route it met."""

    routes: tuple[tuple[int, tuple[int, ...]], ...]
    cost: int
    feasible: bool
    pool: Routes = field(default_factory=dict)
    iterations: int = 0
    timed_out: bool = False
    seconds: float = 0.0


class _Until:
    """Stops at a moment, or after too many iterations without improvement, or when told to."""

    def __init__(
        self, now: Callable[[], float], end: float, patience: int, cancelled: Callable[[], bool]
    ) -> None:
        self._now, self._end, self._patience, self._cancelled = now, end, patience, cancelled
        self._best: int | None = None
        self._since = 0
        self.timed_out = False

    def __call__(self, best: int) -> bool:
        if self._best is None or best < self._best:
            self._best, self._since = best, 0
        self._since += 1
        if self._patience and self._since > self._patience:
            return True
        if self._now() >= self._end:
            self.timed_out = True
            return True
        return self._since % 64 == 0 and self._cancelled()


def run(task: Task, cancelled: Callable[[], bool] = lambda: False) -> Found:
    """Search, put together, search again from there."""
    now = CLOCKS[task.clock]
    began = now()
    pool = RoutePool()
    best = _given(task)
    iterations, timed_out = 0, False
    for number, share in enumerate(task.rounds):
        until = _Until(now, began + share * task.seconds, task.patience, cancelled)
        last = number == len(task.rounds) - 1
        start = best if last or number == 0 else None
        result = search(task.data, until, task.seed + 7919 * number, task.tuning, start=start, watch=pool)
        iterations, timed_out = iterations + result.num_iterations, timed_out or until.timed_out
        if best is None or _better(task.data, result.best, best):
            best = result.best
        if best.is_feasible() and not cancelled():
            pool.take(best)
            choice = combine(
                task.data, pool.routes, price(task.data, best), (0.04 if last else 0.08) * task.seconds
            )
            best = choice.solution or best
    assert best is not None
    return Found(
        routes=_plain(best), cost=price(task.data, best), feasible=best.is_feasible(), pool=pool.routes,
        iterations=iterations, timed_out=timed_out, seconds=now() - began,
    )  # fmt: skip


def price(data: ProblemData, solution: Solution) -> int:
    """The cost of a solution that breaks no rule: legs, hours, vehicles, and the prizes left behind."""
    return int(
        solution.distance_cost()
        + solution.duration_cost()
        + solution.fixed_vehicle_cost()
        + solution.uncollected_prizes()
    )


def _better(data: ProblemData, one: Solution, other: Solution) -> bool:
    judge = CostEvaluator([0.0] * data.num_load_dimensions, 0.0, 0.0)
    return bool(judge.cost(one) < judge.cost(other))


def _given(task: Task) -> Solution | None:
    if not task.start:
        return None
    return Solution(task.data, [Route(task.data, list(stops), kind) for kind, stops in task.start if stops])


def _plain(solution: Solution) -> tuple[tuple[int, tuple[int, ...]], ...]:
    return tuple(
        (route.vehicle_type(), tuple([one.idx for one in route if one.is_client()]))
        for route in solution.routes()
    )
