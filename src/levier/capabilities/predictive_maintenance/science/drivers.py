"""What raises the risk of a machine: each sensor in turn is put back to what it is on healthy machines, and the risk is read anew."""

from dataclasses import dataclass

import numpy as np

from levier.capabilities.predictive_maintenance.science.risk import Risk, Values
from levier.capabilities.predictive_maintenance.science.windows import Features

_MOST = 3
_LEAST = 0.05


@dataclass(frozen=True)
class Driver:
    """A sensor (or "age") that raises a risk. ``share``: its part of what all of them raise; ``now`` its smoothed level,
    ``usual`` that of healthy machines, ``slope`` its change over a window (None where there is none).
    """

    sensor: str
    share: float
    now: float | None
    usual: float | None
    slope: float | None


def usual(matrix: Values) -> Values:
    """(features,) medians of healthy rows; unknown where a feature never is known."""
    known = np.isfinite(matrix).any(axis=0)
    middle = np.full(matrix.shape[1], np.nan)
    if known.any():
        middle[known] = np.nanmedian(matrix[:, known], axis=0)
    return middle


def lifts(risk: Risk, features: Features, rows: Values, healthy: Values) -> tuple[list[str], Values]:
    """Owners, and (rows, owners) by how much each owner raises the log-odds of each row."""
    owners = list(dict.fromkeys(features.owners))
    base = risk.scorer.score(rows)
    raised = np.zeros((rows.shape[0], len(owners)))
    of = np.array(features.owners)
    for place, owner in enumerate(owners):
        changed = rows.copy()
        changed[:, of == owner] = healthy[of == owner]
        raised[:, place] = base - risk.scorer.score(changed)
    return owners, raised


def told(features: Features, owners: list[str], raised: Values, row: Values, healthy: Values) -> list[Driver]:
    """The greatest drivers of one row, the greatest first; those under 5 % are left out."""
    up = np.maximum(raised, 0.0)
    if up.sum() <= 0:
        return []
    found = []
    for place in np.argsort(-up, kind="stable")[:_MOST]:
        share = float(up[place] / up.sum())
        if share < _LEAST:
            continue
        owner = owners[place]
        now, before = _value(features, owner, "short", row), _value(features, owner, "short", healthy)
        found.append(Driver(owner, share, now, before, _value(features, owner, "slope", row)))
    return found


def weights(owners: list[str], raised: Values) -> list[tuple[str, float]]:
    """The part of each owner in what raises the risks of these rows, the greatest first."""
    up = np.maximum(raised, 0.0).sum(axis=0)
    total = float(up.sum()) or 1.0
    return [(owners[place], float(up[place] / total)) for place in np.argsort(-up, kind="stable")]


def _value(features: Features, owner: str, name: str, row: Values) -> float | None:
    for wanted in (
        f"{owner} · {name}",
        f"{owner} · level" if name == "short" else "",
        owner if name == "short" else "",
    ):
        if wanted in features.names:
            value = float(row[features.names.index(wanted)])
            return value if np.isfinite(value) else None
    return None


__all__ = ["Driver", "lifts", "told", "usual", "weights"]
