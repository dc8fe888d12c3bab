"""A count of people never tells anyone's own case."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from levier.method.adoption.counting import LEAST, about_ten, people


@given(st.integers(0, 400), st.integers(0, 400))
def test_an_exact_number_stands_only_between_two_groups_of_five(one: int, other: int) -> None:
    found = people(one, one + other)
    assert found.low <= one <= found.high
    assert found.exact == (one >= LEAST and other >= LEAST) or one + other == 0


@given(st.integers(1, 400), st.data())
def test_nobody_can_be_told_to_have_used_it_or_not(of: int, data: st.DataObject) -> None:
    found = people(data.draw(st.integers(0, of)), of)
    assert found.high > 0, "would say that nobody did"
    assert found.low < of, "would say that everybody did"


@given(st.integers(1, 400), st.data())
def test_what_is_added_up_is_of_five_people_at_least(of: int, data: st.DataObject) -> None:
    number = data.draw(st.integers(0, of))
    assert not people(number, of).enough or number >= LEAST


def test_the_words_follow_the_interval() -> None:
    assert people(8, 20).said.endswith("(8 sur 20)")
    assert people(2, 20).said == "moins de 5\u00a0personnes"
    assert people(18, 20).said == "au moins 16 sur 20"
    assert people(5, 5).said == "non montré"
    with pytest.raises(ValueError, match="3 of 2"):
        people(3, 2)


def test_a_total_is_rounded_to_ten() -> None:
    assert [about_ten(number) for number in (0, 4, 5, 14, 15)] == [0, 0, 10, 10, 20]
