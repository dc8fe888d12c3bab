"""One run of PyVRP's iterated local search with penalties that suit a few seconds.

PyVRP 0.14 starts its penalties at 50 000 a unit and lets them fall by a tenth every 500 iterations: in ten seconds
(some 15 000 iterations of a hundred stops) it hardly ever looks at solutions that break a rule a little, which is what
makes such a search strong. Here they start at what breaking a rule is worth in the instance itself (the mean cost of a
leg for the mean load, or for a mean leg's time), and adapt more often. Where visits may be left out, it is worth a prize
for the load or the time of a visit: a day too full would else be searched among routes that nobody can drive.

Source of the method: N. A. Wouda, L. Lan, W. Kool, « PyVRP: a high-performance VRP solver package », INFORMS Journal on
Computing 36(4), 2024; late acceptance: Burke & Bykov, EJOR 258(1), 2017.
"""

import warnings
from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from pyvrp import (
    IteratedLocalSearch,
    IteratedLocalSearchCallbacks,
    IteratedLocalSearchParams,
    PenaltyManager,
    PenaltyParams,
    ProblemData,
    RandomNumberGenerator,
    Result,
    Solution,
)
from pyvrp.exceptions import PenaltyBoundWarning
from pyvrp.search import (
    OPERATORS,
    LocalSearch,
    NeighbourhoodParams,
    PerturbationManager,
    PerturbationParams,
    compute_neighbours,
)

Stop = Callable[[int], bool]
_ROOM = 30
"""How far the penalties may rise above where they start."""
Matrix = NDArray[np.int64]


@dataclass(frozen=True)
class Tuning:
    """What was chosen on half of the Solomon and X instances; see ``benchmarks/routes`` and decision 022."""

    neighbours: int = 50
    history: int = 100
    most_perturbations: int = 25
    between_updates: int = 100
    feasible: float = 0.65
    exhaustive: bool = True
    own_penalties: bool = True


def search(
    data: ProblemData,
    stop: Stop,
    seed: int,
    tuning: Tuning,
    *,
    start: Solution | None = None,
    watch: IteratedLocalSearchCallbacks | None = None,
) -> Result:
    """Search from ``start`` (else from a random solution made good) until ``stop`` says so."""
    rng = RandomNumberGenerator(seed=seed)
    neighbours = compute_neighbours(data, NeighbourhoodParams(num_neighbours=tuning.neighbours))
    moves = LocalSearch(
        data, rng, neighbours, PerturbationManager(PerturbationParams(1, tuning.most_perturbations))
    )
    for operator in OPERATORS:
        if operator.supports(data):
            moves.add_operator(operator(data))
    params = PenaltyParams(solutions_between_updates=tuning.between_updates, target_feasible=tuning.feasible)
    given = penalties(data) if tuning.own_penalties else params.midpoint_penalties(data)
    params = replace(params, max_penalty=max(params.max_penalty, _ROOM * max(*given[0], given[1])))
    manager = PenaltyManager(given, params)
    if start is None:
        start = moves(Solution.make_random(data, rng), manager.max_cost_evaluator(), exhaustive=True)
    method = IteratedLocalSearch(
        data,
        manager,
        moves,
        start,
        IteratedLocalSearchParams(
            history_length=tuning.history,
            exhaustive_on_best=tuning.exhaustive,
            callbacks=watch or IteratedLocalSearchCallbacks(),
        ),
    )
    with warnings.catch_warnings():
        # That the penalties are at their highest is told by the visits left out, each with its reason.
        warnings.simplefilter("ignore", PenaltyBoundWarning)
        return method.run(stop, collect_stats=False, display=False)  # type: ignore[arg-type]


def penalties(data: ProblemData) -> tuple[list[float], float, float]:
    """What a unit of load, of time and of distance too many costs at first: the mean leg, per mean load and mean time; at least
    the median prize of the visits that may be left out, per mean load and mean time of a visit.
    """
    kinds = data.vehicle_types()
    distance: Matrix = np.asarray(data.distance_matrix(0))
    duration: Matrix = np.asarray(data.duration_matrix(0))
    legs = max(len(distance) * (len(distance) - 1), 1)
    by_metre = max(float(np.mean([kind.unit_distance_cost for kind in kinds])), 0.0)
    by_second = max(float(np.mean([kind.unit_duration_cost for kind in kinds])), 0.0)
    # A leg that no vehicle of this profile may take is written as a very long one: it is no measure of a mean.
    usual = (
        np.minimum(distance, np.percentile(distance, 95)),
        np.minimum(duration, np.percentile(duration, 95)),
    )
    leg = by_metre * float(usual[0].sum()) / legs + by_second * float(usual[1].sum()) / legs
    leg = max(leg, 1.0)
    clients = data.clients()
    prize = float(np.median([one.prize for one in clients if not one.required] or [0]))
    loads = []
    for dimension in range(data.num_load_dimensions):
        amounts = [max(one.delivery[dimension], one.pickup[dimension]) for one in clients]
        loads.append(max(leg, prize) / max(float(np.mean(amounts)) if amounts else 1.0, 1.0))
    trip = max(float(usual[1].sum()) / legs, 1.0)
    visit = trip + float(np.mean([one.service_duration for one in clients] or [0]))
    return loads, max(leg / trip, prize / visit), max(by_metre, 1.0)
