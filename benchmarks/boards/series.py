"""Series drawn for the benchmark with breaks whose place is known, and the rules one would write in an hour.

The limits of ``live_dashboard`` were simulated with other seeds and another generator (``science/simulating.py``): here noise is
multiplicative, seasons have a December that no harmonic draws, and there are promotions.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Drawn:
    """A series of amounts; ``at``: its break, None without; ``size``: relative."""

    values: Floats
    at: int | None
    size: float


def draw(rng: np.random.Generator, length: int, year: int, size: float, memory: float) -> Drawn:
    """Amounts with a season (a December peak included), a growth, autocorrelated noise of 10 %, promotions, and a step of ``size``."""
    time = np.arange(length)
    phase = rng.uniform(0, 2 * np.pi)
    log = 9 + rng.normal(0, 0.15) * time / year
    log = log + rng.uniform(0.05, 0.35) * np.sin(2 * np.pi * time / year + phase)
    place = (time + rng.integers(year)) % year
    log = log + rng.uniform(0, 0.5) * np.exp(-0.5 * ((place - 0.94 * year) / (0.03 * year)) ** 2)
    noise = np.zeros(length + 30)
    for t in range(1, length + 30):
        noise[t] = memory * noise[t - 1] + rng.standard_normal()
    log = log + 0.10 * np.sqrt(1 - memory**2) * noise[30:]
    log = log + (rng.random(length) < 0.03) * rng.uniform(0.2, 0.7, length)
    at = int(rng.integers(length // 3, length - max(8, length // 8))) if size else None
    if at is not None:
        log[at:] += np.log1p(size)
    return Drawn(np.exp(log), at, size)


def three_sigma(values: Floats, year: int) -> list[int]:
    """A point beyond three standard deviations of the mean of the first year."""
    first = values[:year]
    spread = first.std(ddof=1)
    return [int(one) for one in np.flatnonzero(np.abs(values - first.mean()) > 3 * spread) if one >= year][:1]


def cusum(values: Floats, year: int) -> list[int]:
    """Page's CUSUM (k = 0.5 σ, h = 5 σ, both sides) around the mean of the first year, without taking the season out."""
    first = values[:year]
    z = (values - first.mean()) / first.std(ddof=1)
    up = down = 0.0
    for place in range(year, len(values)):
        up, down = max(0.0, up + z[place] - 0.5), max(0.0, down - z[place] - 0.5)
        if max(up, down) > 5:
            return [place]
    return []


def adjusted_cusum(values: Floats, year: int) -> list[int]:
    """The same CUSUM on the change since the same period of the year before: the usual way round the season."""
    change = np.log(values[year:] / values[:-year])
    half = max(len(change) // 3, 4)
    z = (change - np.median(change[:half])) / (
        1.4826 * np.median(np.abs(change[:half] - np.median(change[:half]))) + 1e-9
    )
    up = down = 0.0
    for place in range(half, len(z)):
        up, down = max(0.0, up + z[place] - 0.5), max(0.0, down - z[place] - 0.5)
        if max(up, down) > 5:
            return [place + year]
    return []
