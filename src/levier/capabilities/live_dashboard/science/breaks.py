"""Breaks of a series (a new level, a new trend), apart from its seasons, with a false-alarm rate measured by simulation.

One break at a time is added to a regression on a line and the harmonics of the year: the step or the bend, over all
dates, that takes away most of what is left unexplained (the sup-F statistic of Andrews, « Tests for Parameter Instability and
Structural Change with Unknown Change Point », Econometrica 61, 1993; one after the other as in Bai, Econometric Theory 13, 1997).
Neighbouring periods resemble each other, so the series is first freed from its autocorrelation (Cochrane & Orcutt, JASA 44, 1949),
and isolated peaks are clipped. How high the statistic goes when nothing breaks is not read in a table of asymptotics: it was
simulated for these lengths (``critical.json``, made by ``simulating.py``).
"""

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
FALSE_ALARMS = 0.02
"""Share of series without any break in which one is nevertheless announced, at most."""
MOST = 3
_CLIP, _WINDOW = 3.5, 7
_HIGHEST = 0.85


@dataclass(frozen=True)
class Season:
    """A year of ``length`` periods, drawn with so many harmonics; ``edge``: periods that a segment lasts at least."""

    length: int
    harmonics: int
    edge: int


SEASONS = {"week": Season(52, 5, 6), "month": Season(12, 3, 4)}


@dataclass(frozen=True)
class Break:
    """From period ``at`` (0 is the first), a new level or a new trend.

    ``size``: the step, or the change of the slope by period; relative (0.1 for +10 %) when the series is ``relative``, else in its
    unit. ``strength``: the statistic beside the ``limit`` it had to pass.
    """

    at: int
    kind: Literal["level", "trend"]
    size: float
    low: float
    high: float
    strength: float
    limit: float
    relative: bool


def fewest(grain: str) -> int:
    """Periods below which a season cannot be told from a break: two years."""
    return 2 * SEASONS[grain].length


def find_breaks(values: Floats, grain: Literal["week", "month"], *, ratio: bool = False) -> list[Break]:
    """The breaks of a series of complete periods, the oldest first; none when it is shorter than two years.

    Args:
        values: shape (periods,), no hole. Positive amounts are read by their logarithm, so that a step is a percentage.
        grain: the length of a period.
        ratio: the values are rates (0–1), whose steps are read in points.
    """
    series = np.asarray(values, dtype=float)
    if len(series) < fewest(grain) or not np.isfinite(series).all() or np.ptp(series) < 1e-12:
        return []
    relative = bool(series.min() > 0) and not ratio
    y = np.log(series) if relative else series
    season = SEASONS[grain]
    y = clipped(y, season)
    found: list[tuple[int, str]] = []
    for _ in range(MOST):
        best = strongest(y, season, found)
        if best is None or best.strength <= limit_of(len(y), grain, best.memory):
            break
        found.append((best.at, best.kind))
    return _kept(y, season, grain, found, relative)


@dataclass(frozen=True)
class Candidate:
    """The strongest break not yet known, its statistic, and the autocorrelation of what is left with it."""

    at: int
    kind: Literal["level", "trend"]
    strength: float
    memory: float


def strongest(y: Floats, season: Season, known: list[tuple[int, str]]) -> Candidate | None:
    """The one break that explains most beside those known; None when no place is left."""
    base = np.hstack([_frame(len(y), season), *(_column(len(y), at, kind) for at, kind in known)])
    places = _places(len(y), season.edge, [at for at, _ in known])
    if not places:
        return None
    ways = [(at, kind) for kind in ("level", "trend") for at in places]
    columns = np.hstack([_column(len(y), at, kind) for at, kind in ways])
    first = int(np.argmax(_gains(y, base, columns)))
    memory = autocorrelation(_left(y, np.hstack([base, columns[:, [first]]])), base.shape[1] + 1)
    gains = _gains(*(_whitened(one, memory) for one in (y, base, columns)))
    best = int(np.argmax(gains))
    at, kind = ways[best]
    return Candidate(at, "level" if kind == "level" else "trend", float(gains[best]), memory)


def clipped(y: Floats, season: Season) -> Floats:
    """The series with its isolated peaks brought back: those far from the running median of what the season leaves."""
    left = _left(y, _frame(len(y), season))
    half = _WINDOW // 2
    padded = np.pad(left, half, mode="reflect")
    middle = np.median(np.lib.stride_tricks.sliding_window_view(padded, _WINDOW), axis=1)
    away = left - middle
    spread = 1.4826 * float(np.median(np.abs(away)))
    if spread < 1e-12:
        return y
    # Dividing by the share of the spread that a running median leaves (about 0.85 for a window of seven).
    most = _CLIP * spread / 0.85
    return np.asarray(y - away + np.clip(away, -most, most), dtype=np.float64)


