"""Seven opinions on a smooth series, and the mean of those in the middle.

Four are written here in a few lines of numpy (a whole series in 4 ms); three come from statsforecast, where there is
time for them. Which ones, and how many of the extreme ones are left out, was chosen on the 1 001 series of the M1
competition and on the M3 series without their last horizon; what came after is the judge (``benchmarks/forecast``).
"""

from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from typing import Any

import numpy as np
from numpy.typing import NDArray

from levier.capabilities.sales_forecast.smooth import exponential
from levier.capabilities.sales_forecast.smooth.autoregression import autoregression
from levier.capabilities.sales_forecast.smooth.seasons import indices

Values = NDArray[np.float64]
Opinion = Callable[[Values, int], Values]
_OUT = 1
"""Opinions left out at each end of each step."""
_FARTHEST = 3.0
"""How far from its own history a series is believed to go."""


def quick(values: Values, season: int, horizon: int) -> Values:
    """The mean of the middle opinions of this module alone: what a replay of the past can afford."""
    return middle(np.array(opinions(values, season, horizon)))


def combined(values: Values, season: int, horizon: int) -> Values:
    """The mean of the middle of all seven opinions."""
    return middle(np.array([*opinions(values, season, horizon), *_library(values, season, horizon)]))


def combined_all(series: Sequence[Values], season: int, horizon: int, workers: int = 1) -> list[Values]:
    """``combined`` of many series, in ``workers`` processes."""
    if workers < 2:
        return [combined(one, season, horizon) for one in series]
    with ProcessPoolExecutor(workers) as pool:
        jobs = [(one, season, horizon) for one in series]
        return list(pool.map(_one, jobs, chunksize=32))


def opinions(values: Values, season: int, horizon: int) -> list[Values]:
    """The forecasts of the methods written here; each (horizon,)."""
    shape = indices(values, season)
    n = values.size
    adjusted = values / np.tile(shape, n // season + 1)[:n]
    to_come = shape[(n + np.arange(horizon)) % season]
    positive = bool((values > 0).all())
    low, high = float(adjusted.min()), float(adjusted.max())
    floor = low / _FARTHEST if positive else low - (high - low)
    ceiling = high * _FARTHEST if positive else high + (high - low)

    def plain(opinion: Opinion) -> Values:
        told: Values = np.clip(opinion(adjusted, horizon), floor, ceiling) * to_come
        return told

    def logged(opinion: Opinion) -> Values:
        if not positive:
            return plain(opinion)
        with np.errstate(over="ignore"):
            told: Values = np.clip(np.exp(opinion(np.log(adjusted), horizon)), floor, ceiling) * to_come
        return told

    return [
        logged(exponential.theta),
        logged(exponential.damped),
        logged(autoregression),
        plain(exponential.flat),
    ]


def _library(values: Values, season: int, horizon: int) -> list[Values]:
    """The opinions of three models of statsforecast; what they cannot tell is left out."""
    # Seconds to import: only a process that forecasts pays them.
    from statsforecast.models import AutoCES, AutoETS, DynamicOptimizedTheta  # noqa: PLC0415

    told = []
    models: list[Any] = [model(season_length=season) for model in (AutoETS, DynamicOptimizedTheta, AutoCES)]
    for model in models:
        try:
            mean = np.asarray(model.forecast(y=values, h=horizon)["mean"], dtype=np.float64)
        except (ValueError, ZeroDivisionError, RuntimeError, IndexError, np.linalg.LinAlgError):
            continue
        if np.isfinite(mean).all():
            told.append(mean)
    return told


def middle(told: Values) -> Values:
    """The mean of (opinions, horizon) without the highest and the lowest of each step."""
    ordered = np.sort(told, axis=0)
    kept: Values = ordered[_OUT : ordered.shape[0] - _OUT].mean(axis=0)
    return kept


def _one(job: tuple[Values, int, int]) -> Values:
    return combined(*job)
