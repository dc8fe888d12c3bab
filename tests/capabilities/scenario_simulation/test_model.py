"""The driver model against arithmetic done by hand, and its parts against closed forms."""

from datetime import date

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from levier.capabilities.scenario_simulation.books.drivers import Drivers, Standing
from levier.capabilities.scenario_simulation.drawing import Spread, draw
from levier.capabilities.scenario_simulation.learning.activity import Expected
from levier.capabilities.scenario_simulation.model import Effects, central, replace, simulate
from levier.capabilities.scenario_simulation.rules import (
    UNREAD,
    company_tax,
    employer_rate,
    out_of_date,
    rules,
    source,
)
from levier.capabilities.scenario_simulation.sensitivity import bounds

MONTHS = 12
DAYS = 30.4375


def drivers(standing: Standing) -> Drivers:
    past = np.full(12, 1000.0)
    months = tuple(date(2025, month, 1) for month in range(1, 13))
    return Drivers("accounts", "EUR", months, past, past * 0.4, past * 0, past * 0, past * 0, past * 0, standing)  # fmt: skip


def expected(rate: float = 0.4, services: float = 0.0, level: float = 0.0) -> Expected:
    return Expected(np.full(MONTHS, 1000.0), rate, 0.0, services, 0.0, 0.0, np.zeros(1), level, True, None, 0.0, np.zeros(1))  # fmt: skip


def test_paid_at_once_cash_is_profit_added_up() -> None:
    made = simulate(drivers(Standing(cash=500)), expected(), central(expected(), MONTHS, 0, 0, 0), Effects.none(MONTHS))  # fmt: skip
    assert made.cash[0] == pytest.approx(500 + 600 * np.arange(1, MONTHS + 1))


@given(st.floats(0, 200))
def test_sales_paid_later_are_missing_for_just_that_long(days: float) -> None:
    books = drivers(Standing(cash=0))
    made = simulate(books, expected(0), central(expected(0), MONTHS, 0, days, 0), Effects.none(MONTHS))
    # Steady sales: what is owed at the end is the delay's worth of them (no opening balance here).
    assert made.cash[0, -1] == pytest.approx(1000 * max(0.0, MONTHS - days / DAYS), abs=1)


def test_the_opening_receivables_are_all_collected_within_their_delay() -> None:
    books = drivers(Standing(cash=0, receivables=1500))
    made = simulate(books, expected(0), central(expected(0), MONTHS, 0, 45.65625, 0), Effects.none(MONTHS))
    # A month and a half owed at first, a month and a half owed at the end.
    assert made.cash[0, -1] == pytest.approx(12_000, abs=1)


def test_vat_is_paid_a_month_later_and_a_credit_waits() -> None:
    due = simulate(drivers(Standing(cash=0, vat_on_sales=0.2)), expected(0), central(expected(0), MONTHS, 0, 0, 0), Effects.none(MONTHS))  # fmt: skip
    assert due.cash[0, 0] == pytest.approx(1200)
    assert due.cash[0, 1] == pytest.approx(2200)
    books = drivers(Standing(cash=0, vat_on_sales=0.2, vat_due=-300))
    credit = simulate(books, expected(0), central(expected(0), MONTHS, 0, 0, 0), Effects.none(MONTHS))
    assert credit.cash[0, 2] - due.cash[0, 2] == pytest.approx(300)


def test_volume_answers_a_price_with_constant_elasticity() -> None:
    effects = replace(Effects.none(MONTHS), price=np.full(MONTHS, -0.1))
    made = simulate(drivers(Standing()), expected(), central(expected(), MONTHS, -2.0, 0, 0), effects)
    volume = 0.9**-2
    assert made.profit[0] == pytest.approx(np.full(MONTHS, 1000 * volume * (0.9 - 0.4)))


