from datetime import date, timedelta

import numpy as np
import pytest

from levier.capabilities.sales_forecast.calendar_effect import calendar_effect, opened_weekdays
from levier.capabilities.sales_forecast.french_days import (
    easter,
    is_bridge,
    public_holidays,
    school_known_until,
    school_share,
)
from levier.capabilities.sales_forecast.periods import Calendar


@pytest.mark.parametrize(
    ("year", "day"),
    [
        (2024, date(2024, 3, 31)),
        (2025, date(2025, 4, 20)),
        (2026, date(2026, 4, 5)),
        (2027, date(2027, 3, 28)),
    ],
)
def test_easter_falls_where_the_calendar_says(year: int, day: date) -> None:
    assert easter(year) == day


def test_a_year_has_eleven_public_holidays() -> None:
    assert len(public_holidays(2026)) == 11
    assert {date(2026, 5, 14), date(2026, 5, 25), date(2026, 4, 6)} < public_holidays(2026)


def test_the_friday_after_ascension_is_a_bridge() -> None:
    assert is_bridge(date(2026, 5, 15))
    assert not is_bridge(date(2026, 5, 22))


def test_school_holidays_are_those_of_the_ministry_zone_by_zone() -> None:
    assert school_share(date(2026, 2, 10), "A") == 1
    assert school_share(date(2026, 2, 10), "C") == 0
    assert school_share(date(2026, 8, 1), "all") == 1
    assert school_share(date(2026, 9, 15), "all") == 0
    assert school_known_until() >= date(2028, 8, 31)


def _days(closed: bool) -> tuple[np.ndarray, Calendar]:
    last = date(2026, 6, 30)
    days = [last - timedelta(days=back) for back in range(730)][::-1]
    random = np.random.default_rng(2)
    values = np.array(
        [random.poisson(8 if closed and day in public_holidays(day.year) else 80) for day in days],
        dtype=float,
    )
    return values, Calendar("day", 730, last)


def test_a_shop_that_closes_on_public_holidays_is_told_so_for_the_ones_to_come() -> None:
    values, periods = _days(closed=True)
    found = calendar_effect(values, periods, 30, "all", set(range(1, 8)))
    assert found is not None
    assert found.effects["jour férié"] < -0.6
    assert found.factor[730 + 13] < 0.4  # 14 July
    assert found.factor[730 + 5] > 0.7


def test_a_shop_that_does_not_care_gets_no_calendar() -> None:
    values, periods = _days(closed=False)
    assert calendar_effect(values, periods, 30, "all", set(range(1, 8))) is None


def test_no_calendar_is_tried_when_the_person_says_so_or_the_history_is_short() -> None:
    values, periods = _days(closed=True)
    assert calendar_effect(values, periods, 30, "none", {1, 2, 3, 4, 5}) is None
    assert calendar_effect(values[-100:], Calendar("day", 100, periods.last), 30, "all", {1}) is None


def test_opened_weekdays_leave_out_the_rare_ones() -> None:
    mondays = [date(2026, 1, 5) + timedelta(days=7 * week) for week in range(30)]
    assert opened_weekdays([*mondays, date(2026, 1, 11)]) == {1}
