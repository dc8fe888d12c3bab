"""Two groups, shares and recommendation: right on known cases, covering on skewed and rare ones."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from levier.indicators.effects import TooFew, mean_interval, newcombe, recommendation, welch, wilson


def test_welch_agrees_with_scipy() -> None:
    a, b = [27.5, 21.0, 19.0, 23.6, 17.0, 17.9], [27.1, 22.0, 20.8, 23.4, 23.4, 23.5, 25.8, 22.0]
    made, theirs = welch(a, b), stats.ttest_ind(a, b, equal_var=False)
    bounds = theirs.confidence_interval(0.95)
    assert (made.surprise, made.low, made.high) == (
        pytest.approx(theirs.pvalue), pytest.approx(bounds.low), pytest.approx(bounds.high)
    )  # fmt: skip


def test_newcombe_gives_the_interval_of_his_article() -> None:
    made = newcombe(56, 70, 48, 80)
    assert (made.low, made.high) == (pytest.approx(0.0524, abs=1e-4), pytest.approx(0.3339, abs=1e-4))


def test_wilson_gives_the_known_interval_and_never_leaves_zero_to_one() -> None:
    low, high = wilson(81, 263)
    assert (low, high) == (pytest.approx(0.2553, abs=1e-4), pytest.approx(0.3662, abs=1e-4))
    assert wilson(0, 10)[0] == 0
    assert wilson(10, 10)[1] == pytest.approx(1)


def test_skewed_durations_are_covered_with_ten_files_a_side() -> None:
    rng = np.random.default_rng(8)
    truth = math.exp(1.125) - math.exp(1.525)
    hits = 0
    for _ in range(400):
        made = welch(rng.lognormal(1, 0.5, 10), rng.lognormal(1.4, 0.5, 10))
        hits += made.low <= truth <= made.high
    assert 0.90 <= hits / 400 <= 0.985


def test_recommendation_counts_promoters_less_detractors() -> None:
    value, low, high = recommendation([10, 9, 9, 8, 7, 3])
    assert value == pytest.approx(100 * 2 / 6)
    assert low < value < high


@given(st.lists(st.integers(0, 10), min_size=1, max_size=80))
def test_recommendation_and_its_interval_stay_on_the_scale(notes: list[int]) -> None:
    value, low, high = recommendation(notes)
    assert -100 <= low <= high <= 100
    assert -100 <= value <= 100


def test_two_files_are_too_few_and_one_value_has_no_bounds() -> None:
    with pytest.raises(TooFew, match="au moins 3"):
        welch([1, 2], [1, 2, 3])
    assert mean_interval([4.0])[1:] == (-math.inf, math.inf)
