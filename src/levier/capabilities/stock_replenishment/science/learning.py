"""How much the past must weigh, learned from the company's own history by what its levels would have cost."""

from dataclasses import replace

import numpy as np

from levier.capabilities.stock_replenishment.science.demand import History, Setting, pace
from levier.capabilities.stock_replenishment.science.interval import level

_CHOICES: dict[str, tuple[float, ...]] = {
    "smoothing": (0.03, 0.06, 0.12, 0.22, 0.35),
    "prior": (1.0, 4.0, 10.0, 20.0),
    "doubt": (0.02, 0.1, 0.25, 0.5),
    "own": (3.0, 10.0, 30.0),
}
_ALLOWED = (0.02, 0.06, 0.15)
"""Risks at which a level is judged: those at which stock is held."""
_ORIGINS = 6
_MOST = 800
"""References looked at: more change nothing and cost time."""


def learn(history: History, until: int, horizon: int, warm_up: int = 6) -> Setting:
    """The setting whose levels cost least over the ``horizon`` periods after past days, one knob at a time.

    The cost is the newsvendor's: a unit too many against a unit missing at the odds of the risk allowed
    (pinball loss). Only periods before ``until`` are seen. Too short a history keeps the default.
    """
    latest = until - horizon
    if latest < warm_up:
        return Setting()
    origins = [int(at) for at in np.unique(np.linspace(warm_up, latest, _ORIGINS).astype(int))]
    kept, best = _sample(history), Setting()
    least = _cost(kept, origins, horizon, best)
    for _ in range(2):
        for knob, values in _CHOICES.items():
            for value in values:
                tried = replace(best, **{knob: value})
                if tried != best and (cost := _cost(kept, origins, horizon, tried)) < least:
                    best, least = tried, cost
    return best


def _sample(history: History) -> History:
    count = history.demand.shape[0]
    if count <= _MOST:
        return history
    kept = np.linspace(0, count - 1, _MOST).astype(int)
    return History(history.demand[kept], history.first[kept])


def _cost(history: History, origins: list[int], horizon: int, setting: Setting) -> float:
    """Mean pinball loss, each reference in units of the square root of its own usual so that none rules."""
    total, count = 0.0, 0
    for at in origins:
        there = history.first < at
        if not there.any():
            continue
        mean, variance = pace(history, at, setting).over(float(horizon))
        came = history.demand[there, at : at + horizon].sum(axis=1)
        for allowed in _ALLOWED:
            held = level(allowed, mean[there], variance[there])
            total += float((allowed * np.maximum(held - came, 0) + (1 - allowed) * np.maximum(came - held, 0)).sum())
        count += int(there.sum())
    return total / count if count else float("inf")


__all__ = ["learn"]