def autocorrelation(left: Floats, parameters: int) -> float:
    """The correlation of each residual with the one before, corrected for its bias towards zero (Kendall, Biometrika 41, 1954)."""
    total = float(left @ left)
    if total < 1e-18:
        return 0.0
    n = len(left)
    raw = float(left[1:] @ left[:-1]) / total
    return float(np.clip(raw + (parameters / 2 + 1 + 3 * raw) / n, 0.0, _HIGHEST))


def limit_of(length: int, grain: str, memory: float) -> float:
    """What the statistic passes in ``FALSE_ALARMS`` of the series that do not break, by length and autocorrelation."""
    table = _critical()[grain]
    at = [np.interp(memory, one["memory"], one["limit"]) for one in table["rows"]]
    return float(np.interp(length, table["lengths"], at))


@cache
def _critical() -> dict[str, dict[str, list]]:
    return dict(json.loads((Path(__file__).parent / "critical.json").read_text())["limits"])


def _kept(y: Floats, season: Season, grain: str, found: list[tuple[int, str]], relative: bool) -> list[Break]:
    """Each break weighed once more beside the others, and its size with an interval of 95 %."""
    kept = []
    for at, kind in found:
        others = [one for one in found if one != (at, kind)]
        base = np.hstack([_frame(len(y), season), *(_column(len(y), *one) for one in others)])
        column = _column(len(y), at, kind)
        memory = autocorrelation(_left(y, np.hstack([base, column])), base.shape[1] + 1)
        limit = limit_of(len(y), grain, memory)
        white = [_whitened(one, memory) for one in (y, base, column)]
        strength = float(_gains(*white)[0])
        if strength <= limit:
            continue
        size, error = _slope(*white)
        ends = [size, size - 1.96 * error, size + 1.96 * error]
        size, low, high = (float(np.expm1(one)) for one in ends) if relative else ends
        kept.append(
            Break(at, "level" if kind == "level" else "trend", size, low, high, strength, limit, relative)
        )
    return sorted(kept, key=lambda one: one.at)


def _frame(length: int, season: Season) -> Floats:
    """Shape (length, 2 + 2 × harmonics): one, a line, and the waves of the year."""
    time = np.arange(length)
    waves = [
        wave(2 * np.pi * k * time / season.length)
        for k in range(1, season.harmonics + 1)
        for wave in (np.sin, np.cos)
    ]
    return np.column_stack([np.ones(length), time / length, *waves])


def _column(length: int, at: int, kind: str) -> Floats:
    after = np.arange(length) - at
    return (after >= 0).astype(float)[:, None] if kind == "level" else np.maximum(after, 0.0)[:, None]


def _places(length: int, edge: int, known: list[int]) -> list[int]:
    return [at for at in range(edge, length - edge + 1) if all(abs(at - one) >= edge for one in known)]


def _left(y: Floats, base: Floats) -> Floats:
    q = np.linalg.qr(base)[0]
    return np.asarray(y - q @ (q.T @ y), dtype=np.float64)


def _whitened(values: Floats, memory: float) -> Floats:
    """Each period less ``memory`` times the one before; the first is scaled so that it counts as much (Prais & Winsten, 1954)."""
    rest = values[1:] - memory * values[:-1]
    return np.concatenate([values[:1] * np.sqrt(1 - memory**2), rest])


def _gains(y: Floats, base: Floats, columns: Floats) -> Floats:
    """F statistic (1 and n − p − 1 degrees of freedom) of each column added to ``base``; 0 for those already in it."""
    q = np.linalg.qr(base)[0]
    left = y - q @ (q.T @ y)
    apart = columns - q @ (q.T @ columns)
    norms = np.einsum("ij,ij->j", apart, apart)
    free = norms > 1e-9 * np.einsum("ij,ij->j", columns, columns)
    gain = np.where(free, (apart.T @ left) ** 2 / np.where(free, norms, 1.0), 0.0)
    rest = np.maximum(float(left @ left) - gain, 1e-18)
    return np.asarray(gain / rest * max(len(y) - base.shape[1] - 1, 1), dtype=np.float64)


def _slope(y: Floats, base: Floats, column: Floats) -> tuple[float, float]:
    """The coefficient of the column beside ``base`` and its standard error."""
    left, apart = _left(y, base), _left(column[:, 0], base)
    size = float(apart @ left) / float(apart @ apart)
    rest = left - size * apart
    freedom = max(len(y) - base.shape[1] - 1, 1)
    return size, float(np.sqrt(rest @ rest / freedom / (apart @ apart)))
