"""The science: laws, lives, windows, pairs, risk and costs on cases whose answer is known."""

import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from levier.capabilities.predictive_maintenance.science import pairs, windows
from levier.capabilities.predictive_maintenance.science.costs import by_age, by_condition, quantile, tilted
from levier.capabilities.predictive_maintenance.science.judging import auc, bins
from levier.capabilities.predictive_maintenance.science.lives import live, observe
from levier.capabilities.predictive_maintenance.science.risk import Rows, best_threshold, folds, platt, wilson
from levier.capabilities.predictive_maintenance.science.risk import fit as fit_risk
from levier.capabilities.predictive_maintenance.science.rules import Threshold, drift, theil_sen, threshold
from levier.capabilities.predictive_maintenance.science.weibull import Weibull, fit


def test_weibull_finds_the_law_of_censored_lives() -> None:
    random = np.random.default_rng(1)
    lives = 100 * random.weibull(2.5, 4000)
    limit = random.uniform(20, 200, 4000)
    law = fit(np.minimum(lives, limit), lives <= limit)
    assert law is not None
    assert law.shape == pytest.approx(2.5, rel=0.06)
    assert law.scale == pytest.approx(100, rel=0.04)


def test_weibull_needs_five_failures_of_two_lengths() -> None:
    assert fit(np.arange(1.0, 5.0), np.ones(4, dtype=bool)) is None
    assert fit(np.full(9, 3.0), np.ones(9, dtype=bool)) is None


def test_a_constant_hazard_forgets_the_age() -> None:
    law = Weibull(1.0, 50.0)
    assert law.within(np.array([0.0, 300.0]), 10) == pytest.approx([1 - np.exp(-0.2)] * 2)


def test_age_replacement_is_useless_without_wear_and_early_when_failures_cost() -> None:
    assert by_age(Weibull(1.0, 100), 100, 1000).age is None
    dear, cheap = by_age(Weibull(3, 100), 100, 5000).age, by_age(Weibull(3, 100), 100, 400).age
    assert dear is not None
    assert cheap is not None
    assert dear < cheap < 100
    # Known answer (Barlow and Hunter): for shape 3, Cp/Cf = 1/10, the rate is least where its derivative is nought.
    rule = by_age(Weibull(3, 100), 100, 1000)
    ages = np.linspace(5, 200, 2000)
    alive = Weibull(3, 100).survival(ages)
    lived = np.array(
        [
            np.trapezoid(Weibull(3, 100).survival(np.linspace(0, age, 400)), np.linspace(0, age, 400))
            for age in ages
        ]
    )
    assert rule.age == pytest.approx(ages[np.argmin((100 * alive + 1000 * (1 - alive)) / lived)], rel=0.03)


def test_one_steps_in_before_a_failure_that_is_near_and_waits_when_it_is_far() -> None:
    times = np.linspace(0, 100, 401)
    near = by_condition(times, Weibull(6, 20).survival(times), 100, 2000, 5.0).delay
    far = by_condition(times, Weibull(6, 60).survival(times), 100, 2000, 5.0).delay
    assert near is not None
    assert far is not None
    assert near < 15 < far < 60


@given(st.floats(0.01, 0.9), st.floats(1.0, 5.0))
@settings(max_examples=40, deadline=None)
def test_a_tilted_curve_passes_near_the_risk_and_never_rises(risk: float, shape: float) -> None:
    times = np.linspace(0, 90, 91)
    alive = Weibull(shape, 60).survival(times)
    bent = tilted(alive, float(alive[30]), risk)
    assert np.all(np.diff(bent) <= 1e-12)
    ratio = np.log(1 - risk) / np.log(alive[30])
    if 1 / 8 < ratio < 8:
        assert bent[30] == pytest.approx(1 - risk, abs=1e-6)
    assert quantile(times, np.ones(91), 0.5) is None


@given(st.integers(2, 60), st.integers(1, 60))
@settings(max_examples=30, deadline=None)
def test_features_never_look_ahead(rows: int, cut: int) -> None:
    random = np.random.default_rng(rows)
    wide = pl.DataFrame(
        {
            "life": [0] * rows,
            "t": np.arange(float(rows)),
            "age": np.arange(float(rows)),
            "a": random.normal(size=rows),
        }
    )
    cut = max(3, min(cut, rows))
    if rows < 3:
        return
    whole, part = windows.describe(wide, ["a"]).matrix[:cut], windows.describe(wide.head(cut), ["a"]).matrix
    np.testing.assert_allclose(whole, part, equal_nan=True)


def test_a_product_that_tells_failures_is_found_among_the_training_rows() -> None:
    random = np.random.default_rng(0)
    levels = np.column_stack(
        [random.uniform(10, 70, 4000), random.uniform(1200, 2800, 4000), random.normal(size=4000)]
    )
    failing = (levels[:, 0] * levels[:, 1] > 130_000) | (levels[:, 0] * levels[:, 1] < 25_000)
    found = pairs.search(levels, failing)
    assert (found[0].first, found[0].second) == (0, 1)
    assert found[0].operation == "×"
    assert pairs.search(levels, np.zeros(4000, dtype=bool)) == []


def test_a_pair_divided_by_nought_is_unknown() -> None:
    assert np.isnan(pairs.Pair(0, 1, "÷").of(np.array([[1.0, 0.0]]))[0])


