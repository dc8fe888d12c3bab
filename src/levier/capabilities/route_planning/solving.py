"""From a problem to a plan: the search, the true hours, and what had to be mended."""

import time
from collections.abc import Callable, Sequence

from levier.capabilities.route_planning.mending import mend, scheduled
from levier.capabilities.route_planning.modelling import Goal, build
from levier.capabilities.route_planning.problem import Plan, Problem
from levier.capabilities.route_planning.weighing import better

_PATIENCE = 60
"""Iterations without improvement, per stop, after which more time is not worth it."""


def solve(
    problem: Problem,
    *,
    seconds: float = 10.0,
    goal: Goal = "cost",
    seed: int = 1,
    start: Sequence[Sequence[int]] = (),
    steady: bool = False,
    known: Sequence[Sequence[Sequence[int]]] = (),
    cancelled: Callable[[], bool] = lambda: False,
) -> Plan:
    """The best plan found within ``seconds`` (wall clock). Every route of it keeps every rule.

    ``start``: today's routes (stops by vehicle), a point to start from. ``known``: other plans, never to do worse than. The same
    problem gives the same plan unless the clock cut the search (``Plan.stopped_by``).
    """
    from levier.capabilities.route_planning.search.racing import race  # noqa: PLC0415 - loads PyVRP and SciPy

    began = time.monotonic()
    if not problem.stops:
        return Plan(())
    model = build(problem, goal, steady=steady)
    best = race(
        model.data,
        seconds,
        seeds=(seed, seed + 1),
        patience=max(600, _PATIENCE * len(problem.stops)),
        start=tuple((vehicle, tuple(stops)) for vehicle, stops in enumerate(start) if stops),
        cancelled=cancelled,
    )
    sequences: list[list[int]] = [[] for _ in problem.vehicles]
    for vehicle, stops in best.routes:
        sequences[vehicle] = list(stops)
    routes, unserved = mend(problem, sequences, goal, cancelled)
    for other in known:
        tried, left = mend(problem, other, goal, cancelled)
        if better(problem, tried, routes, goal, steady=steady):
            routes, unserved = tried, left
    return Plan(
        scheduled(problem, routes),
        tuple(unserved),
        best.iterations,
        time.monotonic() - began,
        "time" if best.timed_out else "patience",
    )
