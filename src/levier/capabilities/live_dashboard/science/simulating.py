"""Series that do not break, drawn by the thousand: what the statistic of ``breaks`` reaches on them becomes its limit.

The draws cover what companies' series look like: autocorrelation from 0 to 0.7, seasons that harmonics cannot follow to the
letter, heavy tails, isolated peaks. ``python -m levier.capabilities.live_dashboard.science.simulating`` writes ``critical.json`` anew.
"""

import json
from pathlib import Path

import numpy as np

from levier.capabilities.live_dashboard.science.breaks import (
    FALSE_ALARMS,
    SEASONS,
    Floats,
    Season,
    clipped,
    strongest,
)

LENGTHS = {"week": [104, 130, 156, 208, 260], "month": [24, 30, 36, 48, 72, 120]}
_BANDS = 5


def unbroken(
    rng: np.random.Generator,
    length: int,
    season: Season,
    memory: float | None = None,
    peak: float | None = None,
) -> Floats:
    """A series without any break, shape (length,): a line, a season, noise that remembers.

    ``memory``: its autocorrelation (drawn in 0–0.7 when None); ``peak``: the height of a sharp yearly peak, in spreads of the noise.
    """
    time = np.arange(length)
    phase = rng.uniform(0, 2 * np.pi)
    year = 2 * np.pi * time / season.length
    wave = rng.uniform(0, 3) * np.sin(year + phase) + rng.uniform(0, 1) * np.sin(2 * year + rng.uniform(0, 6))
    height = rng.choice([0.0, rng.uniform(0, 4)]) if peak is None else peak
    width = season.length / 26
    near = np.minimum((time - 5) % season.length, (5 - time) % season.length)
    sharp = height * np.exp(-0.5 * (near / max(width, 0.8)) ** 2)
    phi = rng.uniform(0, 0.7) if memory is None else memory
    shocks = rng.standard_t(5, length + 50) if rng.random() < 0.5 else rng.standard_normal(length + 50)
    noise = np.zeros(length + 50)
    for t in range(1, length + 50):
        noise[t] = phi * noise[t - 1] + shocks[t]
    noise = noise[50:] * np.sqrt(1 - phi**2)
    lone = (rng.random(length) < 0.02) * rng.uniform(3, 8, length)
    return np.asarray(10 + rng.normal(0, 2) * time / length + wave + sharp + noise + lone, dtype=np.float64)


def reached(grain: str, length: int, draws: int, seed: int) -> Floats:
    """Shape (draws, 2): the autocorrelation found, and the highest statistic, on series without break."""
    rng = np.random.default_rng(seed)
    season = SEASONS[grain]
    told = []
    for _ in range(draws):
        best = strongest(clipped(unbroken(rng, length, season), season), season, [])
        if best is not None:
            told.append((best.memory, best.strength))
    return np.array(told)


def limits(draws: int = 4000, seed: int = 1) -> dict[str, dict[str, list]]:
    """The quantile ``1 − FALSE_ALARMS`` of the statistic by length and band of autocorrelation."""
    told: dict[str, dict[str, list]] = {}
    for grain, lengths in LENGTHS.items():
        rows = []
        for length in lengths:
            found = reached(grain, length, draws, seed + length)
            found = found[np.argsort(found[:, 0])]
            bands = np.array_split(found, _BANDS)
            rows.append(
                {
                    "memory": [round(float(np.median(one[:, 0])), 3) for one in bands],
                    "limit": [round(float(np.quantile(one[:, 1], 1 - FALSE_ALARMS)), 2) for one in bands],
                }
            )
        told[grain] = {"lengths": lengths, "rows": rows}
    return told


def main() -> None:
    """Write the limits beside this file."""
    place = Path(__file__).parent / "critical.json"
    place.write_text(json.dumps({"false_alarms": FALSE_ALARMS, "limits": limits()}, indent=1) + "\n")


if __name__ == "__main__":
    main()
