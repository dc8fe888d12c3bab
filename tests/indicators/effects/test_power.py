"""The length told beforehand is right within ten percent of what independent simulations show."""

import numpy as np
import pytest

from levier.indicators.effects import (
    cases_for_means,
    cases_for_shares,
    newcombe,
    periods_needed,
    power_of_pilot,
    welch,
)
from levier.indicators.effects.autoregression import regress
from levier.indicators.effects.designs import model
from levier.indicators.effects.power import power_of_means


def seen(before: int, during: int, memory: float, effect: float, cycle: float | None) -> float:
    rng = np.random.default_rng(99)
    n = before + during
    errors = rng.standard_normal((n, 800))
    for period in range(1, n):
        errors[period] = memory * errors[period - 1] + np.sqrt(1 - memory**2) * errors[period]
    times = np.arange(n)
    made = model((times >= before).astype(float), times, cycle=cycle)
    below = regress(errors + effect * made.columns[:, [1]], made.columns, made.contrast).below(0.0)
    return float(((below < 0.025) | (below > 0.975)).mean())


@pytest.mark.parametrize(
    ("before", "memory", "effect", "cycle"),
    [(12, 0.0, 3.0, None), (52, 0.3, 2.0, None), (78, 0.3, 2.0, 52.18)],
)
def test_the_weeks_planned_show_the_effect_eight_times_in_ten(
    before: int, memory: float, effect: float, cycle: float | None
) -> None:
    weeks = periods_needed(effect, 1.0, memory, before, cycle=cycle)
    assert weeks is not None
    told = power_of_pilot(effect, 1.0, memory, before, weeks, cycle=cycle)
    assert told >= 0.8
    assert seen(before, weeks, memory, effect, cycle) == pytest.approx(told, rel=0.1)


def test_an_effect_lost_in_the_noise_is_said_to_need_more_than_two_years() -> None:
    assert periods_needed(0.1, 1.0, 0.4, 26) is None


def test_cases_for_means_and_shares_are_those_of_the_tables() -> None:
    assert cases_for_means(0.5, 1.0) == 64  # Cohen 1988, table 2.4.1
    assert cases_for_means(0.8, 1.0) == 26
    rng = np.random.default_rng(7)
    shown = np.mean([welch(rng.normal(0.8, 1, 26), rng.normal(0, 1, 26)).certain for _ in range(600)])
    assert shown == pytest.approx(power_of_means(0.8, 1.0, 26), rel=0.1)
    each = cases_for_shares(0.3, 0.15)
    shown = np.mean(
        [
            newcombe(int(rng.binomial(each, 0.15)), each, int(rng.binomial(each, 0.3)), each).certain
            for _ in range(600)
        ]
    )
    assert shown == pytest.approx(0.8, rel=0.1)


def test_no_effect_needs_no_plan() -> None:
    for call in (
        lambda: periods_needed(0, 1, 0, 12),
        lambda: cases_for_means(0, 1),
        lambda: cases_for_shares(0.2, 0.2),
    ):
        with pytest.raises(ValueError):
            call()
