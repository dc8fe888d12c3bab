"""The season of a year in the demand, on made catalogues whose seasons are known, judged by replaying the sales."""

import numpy as np
import pytest

from levier.capabilities.stock_replenishment.science.demand import History, Values
from levier.capabilities.stock_replenishment.science.judging import weeks_of
from levier.capabilities.stock_replenishment.science.learning import learn
from levier.capabilities.stock_replenishment.science.rules import RISKS, by_risk
from levier.capabilities.stock_replenishment.science.season import shifts
from levier.capabilities.stock_replenishment.science.simulating import Curve, Shop, curve, play

YEAR, COUNT, COVER = 52, 60, 4.0


def sold(weeks: int, *, seasonal: bool, seed: int = 1) -> Values:
    """Bursty demand of ``COUNT`` articles; the seasonal ones sell forty times more during seven weeks of the year."""
    random = np.random.default_rng(seed)
    pace, start = np.exp(random.normal(1.5, 0.8, COUNT)), random.uniform(0, YEAR, COUNT)
    week = (np.arange(weeks)[None, :] - start[:, None]) % 52.18
    mean = pace[:, None] * (np.where(week < 7, 6.0, 0.15) if seasonal else np.ones_like(week))
    demand: Values = random.negative_binomial(1.5, 1.5 / (1.5 + mean)).astype(float)
    return demand


def history(demand: Values, year: int) -> History:
    return History(demand, (demand > 0).argmax(axis=1).astype(np.int64), year)


def replayed(demand: Values, year: int) -> Curve:
    """Stock against share served over the weeks that judge."""
    past, weeks = history(demand, year), weeks_of(demand.shape[1])
    ones = np.ones(COUNT)
    waits = np.full((COUNT, weeks.end - weeks.start), 3)
    shop = Shop(demand[:, weeks.start :], waits, ones, ones, ones.astype(np.int64))
    levels = by_risk(
        past,
        np.arange(weeks.start, weeks.end),
        learn(past, weeks.split, 4),
        np.full(COUNT, COVER),
        np.full(COUNT, 0.1),
    )
    return curve(play(shop, levels, weeks.split - weeks.start), RISKS, ones)


@pytest.mark.parametrize("seed", [1, 2])
def test_a_season_takes_a_tenth_of_the_stock_off_at_equal_service(seed: int) -> None:
    demand = sold(156, seasonal=True, seed=seed)
    assert replayed(demand, YEAR).stock_at(0.95) < 0.9 * replayed(demand, 0).stock_at(0.95)


@pytest.mark.parametrize("seed", [1, 2])
def test_articles_without_a_season_hold_no_more_stock_than_a_hundredth_more(seed: int) -> None:
    demand = sold(156, seasonal=False, seed=seed)
    assert replayed(demand, YEAR).stock_at(0.95) < 1.01 * replayed(demand, 0).stock_at(0.95)


def test_the_season_follows_the_weeks_to_come_and_not_those_gone() -> None:
    swing = 1 + 0.9 * np.cos(2 * np.pi * np.arange(156) / YEAR)
    past = history(np.round(40 * swing)[None, :], YEAR)
    rising, falling = shifts(past, np.array([138, 118]), np.array([4.0]), 0.1)[0]
    assert rising > 9
    assert falling < -9


@pytest.mark.parametrize("weeks", [30, 56, 60])
def test_a_year_seen_once_says_nothing_of_the_season(weeks: int) -> None:
    found = shifts(history(sold(weeks, seasonal=True), YEAR), np.array([weeks]), np.full(COUNT, COVER), 0.1)
    assert not found.any()


def test_a_review_knows_nothing_of_what_came_after_it() -> None:
    demand = sold(130, seasonal=True)
    cut = shifts(history(demand[:, :120], YEAR), np.array([120]), np.full(COUNT, COVER), 0.1)
    whole = shifts(history(demand, YEAR), np.array([120]), np.full(COUNT, COVER), 0.1)
    assert cut == pytest.approx(whole)
