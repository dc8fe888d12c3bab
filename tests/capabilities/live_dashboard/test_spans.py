"""Periods: in progress, whole, and the days they are fairly compared with."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from levier.capabilities.live_dashboard.period_words import beside, spoken
from levier.capabilities.live_dashboard.science.spans import Grain, spans, whole_periods, year_before

DAYS = st.dates(date(2001, 1, 1), date(2060, 1, 1))
GRAINS = st.sampled_from(["week", "month", "quarter", "year"])


def test_a_month_in_progress_is_compared_with_as_many_days() -> None:
    found = spans("month", date(2026, 11, 9), date(2026, 11, 10))
    assert not found.complete
    assert (found.current.end, found.previous.end, found.last_year.end) == (
        date(2026, 11, 9),
        date(2026, 10, 9),
        date(2025, 11, 9),
    )
    assert spoken(found) == "novembre 2026, jusqu'au 9"


def test_a_month_that_ends_on_a_week_end_is_whole_once_over() -> None:
    found = spans("month", date(2026, 10, 30), date(2026, 11, 2))
    assert found.complete
    assert found.current.end == date(2026, 10, 31)
    assert spoken(found) == "octobre 2026"


def test_the_last_whole_period_is_the_one_before_when_one_is_in_progress() -> None:
    assert spans("month", date(2026, 11, 9), date(2026, 11, 9), "last").current.start == date(2026, 10, 1)
    assert spans("month", date(2026, 10, 31), date(2026, 11, 9), "last").current.start == date(2026, 10, 1)


def test_a_longer_month_is_not_compared_beyond_the_end_of_a_shorter_one() -> None:
    assert spans("month", date(2026, 3, 30), date(2026, 3, 30)).previous.end == date(2026, 2, 28)


def test_the_29th_of_february_has_a_day_the_year_before() -> None:
    assert year_before(date(2024, 2, 29)) == date(2023, 2, 28)


def test_planned_visits_do_not_make_a_period_progress() -> None:
    assert spans("month", date(2027, 5, 1), date(2026, 11, 9)).through == date(2026, 11, 9)


def test_data_shorter_than_a_period_have_no_whole_one() -> None:
    assert whole_periods("month", date(2026, 11, 12), date(2026, 11, 20), date(2026, 11, 21)) is None


@given(GRAINS, DAYS, st.integers(0, 400))
def test_periods_are_in_order_and_never_longer_than_the_calendar_ones(
    grain: Grain, last: date, later: int
) -> None:
    found = spans(grain, last, last + timedelta(days=later))
    assert found.previous.end < found.current.start <= found.current.end <= found.whole.end
    assert found.last_year.end < found.current.start
    assert found.previous.days <= max(found.current.days, 366)


def test_a_comparison_is_written_as_one_says_it() -> None:
    assert beside("juin 2023") == "par rapport à juin 2023"
    assert beside("au 30/06/2023") == "par rapport au 30/06/2023"
    assert beside("1er trimestre 2023") == "par rapport au 1er trimestre 2023"
    assert beside("semaine du 2 au 8 mars 2026") == "par rapport à la semaine du 2 au 8 mars 2026"
    assert beside("du 2 au 8 mars 2026") == "par rapport à la période du 2 au 8 mars 2026"
