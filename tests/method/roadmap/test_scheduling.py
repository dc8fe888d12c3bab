"""The plan never asks more of people than they can give, and never begins before what must end."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from levier.core.errors import BadInput
from levier.method.roadmap.planning.activities import PILOTS, Work, activities, with_places
from levier.method.roadmap.planning.scheduling import Activity, schedule

ROLES = ("lead", "business", "technical")


@st.composite
def plans(draw: st.DrawFn) -> tuple[list[Activity], dict[str, float]]:
    """Activities that only wait for earlier ones, listed in any order, and capacities above zero."""
    count = draw(st.integers(1, 10))
    found = []
    for i in range(count):
        after = draw(st.sets(st.integers(0, i - 1), max_size=3)) if i else set()
        days = {role: draw(st.floats(0, 12)) for role in ROLES}
        holds = {"pilots": 1.0} if draw(st.booleans()) else None
        found.append(
            Activity(
                f"a{i}",
                f"A{i}",
                draw(st.integers(1, 6)),
                days,
                tuple(f"a{j}" for j in sorted(after)),
                holds,
            )
        )
    capacity = {role: draw(st.floats(0.25, 5)) for role in ROLES} | {"pilots": 2.0}
    return draw(st.permutations(found)), capacity


@given(plans())
def test_no_week_asks_more_of_a_role_than_it_has(plan: tuple[list[Activity], dict[str, float]]) -> None:
    listed, capacity = plan
    placed = schedule(listed, capacity)
    for week in range(max(one.end for one in placed)):
        for role, most in capacity.items():
            asked = sum(one.load(role) for one in placed if one.start <= week < one.end)
            assert asked <= most + 1e-6


@given(plans())
def test_nothing_begins_before_what_it_comes_after_has_ended(
    plan: tuple[list[Activity], dict[str, float]],
) -> None:
    listed, capacity = plan
    placed = {one.activity.key: one for one in schedule(listed, capacity)}
    assert len(placed) == len(listed)
    for one in placed.values():
        assert one.end - one.start >= one.activity.weeks
        assert all(placed[key].end <= one.start for key in one.activity.after)


@given(plans())
def test_all_the_work_is_in_the_plan(plan: tuple[list[Activity], dict[str, float]]) -> None:
    listed, capacity = plan
    for one in schedule(listed, capacity):
        for role in ROLES:
            done = one.load(role) * (one.end - one.start)
            assert done == pytest.approx(max(0.0, one.activity.days[role]))


def test_a_circle_is_told_and_not_waited_for() -> None:
    circle = [Activity("a", "A", 1, {}, ("b",)), Activity("b", "B", 1, {}, ("a",))]
    with pytest.raises(BadInput, match="s'attendent l'un l'autre"):
        schedule(circle, {})


def test_work_for_a_role_nobody_has_time_for_is_told() -> None:
    with pytest.raises(BadInput, match="Personne n'a de temps"):
        schedule([Activity("a", "A", 1, {"technical": 2})], {"technical": 0})


def test_never_more_than_two_pilots_at_a_time() -> None:
    works = [Work(f"w{i}", f"W{i}", 0, 4) for i in range(5)]
    placed = schedule(activities(works), with_places(dict.fromkeys(ROLES, 50.0)))
    for week in range(max(one.end for one in placed)):
        assert sum(one.load(PILOTS) for one in placed if one.start <= week < one.end) <= 2


def test_a_project_waits_until_the_one_before_is_over() -> None:
    works = [Work("first", "Premier", 0, 1), Work("second", "Second", 0, 1, after=("first",))]
    placed = schedule(activities(works), with_places(dict.fromkeys(ROLES, 50.0)))
    ends = max(one.end for one in placed if one.activity.key.startswith("first"))
    assert min(one.start for one in placed if one.activity.key.startswith("second")) >= ends
