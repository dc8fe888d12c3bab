"""Return, payback and net present value, against figures worked by hand."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from levier.indicators.finance import (
    Project,
    Range,
    flows,
    payback,
    present_value,
    return_on,
    scenarios,
    tornado,
)


def sure(value: float) -> Range:
    return Range(value, value, value, "dit")


PROJECT = Project(
    Range(80, 100, 120, "mesuré"),
    Range(2, 3, 4, "chronométré"),
    sure(30.0),
    sure(20.0),
    sure(600.0),
    discount=0.08,
    months=12,
)


def test_flows_value_and_payback_are_those_worked_by_hand() -> None:
    likely = flows(PROJECT, lambda name: getattr(PROJECT, name).likely)
    assert likely[:2] == [-600.0, 130.0]  # 100 files × 3 min × 30 €/h − 20 €
    assert present_value([-100.0, *[0.0] * 11, 108.0], 0.08) == pytest.approx(0.0)
    assert payback(likely) == 5
    assert return_on(150, 100) == pytest.approx(0.5)
    assert return_on(150, 0) is None


def test_a_project_that_never_pays_back_says_so() -> None:
    assert payback([-100.0, 10.0, 10.0]) is None
    assert payback([0.0, 10.0]) == 0
    assert payback([-10.0, 20.0, -30.0, 5.0]) is None


def test_scenarios_go_from_cautious_to_favourable() -> None:
    cautious, likely, good = scenarios(PROJECT)
    assert cautious.value < likely.value < good.value
    assert cautious.name == "Prudent"


def test_the_tornado_puts_the_widest_first_and_spending_the_right_way_round() -> None:
    found = tornado(PROJECT)
    assert found[0].driver == "minutes"
    assert [one.width for one in found] == sorted((one.width for one in found), reverse=True)
    spent = tornado(Project(sure(100), sure(3), sure(30), Range(10, 20, 30, "x"), sure(0)))[0]
    assert (spent.driver, spent.bad_at, spent.good_at) == ("monthly", 30, 10)
    assert spent.bad < spent.good


@given(st.lists(st.floats(-1e6, 1e6), min_size=1, max_size=40), st.floats(0, 0.5))
def test_without_discount_the_value_is_the_sum_and_discount_never_inflates_gains(
    given_flows: list[float], rate: float
) -> None:
    assert present_value(given_flows, 0.0) == pytest.approx(sum(given_flows), abs=1e-3)
    gains = [abs(one) for one in given_flows]
    assert present_value(gains, rate) <= sum(gains) + 1e-6


def test_a_range_upside_down_is_refused() -> None:
    with pytest.raises(ValueError):
        Range(3, 2, 1, "x")


def test_where_each_file_loses_time_more_files_are_the_bad_end() -> None:
    losing = Project(
        Range(50, 100, 200, "x"),
        Range(-3, -2, -1, "x"),
        Range(25, 30, 40, "x"),
        Range(5, 10, 15, "x"),
        sure(100),
    )
    cautious, likely, good = scenarios(losing)
    assert cautious.value < likely.value < good.value
    assert cautious.yearly == pytest.approx(12 * (200 * -3 / 60 * 40 - 15))
    files = next(one for one in tornado(losing) if one.driver == "files")
    assert (files.bad_at, files.good_at) == (200, 50)


ENDS = st.tuples(*[st.floats(-50, 200)] * 3).map(sorted)
PAID = st.tuples(*[st.floats(0, 200)] * 3).map(sorted)


@given(st.tuples(PAID, ENDS, PAID, PAID, PAID))
def test_no_choice_within_the_ranges_is_worse_than_cautious_nor_better_than_favourable(
    drawn: tuple[list[float], ...],
) -> None:
    project = Project(*(Range(*one, "x") for one in drawn))
    cautious, likely, good = scenarios(project)
    assert cautious.value <= likely.value + 1e-6
    assert likely.value <= good.value + 1e-6
    for one in tornado(project):
        assert cautious.value - 1e-6 <= one.bad <= likely.value + 1e-6
        assert likely.value - 1e-6 <= one.good <= good.value + 1e-6
