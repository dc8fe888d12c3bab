"""Set partitioning: the cheapest way to visit each stop once with routes already met, solved exactly (HiGHS).

The local search finds good routes long before it finds them together. Choosing among them is a set-partitioning problem
(Balinski & Quandt, « On an integer program for a delivery problem », Operations Research 12(2), 1964; as a last step
of a heuristic: Rochat & Taillard, Journal of Heuristics 1, 1995). The linear relaxation comes first: a route whose
reduced cost exceeds the gap cannot be part of anything better and is left out, which loses nothing.
"""

from dataclasses import dataclass

import numpy as np
from pyvrp import ProblemData, Route, Solution
from scipy.optimize import Bounds, LinearConstraint, linprog, milp
from scipy.sparse import csc_matrix, vstack

from levier.capabilities.route_planning.search.pool import Routes

_MOST_COLUMNS = 4_000
_SOLVED = 0


@dataclass(frozen=True)
class Choice:
    """What the choice among known routes gave: a better solution or None, and how it was found."""

    solution: Solution | None
    columns: int
    kept: int
    bound: float
    proved: bool
    """Whether no better choice exists among the routes known."""


def combine(data: ProblemData, routes: Routes, best: int, seconds: float) -> Choice:
    """The cheapest choice of ``routes`` if it costs less than ``best`` (cost of the best solution, prizes included)."""
    keys = list(routes)
    nothing = Choice(None, len(keys), 0, float("-inf"), False)
    if not keys or seconds <= 0:
        return nothing
    prices = np.array([routes[key][0] for key in keys], dtype=float)
    rows, once, offset = _cover(data, keys)
    loss = np.array([sum(data.client(one).prize for one in key[1]) for key in keys], dtype=float)
    prices = prices - loss
    target = best - offset
    low = np.where(once, 1.0, 0.0)
    usable = list(range(data.num_vehicle_types))
    fleet = csc_matrix(np.array([[key[0] == kind for key in keys] for kind in usable], dtype=float))
    limit = np.array([data.vehicle_type(kind).num_available for kind in usable], dtype=float)
    matrix = vstack([rows, fleet], format="csc")
    lower = np.concatenate([low, np.zeros(len(usable))])
    upper = np.concatenate([np.ones(data.num_clients), limit])
    relaxed = linprog(
        prices,
        A_ub=vstack([matrix, -matrix], format="csc"),
        b_ub=np.concatenate([upper, -lower]),
        bounds=(0, None),
        method="highs-ds",
        options={"time_limit": max(seconds / 2, 0.05)},
    )
    if not relaxed.success:
        return nothing
    bound = float(relaxed.fun)
    if target - bound < 1 - 1e-6:  # costs are whole numbers
        return Choice(None, len(keys), 0, bound + offset, True)
    reduced = prices - vstack([matrix, -matrix], format="csc").T @ relaxed.ineqlin.marginals
    kept = np.flatnonzero(reduced <= target - bound + 1e-6)
    whole = len(kept) <= _MOST_COLUMNS
    if not whole:
        kept = kept[np.argsort(reduced[kept], kind="stable")[:_MOST_COLUMNS]]
    found = milp(
        prices[kept],
        constraints=LinearConstraint(matrix[:, kept], lower, upper),
        integrality=np.ones(len(kept)),
        bounds=Bounds(0, 1),
        options={"time_limit": max(seconds / 2, 0.05)},
    )
    proved = whole and found.status == _SOLVED
    if found.x is None or found.fun >= target - 0.5:
        return Choice(None, len(keys), len(kept), bound + offset, proved)
    chosen = [keys[kept[one]] for one in np.flatnonzero(found.x > 0.5)]
    solution = Solution(data, [Route(data, list(routes[key][1]), key[0]) for key in chosen])
    return Choice(solution, len(keys), len(kept), bound + offset, proved)


def _cover(data: ProblemData, keys: list[tuple[int, frozenset[int]]]) -> tuple[csc_matrix, np.ndarray, float]:
    """Which route visits which stop, which stops must be visited, and the prizes of all the optional ones."""
    indices = [one for key in keys for one in key[1]]
    ends = np.cumsum([0] + [len(key[1]) for key in keys])
    rows = csc_matrix((np.ones(len(indices)), indices, ends), shape=(data.num_clients, len(keys)))
    clients = data.clients()
    return rows, np.array([one.required for one in clients]), float(sum(one.prize for one in clients))
