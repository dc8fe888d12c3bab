"""Dates and periods: written and read back, and the ways people say them."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from levier.core.errors import BadInput
from levier.core.french.dates import (
    find_dates,
    find_periods,
    format_date,
    format_long_date,
    format_period,
    in_period,
)
from levier.core.period import Period

TODAY = date(2011, 9, 1)
DAYS = st.dates(date(1995, 1, 1), date(2060, 12, 31))


@given(DAYS)
def test_a_written_date_is_read_back(day: date) -> None:
    for text in (
        format_date(day),
        format_long_date(day),
        format_long_date(day, weekday=True),
        day.isoformat(),
    ):
        assert [found.date for found in find_dates(text)] == [day]


@given(DAYS, st.integers(0, 900), DAYS)
def test_a_written_period_is_read_back_whatever_the_day(start: date, days: int, today: date) -> None:
    period = Period(start=start, end=start + timedelta(days=days))
    found = find_periods(f"les ventes {in_period(period)} ?", today)
    assert [(one.period.start, one.period.end) for one in found] == [(period.start, period.end)]


@given(st.text(max_size=200), DAYS)
def test_any_text_can_be_searched_and_offsets_are_true(text: str, today: date) -> None:
    for found in find_periods(text, today):
        assert text[found.start : found.end] == found.raw
        assert found.period.start <= found.period.end


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("le mois dernier", "2011-08-01", "2011-08-31"),
        ("d'ici fin mars", "2011-09-01", "2012-03-31"),
        ("au T2", "2011-04-01", "2011-06-30"),
        ("depuis 60 jours", "2011-07-03", "2011-09-01"),
        ("les 4 prochaines semaines", "2011-09-01", "2011-09-28"),
        ("en avril", "2011-04-01", "2011-04-30"),
        ("en novembre", "2010-11-01", "2010-11-30"),
        ("entre le 3 et le 9 mai", "2011-05-03", "2011-05-09"),
        ("du 5 avril 2011 au 10", "2011-04-05", "2011-04-10"),
        ("avril 2011 à 10 101 €", "2011-04-01", "2011-04-30"),
        ("le 5 avril à 10 101 €", "2011-04-05", "2011-04-05"),
        ("cette année", "2011-01-01", "2011-12-31"),
        ("l'été dernier", "2011-06-01", "2011-08-31"),
        ("depuis le début de l'année", "2011-01-01", "2011-09-01"),
        ("2011", "2011-01-01", "2011-12-31"),
        ("semaine derniere", "2011-08-22", "2011-08-28"),
        ("ces 3 derniers mois", "2011-06-01", "2011-08-31"),
        ("la première semaine de mai", "2011-05-01", "2011-05-07"),
        ("de novembre à février 2011", "2010-11-01", "2011-02-28"),
        ("il y a deux mois", "2011-07-01", "2011-07-31"),
        ("le CA du mois", "2011-09-01", "2011-09-30"),
        ("le week-end dernier", "2011-08-27", "2011-08-28"),
        ("last month", "2011-08-01", "2011-08-31"),
        ("between April and June", "2011-04-01", "2011-06-30"),
    ],
)
def test_periods_are_understood_as_people_say_them(text: str, start: str, end: str) -> None:
    found = find_periods(text, TODAY)
    assert [(str(one.period.start), str(one.period.end)) for one in found] == [(start, end)]


def test_two_months_are_two_periods_and_share_the_year_said_last() -> None:
    labels = [found.period.label for found in find_periods("avril et mai 2010", TODAY)]
    assert labels == ["avril 2010", "mai 2010"]


def test_a_month_is_looked_for_ahead_when_the_verb_is_in_the_future() -> None:
    (found,) = find_periods("Quelles seront nos ventes en octobre ?", TODAY)
    assert found.period.start == date(2011, 10, 1)
    assert found.tense == "future"


@pytest.mark.parametrize(
    "text", ["sept jours", "2011 pièces", "tous les mois", "l'article L441-10", "il a été dit", "24/7"]
)
def test_what_is_no_period_is_left_alone(text: str) -> None:
    assert find_periods(text, TODAY) == []


@pytest.mark.parametrize(
    "text", ["du 9 au 3 mai", "le 31 avril", "le 30 février 2011", "d'ici fin mars 2010"]
)
def test_a_contradictory_period_is_refused_in_french(text: str) -> None:
    with pytest.raises(BadInput) as caught:
        find_periods(text, TODAY, strict=True)
    assert text.rsplit(maxsplit=1)[-1] in caught.value.message
    assert find_periods(text, TODAY) == []


def test_the_label_is_the_french_name_of_the_period() -> None:
    assert format_period(Period(start=date(2011, 4, 1), end=date(2011, 6, 30))) == "2e trimestre 2011"
    assert in_period(Period(start=date(2011, 4, 1), end=date(2011, 5, 31))) == "d’avril à mai 2011"
