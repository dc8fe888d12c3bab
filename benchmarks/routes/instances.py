"""Solomon's 100-customer instances with time windows and Uchoa's X instances, with the best values known.

Rounding as each literature does: Solomon in the DIMACS manner (tenths, truncated), X in whole units. Half of each set (the first, third,
fifth … in order of name) served to choose the parameters; the other half was only measured.
"""

import json
import os
import tarfile
import tempfile
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from pyvrp import ProblemData, read

FOLDER = (
    Path(os.environ.get("LEVIER_SHARED_DATA", Path(__file__).resolve().parents[3] / "shared" / "data"))
    / "vrp"
)


@dataclass(frozen=True)
class Instance:
    """One problem. ``best``: the best cost known, in the units of ``data``; ``tuned``: it served to choose parameters."""

    name: str
    family: str
    best: float
    tuned: bool

    def data(self) -> ProblemData:
        """The instance as PyVRP reads it."""
        if self.family == "X":
            return read(unpacked() / f"{self.name}.vrp", "round")
        return read(unpacked() / "solomon_100_vrplib" / f"{self.name}.vrp", "dimacs")


@cache
def unpacked() -> Path:
    """The archives unpacked in a temporary folder."""
    folder = Path(tempfile.mkdtemp(prefix="levier-vrp-"))
    for name in ("solomon_100.tar.gz", "cvrp_X.tar.gz"):
        with tarfile.open(FOLDER / name) as archive:
            archive.extractall(folder, filter="data")
    return folder


def instances() -> list[Instance]:
    """All of them, Solomon first; empty when the data is absent."""
    if not FOLDER.exists():
        return []
    known = json.loads((FOLDER / "solomon_reference.json").read_text())
    best = json.loads((FOLDER / "cvrp_X_bks.json").read_text())
    solomon = sorted(path.stem for path in (unpacked() / "solomon_100_vrplib").glob("*.vrp"))
    others = sorted(path.stem for path in unpacked().glob("X-*.vrp"))
    return [
        *(
            # The reference file's own routes are not always the best known: the literature's value is the stricter judge.
            Instance(name, "Solomon", 10 * known[name]["literature_optimum_dimacs"], number % 2 == 0)
            for number, name in enumerate(solomon)
        ),
        *(Instance(name, "X", best[name], number % 2 == 0) for number, name in enumerate(others)),
    ]
