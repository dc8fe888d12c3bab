"""Two searchers on two cores, and their routes put together: the best of both, or better than either."""

import os
import pickle
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from pyvrp import ProblemData, Route, Solution

from levier.capabilities.route_planning.search.combining import combine
from levier.capabilities.route_planning.search.local_search import Tuning
from levier.capabilities.route_planning.search.pool import merged
from levier.capabilities.route_planning.search.running import Found, Task, price, run

_ALONE = 60
"""Stops under which a second process costs more time than it brings."""
_LAST = 0.08
"""Share of the time kept for the last choice among the routes of both."""
_POLL = 0.1
WITH_WINDOWS = (Tuning(neighbours=50), Tuning(neighbours=20, history=300))
WITHOUT_WINDOWS = (Tuning(neighbours=20), Tuning(neighbours=30, most_perturbations=10))
"""One searcher looks far, the other fast: where one is stuck the other often is not. Without time windows there is no waiting,
near stops matter most, and going on is worth more than beginning anew.
"""
_ROUNDS = (0.4, 0.75, 1.0)
_ROUNDS_WITHOUT_WINDOWS = (1.0,)


@dataclass(frozen=True)
class Best:
    """The routes kept, as (type of vehicle, stops in order)."""

    routes: tuple[tuple[int, tuple[int, ...]], ...]
    cost: int
    feasible: bool
    iterations: int
    timed_out: bool
    searchers: int
    joined: bool
    """Whether the last choice among all routes found something better than every searcher."""


def race(
    data: ProblemData,
    seconds: float,
    *,
    seeds: Sequence[int] = (1, 2),
    patience: int = 0,
    clock: str = "wall",
    start: tuple[tuple[int, tuple[int, ...]], ...] = (),
    cancelled: Callable[[], bool] = lambda: False,
) -> Best:
    """The best solution within ``seconds``. Same seeds and a ``patience`` met before the time: the same solution."""
    windows = any(one.tw_early > 0 for one in data.clients())
    tunings, rounds = (WITH_WINDOWS, _ROUNDS) if windows else (WITHOUT_WINDOWS, _ROUNDS_WITHOUT_WINDOWS)
    task = Task(data, seeds[0], seconds * (1 - _LAST), tunings[0], rounds, patience, clock, start)
    if data.num_clients <= _ALONE or len(seeds) == 1 or (os.cpu_count() or 1) < 2:
        return _best(data, [run(task, cancelled)], joined=False)
    found = _together(
        [
            replace(task, seed=seed, tuning=tunings[number % len(tunings)])
            for number, seed in enumerate(seeds)
        ],
        cancelled,
    )
    best = min(found, key=lambda one: (not one.feasible, one.cost))
    if not best.feasible or cancelled():
        return _best(data, found, joined=False)
    choice = combine(data, merged(one.pool for one in found), best.cost, seconds * _LAST)
    if choice.solution is None:
        return _best(data, found, joined=False)
    routes = tuple(
        (route.vehicle_type(), tuple([one.idx for one in route if one.is_client()]))
        for route in choice.solution.routes()
    )
    joined = Found(routes, price(data, choice.solution), True)
    return _best(data, [joined, *found], joined=True)


def _best(data: ProblemData, found: Sequence[Found], *, joined: bool) -> Best:
    best = min(found, key=lambda one: (not one.feasible, one.cost))
    return Best(
        best.routes,
        best.cost,
        best.feasible,
        sum(one.iterations for one in found),
        any(one.timed_out for one in found),
        len(found) - joined,
        joined,
    )


def _together(tasks: Sequence[Task], cancelled: Callable[[], bool]) -> list[Found]:
    """Each task in a process of its own; those that broke are left out, unless all did."""
    environment = {**os.environ, "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
    running = [
        subprocess.Popen(
            [sys.executable, "-m", "levier.capabilities.route_planning.search.process"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env=environment,
        )
        for _ in tasks
    ]
    answers: list[bytes] = [b""] * len(tasks)

    def talk(place: int) -> None:
        answers[place] = running[place].communicate(pickle.dumps(tasks[place]))[0]

    threads = [threading.Thread(target=talk, args=(place,), daemon=True) for place in range(len(tasks))]
    for thread in threads:
        thread.start()
    try:
        while any(thread.is_alive() for thread in threads):
            if cancelled():
                break
            time.sleep(_POLL)
    finally:
        for process in running:
            if process.poll() is None and cancelled():
                process.kill()
    for thread in threads:
        thread.join()
    found = [
        pickle.loads(answer)  # noqa: S301 - written by our own process
        for answer, process in zip(answers, running, strict=True)
        if answer and process.returncode == 0
    ]
    return found or [run(tasks[0], cancelled)]


def solution_of(data: ProblemData, best: Best) -> Solution:
    """The routes kept as a solution of PyVRP."""
    return Solution(data, [Route(data, list(stops), kind) for kind, stops in best.routes])
