"""How far from the best known, ten seconds an instance? Levier, PyVRP alone, OR-Tools; Solomon and X.

Seconds are of processor time of each process: on an idle machine with two cores they are seconds of the clock. Each result is kept in
``LEVIER_ROUTES_RESULTS`` (default: a file in the user's cache) as soon as it is known, so that the run may be cut and taken up again.

    LEVIER_ROUTES_ONLY=held-out LEVIER_RIVALS_PYTHON=… python -m benchmarks.routes.run
"""

import json
import os
import sys
from collections.abc import Callable
from pathlib import Path
from statistics import fmean, median

from pyvrp import ProblemData

from benchmarks.routes.instances import Instance, instances
from benchmarks.routes.methods import levier, or_tools, pyvrp_alone

SECONDS = float(os.environ.get("LEVIER_ROUTES_SECONDS", "10"))
RESULTS = Path(
    os.environ.get("LEVIER_ROUTES_RESULTS", Path.home() / ".cache" / "levier-bench" / "routes.json")
)
TARGETS = {"Solomon": 0.15, "X": 0.25}
NAMES = {
    "levier": "**Levier** (two processes)",
    "pyvrp": "PyVRP 0.14 alone",
    "ortools": "OR-Tools, guided local search",
}
Method = Callable[[ProblemData, float], tuple[float | None, float]]


def main() -> None:
    """Measure what is not measured yet, then print the section."""
    found = instances()
    if not found:
        print("The instances (`../shared/data/vrp`) are absent: nothing measured.")
        return
    methods: dict[str, Method] = {"levier": levier, "pyvrp": pyvrp_alone}
    if rivals := os.environ.get("LEVIER_RIVALS_PYTHON"):
        methods["ortools"] = lambda data, seconds: or_tools(data, seconds, rivals)
    kept: dict[str, dict[str, float | None]] = json.loads(RESULTS.read_text()) if RESULTS.exists() else {}
    only = os.environ.get("LEVIER_ROUTES_ONLY", "")
    # Held-out instances first, one of each set in turn: a run that is cut has measured some of both.
    rank = {
        one.name: sum(other.family == one.family and other.tuned == one.tuned for other in found[:place])
        for place, one in enumerate(found)
    }
    for one in sorted(found, key=lambda each: (each.tuned, rank[each.name], each.family)):
        if only == "none" or (only == "held-out" and one.tuned):
            continue
        for name, method in methods.items():
            key = f"{one.name} {name} {SECONDS:g}"
            if key in kept:
                continue
            cost, wall = method(one.data(), SECONDS)
            kept[key] = {"cost": cost, "wall": round(wall, 1), "load": round(os.getloadavg()[0], 1)}
            RESULTS.parent.mkdir(parents=True, exist_ok=True)
            RESULTS.write_text(json.dumps(kept, indent=1))
            gap = "no feasible solution" if cost is None else f"{100 * (cost / one.best - 1):+.3f} %"
            print(f"{one.name} {name} {gap} ({wall:.0f} s of the clock)", file=sys.stderr, flush=True)
    report(found, kept)


def report(found: list[Instance], kept: dict[str, dict[str, float | None]]) -> None:
    """The tables: mean gaps by set and half, then instance by instance."""
    loads = [float(one["load"] or 0) for one in kept.values()]
    print(
        f"{SECONDS:g} seconds of processor time per process and instance. Gap: cost over the best cost known of the literature, minus 1 (for Solomon "
        "the optimum in the DIMACS rounding, which is at or below the reference file's own routes). « Held out »: instances that did not serve to choose "
        "the parameters. Levier runs two processes, PyVRP and OR-Tools one. An instance without a result was not measured in this session.\n"
    )
    if loads:
        print(
            f"Load of the machine (two cores) while measuring: {min(loads):.0f} to {max(loads):.0f}, median {median(loads):.0f}.\n"
        )
    print("| set | half | method | instances | mean gap | worst | at the best known | target |")
    print("|---|---|---|---|---|---|---|---|")
    for family in ("Solomon", "X"):
        for half, tuned in (("held out", False), ("tuned on", True)):
            for name, label in NAMES.items():
                gaps = [
                    gap
                    for one in found
                    if one.family == family
                    and one.tuned == tuned
                    and (gap := _gap(one, name, kept)) is not None
                ]
                if gaps:
                    best = sum(gap < 0.0005 for gap in gaps)
                    print(
                        f"| {family} | {half} | {label} | {len(gaps)} | {fmean(gaps):+.3f} % | {max(gaps):+.3f} % | {best} | "
                        f"{'≤ ' + str(TARGETS[family]) + ' %' if name == 'levier' else ''} |"
                    )
    names = [name for name in NAMES if any(_gap(one, name, kept) is not None for one in found)]
    print("\n<details><summary>Instance by instance</summary>\n")
    print(f"| instance | half | {' | '.join(NAMES[name].replace('*', '') for name in names)} |")
    print(f"|---|---|{'---|' * len(names)}")
    for one in found:
        gaps = [_gap(one, name, kept) for name in names]
        if any(gap is not None for gap in gaps):
            told = " | ".join("—" if gap is None else f"{gap:+.3f} %" for gap in gaps)
            print(f"| {one.name} | {'tuned on' if one.tuned else 'held out'} | {told} |")
    print("\n</details>")


def _gap(one: Instance, name: str, kept: dict[str, dict[str, float | None]]) -> float | None:
    found = kept.get(f"{one.name} {name} {SECONDS:g}")
    return None if found is None or found["cost"] is None else 100 * (float(found["cost"]) / one.best - 1)


if __name__ == "__main__":
    main()
