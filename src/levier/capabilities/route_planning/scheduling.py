"""The hours of one route, breaks and legal pauses included, and every rule it would break.

The search supposes the meal break at one moment for everybody; here its true place is chosen: the one that breaks no
rule and brings the crew home first. Pauses that the law asks for are added where they fall due.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from levier.capabilities.route_planning.problem import Call, Fault, Limits, Pause, Problem, Schedule, Vehicle

_ENOUGH_REST = 20 * 60
"""A break of 20 minutes ends « six hours of work without a break » (article L3121-16 du code du travail)."""
_STEPS = 12


def schedule(problem: Problem, vehicle: int, stops: Sequence[int]) -> Schedule:
    """The best hours of these stops in this order; ``faults`` says which rules cannot be kept.

    It leaves as late as it can without arriving later anywhere.
    """
    who = problem.vehicles[vehicle]
    if not stops:
        return Schedule(vehicle, (), who.opens, who.opens, 0, 0, 0, 0)
    best = _best_pause(problem, vehicle, stops, who.opens)
    latest = _leave_later(problem, vehicle, stops, best)
    return latest or best


def feasible(problem: Problem, vehicle: int, stops: Sequence[int]) -> Schedule | None:
    """The hours of a route that keeps every rule, leaving as early as it may; None when there is none."""
    found = soonest(problem, vehicle, stops)
    return None if found.faults else found


def soonest(problem: Problem, vehicle: int, stops: Sequence[int]) -> Schedule:
    """The hours of a route that leaves as early as it may, or later where its day would be too long."""
    who = problem.vehicles[vehicle]
    if not stops:
        return Schedule(vehicle, (), who.opens, who.opens, 0, 0, 0, 0)
    found = _best_pause(problem, vehicle, stops, who.opens)
    # Leaving later shortens what is waited, and nothing else of the work.
    if any(fault.kind == "span" or (fault.kind == "work" and found.waiting) for fault in found.faults):
        found = _leave_later(problem, vehicle, stops, found) or found
    return found


def _leave_later(problem: Problem, vehicle: int, stops: Sequence[int], best: Schedule) -> Schedule | None:
    """The latest departure that neither comes back later nor breaks more; None when leaving at once is as good."""
    who = problem.vehicles[vehicle]
    low, high = who.opens, best.returns
    kept: Schedule | None = None
    badness = _badness(best)
    for _ in range(_STEPS):
        middle = (low + high + 1) // 2
        tried = _best_pause(problem, vehicle, stops, middle)
        if tried.returns <= best.returns and _badness(tried) <= badness:
            low, kept = middle, tried
        else:
            high = middle - 1
        if high - low < 60:
            break
    return kept


def _badness(one: Schedule) -> tuple[int, int]:
    return len(one.faults), sum(fault.amount for fault in one.faults if fault.kind != "load")


def _best_pause(problem: Problem, vehicle: int, stops: Sequence[int], leaves: int) -> Schedule:
    """The meal break tried before each leg and before each visit; none when the crew is home before its end."""
    plain = _walk(problem, vehicle, stops, leaves, None)
    lunch = problem.lunch
    # Home before the break's last moment, or gone after its first: the meal is taken outside working hours.
    if not lunch.length or plain.returns <= lunch.closes - lunch.length or leaves >= lunch.opens:
        return plain
    tried = []
    for rank in _meal_ranks(plain, lunch.opens, lunch.closes - lunch.length):
        for driving_first in (False, True):
            if driving_first and rank == len(stops):
                continue
            one = _walk(problem, vehicle, stops, leaves, (rank, driving_first))
            if any(pause.why == "lunch" for pause in one.pauses):
                tried.append(one)
    if not tried:
        return plain
    return min(tried, key=lambda one: (*_badness(one), one.returns))


def _meal_ranks(plain: Schedule, opens: int, latest: int) -> list[int]:
    """Before which visits the meal may be taken: it begins by ``latest``, and not where it would mean waiting for its hour
    when the next visit could be made first.
    """
    done = [plain.leaves, *(call.leave for call in plain.calls), plain.returns]
    return [rank for rank in range(len(done) - 1) if done[rank] <= latest and done[rank + 1] >= opens]


@dataclass
class _Clock:
    """Where a walk along a route stands."""

    now: int
    since_rest: int = 0
    """Seconds since the last break of at least 20 minutes."""
    since_wheel_rest: int = 0
    """Seconds at the wheel since the last break that counts for driving."""


def _walk(
    problem: Problem, vehicle: int, stops: Sequence[int], leaves: int, meal: tuple[int, bool] | None
) -> Schedule:
    who, limits = problem.vehicles[vehicle], problem.limits(problem.vehicles[vehicle])
    clock, here = _Clock(leaves), who.start
    calls: list[Call] = []
    pauses: list[Pause] = []
    faults: list[Fault] = []
    metres = driving = service = waiting = 0
    for rank, index in enumerate(stops):
        stop = problem.stops[index]
        if meal == (rank, False):
            waiting += _eat(problem, clock, limits, rank, pauses)
        leg, road = int(problem.seconds[here, stop.place]), int(problem.metres[here, stop.place])
        _rest(clock, limits, leg, stop.service, rank, pauses)
        _drive(clock, limits, leg, rank, pauses)
        arrive = clock.now
        if meal == (rank, True):
            waiting += _eat(problem, clock, limits, rank, pauses)
        begin = max(clock.now, stop.earliest)
        if begin > stop.latest:
            faults.append(Fault("late", begin - stop.latest, index))
        waiting += begin - clock.now
        clock.since_rest += begin - clock.now + stop.service
        clock.now = begin + stop.service
        calls.append(Call(index, arrive, begin, clock.now, road, leg))
        metres, driving, service, here = metres + road, driving + leg, service + stop.service, stop.place
    back, home = int(problem.seconds[here, who.end]), int(problem.metres[here, who.end])
    if meal == (len(stops), False):
        waiting += _eat(problem, clock, limits, len(stops), pauses)
    _rest(clock, limits, back, 0, len(stops), pauses)
    _drive(clock, limits, back, len(stops), pauses)
    made = Schedule(
        vehicle, tuple(calls), leaves, clock.now, metres + home, driving + back, service, waiting, tuple(pauses),
        back_metres=home, back_drive=back,
    )  # fmt: skip
    return replace(made, faults=(*faults, *_whole(problem, who, limits, made)))


def _eat(problem: Problem, clock: _Clock, limits: Limits, rank: int, pauses: list[Pause]) -> int:
    """The meal, if there is still time for it; the seconds spent waiting for its hour."""
    lunch = problem.lunch
    start = max(clock.now, lunch.opens)
    if start + lunch.length > lunch.closes:
        return 0
    waited = start - clock.now
    pauses.append(Pause(start, lunch.length, rank, "lunch"))
    clock.now = start + lunch.length
    if lunch.length >= _ENOUGH_REST:
        clock.since_rest = 0
    if limits.driving_pause and lunch.length >= limits.driving_pause:
        clock.since_wheel_rest = 0
    return waited


def _rest(clock: _Clock, limits: Limits, leg: int, service: int, rank: int, pauses: list[Pause]) -> None:
    """The pause of the crew that would otherwise work too long without one."""
    if clock.since_rest and clock.since_rest + leg + service > limits.unbroken_work:
        pauses.append(Pause(clock.now, limits.work_pause, rank, "work"))
        clock.now += limits.work_pause
        clock.since_rest = 0
        if limits.driving_pause and limits.work_pause >= limits.driving_pause:
            clock.since_wheel_rest = 0


def _drive(clock: _Clock, limits: Limits, leg: int, rank: int, pauses: list[Pause]) -> None:
    """A leg, with the pauses at the wheel that fall due on the way."""
    left = leg
    while limits.unbroken_driving and clock.since_wheel_rest + left > limits.unbroken_driving:
        part = limits.unbroken_driving - clock.since_wheel_rest
        clock.now += part
        pauses.append(Pause(clock.now, limits.driving_pause, rank, "driving"))
        clock.now += limits.driving_pause
        left -= part
        clock.since_rest = clock.since_wheel_rest = 0
    clock.now += left
    clock.since_rest += left
    clock.since_wheel_rest += left


def _whole(problem: Problem, who: Vehicle, limits: Limits, made: Schedule) -> list[Fault]:
    """The rules of the whole day: hours, load, skills and locks."""
    faults: list[Fault] = []
    over = (
        ("return", made.returns - who.closes),
        ("span", made.span - limits.span),
        ("work", made.work - limits.work),
        ("driving", made.driving - limits.driving if limits.driving is not None else 0),
    )
    faults += [Fault(kind, amount) for kind, amount in over if amount > 0]  # type: ignore[arg-type]
    if who.capacity is not None:
        load = sum(problem.stops[call.stop].load for call in made.calls)
        if load > who.capacity:
            faults.append(Fault("load", load - who.capacity))
    for call in made.calls:
        stop = problem.stops[call.stop]
        if stop.vehicle and stop.vehicle != who.key:
            faults.append(Fault("lock", 1, call.stop))
        elif not who.may_visit(stop):
            faults.append(Fault("skill", 1, call.stop))
    return faults
