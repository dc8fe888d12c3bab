"""The anomaly model: finds what stands apart, is reproducible, survives awkward tables."""

import numpy as np
import pytest

from levier.capabilities.fraud_detection.anomaly.ensemble import anomaly_scores, rarity


def test_points_far_from_the_others_come_first() -> None:
    random = np.random.default_rng(0)
    table = np.concatenate([random.normal(size=(300, 4)), random.normal(6, 1, size=(5, 4))])
    assert set(np.argsort(-anomaly_scores(table))[:5]) == {300, 301, 302, 303, 304}


def test_the_scores_are_the_same_each_time_and_do_not_depend_on_units() -> None:
    table = np.random.default_rng(1).normal(size=(120, 3))
    assert np.array_equal(anomaly_scores(table), anomaly_scores(table))
    scaled = anomaly_scores(table * np.array([1000.0, 1.0, 0.001]))
    assert np.corrcoef(anomaly_scores(table), scaled)[0, 1] > 0.98


@pytest.mark.parametrize(
    "table",
    [
        np.zeros((50, 3)),
        np.full((20, 2), np.nan),
        np.zeros((1, 4)),
        np.zeros((10, 0)),
        np.repeat(np.arange(4.0), 30)[:, None],
    ],
)
def test_constant_missing_single_and_repeated_rows_are_scored_without_a_fault(
    table: "np.ndarray[tuple[int, int], np.dtype[np.float64]]",
) -> None:
    assert np.isfinite(anomaly_scores(table)).all()


def test_infinite_values_are_refused() -> None:
    with pytest.raises(ValueError, match="infinite"):
        anomaly_scores(np.array([[1.0], [np.inf], [2.0]]))


def test_rarity_is_the_log_of_the_rank() -> None:
    assert rarity(np.array([0.1, 0.9, 0.5])) == pytest.approx(-np.log([1, 1 / 3, 2 / 3]))