@given(st.lists(st.integers(0, 9), min_size=4, max_size=80))
@settings(max_examples=50, deadline=None)
def test_a_group_is_never_cut_between_folds(groups: list[int]) -> None:
    group = np.array(groups)
    for held in folds(group, group % 3 == 0):
        assert not set(group[held]) & set(group[~held])


def test_platt_mends_probabilities_that_are_too_sure() -> None:
    random = np.random.default_rng(2)
    true = random.normal(size=6000)
    follows = random.random(6000) < 1 / (1 + np.exp(-true))
    slope, offset = platt(3 * true + 1, follows)
    assert slope == pytest.approx(1 / 3, rel=0.1)
    assert offset == pytest.approx(-1 / 3, abs=0.1)


def test_two_fits_on_the_same_rows_agree() -> None:
    random = np.random.default_rng(5)
    matrix = random.normal(size=(400, 2))
    rows = Rows(matrix, [0, 1], matrix[:, 0] * matrix[:, 1] > 0.8, np.arange(400) // 4, np.arange(400) // 4)
    first, second = fit_risk(rows).score(matrix), fit_risk(rows).score(matrix)
    np.testing.assert_array_equal(first, second)


def test_the_threshold_is_that_of_the_best_f1() -> None:
    assert best_threshold(
        np.array([0.9, 0.8, 0.3, 0.1]), np.array([True, True, False, False])
    ) == pytest.approx(0.55)


def test_wilson_narrows_with_more_trials() -> None:
    few, many = wilson(0.2, 10), wilson(0.2, 1000)
    assert few[0] < many[0] < 0.2 < many[1] < few[1]
    assert wilson(0.0, 20)[0] == 0


def test_auc_and_bins_of_a_perfect_ranking() -> None:
    follows = np.array([False] * 5 + [True] * 5)
    assert auc(np.arange(10.0), follows) == 1.0
    assert auc(np.ones(10), follows) == 0.5
    assert bins(np.arange(10.0) / 10, follows)[0] == pytest.approx((0.05, 0.0, 2))


def events(*rows: tuple[str, float, float, bool, bool]) -> pl.DataFrame:
    return pl.DataFrame(
        list(rows), orient="row",
        schema={"machine": pl.String, "t": pl.Float64, "back": pl.Float64, "failed": pl.Boolean, "renews": pl.Boolean},
    )  # fmt: skip


def readings(machine: str, times: list[float]) -> pl.DataFrame:
    return pl.DataFrame(
        {"machine": [machine] * len(times), "sensor": ["a"] * len(times), "t": times, "value": times}
    )


def test_lives_end_at_failures_and_renewals_but_not_at_inspections() -> None:
    happened = events(("M", 5, 6, True, True), ("M", 9, 9, False, False), ("M", 12, 12, False, True))
    lives = live(readings("M", [float(t) for t in range(21)]), happened, ended=False, common_end=20.0)
    assert [(one.start, one.end, one.failed, one.now) for one in lives] == [
        (0, 5, True, False), (6, 12, False, False), (12, 20, False, True),
    ]  # fmt: skip


def test_a_reading_at_the_moment_of_the_failure_belongs_to_the_life_that_ends() -> None:
    lives = live(
        readings("M", [0.0, 1.0, 2.0, 3.0, 4.0]), events(("M", 2, 2, True, True)), ended=False, common_end=4.0
    )
    observed = observe(readings("M", [0.0, 1.0, 2.0, 3.0, 4.0]), lives, 1.0)
    assert observed.life.tolist() == [0, 0, 0, 1, 1]
    assert observed.follows(1.0).tolist() == [False, True, True, False, False]


def test_a_machine_of_its_own_clock_that_failed_at_its_last_cycle_is_stopped() -> None:
    lives = live(
        readings("M", [1.0, 2.0, 3.0]), events(("M", 3, 3, True, True)), ended=False, common_end=None
    )
    assert [(one.failed, one.now) for one in lives] == [(True, False)]
    assert live(readings("M", [1.0, 2.0, 3.0]), events(), ended=True, common_end=None)[0].failed


def test_rules_see_a_threshold_passed_and_one_to_come() -> None:
    times = np.arange(40.0)
    rising = 50 + times
    assert threshold(Threshold("a", above=True, limit=80), times, rising, 30).kind == "threshold"  # type: ignore[union-attr]
    soon = threshold(Threshold("a", above=True, limit=100), times, rising, 30)
    assert soon is not None
    assert soon.delay == pytest.approx(12)
    assert threshold(Threshold("a", above=True, limit=100), times, rising, 5) is None
    assert threshold(Threshold("a", above=False, limit=20), times, rising, 300) is None


def test_a_threshold_is_judged_on_the_last_readings_and_not_on_the_mean_of_days() -> None:
    rule, days, means = Threshold("a", above=True, limit=66), np.arange(17.0), np.full(17, 60.0)
    assert threshold(rule, days, means, 30) is None
    found = threshold(rule, days, means, 30, np.array([60.0, 60.0, 67.0, 68.0, 67.0]))
    assert found is not None
    assert (found.kind, found.value) == ("threshold", 67.0)
    assert threshold(rule, days, means, 30, np.array([60.0, 60.0, 60.0, 99.0])) is None


def test_one_odd_reading_turns_neither_slope_nor_drift() -> None:
    times = np.arange(60.0)
    values = 20 + 0.0 * times + np.sin(times)
    values[55] = 500
    assert abs(theil_sen(times, values)) < 0.05
    assert drift("a", times, values) is None
    assert drift("a", times, np.where(times > 48, values + 30, values)) is not None