def test_income_tax_is_paid_by_quarters_of_the_last_one() -> None:
    taxed = simulate(drivers(Standing(cash=0, tax=8000)), expected(0), central(expected(0), MONTHS, 0, 0, 0), Effects.none(MONTHS))  # fmt: skip
    assert taxed.cash[0, 1] == pytest.approx(2000)
    assert taxed.cash[0, 2] == pytest.approx(3000 - 2000)
    assert taxed.cash[0, -1] == pytest.approx(12_000 - 8000)
    small = simulate(drivers(Standing(cash=0, tax=2500)), expected(0), central(expected(0), MONTHS, 0, 0, 0), Effects.none(MONTHS))  # fmt: skip
    assert small.cash[0, -1] == pytest.approx(12_000)


def test_draws_follow_the_closed_form() -> None:
    level, mean, error, price = 0.08, -1.4, 0.3, -0.05
    still = Spread(0, 0, 0)
    futures = draw(expected(level=level), Spread(0, mean, 0, error), still, still, 20_000)
    effects = replace(Effects.none(MONTHS), price=np.full(MONTHS, price))
    profit = simulate(drivers(Standing()), expected(level=level), futures, effects).profit.sum(axis=1)
    slope = np.log(1 + price)
    centre, spread = -(level**2) / 2 + mean * slope, np.hypot(level, error * slope)
    exact = 1000 * MONTHS * (1 + price - 0.4) * np.exp(centre + spread**2 / 2)
    assert profit.mean() == pytest.approx(exact, rel=0.003)
    assert profit.std() == pytest.approx(exact * np.sqrt(np.exp(spread**2) - 1), rel=0.03)


@given(st.floats(-3, 0), st.floats(0, 3), st.floats(0, 1))
def test_the_deciles_of_a_triangle_hold_eighty_percent(low: float, width: float, place: float) -> None:
    spread = Spread(low, low + place * width, low + width)
    first, last = bounds(spread)
    assert spread.low - 1e-9 <= first <= last <= spread.high + 1e-9
    if width > 0.01:
        drawn = np.random.default_rng(1).triangular(spread.low, spread.mid, spread.high, 20_000)
        assert ((drawn >= first) & (drawn <= last)).mean() == pytest.approx(0.8, abs=0.02)


def test_contributions_fall_near_the_minimum_wage_and_are_whole_above_three() -> None:
    floor = float(rules()["employer"]["reduction"]["smic_year"])
    full = sum(one["rate"] for one in rules()["employer"]["contributions"])
    assert employer_rate(floor) == pytest.approx(
        full - 0.3981, abs=1e-6
    )  # decree 2025-1446, under fifty people
    assert employer_rate(3 * floor) == full
    assert employer_rate(floor) < employer_rate(1.6 * floor) < employer_rate(2.9 * floor) < full


def test_company_tax_has_its_reduced_slice_and_none_on_a_loss() -> None:
    assert company_tax(-10, 1e6) == 0
    assert company_tax(42_500, 1e6) == pytest.approx(6375)
    assert company_tax(100_000, 1e6) == pytest.approx(6375 + 57_500 * 0.25)
    assert company_tax(100_000, 5e7) == pytest.approx(25_000)


def test_every_rule_has_its_source_and_its_day_of_review() -> None:
    for name, part in rules().items():
        if isinstance(part, dict):
            assert part["source"], name
            date.fromisoformat(part["reviewed"])
    for one in rules()["employer"]["contributions"]:
        assert one["text"], one["label"]
        assert one["read"], one["label"]


def test_rates_that_change_with_the_year_are_to_be_read_again_when_it_ends() -> None:
    assert not out_of_date("employer", date(2026, 12, 31))
    assert out_of_date("employer", date(2027, 1, 1))
    assert "à relire avant le 01/01/2027" in source("employer")


def test_each_contribution_says_whether_its_article_was_read_and_the_page_how_many_were_not() -> None:
    data = rules()["employer"]
    states = [one["status"] for one in data["contributions"]]
    assert set(states) <= {"lu", "lu dans une source secondaire", UNREAD}
    assert date.fromisoformat(data["review"]) > date.fromisoformat(data["reviewed"])
    assert f"{states.count(UNREAD)} articles à vérifier dans le texte" in source("employer")
