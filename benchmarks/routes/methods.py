"""The methods compared, each given the same seconds of processor time per process and instance."""

import subprocess
import sys
import time

from pyvrp import ProblemData, solve

from levier.capabilities.route_planning.search.racing import race

ORTOOLS = """
import json, sys, time
from ortools.constraint_solver import pywrapcp, routing_enums_pb2
p = json.load(sys.stdin)
m = pywrapcp.RoutingIndexManager(len(p["distance"]), p["vehicles"], 0)
r = pywrapcp.RoutingModel(m)
d = r.RegisterTransitCallback(lambda i, j: p["distance"][m.IndexToNode(i)][m.IndexToNode(j)])
r.SetArcCostEvaluatorOfAllVehicles(d)
q = r.RegisterUnaryTransitCallback(lambda i: p["demand"][m.IndexToNode(i)])
r.AddDimensionWithVehicleCapacity(q, 0, [p["capacity"]] * p["vehicles"], True, "load")
if p["windows"]:
    t = r.RegisterTransitCallback(lambda i, j: p["duration"][m.IndexToNode(i)][m.IndexToNode(j)] + p["service"][m.IndexToNode(i)])
    r.AddDimension(t, 10**9, 10**9, False, "time")
    w = r.GetDimensionOrDie("time")
    for n, (a, b) in enumerate(p["windows"]):
        if n:
            w.CumulVar(m.NodeToIndex(n)).SetRange(a, b)
    for v in range(p["vehicles"]):
        w.CumulVar(r.Start(v)).SetRange(*p["windows"][0]); w.CumulVar(r.End(v)).SetRange(*p["windows"][0])
s = pywrapcp.DefaultRoutingSearchParameters()
s.first_solution_strategy = routing_enums_pb2.FirstSolutionStrategy.PATH_CHEAPEST_ARC
s.local_search_metaheuristic = routing_enums_pb2.LocalSearchMetaheuristic.GUIDED_LOCAL_SEARCH
end = p["seconds"]
best = [None]
def at():
    v = r.CostVar().Max()
    best[0] = v if best[0] is None else min(best[0], v)
r.AddAtSolutionCallback(at)
s.time_limit.FromMilliseconds(int(p["wall"] * 1000))
r.AddSearchMonitor(r.solver().CustomLimit(lambda: time.process_time() > end))
r.SolveWithParameters(s)
print(json.dumps(best[0]))
"""


def levier(data: ProblemData, seconds: float) -> tuple[float | None, float]:
    """Levier's search: two processes, and the choice among their routes. Cost and wall seconds."""
    began = time.perf_counter()
    best = race(data, seconds, clock="processor")
    return (float(best.cost) if best.feasible else None), time.perf_counter() - began


def pyvrp_alone(data: ProblemData, seconds: float) -> tuple[float | None, float]:
    """PyVRP as it comes, one process."""
    began, end = time.perf_counter(), time.process_time() + seconds
    result = solve(data, lambda best: time.process_time() >= end, seed=1, collect_stats=False)
    return (float(result.cost()) if result.is_feasible() else None), time.perf_counter() - began


def or_tools(data: ProblemData, seconds: float, python: str) -> tuple[float | None, float]:
    """OR-Tools' routing library, guided local search, one process of another environment."""
    import json  # noqa: PLC0415

    clients, depot, kind = data.clients(), data.depot(0), data.vehicle_type(0)
    order = [depot.location, *(one.location for one in clients)]
    distance, duration = data.distance_matrix(0), data.duration_matrix(0)
    far = (
        int(duration.max()) * (len(clients) + 2)
        + int(max((one.tw_early for one in clients), default=0))
        + 10**6
    )
    windows = (
        [
            [0, min(kind.tw_late, depot.tw_late, far)],
            *([one.tw_early, min(one.tw_late, far)] for one in clients),
        ]
        if data.has_time_windows()
        else []
    )
    problem = {
        "distance": distance[order][:, order].tolist(), "duration": duration[order][:, order].tolist(),
        "demand": [0, *(one.delivery[0] for one in clients)], "service": [0, *(one.service_duration for one in clients)], "windows": windows,
        "capacity": kind.capacity[0], "vehicles": min(data.num_vehicles, len(clients)), "seconds": seconds, "wall": seconds * 20,
    }  # fmt: skip
    began = time.perf_counter()
    done = subprocess.run(
        [python, "-c", ORTOOLS], input=json.dumps(problem), capture_output=True, text=True, check=False
    )
    if done.returncode:
        print(done.stderr[-300:], file=sys.stderr)
        return None, time.perf_counter() - began
    cost = json.loads(done.stdout.strip().splitlines()[-1])
    return (None if cost is None else float(cost)), time.perf_counter() - began
