"""The next hour of a service is one the calendar has."""

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as some

from levier.core.errors import BadInput
from levier.operations.watching import clock


@given(
    some.datetimes(datetime(2024, 1, 1), datetime(2030, 1, 1), timezones=some.just(UTC)),
    some.sampled_from(["day", "week", "month"]),
    some.integers(0, 23),
    some.integers(0, 6),
    some.integers(1, 31),
)
def test_it_comes_after_now_within_its_period_at_its_hour(
    now: datetime, every: str, hour: int, weekday: int, day: int
) -> None:
    found = clock.next_after(now, every, hour, weekday, day)
    assert found is not None
    local = timezone.localtime(found)
    assert now < found <= now + timedelta(days={"day": 1, "week": 7, "month": 31}[every], hours=3)
    assert local.minute == 0
    if every == "week":
        assert local.weekday() == weekday
    if every == "month" and local.day != day:
        assert (local + timedelta(days=1)).month != local.month


def test_by_hand_has_no_next_hour() -> None:
    assert clock.next_after(timezone.now(), "manual", 6, 0, 1) is None


@pytest.mark.parametrize(
    ("every", "hour", "weekday", "day", "words"),
    [
        ("often", 6, 0, 1, "fréquence"),
        ("day", 24, 0, 1, "heure"),
        ("week", 6, 7, 1, "semaine"),
        ("month", 6, 0, 32, "Aucun mois"),
        ("month", 6, 0, 0, "Aucun mois"),
    ],
)
def test_an_impossible_schedule_is_refused_in_french(
    every: str, hour: int, weekday: int, day: int, words: str
) -> None:
    with pytest.raises(BadInput, match=words):
        clock.check(every, hour, weekday, day)


def test_the_schedule_is_said_in_words() -> None:
    assert clock.words("week", 6, 0, 1) == "toutes les semaines, le lundi à 6\u00a0h"
    assert clock.words("month", 7, 0, 31) == "tous les mois, le 31 à 7\u00a0h"
