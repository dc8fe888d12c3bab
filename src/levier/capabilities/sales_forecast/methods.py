"""The forecasting methods that compete: few, robust, each a function from a history to the periods to come.

The reference to beat is the naive forecast: the same period a season ago, or the last value where no season
is known. The default is the mean of a few simple methods; a single one replaces it only when it was clearly
better (see :mod:`.backtest`). Measured on weekly sales of 200 products, the mean did better than a selection
among its parts (``benchmarks/forecast``), as the M4 competition found (Makridakis et al., 2020).
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from statsforecast.models import (
    ADIDA,
    TSB,
    AutoETS,
    CrostonSBA,
    DynamicOptimizedTheta,
    SeasonalWindowAverage,
    WindowAverage,
)

from levier.capabilities.sales_forecast import Grain
from levier.capabilities.sales_forecast.cleaning import held_back
from levier.capabilities.sales_forecast.smooth.combination import quick

Values = NDArray[np.float64]
Forecaster = Callable[[Values, int], Values]

NAIVE, COMBINED = "naive", "combined"
SEASONS: dict[Grain, int] = {"day": 7, "week": 52, "month": 12}
_RECENT: dict[Grain, int] = {"day": 28, "week": 8, "month": 6}
_WORDS: dict[Grain, str] = {"day": "derniers jours", "week": "dernières semaines", "month": "derniers mois"}
_SMOOTHED = 0.2
_MEDIAN: dict[Grain, int] = {"day": 28, "week": 13, "month": 12}
_COMBINED: dict[Grain, str] = {
    "day": "moyenne de trois méthodes simples",
    "week": "moyenne de quatre méthodes simples",
    "month": "moyenne de quatre méthodes simples",
}


@dataclass(frozen=True)
class Method:
    """One way to forecast. ``needs``: the shortest history it accepts; ``label``: in French."""

    name: str
    label: str
    needs: int
    forecast: Forecaster


def methods(grain: Grain, length: int, horizon: int) -> list[Method]:
    """The methods that a history of ``length`` periods allows: the naive reference first, the default
    second.
    """
    season, recent = SEASONS[grain], _RECENT[grain]
    seasonal = length >= season + horizon + recent
    window = _held(_library(lambda: WindowAverage(window_size=recent)))
    smooth = _held(_smoothed(_SMOOTHED))
    demand = _library(lambda: TSB(alpha_d=_SMOOTHED, alpha_p=_SMOOTHED))
    found = [_seasonal_naive(season) if seasonal else _naive()]
    if grain == "day":
        weekly = _library(lambda: SeasonalWindowAverage(season_length=season, window_size=4))
        theta = _library(lambda: DynamicOptimizedTheta(season_length=season, decomposition_type="additive"))
        ets = _library(lambda: AutoETS(season_length=season, model="ANA"))
        parts = [weekly, theta, ets]
        singles = [
            Method("weekday-mean", "moyenne des mêmes jours des 4 dernières semaines", 4 * season, weekly),
            Method("theta", "tendance et jours de la semaine (thêta)", 2 * season + 1, theta),
            Method("ets", "lissage exponentiel par jour de la semaine", 2 * season + 1, ets),
        ]
    else:
        parts = [smooth, _held(_smoothed(_SMOOTHED / 2)), window, _held(_median(_MEDIAN[grain]))]
        singles = [
            Method("window", f"moyenne des {recent} {_WORDS[grain]}", recent, window),
            Method("smoothing", "lissage exponentiel", 3, smooth),
            Method("theta", "tendance (thêta)", 4, _library(lambda: DynamicOptimizedTheta(season_length=1))),
        ]
    found.append(Method(COMBINED, _COMBINED[grain], max(4, recent), _mean(parts)))
    found += [*singles, *_intermittent(demand)]
    if seasonal and grain != "day":
        found.append(
            Method(
                "last-year",
                "saison de l'an dernier, remise au niveau actuel",
                season + recent,
                _level(season, recent),
            )
        )
    if grain == "month" and length >= 2 * season + recent:
        found.append(
            Method("opinions", "moyenne de quatre méthodes saisonnières", 2 * season + 2, _seasonal(season))
        )
    return found


def _intermittent(demand: Forecaster) -> list[Method]:
    """Demand that comes now and then: its size and its spacing smoothed apart (Croston, 1972; Syntetos & Boylan, 2005;
    Teunter, Syntetos & Babai, 2011), or looked at in longer periods (Nikolopoulos et al., 2011).
    """
    return [
        Method("intermittent", "demande intermittente (Croston-SBA)", 4, _library(CrostonSBA)),
        Method("demand", "demande intermittente (TSB)", 3, demand),
        Method("aggregated", "demande intermittente (ADIDA)", 8, _library(ADIDA)),
    ]


def _naive() -> Method:
    return Method(NAIVE, "la dernière valeur se répète", 1, lambda y, h: np.repeat(y[-1], h))


def _seasonal_naive(season: int) -> Method:
    label = {
        7: "la même journée, la semaine d'avant",
        12: "le même mois, un an avant",
        52: "la même semaine, un an avant",
    }

    def forecast(y: Values, h: int) -> Values:
        return np.tile(y[-season:], h // season + 1)[:h] if y.size >= season else np.repeat(y[-1], h)

    return Method(NAIVE, label[season], 1, forecast)


def _level(season: int, recent: int) -> Forecaster:
    """Last year's pattern times how the last ``recent`` periods compare with the same ones a year before."""

    def forecast(y: Values, h: int) -> Values:
        pattern = np.tile(y[-season:], h // season + 1)[:h]
        before = y[-season - recent : -season].mean()
        ratio = y[-recent:].mean() / before if before > 0 else 1.0
        scaled: Values = pattern * np.clip(ratio, 0.2, 5.0)
        return scaled

    return forecast


def _smoothed(alpha: float) -> Forecaster:
    """Simple exponential smoothing whose weights sum to one however short the history is."""

    def forecast(y: Values, h: int) -> Values:
        weights = alpha * (1 - alpha) ** np.arange(y.size)[::-1]
        return np.full(h, float(weights @ y / weights.sum()))

    return forecast


def _median(count: int) -> Forecaster:
    return lambda y, h: np.full(h, float(np.median(y[-count:])))


def _seasonal(season: int) -> Forecaster:
    return lambda y, h: quick(y, season, h)


def _held(method: Forecaster) -> Forecaster:
    """``method`` on values held back at the edge of the usual."""
    return lambda y, h: method(held_back(y), h)


def _mean(parts: list[Forecaster]) -> Forecaster:
    def forecast(y: Values, h: int) -> Values:
        mean: Values = np.mean([np.maximum(part(y, h), 0.0) for part in parts], axis=0)
        return mean

    return forecast


def _library(model: Callable[[], Any]) -> Forecaster:
    """A statsforecast model on one array; what it cannot fit falls back to the mean of the history's end."""

    def forecast(y: Values, h: int) -> Values:
        try:
            found = np.asarray(model().forecast(y=y, h=h)["mean"], dtype=np.float64)
        except (ValueError, ZeroDivisionError, RuntimeError, np.linalg.LinAlgError):
            found = np.full(h, np.nan)
        return np.where(np.isfinite(found), found, y[-8:].mean())

    return forecast
