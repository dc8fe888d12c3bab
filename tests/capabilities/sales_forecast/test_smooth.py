import numpy as np
import pytest

from levier.capabilities.sales_forecast.smooth.autoregression import autoregression
from levier.capabilities.sales_forecast.smooth.combination import combined, combined_all, quick
from levier.capabilities.sales_forecast.smooth.exponential import damped, flat, theta
from levier.capabilities.sales_forecast.smooth.seasons import indices

YEARS = np.arange(72)
SHAPE = 1 + 0.4 * np.sin(2 * np.pi * np.arange(12) / 12)


def test_a_known_season_is_found_and_its_indices_have_a_mean_of_one_in_logs() -> None:
    found = indices((100 + YEARS) * np.tile(SHAPE, 6), 12)
    assert np.log(found).mean() == pytest.approx(0, abs=1e-9)
    assert found == pytest.approx(SHAPE / np.exp(np.log(SHAPE).mean()), rel=0.05)


def test_noise_is_not_taken_for_a_season() -> None:
    noise = 100 * np.exp(np.random.default_rng(3).normal(0, 0.3, 36))
    raw = np.log([noise[place::12].mean() / noise.mean() for place in range(12)]).std()
    assert np.log(indices(noise, 12)).std() < 0.6 * raw


@pytest.mark.parametrize("values", [np.zeros(40), np.full(5, 3.0), np.array([5.0]), np.arange(30.0) - 10])
def test_a_series_without_a_season_or_positive_values_has_no_indices(values: np.ndarray) -> None:
    assert (indices(values, 12) == 1).all()


def test_a_straight_line_goes_on() -> None:
    line = 50 + 2.0 * np.arange(40)
    assert damped(line, 3) == pytest.approx([130, 132, 134], rel=0.02)
    assert autoregression(line, 3) == pytest.approx([130, 132, 134], rel=0.01)
    assert theta(line, 3)[0] > 125


def test_a_steady_series_stays_where_it_is() -> None:
    assert flat(np.full(20, 7.0), 4) == pytest.approx([7] * 4)
    assert quick(np.full(30, 7.0), 12, 4) == pytest.approx([7] * 4, rel=0.01)


def test_a_trend_and_a_season_are_forecast_together() -> None:
    values = (100 + YEARS) * np.tile(SHAPE, 6)
    truth = (100 + np.arange(72, 84)) * SHAPE
    assert np.abs(quick(values, 12, 12) / truth - 1).mean() < 0.06
    assert np.abs(combined(values, 12, 12) / truth - 1).mean() < 0.06


@pytest.mark.parametrize(
    "values", [np.array([3.0, 4.0]), np.zeros(15), np.array([1.0, 1e9] * 10), -np.arange(20.0)]
)
def test_strange_series_give_finite_forecasts(values: np.ndarray) -> None:
    assert np.isfinite(quick(values, 12, 6)).all()
    assert np.isfinite(combined(values, 12, 6)).all()


def test_several_processes_say_what_one_says() -> None:
    series = [100 + 10 * np.sin(np.arange(30) + one) for one in range(4)]
    alone, spread = combined_all(series, 1, 5), combined_all(series, 1, 5, workers=2)
    assert np.allclose(alone, spread)
