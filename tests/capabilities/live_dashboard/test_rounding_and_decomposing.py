"""A change shared out: whatever the figures, the parts add up to it, to the cent."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from levier.capabilities.live_dashboard.science import decomposing
from levier.capabilities.live_dashboard.science.rounding import cents, shared_out

NAMES = st.sampled_from("ABCDEFGH")
MONEY = st.floats(-1e6, 1e6).map(lambda one: round(one, 4))
SIDES = st.dictionaries(NAMES, MONEY, max_size=8)
WEIGHTS = st.dictionaries(NAMES, st.floats(0.5, 1e4), min_size=1, max_size=8)


@given(st.lists(MONEY, max_size=30))
def test_rounded_parts_sum_exactly_to_the_rounded_whole(parts: list[float]) -> None:
    whole = math.fsum(parts)
    told = shared_out(parts, whole)
    assert sum(cents(one) for one in told) == cents(whole)
    assert all(abs(one - part) <= 0.0200001 for one, part in zip(told, parts, strict=True))


def test_the_largest_remainders_are_rounded_up() -> None:
    assert shared_out([1 / 3, 1 / 3, 1 / 3], 1.0) == [0.34, 0.33, 0.33]


def test_parts_that_do_not_make_the_whole_are_refused() -> None:
    with pytest.raises(ValueError, match="the parts make"):
        shared_out([1.0, 2.0], 4.0)


@given(SIDES, SIDES, MONEY, MONEY)
def test_the_members_of_a_sum_and_what_they_leave_make_the_change(
    before: dict[str, float], now: dict[str, float], more: float, less: float
) -> None:
    whole = (sum(before.values()) + more, sum(now.values()) + less)
    parts = decomposing.of_sum(before, now, *whole)
    assert sum(one.change for one in parts) == pytest.approx(whole[1] - whole[0], abs=1e-3)


@given(SIDES, WEIGHTS, SIDES, WEIGHTS)
def test_own_effects_and_effects_of_weights_make_the_change_of_a_ratio(
    up0: dict[str, float], down0: dict[str, float], up1: dict[str, float], down1: dict[str, float]
) -> None:
    parts = decomposing.of_ratio((up0, up1), (down0, down1))
    change = sum(up1.values()) / sum(down1.values()) - sum(up0.values()) / sum(down0.values())
    size = max(abs(change), *(abs(one.change) for one in parts), 1.0)
    assert math.fsum(one.change for one in parts) == pytest.approx(change, abs=1e-9 * size)


def test_a_ratio_that_moves_only_by_its_mix_has_no_own_effect() -> None:
    parts = decomposing.of_ratio(
        ({"A": 10, "B": 90}, {"A": 30, "B": 30}), ({"A": 10, "B": 30}, {"A": 30, "B": 10})
    )
    assert [round(one.rate, 12) for one in parts] == [0, 0]
    assert sum(one.mix for one in parts) == pytest.approx(60 / 40 - 100 / 40)


@given(st.lists(st.tuples(st.floats(-1e3, 1e3), st.floats(-1e3, 1e3)), min_size=1, max_size=4))
def test_the_factors_of_a_product_make_its_change(pairs: list[tuple[float, float]]) -> None:
    before, now = [one for one, _ in pairs], [one for _, one in pairs]
    effects = decomposing.of_product(before, now)
    expected = math.prod(now) - math.prod(before)
    assert math.fsum(effects) == pytest.approx(expected, abs=1e-9 * 1e12)


def test_orders_and_basket_each_take_their_part() -> None:
    orders, basket = decomposing.of_product([100, 50.0], [120, 45.0])
    assert (orders, basket) == (20 * 47.5, -5 * 110)


@given(SIDES, WEIGHTS, SIDES, WEIGHTS)
def test_price_volume_and_mix_make_the_change_with_what_has_no_price(
    money0: dict[str, float], units0: dict[str, float], money1: dict[str, float], units1: dict[str, float]
) -> None:
    found, odd = decomposing.price_volume_mix((money0, money1), (units0, units1))
    change = sum(money1.values()) - sum(money0.values())
    size = max([1.0, *(abs(one) for one in (*money0.values(), *money1.values()))])
    assert found.total + odd == pytest.approx(change, abs=1e-6 * size)


def test_a_price_alone_that_rises_is_all_price() -> None:
    found, _ = decomposing.price_volume_mix(({"A": 100.0}, {"A": 110.0}), ({"A": 10}, {"A": 10}))
    assert (found.price, found.volume, found.mix) == (pytest.approx(10), 0, 0)


def test_articles_of_one_period_only_are_told_apart() -> None:
    found, _ = decomposing.price_volume_mix(
        ({"A": 50.0, "B": 7.0}, {"B": 7.0, "C": 9.0}), ({"A": 5, "B": 1}, {"B": 1, "C": 3})
    )
    assert (found.stopped, found.started) == (-50, 9)


def test_members_that_all_keep_their_share_surprise_nobody() -> None:
    alike = [decomposing.Moved("A", 10, 5), decomposing.Moved("B", 90, 45)]
    assert decomposing.surprise(alike) == pytest.approx(0, abs=1e-12)
    assert decomposing.surprise([decomposing.Moved("A", 10, 90), decomposing.Moved("B", 90, 10)]) > 0.3
