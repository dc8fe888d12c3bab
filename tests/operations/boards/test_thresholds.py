"""Thresholds: once by crossing, and a value that trembles rings once."""

from hypothesis import given
from hypothesis import strategies as st

from levier.operations.boards.thresholds import Weighed, next_state


def walk(
    values: list[float], low: float | None = None, high: float | None = None, margin: float = 0.05
) -> list[str]:
    state, told = "", []
    for value in values:
        state = next_state(state, Weighed(value, value), low, high, margin)
        told.append(state)
    return told


def test_a_value_that_trembles_around_its_threshold_rings_once() -> None:
    assert walk([110, 99, 101, 99, 102, 98], low=100) == ["", "low", "low", "low", "low", "low"]


def test_it_is_back_beyond_the_margin_only() -> None:
    assert walk([99, 104, 106, 99], low=100) == ["low", "low", "", "low"]


def test_a_margin_of_nothing_comes_back_at_once() -> None:
    assert walk([101, 100, 101], high=100, margin=0) == ["high", "", "high"]


def test_negative_thresholds_have_their_margin_on_the_right_side() -> None:
    assert walk([-101, -97, -94], low=-100) == ["low", "low", ""]


def test_a_sum_in_progress_is_not_too_low_yet_but_can_be_too_high() -> None:
    assert next_state("", Weighed(low=120, high=10), 100, None, 0.05) == ""
    assert next_state("", Weighed(low=120, high=310), 100, 300, 0.05) == "high"
    assert next_state("", Weighed(low=80, high=10), 100, 300, 0.05) == "low"


def test_no_value_changes_nothing() -> None:
    assert next_state("low", Weighed(None, None), 100, None, 0.05) == "low"


@given(st.lists(st.floats(-1e6, 1e6), max_size=40), st.floats(-1e5, 1e5), st.floats(0, 0.5))
def test_between_two_rings_the_value_came_back(values: list[float], low: float, margin: float) -> None:
    told = walk(values, low=low, margin=margin)
    for place in range(1, len(told)):
        if told[place] == "low" and told[place - 1] != "low":
            assert values[place] < low
        if told[place] == "" and told[place - 1] == "low":
            assert values[place] >= low + margin * abs(low)
