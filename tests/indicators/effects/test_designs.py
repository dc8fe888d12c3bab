"""The estimators recover known effects, and their intervals hold what they promise, on pilots as small as real ones."""

import numpy as np
import pytest

from levier.indicators.effects import TooFew, before_after, interrupted, switchback
from levier.indicators.effects.autoregression import regress
from levier.indicators.effects.designs import model, noise

PILOTS = 600
TOLERANCE = 0.03
"""Three standard errors of a coverage of 95 % over 600 pilots."""


def pilots(n: int, memory: float, seed: int = 0) -> np.ndarray:
    rng = np.random.default_rng(seed)
    errors = rng.standard_normal((n, PILOTS))
    for period in range(1, n):
        errors[period] = memory * errors[period - 1] + np.sqrt(1 - memory**2) * errors[period]
    return errors


@pytest.mark.parametrize(
    ("before", "during", "cycle"),
    [(8, 6, None), (26, 8, None), (24, 6, 12.0), (78, 10, 52.18), (42, 21, 7.0)],
)
@pytest.mark.parametrize("memory", [0.0, 0.5])
def test_intervals_cover_with_trend_season_and_few_points(
    before: int, during: int, cycle: float | None, memory: float
) -> None:
    n = before + during
    times = np.arange(n)
    world = 3 * times / n + (2 * np.sin(2 * np.pi * times / cycle) if cycle else 0.0)
    treated = (times >= before).astype(float)
    made = model(treated, times, cycle=cycle)
    found = regress(pilots(n, memory) + (world + 1.3 * treated)[:, None], made.columns, made.contrast)
    below = found.below(1.3)
    covered = float(((below > 0.025) & (below < 0.975)).mean())
    assert 0.90 - TOLERANCE < covered < 0.98 + TOLERANCE
    assert abs(float(found.mean.mean()) - 1.3) < 0.2


def test_an_effect_is_found_beside_the_trend_and_the_season() -> None:
    times = np.arange(116)
    rng = np.random.default_rng(4)
    values = 100 + 0.5 * times + 20 * np.sin(2 * np.pi * times / 52.18) + rng.normal(0, 2, 116)
    values[104:] -= 15
    found = interrupted(values.tolist(), 104, cycle=52.18)
    assert found.low < -15 < found.high
    assert found.certain
    assert found.favours("down")
    assert found.harms("up")
    assert found.relative is not None
    assert -0.12 < found.relative < -0.06


def test_a_trend_alone_is_not_taken_for_an_effect() -> None:
    rng = np.random.default_rng(5)
    values = (np.arange(40) * 3 + rng.normal(0, 4, 40)).tolist()
    assert not before_after(values, 30).certain


def test_periods_that_lack_leave_a_gap_and_not_a_jump() -> None:
    times = [*range(20), *range(23, 31)]
    values = [2.0 * time + (0.1 if time % 2 else -0.1) for time in times]
    found = interrupted(values, 20, times=times)
    assert abs(found.estimate) < 0.3


def test_a_switchback_compares_periods_drawn_by_chance() -> None:
    turns = [bool(one) for one in np.random.default_rng(1).permutation([0, 1] * 12)]
    rng = np.random.default_rng(2)
    values = [50 + 0.3 * place + (6 if on else 0) + rng.normal(0, 1) for place, on in enumerate(turns)]
    found = switchback(values, turns)
    assert found.low < 6 < found.high
    assert found.certain
    assert switchback(values, turns, washout=1).during < found.during


def test_too_few_points_are_refused_with_what_is_needed() -> None:
    with pytest.raises(TooFew, match="il en faut 4"):
        before_after([1, 2, 3, 4, 5], 3)
    with pytest.raises(TooFew, match="pendant le pilote"):
        before_after([1, 2, 3, 4, 5], 4)


def test_less_than_a_year_before_is_said_to_mix_season_and_effect() -> None:
    values = np.random.default_rng(3).normal(10, 1, 30).tolist()
    assert any("saison" in said for said in interrupted(values, 22, cycle=52.18).cautions)


def test_the_noise_of_a_baseline_leaves_out_its_trend() -> None:
    rng = np.random.default_rng(6)
    spread, memory = noise((np.arange(80) * 5 + rng.normal(0, 2, 80)).tolist())
    assert 1.5 < spread < 2.5
    assert -0.35 < memory < 0.35
