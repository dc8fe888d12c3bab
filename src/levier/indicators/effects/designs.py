"""Designs over time, fit for a small company: before and after with trend, interrupted time series, switchback.

All three are the regression of :mod:`autoregression` with a step that is 1 while the pilot acts. Trend and season are
estimated together with the effect, so that what would have risen anyway is not counted as a gain (Bernal, Cummins &
Gasparrini, International Journal of Epidemiology 46:348, 2017; switchback: Bojinov, Simchi-Levi & Zhao, Management Science
69:3759, 2023).
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from levier.core.french.numbers import format_count
from levier.indicators.effects.autoregression import MEMORIES, Floats, regress
from levier.indicators.effects.effect import Effect

LEAST_BEFORE = 4
LEAST_DURING = 2
_CYCLES = 1.0
"""Whole cycles that must stand before the pilot for its season to be told apart."""
_WAVES = {7.0: 3}
"""Harmonics of a cycle: all of a week's days, two otherwise (a year's slow wave and its half)."""


class TooFew(ValueError):
    """Not enough points: the message says, in French, what is needed."""


@dataclass(frozen=True)
class Model:
    """Columns of a design (n, p); ``step`` is the place of the effect among them."""

    columns: Floats
    step: int
    season: bool

    @property
    def contrast(self) -> Floats:
        """The vector that picks the effect, (p,)."""
        picked = np.zeros(self.columns.shape[1])
        picked[self.step] = 1
        return picked


def model(
    treated: NDArray[np.float64], times: NDArray[np.int64], *, trend: bool = True, cycle: float | None = None
) -> Model:
    """The design for periods at ``times`` (whole numbers), ``treated`` 1 while the pilot acts.

    ``cycle``: length of the season in periods (7 days of a week, 52.18 weeks or 12 months of a year); left out when the
    points up to the last untreated one span less than one cycle.
    """
    n = len(times)
    columns = [np.ones(n), np.asarray(treated, dtype=float)]
    if trend:
        columns.append((times - times.mean()) / max(1, np.ptp(times)))
    off = np.flatnonzero(treated == 0)
    span = times[off[-1]] - times[0] + 1 if len(off) else 0
    season = bool(cycle and span >= _CYCLES * cycle)
    if cycle and season:
        turn = 2 * np.pi * times / cycle
        for wave in range(1, min(_WAVES.get(cycle, 2), int((cycle - 1) // 2)) + 1):
            columns += [np.sin(wave * turn), np.cos(wave * turn)]
    return Model(np.stack(columns, axis=1), 1, season)


def before_after(values: Sequence[float], before: int, *, level: float = 0.95) -> Effect:
    """The first ``before`` points against the rest, the trend taken off. Raises TooFew."""
    return interrupted(values, before, cycle=None, level=level)


def interrupted(
    values: Sequence[float],
    before: int,
    *,
    cycle: float | None = None,
    times: Sequence[int] | None = None,
    level: float = 0.95,
) -> Effect:
    """Segmented regression: a lasting step at the start of the pilot, beside the trend and the season. Raises TooFew."""
    treated = (np.arange(len(values)) >= before).astype(float)
    return _estimated(values, treated, times, cycle, level, "série interrompue")


def switchback(
    values: Sequence[float],
    treated: Sequence[bool],
    *,
    cycle: float | None = None,
    times: Sequence[int] | None = None,
    washout: int = 0,
    level: float = 0.95,
) -> Effect:
    """Periods with and without in turn. ``washout``: periods left out after each change, where habits linger. Raises TooFew."""
    on = np.asarray(treated, dtype=bool)
    when = np.arange(len(on)) if times is None else np.asarray(times)
    kept = np.ones(len(on), dtype=bool)
    for change in np.flatnonzero(on[1:] != on[:-1]) + 1:
        kept[change : change + washout] = False
    return _estimated(
        np.asarray(values, dtype=float)[kept], on[kept].astype(float), when[kept], cycle, level, "alternance"
    )


def _estimated(
    values: Sequence[float] | Floats,
    treated: Floats,
    times: Sequence[int] | NDArray[np.int64] | None,
    cycle: float | None,
    level: float,
    named: str,
) -> Effect:
    series = np.asarray(values, dtype=float)
    when = np.arange(len(series)) if times is None else np.asarray(times, dtype=np.int64)
    during = int(treated.sum())
    before = len(series) - during
    _check(before, during)
    made = model(treated, when, cycle=cycle)
    if len(series) < made.columns.shape[1] + 2:
        raise TooFew(
            f"{len(series)} mesures ne suffisent pas : il en faut {made.columns.shape[1] + 2} au moins."
        )
    found = regress(series, made.columns, made.contrast, when)
    tail = (1 - level) / 2
    estimate = float(found.mean[0])
    below = float(found.below(0.0)[0])
    return Effect(
        estimate=estimate,
        low=float(found.quantile(tail)[0]),
        high=float(found.quantile(1 - tail)[0]),
        without=float(series[treated > 0].mean() - estimate),
        before=before,
        during=during,
        surprise=2 * min(below, 1 - below),
        method=_method(named, season=made.season),
        level=level,
        memory=float(found.weight[:, 0] @ MEMORIES),
        cautions=tuple(_cautions(before, during, cycle=cycle, season=made.season)),
    )


def _check(before: int, during: int) -> None:
    if before < LEAST_BEFORE:
        raise TooFew(
            f"{format_count(before, 'mesure')} avant le pilote : il en faut {LEAST_BEFORE} au moins."
        )
    if during < LEAST_DURING:
        raise TooFew(
            f"{format_count(during, 'mesure')} pendant le pilote : il en faut {LEAST_DURING} au moins."
        )


def _method(named: str, *, season: bool) -> str:
    told = "tendance et saison déduites" if season else "tendance déduite"
    return f"Régression ({named}), {told}, erreurs liées d'une période à la suivante (AR 1), intervalle de Student"


def _cautions(before: int, during: int, *, cycle: float | None, season: bool) -> list[str]:
    said = []
    if before < 8:
        said.append(f"Seulement {before} mesures avant le pilote : l'intervalle est large, avec raison.")
    if during < 4:
        said.append(f"Seulement {during} mesures pendant le pilote : attendez avant de conclure.")
    if cycle and not season:
        said.append(
            "Moins d'un cycle entier avant le pilote : un effet de saison ne peut pas être séparé du sien."
        )
    return said


def noise(values: Sequence[float], *, cycle: float | None = None) -> tuple[float, float]:
    """Standard deviation and memory ρ of what trend and season do not explain, from a baseline. Raises TooFew."""
    series = np.asarray(values, dtype=float)
    n = len(series)
    _check(n, LEAST_DURING)
    made = model(np.zeros(n), np.arange(n), cycle=cycle)
    columns = np.delete(made.columns, made.step, axis=1)
    if n < columns.shape[1] + 2:
        columns = columns[:, :2]
    level = np.zeros(columns.shape[1])
    level[0] = 1
    rest = series - columns @ np.linalg.lstsq(columns, series, rcond=None)[0]
    spread = float(np.sqrt((rest**2).sum() / (n - columns.shape[1])))
    return spread, float(regress(series, columns, level).weight[:, 0] @ MEMORIES)
