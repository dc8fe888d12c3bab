"""Two groups, or one answer out of several: means (Welch), proportions (Wilson, Newcombe), recommendation (NPS)."""

import math
from collections.abc import Sequence

import numpy as np
from scipy import stats

from levier.indicators.effects.designs import TooFew
from levier.indicators.effects.effect import Effect

_LEAST = 3


def welch(with_it: Sequence[float], without: Sequence[float], *, level: float = 0.95) -> Effect:
    """Difference of means (with − without), unequal variances: Welch, Biometrika 34:28, 1947. Raises TooFew."""
    a, b = np.asarray(with_it, dtype=float), np.asarray(without, dtype=float)
    if min(len(a), len(b)) < _LEAST:
        raise TooFew(f"Il faut au moins {_LEAST} mesures de chaque côté ({len(b)} sans, {len(a)} avec).")
    va, vb = a.var(ddof=1) / len(a), b.var(ddof=1) / len(b)
    gap, spread = float(a.mean() - b.mean()), math.sqrt(va + vb)
    df = (va + vb) ** 2 / (va**2 / (len(a) - 1) + vb**2 / (len(b) - 1)) if spread else len(a) + len(b) - 2
    reach = float(stats.t.ppf(0.5 + level / 2, df)) * spread
    surprise = float(2 * stats.t.sf(abs(gap) / spread, df)) if spread else float(gap == 0)
    few = min(len(a), len(b)) < 10
    return Effect(
        gap, gap - reach, gap + reach, float(b.mean()), len(b), len(a), surprise,
        "Différence de moyennes de deux groupes (Welch)", level,
        cautions=("Moins de dix mesures d'un côté : l'intervalle suppose des durées sans valeur extrême.",) if few else (),
    )  # fmt: skip


def wilson(hits: int, n: int, *, level: float = 0.95) -> tuple[float, float]:
    """Interval of a proportion: Wilson, JASA 22:209, 1927. ``n`` at least 1."""
    z = float(stats.norm.ppf(0.5 + level / 2))
    share, middle = hits / n, 1 + z * z / n
    centre = (share + z * z / (2 * n)) / middle
    reach = z * math.sqrt(share * (1 - share) / n + z * z / (4 * n * n)) / middle
    return max(0.0, centre - reach), min(1.0, centre + reach)


def newcombe(
    hits_with: int, n_with: int, hits_without: int, n_without: int, *, level: float = 0.95
) -> Effect:
    """Difference of two proportions (with − without): Newcombe, Statistics in Medicine 17:873, 1998, method 10.

    Raises TooFew.
    """
    if min(n_with, n_without) < _LEAST:
        raise TooFew(f"Il faut au moins {_LEAST} cas de chaque côté ({n_without} sans, {n_with} avec).")
    p1, p2 = hits_with / n_with, hits_without / n_without
    low1, high1 = wilson(hits_with, n_with, level=level)
    low2, high2 = wilson(hits_without, n_without, level=level)
    gap = p1 - p2
    both = (hits_with + hits_without) / (n_with + n_without)
    spread = math.sqrt(both * (1 - both) * (1 / n_with + 1 / n_without))
    return Effect(
        gap, gap - math.hypot(p1 - low1, high2 - p2), gap + math.hypot(high1 - p1, p2 - low2), p2,
        n_without, n_with, float(2 * stats.norm.sf(abs(gap) / spread)) if spread else 1.0,
        "Différence de proportions de deux groupes (Newcombe)", level,
    )  # fmt: skip


def mean_interval(values: Sequence[float], *, level: float = 0.95) -> tuple[float, float, float]:
    """Mean and its Student interval; the interval is unbounded with a single value."""
    series = np.asarray(values, dtype=float)
    mean = float(series.mean())
    if len(series) < 2:
        return mean, -math.inf, math.inf
    reach = float(stats.t.ppf(0.5 + level / 2, len(series) - 1) * series.std(ddof=1) / math.sqrt(len(series)))
    return mean, mean - reach, mean + reach


def recommendation(notes: Sequence[int], *, level: float = 0.95) -> tuple[float, float, float]:
    """Net recommendation (−100 to 100) from notes of 0 to 10, and its interval.

    Share of 9–10 minus share of 0–6 (Reichheld, Harvard Business Review, December 2003). The interval is the
    adjusted Wald one: three answers are added, three quarters of one at each end (Rocks, The American Statistician 70:365,
    2016).
    """
    n = len(notes)
    up, down = sum(note >= 9 for note in notes), sum(note <= 6 for note in notes)
    size, a, b = n + 3, up + 0.75, down + 0.75
    centre = (a - b) / size
    reach = float(stats.norm.ppf(0.5 + level / 2)) * math.sqrt(a + b - (a - b) ** 2 / size) / size
    return 100 * (up - down) / n, 100 * max(-1.0, centre - reach), 100 * min(1.0, centre + reach)
