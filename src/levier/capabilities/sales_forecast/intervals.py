"""Intervals from replayed errors (split conformal prediction), checked by their own coverage.

The half-width is the ``(n + 1) × level``-th smallest of n replayed absolute errors (Vovk; Lei et al.,
2018). Two corrections, both measured in ``benchmarks/forecast``: replays overlap, so they weigh as
``replays ÷ horizon`` independent ones and the width grows by half their inverse; and where n is too small
for the level, the tail of a Laplace law is taken (its 95 % point is three mean absolute errors).
"""

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from levier.capabilities.sales_forecast.backtest import Replay

Values = NDArray[np.float64]
_FEWEST = 4
_TAIL = 0.5
"""Growth of the 95 % half-width for one independent replay; a tenth of it at 80 %. Set on products that the benchmark
does not judge (those ranked 201 to 450 in the shop).
"""


@dataclass(frozen=True)
class Coverage:
    """How often the truth fell inside an interval given beforehand."""

    inside: int
    checked: int

    @property
    def share(self) -> float | None:
        return self.inside / self.checked if self.checked else None


def half_width(errors: Values, level: float, overlap: float) -> float:
    """Half the width of the interval for one value, from absolute ``errors`` of any shape.

    ``overlap``: how many independent replays they are worth.
    """
    scores = np.sort(errors[np.isfinite(errors)], axis=None)
    if not scores.size:
        return 0.0
    rank = math.ceil((scores.size + 1) * level)
    found = float(scores[min(rank, scores.size) - 1])
    if rank > scores.size:
        found = max(found, float(scores.mean()) * -math.log(1 - level))
    few = _TAIL * ((level - 0.5) / 0.45) ** 4
    return found * (1 + few / max(1.0, overlap))


def period_width(replay: Replay, level: float) -> float:
    """The half-width of one period's interval; errors of all the steps ahead are pooled."""
    return half_width(np.abs(replay.signed), level, _worth(replay, len(replay.ends)))


def total_width(replay: Replay, level: float) -> float:
    """The half-width of the interval of the sum over the horizon."""
    errors = np.abs(replay.signed.sum(axis=1))
    if np.isfinite(errors).sum() < _FEWEST:
        # Hardly a replay without an exception: take them with it, the exception at its forecast.
        errors = np.abs(np.nansum(replay.signed, axis=1))
    return half_width(errors, level, _worth(replay, len(replay.ends)))


def coverage(replay: Replay, level: float) -> Coverage:
    """Replay the intervals too: each is made from the errors known at its time, then confronted with what
    was sold.
    """
    inside = checked = 0
    errors = np.abs(replay.signed)
    horizon = replay.actual.shape[1]
    for place, end in enumerate(replay.ends):
        known = replay.ends + horizon <= end
        if known.sum() < _FEWEST:
            continue
        width = half_width(errors[known], level, _worth(replay, int(known.sum())))
        inside += int((replay.errors[place] <= width + 1e-9).sum())
        checked += horizon
    return Coverage(inside, checked)


def _worth(replay: Replay, replays: int) -> float:
    horizon = replay.actual.shape[1]
    step = int(replay.ends[1] - replay.ends[0]) if len(replay.ends) > 1 else 1
    return (replays * step + horizon - 1) / max(horizon, step)
