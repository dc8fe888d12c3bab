"""Hours as people write them."""

import pytest

from levier.capabilities.route_planning.reading.hours import seconds, window, written


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("8h30", 30600),
        ("08:00", 28800),
        ("14 h", 50400),
        ("8:05:00", 29100),
        ("9", 32400),
        ("2026-11-24 08:30:00", 30600),
        ("0,5", 43200),
        ("24:00", 86400),
        ("2026-11-24T08:00:00Z", 32400),
        ("2026-11-24T09:00:00+01:00", 32400),
        ("2026-07-14 08:00+00:00", 36000),
    ],
)
def test_an_hour_is_read(text: str, expected: int) -> None:
    assert seconds(text) == expected


@pytest.mark.parametrize("text", ["25h99", "midi", "8h75", "48:00", "abc"])
def test_what_is_no_hour_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=text):
        seconds(text)


def test_a_window_in_one_cell_is_both_ends() -> None:
    assert window("8h-10h30", "") == (28800, 37800)
    assert window("", "") == (None, None)
    assert window("8h", "12h") == (28800, 43200)


def test_the_next_day_is_said() -> None:
    assert written(25 * 3600) == "01:00 (+1)"
    assert written(52 * 3600 + 60) == "04:01 (+2)"
    assert written(9 * 3600 + 300) == "09:05"
