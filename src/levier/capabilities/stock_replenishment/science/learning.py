"""How much the past must weigh, learned from the company's own history by what its levels would have cost."""

from dataclasses import replace

import numpy as np

from levier.capabilities.stock_replenishment.science.demand import History, Places, Setting, Values, pace
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


def learn(
    history: History, until: int, horizon: int, warm_up: int = 6, value: Values | None = None
) -> Setting:
    """The setting whose levels cost least over the ``horizon`` periods after past days, one knob at a time.

    The cost is the newsvendor's: a unit too many against a unit missing at the odds of the risk allowed
    (pinball loss), each unit at its ``value`` (1 without). Only periods before ``until`` are seen; too short a
    history keeps the default.
    """
    latest = until - horizon
    if latest < warm_up:
        return Setting()
    origins = [int(at) for at in np.unique(np.linspace(warm_up, latest, _ORIGINS).astype(int))]
    kept, best = _sample(history.first.size), Setting()
    seen = History(history.demand[kept], history.first[kept])
    weight = np.ones(kept.size) if value is None else value[kept]
    least = _cost(seen, weight, origins, horizon, best)
    for _ in range(2):
        for knob, choices in _CHOICES.items():
            for choice in choices:
                tried = replace(best, **{knob: choice})
                if tried != best and (cost := _cost(seen, weight, origins, horizon, tried)) < least:
                    best, least = tried, cost
    return best


def _sample(count: int) -> Places:
    return np.arange(count) if count <= _MOST else np.linspace(0, count - 1, _MOST).astype(np.int64)


def _cost(history: History, value: Values, origins: list[int], horizon: int, setting: Setting) -> float:
    total, weight = 0.0, 0.0
    for at in origins:
        there = history.first < at
        if not there.any():
            continue
        mean, variance = pace(history, at, setting).over(float(horizon))
        came = history.demand[there, at : at + horizon].sum(axis=1)
        for allowed in _ALLOWED:
            held = level(allowed, mean[there], variance[there])
            lost = allowed * np.maximum(held - came, 0) + (1 - allowed) * np.maximum(came - held, 0)
            total += float(lost @ value[there])
        weight += float(value[there].sum())
    return total / weight if weight else float("inf")


__all__ = ["learn"]
