"""How long to measure, computed before: the periods, or cases, that a pilot needs to show its effect."""

import math
from collections.abc import Callable

import numpy as np
from scipy import stats

from levier.indicators.effects.autoregression import regress
from levier.indicators.effects.designs import LEAST_DURING, Model, model

POWER = 0.8
"""Chance of showing the effect when it is there."""
_LONGEST = 104
_DRAWS = 600


def power_of_means(effect: float, spread: float, each: int, *, level: float = 0.95) -> float:
    """Chance that a comparison of two means, ``each`` cases a side of standard deviation ``spread``, shows ``effect``.

    Noncentral Student (Cohen, *Statistical Power Analysis*, 1988, ch. 2).
    """
    if each < 2:
        return 0.0
    df, shift = 2 * each - 2, abs(effect) / spread * math.sqrt(each / 2)
    limit = stats.t.ppf(0.5 + level / 2, df)
    return float(stats.nct.sf(limit, df, shift) + stats.nct.cdf(-limit, df, shift))


def cases_for_means(effect: float, spread: float, *, power: float = POWER, level: float = 0.95) -> int:
    """Cases needed on each side. Raises ValueError for no effect or no spread."""
    if not effect or spread <= 0:
        raise ValueError("un effet et une dispersion sont nécessaires")
    return _first(lambda each: power_of_means(effect, spread, each, level=level) >= power)


def power_of_shares(without: float, with_it: float, each: int, *, level: float = 0.95) -> float:
    """Chance that a comparison of two proportions shows their difference, ``each`` cases a side (arcsine: Cohen, ch. 6)."""
    shift = abs(2 * math.asin(math.sqrt(with_it)) - 2 * math.asin(math.sqrt(without))) * math.sqrt(each / 2)
    limit = float(stats.norm.ppf(0.5 + level / 2))
    return float(stats.norm.sf(limit - shift) + stats.norm.cdf(-limit - shift))


def cases_for_shares(without: float, with_it: float, *, power: float = POWER, level: float = 0.95) -> int:
    """Cases needed on each side. Raises ValueError when the two proportions are the same."""
    if without == with_it:
        raise ValueError("un effet est nécessaire")
    return _first(lambda each: power_of_shares(without, with_it, each, level=level) >= power)


def power_over_time(
    effect: float, spread: float, memory: float, design: Model, *, level: float = 0.95, draws: int = _DRAWS
) -> float:
    """Chance that the regression on ``design`` shows ``effect``, errors of standard deviation ``spread`` and AR(1) ``memory``.

    The known-memory formula (noncentral Student on the generalised least squares error) is too hopeful on few points, since
    memory must be found too; so the estimator itself is played on ``draws`` series, always the same ones: the standard error
    of the answer is at most 2 points with 600.
    """
    n = len(design.columns)
    noise = np.random.default_rng(20_26).standard_normal((n, draws))
    errors = np.empty_like(noise)
    errors[0] = noise[0]
    innovation = math.sqrt(1 - memory**2)
    for period in range(1, n):
        errors[period] = memory * errors[period - 1] + innovation * noise[period]
    series = spread * errors + effect * design.columns[:, [design.step]]
    below = regress(series, design.columns, design.contrast).below(0.0)
    tail = (1 - level) / 2
    return float(((below < tail) | (below > 1 - tail)).mean())


def periods_needed(
    effect: float,
    spread: float,
    memory: float,
    before: int,
    *,
    cycle: float | None = None,
    power: float = POWER,
    longest: int = _LONGEST,
) -> int | None:
    """Periods of pilot needed after ``before`` periods of baseline; None when even ``longest`` would not do.

    Raises ValueError for no effect or no spread.
    """
    if not effect or spread <= 0:
        raise ValueError("un effet et une dispersion sont nécessaires")

    def enough(during: int) -> bool:
        return power_of_pilot(effect, spread, memory, before, during, cycle=cycle) >= power

    if not enough(longest):
        return None
    low, high = LEAST_DURING, longest
    while low < high:
        middle = (low + high) // 2
        low, high = (low, middle) if enough(middle) else (middle + 1, high)
    return low


def power_of_pilot(
    effect: float, spread: float, memory: float, before: int, during: int, *, cycle: float | None = None
) -> float:
    """:func:`power_over_time` of a pilot of ``during`` periods after ``before`` periods of baseline."""
    times = np.arange(before + during)
    made = model((times >= before).astype(float), times, cycle=cycle)
    if len(times) < made.columns.shape[1] + 2:
        return 0.0
    return power_over_time(effect, spread, memory, made)


def _first(enough: Callable[[int], bool]) -> int:
    high = 4
    while not enough(high):
        high *= 2
    low = 2
    while low < high:
        middle = (low + high) // 2
        low, high = (low, middle) if enough(middle) else (middle + 1, high)
    return low
