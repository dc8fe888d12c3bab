"""The typed problem from what was read: vehicles with their hours and costs, stops with their windows, the ground between them."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from levier.capabilities.route_planning import RoutePlanningInput
from levier.capabilities.route_planning.locating import Found
from levier.capabilities.route_planning.problem import (
    DAY,
    Limits,
    Lunch,
    Matrix,
    Place,
    Problem,
    Stop,
    Vehicle,
)
from levier.capabilities.route_planning.reading.fleet import Truck
from levier.capabilities.route_planning.reading.hours import seconds
from levier.capabilities.route_planning.reading.visits import Visit
from levier.capabilities.route_planning.rules import emissions, is_heavy, limits
from levier.core.errors import BadInput
from levier.core.french.text import fold

_HALF_HOUR = 1800


@dataclass(frozen=True)
class Hours:
    """The hours asked, in seconds from midnight. ``since`` 0: the whole day is planned."""

    opens: int
    closes: int
    lunch: Lunch
    since: int

    @classmethod
    def read(cls, given: RoutePlanningInput) -> "Hours":
        """Raises BadInput with the field that is no hour, or hours in the wrong order."""
        opens, closes = (
            _hour(given.shift_start, "Départ au plus tôt"),
            _hour(given.shift_end, "Retour au plus tard"),
        )
        since = _hour(given.from_time, "Replanifier à partir de") if given.from_time.strip() else 0
        if closes - opens < _HALF_HOUR:
            raise BadInput(
                f"La journée finit ({given.shift_end}) avant d'avoir duré une demi-heure (début : {given.shift_start})",
                where="Retour au plus tard",
                mend="Donnez une heure de retour plus tardive que le départ.",
            )
        first, last = _hour(given.lunch_from, "Pause pas avant"), _hour(given.lunch_to, "Pause finie à")
        length = given.lunch_minutes * 60
        if length and last - first < length:
            raise BadInput(
                f"La pause de {given.lunch_minutes} min ne tient pas entre {given.lunch_from} et {given.lunch_to}",
                where="Pause de midi",
                mend="Raccourcissez la pause, ou élargissez l'intervalle.",
            )
        return cls(opens, closes, Lunch(first, last, length), since)


def _hour(text: str, label: str) -> int:
    try:
        return seconds(text)
    except ValueError:
        raise BadInput(
            f"« {text} » n'est pas une heure", where=label, mend="Écrivez par exemple « 08:00 »."
        ) from None


@dataclass(frozen=True)
class Ready:
    """A visit that can be tried, and where it is."""

    visit: Visit
    place: Place
    exact: bool


@dataclass(frozen=True)
class Assembled:
    """The problem, the visits of its stops in the same order, and units of load of the problem in one of the table."""

    problem: Problem
    visits: tuple[Visit, ...]
    scale: float


def assemble(
    ready: Sequence[Ready],
    trucks: Sequence[Truck],
    starts: Sequence[int],
    ends: Sequence[int],
    places: Sequence[Place],
    matrices: tuple[Matrix, Matrix],
    given: RoutePlanningInput,
    hours: Hours,
    fleet: Sequence[Truck],
) -> Assembled:
    """``places``: those of the trucks first (``starts`` and ``ends`` index them), then one for each visit.

    ``fleet``: every vehicle of the company, those out of order too: a visit may bear their name.
    """
    first = len(places) - len(ready)
    loads = [one.visit.load for one in ready] + [
        truck.capacity for truck in trucks if truck.capacity is not None
    ]
    scale = 1.0 if all(float(load).is_integer() for load in loads) else 100.0
    told = any(truck.skills is not None for truck in trucks)
    vehicles = tuple(
        _vehicle(truck, start, end, given, hours, scale, told=told)
        for truck, start, end in zip(trucks, starts, ends, strict=True)
    )
    stops = tuple(_stop(one, first + number, given, scale, fleet) for number, one in enumerate(ready))
    elapsed = max(hours.since - min((vehicle_open(truck, hours) for truck in trucks), default=hours.opens), 0)
    problem = Problem(
        stops,
        vehicles,
        matrices[0],
        matrices[1],
        hours.lunch,
        _left(limits(heavy=False), elapsed),
        _left(limits(heavy=True), elapsed),
        tuple(places),
    )
    return Assembled(problem, tuple(one.visit for one in ready), scale)


def vehicle_open(truck: Truck, hours: Hours) -> int:
    """When a crew begins its day."""
    return truck.opens if truck.opens is not None else hours.opens


def _left(whole: Limits, elapsed: int) -> Limits:
    """What is left of a day's limits when it is planned anew while it runs: all hours gone count as worked."""
    if not elapsed:
        return whole
    return replace(
        whole,
        work=max(whole.work - elapsed, 0),
        span=max(whole.span - elapsed, 0),
        driving=None if whole.driving is None else max(whole.driving - elapsed // 2, 0),
    )


def _vehicle(
    truck: Truck, start: int, end: int, given: RoutePlanningInput, hours: Hours, scale: float, *, told: bool
) -> Vehicle:
    opens = vehicle_open(truck, hours)
    closes = truck.closes if truck.closes is not None else hours.closes
    if closes <= opens:
        raise BadInput(
            "Son service finit avant de commencer",
            where=f"véhicule {truck.label}",
            mend="Corrigez « Début de service » et « Fin de service » dans le tableau des véhicules.",
        )
    heavy = is_heavy(truck.gross_weight)
    return Vehicle(
        key=truck.key,
        label=truck.label,
        start=start,
        end=end,
        opens=max(opens, hours.since),
        closes=closes,
        capacity=None if truck.capacity is None else int(truck.capacity * scale),
        # When some vehicles have skills written, one without any has none; when none has, all are taken as able.
        skills=(truck.skills or frozenset()) if told else None,
        cost_km=truck.cost_km if truck.cost_km is not None else given.cost_km,
        cost_hour=truck.cost_hour if truck.cost_hour is not None else given.cost_hour,
        emissions=truck.emissions if truck.emissions else emissions(truck.fuel, heavy=heavy),
        heavy=heavy,
        driver=truck.driver,
    )


def _stop(one: Ready, place: int, given: RoutePlanningInput, scale: float, fleet: Sequence[Truck]) -> Stop:
    visit = one.visit
    before = of_visit(visit, fleet)
    return Stop(
        key=visit.key,
        label=visit.name,
        place=place,
        service=visit.duration if visit.duration is not None else given.service_minutes * 60,
        earliest=visit.earliest if visit.earliest is not None else 0,
        latest=visit.latest if visit.latest is not None else 2 * DAY,
        load=round(visit.load * scale),
        skills=visit.skills,
        skill=visit.skill,
        priority=visit.priority,
        vehicle=(before or visit.vehicle or visit.person) if visit.locked else "",
        before=before,
    )


def of_visit(visit: Visit, fleet: Sequence[Truck]) -> str:
    """The key of the vehicle that makes this visit today: its own, else that of the person who drives it."""
    for truck in fleet:
        if visit.vehicle and fold(visit.vehicle) in (fold(truck.key), fold(truck.label.partition(" (")[0])):
            return truck.key
    for truck in fleet:
        if visit.person and fold(visit.person) in (fold(truck.driver), fold(truck.key)):
            return truck.key
    return ""


def ready_of(visits: Sequence[Visit], found: Sequence[Found]) -> list[Ready]:
    """The visits that have a place and no fault."""
    return [
        Ready(visit, where.place, where.exact)
        for visit, where in zip(visits, found, strict=True)
        if where.place is not None and not visit.faults
    ]
