"""Forecasts of several levels made to add up, when that made the past better told; else the items give the sums."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from levier.capabilities.sales_forecast.backtest import Fitted
from levier.capabilities.sales_forecast.reconciliation import projection

Values = NDArray[np.float64]
_EARLIER = 4
"""Replays over and known before one, from which its own projection is learned."""
_MANY = 120
"""Nodes beyond which the projection is learned once, half-way, instead of before each replay."""


def coherent(
    nodes: Sequence[Fitted], constraints: Values, levels: Sequence[Sequence[int]]
) -> list[Fitted] | None:
    """``nodes`` moved so that ``constraints`` (k, nodes) · x = 0 hold, or None when the errors of ``levels`` (places of
    the nodes of each level) grew by it on the replays.
    """
    count = min(len(one.replay.ends) for one in nodes)
    if count <= _EARLIER:
        return None
    horizon = nodes[0].mean.size
    signed = np.stack([one.replay.signed[-count:] for one in nodes], axis=-1)
    ours = np.stack([one.replay.ours[-count:] for one in nodes], axis=-1)
    actual = np.stack([one.replay.actual[-count:] for one in nodes], axis=-1)
    ends = nodes[0].replay.ends[-count:]
    moved = ours.copy()
    half = int(ends[count // 2])
    for place, end in enumerate(ends):
        known = np.flatnonzero(ends + horizon <= (min(int(end), half) if len(nodes) > _MANY else end))
        if known.size < _EARLIER:
            continue
        matrix = projection(signed[known].reshape(-1, len(nodes)), constraints)
        moved[place] = np.maximum(ours[place] @ matrix.T, 0.0)
    before, after = np.abs(ours - actual), np.abs(moved - actual)
    worth = [
        float(after[..., list(level)].sum()) / float(before[..., list(level)].sum())
        for level in levels
        if before[..., list(level)].sum() > 0
    ]
    if not worth or sum(worth) >= len(worth):
        return None
    matrix = projection(signed.reshape(-1, len(nodes)), constraints)
    means = np.maximum(np.stack([one.mean for one in nodes], axis=-1) @ matrix.T, 0.0)
    return [
        replace(
            one,
            mean=means[:, place],
            replay=replace(
                one.replay,
                ends=one.replay.ends[-count:],
                actual=one.replay.actual[-count:],
                naive=one.replay.naive[-count:],
                judged=one.replay.judged[-count:],
                ours=moved[..., place],
            ),
        )
        for place, one in enumerate(nodes)
    ]


__all__ = ["coherent"]
