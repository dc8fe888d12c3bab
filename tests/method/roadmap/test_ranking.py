"""The order and how much it depends on the weights."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from levier.method.roadmap.ordering.feasible import PARTS, WEIGHTS
from levier.method.roadmap.ordering.ranking import Rival, ranking

SCORES = st.floats(0, 100)


def rival(key: str, impact: float, score: float) -> Rival:
    return Rival(key, impact, dict.fromkeys(PARTS, score))


def test_the_weights_of_the_order_sum_to_one() -> None:
    assert round(sum(WEIGHTS.values()), 9) == 1


@given(st.lists(st.tuples(st.floats(-1e6, 1e6), SCORES), min_size=1, max_size=7))
def test_the_shares_of_the_first_places_sum_to_their_number(drawn: list[tuple[float, float]]) -> None:
    found = ranking([rival(f"r{i}", *one) for i, one in enumerate(drawn)], WEIGHTS)
    assert [one.place for one in found] == list(range(1, len(drawn) + 1))
    assert all(0 <= one.stays <= 1 for one in found)
    assert abs(sum(one.stays for one in found) - min(found[0].top, len(drawn))) < 1e-9


def test_a_project_better_on_everything_stays_first_whatever_the_weights() -> None:
    found = ranking([rival("best", 100, 90), rival("b", 50, 60), rival("c", 40, 50)], WEIGHTS, top=1)
    assert (found[0].key, found[0].stays) == ("best", 1)


def test_two_equal_rivals_with_uncertain_gains_share_the_first_place() -> None:
    random = np.random.default_rng(1)
    drawn = [Rival(key, 100, dict.fromkeys(PARTS, 70.0), random.normal(100, 30, 4000)) for key in "ab"]
    found = ranking([*drawn, rival("c", 1, 1)], WEIGHTS, top=1)
    assert all(0.4 < one.stays < 0.6 for one in found[:2])


def test_the_same_company_gets_the_same_order_twice() -> None:
    rivals = [rival("a", 10, 50), rival("b", 20, 40), rival("c", 15, 45)]
    assert ranking(rivals, WEIGHTS) == ranking(list(rivals), WEIGHTS)
