"""Breaks: found where they are, not in seasons, peaks or short series."""

import numpy as np
import pytest

from levier.capabilities.live_dashboard.science.breaks import SEASONS, find_breaks, limit_of
from levier.capabilities.live_dashboard.science.simulating import unbroken


def weekly(rng: np.random.Generator, weeks: int = 156) -> np.ndarray:
    time = np.arange(weeks)
    return 1000 * np.exp(0.25 * np.sin(2 * np.pi * time / 52) + rng.normal(0, 0.06, weeks))


def test_a_new_level_is_found_near_its_week_with_its_size() -> None:
    series = weekly(np.random.default_rng(1))
    series[100:] *= 0.8
    (found,) = find_breaks(series, "week")
    assert abs(found.at - 100) <= 2
    assert found.kind == "level"
    assert found.low < -0.2 < found.high
    assert found.size == pytest.approx(-0.2, abs=0.05)


def test_a_season_is_no_break() -> None:
    assert find_breaks(weekly(np.random.default_rng(2)), "week") == []


def test_a_bend_of_the_trend_is_found() -> None:
    time = np.arange(72)
    series = 100 + np.maximum(time - 40, 0) * 2.0 + np.random.default_rng(3).normal(0, 2, 72)
    found = find_breaks(series, "month")
    assert [one.kind for one in found] == ["trend"]
    assert abs(found[0].at - 40) <= 3


def test_two_breaks_are_told_in_order() -> None:
    series = weekly(np.random.default_rng(4), 208)
    series[70:] *= 1.35
    series[140:] *= 0.7
    assert [
        abs(one.at - at) <= 2 for one, at in zip(find_breaks(series, "week"), (70, 140), strict=True)
    ] == [True, True]


def test_one_giant_order_is_no_break() -> None:
    series = weekly(np.random.default_rng(5))
    series[80] *= 6
    assert find_breaks(series, "week") == []


def test_rates_break_in_points() -> None:
    series = np.clip(0.1 + np.random.default_rng(6).normal(0, 0.01, 60), 0, 1)
    series[30:] += 0.06
    (found,) = find_breaks(series, "month", ratio=True)
    assert not found.relative
    assert found.size == pytest.approx(0.06, abs=0.015)


@pytest.mark.parametrize(
    "series", [np.zeros(120), np.full(120, 7.0), np.array([5.0]), np.arange(20.0), np.array([])]
)
def test_what_cannot_break_says_nothing(series: np.ndarray) -> None:
    assert find_breaks(series, "week") == []


def test_a_hole_or_an_infinite_value_says_nothing() -> None:
    series = weekly(np.random.default_rng(7))
    series[3] = np.nan
    assert find_breaks(series, "week") == []


def test_few_of_the_series_without_break_raise_one() -> None:
    """The rate itself is measured on thousands in the benchmark; here, that it has not come loose."""
    rng = np.random.default_rng(8)
    alarms = sum(bool(find_breaks(100 + unbroken(rng, 120, SEASONS["week"]), "week")) for _ in range(120))
    assert alarms <= 9


def test_the_limit_grows_with_the_memory_of_the_series() -> None:
    assert limit_of(104, "week", 0.0) < limit_of(104, "week", 0.4) or limit_of(104, "week", 0.4) > 15
