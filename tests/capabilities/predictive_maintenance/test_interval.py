"""The interval of a remaining life: both ends, the open end where the cap hides it, and what whole cycles tie."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from levier.capabilities.predictive_maintenance.science.remaining import Remaining, mid_quantiles

CAP = 125.0


def learned(true: np.ndarray, forecast: np.ndarray | None = None) -> Remaining:
    """Past forecasts and what came; one forecast for all by default, so that every row is alike."""
    return Remaining(
        None, CAP, np.full(true.size, 60.0) if forecast is None else forecast, np.minimum(true, CAP)
    )


def test_below_the_cap_a_tenth_of_the_lives_ends_before_and_a_tenth_after() -> None:
    true = np.random.default_rng(1).normal(60, 8, 150)
    low, high = learned(true).interval(60.0, left_out=True)
    assert np.mean(true < low) == pytest.approx(0.1, abs=0.02)
    assert np.mean(true > high) == pytest.approx(0.1, abs=0.02)


def test_where_the_cap_hides_the_upper_end_the_whole_fifth_of_doubt_is_below() -> None:
    true = np.random.default_rng(2).normal(115, 15, 150)
    assert np.mean(true >= CAP) > 0.1
    low, high = learned(true).interval(60.0, left_out=True)
    assert high == CAP
    assert np.mean(true < low) == pytest.approx(0.2, abs=0.03)


def test_where_nearly_all_passed_the_cap_the_answer_is_the_cap_alone() -> None:
    true = np.concatenate([np.full(140, 300.0), np.linspace(90, 120, 10)])
    assert learned(true).interval(60.0) == (CAP, CAP)


def test_whole_cycles_do_not_widen_the_interval_by_the_ties_of_its_ends() -> None:
    held: dict[str, list[float]] = {"mid": [], "plain": []}
    for seed, spread in enumerate(np.linspace(2, 5, 13)):
        past, new = np.round(np.random.default_rng(seed).normal(20, spread, (2, 20_000)))
        for name, ends in (
            ("mid", mid_quantiles(past, (0.1, 0.9))),
            ("plain", np.quantile(past, (0.1, 0.9))),
        ):
            held[name].append(float(np.mean((new >= ends[0]) & (new <= ends[1]))))
    assert np.mean(held["mid"]) == pytest.approx(0.8, abs=0.015)
    assert np.mean(held["plain"]) > 0.83


def test_the_model_that_answers_is_given_a_narrower_interval_than_those_its_errors_come_from() -> None:
    model = learned(np.random.default_rng(4).normal(60, 8, 150))
    (low, high), (wide_low, wide_high) = model.interval(60.0), model.interval(60.0, left_out=True)
    assert wide_low < low < 60 < high < wide_high
    assert (high - low) / (wide_high - wide_low) == pytest.approx(0.75**0.25, rel=1e-9)


@settings(max_examples=80, deadline=None)
@given(st.lists(st.integers(0, 200), min_size=1, max_size=60), st.floats(0, CAP))
def test_the_ends_are_in_order_and_never_outside_what_can_be_said(true: list[int], forecast: float) -> None:
    low, high = learned(np.array(true, dtype=float)).interval(forecast)
    assert 0 <= low <= high <= CAP
