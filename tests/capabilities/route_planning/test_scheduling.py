"""The hours of a route, with breaks and legal pauses, worked out by hand."""

from hypothesis import given, settings
from hypothesis import strategies as st

from levier.capabilities.route_planning.problem import Lunch
from levier.capabilities.route_planning.scheduling import feasible, schedule
from levier.capabilities.route_planning.slack import Slack
from tests.capabilities.route_planning.rounds import HOUR, line, stop, van

NOON = Lunch(12 * HOUR, 14 * HOUR, 45 * 60)


def test_a_visit_is_reached_done_and_left_and_the_crew_comes_home() -> None:
    found = schedule(line([stop(1, 60)], van()), 0, [0])
    assert (found.driving, found.service, found.waiting, found.metres) == (HOUR, HOUR, 0, 20_000)
    assert found.returns - found.leaves == 2 * HOUR
    assert not found.faults


def test_it_leaves_late_rather_than_wait_at_the_door() -> None:
    found = schedule(line([stop(1, 30, earliest=11 * HOUR)], van()), 0, [0])
    assert found.leaves > 10 * HOUR
    assert found.calls[0].begin == 11 * HOUR
    assert found.waiting < 300


def test_a_late_arrival_is_a_fault_of_so_many_seconds() -> None:
    found = schedule(line([stop(2, 30, latest=8 * HOUR + 1800)], van()), 0, [0])
    assert [(fault.kind, fault.amount, fault.stop) for fault in found.faults] == [("late", 1800, 0)]


def test_coming_home_after_hours_is_a_fault() -> None:
    found = schedule(line([stop(4, 60)], van(closes=12 * HOUR)), 0, [0])
    assert [(fault.kind, fault.amount) for fault in found.faults] == [("return", HOUR)]


def test_the_meal_is_taken_within_its_hours_by_whoever_works_through_them() -> None:
    stops = [stop(place, 60) for place in (1, 2, 3, 4)]
    found = schedule(line(stops, van(), lunch=NOON), 0, [0, 1, 2, 3])
    assert [pause.why for pause in found.pauses] == ["lunch"]
    pause = found.pauses[0]
    assert pause.start >= NOON.opens
    assert pause.start + pause.length <= NOON.closes


def test_who_is_home_before_the_meal_takes_none() -> None:
    assert not schedule(line([stop(1, 60)], van(closes=12 * HOUR), lunch=NOON), 0, [0]).pauses


def test_the_meal_never_makes_a_visit_late_that_could_be_in_time() -> None:
    # Reached at 12:30, it must begin by 12:35: the meal comes after it.
    stops = [stop(1, 180), stop(2, 30, latest=12 * HOUR + 35 * 60), stop(3, 120)]
    found = schedule(line(stops, van(), lunch=NOON), 0, [0, 1, 2])
    assert not found.faults
    assert found.pauses[0].before >= 2


def test_six_hours_of_work_are_broken_by_a_pause_of_twenty_minutes() -> None:
    stops = [stop(1, 150), stop(2, 150), stop(3, 60)]
    found = schedule(line(stops, van()), 0, [0, 1, 2])
    assert [(pause.why, pause.length) for pause in found.pauses] == [("work", 20 * 60)]


def test_a_heavy_vehicle_stops_three_quarters_of_an_hour_after_four_and_a_half_hours_at_the_wheel() -> None:
    problem = line([stop(10, 10)], van(closes=24 * HOUR, heavy=True))
    found = schedule(problem, 0, [0])
    driving = [pause for pause in found.pauses if pause.why == "driving"]
    assert driving
    assert driving[0].length == 45 * 60
    assert driving[0].start - found.leaves <= 4.5 * HOUR
    # Ten hours at the wheel in a day: the nine of the regulation are passed.
    assert any(fault.kind == "driving" and fault.amount == HOUR for fault in found.faults)


def test_more_than_ten_hours_of_work_are_refused() -> None:
    found = schedule(line([stop(1, 10 * 60)], van(closes=24 * HOUR)), 0, [0])
    assert any(fault.kind == "work" for fault in found.faults)
    assert feasible(line([stop(1, 10 * 60)], van(closes=24 * HOUR)), 0, [0]) is None


def test_too_much_load_a_missing_skill_and_a_lock_are_faults() -> None:
    stops = [stop(1, load=8), stop(2, load=8, skills=frozenset({"gaz"})), stop(3, vehicle="B")]
    found = schedule(line(stops, van(capacity=10, skills=frozenset())), 0, [0, 1, 2])
    assert {fault.kind for fault in found.faults} == {"load", "skill", "lock"}


@settings(max_examples=60, deadline=None)
@given(
    places=st.lists(st.integers(1, 6), min_size=1, max_size=6, unique=True),
    service=st.integers(0, 90),
    window=st.integers(8, 16),
)
def test_time_only_goes_forward_and_adds_up(places: list[int], service: int, window: int) -> None:
    stops = [stop(place, service, earliest=window * HOUR if place % 2 else 0) for place in places]
    found = schedule(line(stops, van(), lunch=NOON), 0, list(range(len(stops))))
    now = found.leaves
    for call in found.calls:
        assert now <= call.arrive <= call.begin <= call.leave
        now = call.leave
    assert now <= found.returns
    rest = sum(pause.length for pause in found.pauses)
    assert found.span == found.driving + found.service + found.waiting + rest


@settings(max_examples=200, deadline=None)
@given(
    made=st.lists(
        st.tuples(st.integers(1, 9), st.integers(0, 90), st.integers(8, 15), st.integers(1, 8)),
        min_size=1,
        max_size=7,
    ),
    opens=st.integers(7, 13),
    hours=st.integers(3, 12),
    heavy=st.booleans(),
    legs=st.integers(5, 45),
)
def test_no_place_refused_at_a_glance_would_have_held(
    made: list[tuple[int, int, int, int]], opens: int, hours: int, *, heavy: bool, legs: int
) -> None:
    stops = [
        stop(place, service, earliest=first * HOUR, latest=(first + wide) * HOUR)
        for place, service, first, wide in made
    ]
    who = van(opens=opens * HOUR, closes=(opens + hours) * HOUR, heavy=heavy)
    problem = line(stops, who, minutes=legs, lunch=NOON)
    route, new = list(range(len(stops) - 1)), len(stops) - 1
    slack = Slack.of(problem, 0, route)
    for rank in range(len(route) + 1):
        if feasible(problem, 0, [*route[:rank], new, *route[rank:]]):
            assert slack.admits(problem, stops[new], rank)
