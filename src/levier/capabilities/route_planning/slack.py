"""Whether a visit could enter a route at all, without walking the whole route: what no break can shorten.

Necessary, never sufficient: every delay counted here (legs, services, waiting for a window) is there whatever the breaks, so
that a place refused here is refused by :func:`.scheduling.feasible` too, a hundred times slower. A day too full has thousands
of such places.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from levier.capabilities.route_planning.problem import Problem, Stop


@dataclass(frozen=True)
class Slack:
    """One route. ``free[i]``: the earliest it leaves place i (0: the depot); ``due[i]``: the latest it may begin at place i (last:
    be back). ``busy`` and ``driving``: seconds at work at least, and at the wheel.
    """

    vehicle: int
    places: tuple[int, ...]
    free: tuple[int, ...]
    due: tuple[int, ...]
    busy: int
    driving: int

    @classmethod
    def of(cls, problem: Problem, vehicle: int, route: Sequence[int]) -> "Slack":
        """The slack of these stops in this order."""
        who, stops = problem.vehicles[vehicle], [problem.stops[one] for one in route]
        places = (who.start, *(one.place for one in stops), who.end)
        legs = [int(problem.seconds[places[rank], places[rank + 1]]) for rank in range(len(places) - 1)]
        free = [who.opens]
        for leg, stop in zip(legs, stops, strict=False):
            free.append(max(free[-1] + leg, stop.earliest) + stop.service)
        due = [who.closes]
        for leg, stop in zip(reversed(legs), reversed(stops), strict=False):
            due.append(min(stop.latest, due[-1] - leg - stop.service))
        driving = sum(legs) if stops else 0
        return cls(
            vehicle, places, tuple(free), (0, *reversed(due)), driving + sum(one.service for one in stops), driving
        )  # fmt: skip

    def admits(self, problem: Problem, stop: Stop, rank: int) -> bool:
        """Whether ``stop`` may stand before the visit of that rank, as far as can be told without the breaks."""
        before, after = self.places[rank], self.places[rank + 1]
        there, onward = int(problem.seconds[before, stop.place]), int(problem.seconds[stop.place, after])
        begin = max(self.free[rank] + there, stop.earliest)
        if begin > min(stop.latest, self.due[rank + 1] - onward - stop.service):
            return False
        passed = int(problem.seconds[before, after]) if self.driving or self.busy else 0
        return self._holds(
            problem,
            self.busy + there + onward - passed + stop.service,
            self.driving + there + onward - passed,
        )

    def _holds(self, problem: Problem, busy: int, driving: int) -> bool:
        """Whether a day of this much work can be within the law and the crew's hours, the meal included where it falls due."""
        who = problem.vehicles[self.vehicle]
        limits, lunch, day = problem.limits(who), problem.lunch, who.closes - who.opens
        if busy > min(limits.work, limits.span) or (limits.driving is not None and driving > limits.driving):
            return False
        through_lunch = busy > max(who.closes - lunch.opens, lunch.closes - lunch.length - who.opens)
        return busy + (lunch.length if through_lunch else 0) <= day
