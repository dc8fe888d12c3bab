"""The recipe: tables → places → distances → search → hours → what is impossible and why → comparison → words."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Any

import numpy as np
import polars as pl

from levier.capabilities.route_planning import RoutePlanningInput, RoutePlanningOutput, Totals, TravelCheck
from levier.capabilities.route_planning import locating as whereabouts
from levier.capabilities.route_planning.assembling import Assembled, Hours, assemble, of_visit, ready_of
from levier.capabilities.route_planning.comparing import (
    nearest,
    past_legs,
    scheduled,
    todays,
    totals,
    travel_check,
)
from levier.capabilities.route_planning.impossible import Reason, explain
from levier.capabilities.route_planning.places.distances import Roads, by_road
from levier.capabilities.route_planning.places.geocoding import Geocoder
from levier.capabilities.route_planning.places.known_trips import Trip, put
from levier.capabilities.route_planning.problem import Matrix, Place, Plan
from levier.capabilities.route_planning.reading import asked, fleet
from levier.capabilities.route_planning.reading import visits as lines
from levier.capabilities.route_planning.reading.fleet import Truck
from levier.capabilities.route_planning.reading.visits import Visit
from levier.capabilities.route_planning.solving import solve
from levier.capabilities.route_planning.telling import tell
from levier.capabilities.route_planning.telling.routes import routes_of, unserved_of
from levier.core.capability import Context, DatasetFacts
from levier.core.errors import BadInput, NotEnoughData, NotFound

_MOST_VISITS = 2_000
_STEPS = 5
_PAST_DAYS = 30
_MOST_LEGS = 400


@dataclass
class Day:
    """What was read of one day, and what is to be said of it."""

    day: date
    visits: list[Visit]
    everything: list[Visit]
    fleet: list[Truck]
    trucks: list[Truck]
    notices: list[str] = field(default_factory=list)
    left: list[tuple[Visit, Reason, Place | None]] = field(default_factory=list)


def plan(ctx: Context, given: RoutePlanningInput) -> RoutePlanningOutput:
    """Plan the day that ``given`` asks. Raises NotFound, NotEnoughData, BadInput, NotAllowed, Unavailable, each in French."""
    facts = _facts(ctx)
    if not given.from_time.strip():
        given = given.model_copy(update={"from_time": asked.since_in(given.question)})
    hours = Hours.read(given)
    ctx.progress(0, _STEPS, "Lecture des visites")
    frame = ctx.tables.frame("visits")
    day = _day(ctx, frame, given, hours)
    ctx.progress(1, _STEPS, "Recherche des adresses")
    known = whereabouts.geocoder(_optional(ctx, "addresses"))
    ready = _located(day, known)
    depots, starts, ends = _depots(day, given, hours, known)
    places = [*depots, *(one.place for one in ready)]
    ctx.progress(2, _STEPS, "Distances et temps de trajet")
    names = [[one.label, given.depot] for one in depots]
    names += [[one.visit.key, one.visit.customer, one.visit.name, one.visit.city] for one in ready]
    matrices, told = _ground(ctx, given, places, names)
    made = assemble(ready, day.trucks, starts, ends, places, matrices, given, hours, day.fleet)
    before, order = todays(made.problem, made.visits)
    anew = bool(given.from_time.strip() or len(day.trucks) < len(day.fleet))
    ctx.progress(3, _STEPS, f"Recherche des tournées ({given.seconds} s au plus)")
    found = solve(
        made.problem,
        seconds=given.seconds,
        goal=given.goal,
        start=before if anew else (),
        steady=anew,
        cancelled=ctx.cancelled,
    )
    ctx.progress(4, _STEPS, "Comparaison et explications")
    output = _output(ctx, given, day, made, found, told)
    if order and not anew:
        output.today, output.same = _compared(made, before, found)
    output.travel = _travel(frame, day.day, given)
    output.touched = [f"dataset:{one.dataset}@{one.version}" for one in _read(ctx, facts)]
    ctx.progress(_STEPS, _STEPS, "")
    return tell(output, given, day.notices, order if output.today else "", hours)


def _facts(ctx: Context) -> DatasetFacts:
    facts = ctx.tables.facts("visits")
    if facts is None:
        raise NotFound(
            "Vous n'avez pas encore de visites dans Levier",
            mend="Importez vos visites ou livraisons dans « Données » (modèle « Visites et livraisons » : client, adresse ou coordonnées, date, "
            "durée, créneau), et vos véhicules (modèle « Véhicules »).",
        )
    return facts


def _read(ctx: Context, visits: DatasetFacts) -> list[DatasetFacts]:
    others = [ctx.tables.facts(kind) for kind in ("vehicles", "addresses", "travel_times")]
    return [visits, *(one for one in others if one is not None)]


def _optional(ctx: Context, kind: str) -> pl.DataFrame | None:
    if ctx.tables.facts(kind) is None:
        return None
    frame: pl.DataFrame = ctx.tables.frame(kind)
    return frame


def _day(ctx: Context, frame: pl.DataFrame, given: RoutePlanningInput, hours: Hours) -> Day:
    """The visits and vehicles of the day. Raises NotEnoughData, BadInput."""
    day, notices = _which(lines.days(frame), given.day, ctx.today)
    everything, cancelled, repeated = lines.read(frame, day if lines.days(frame) else None)
    visits = [one for one in everything if not (hours.since and one.done)]
    if not visits:
        raise NotEnoughData(
            f"Aucune visite n'est à planifier le {day:%d/%m/%Y}",
            mend="Choisissez un autre jour, ou importez les visites de ce jour."
            + (" Elles sont toutes annulées." if cancelled else ""),
        )
    if len(visits) > _MOST_VISITS:
        raise BadInput(
            f"{len(visits)} visites le même jour : c'est plus que {_MOST_VISITS}",
            where="visites",
            mend="Séparez-les par agence ou par jour dans des tableaux différents.",
        )
    if repeated:
        notices.append(
            _several(
                repeated,
                "ligne répétée à l'identique a été lue une seule fois",
                "lignes répétées à l'identique ont été lues une seule fois",
            )
        )
    if cancelled:
        notices.append(
            _several(
                cancelled,
                "visite annulée ou reportée n'est pas planifiée",
                "visites annulées ou reportées ne sont pas planifiées",
            )
        )
    everyone = _fleet(ctx, given, everything, notices)
    down = fleet.broken(given.out_of_order or asked.broken_in(given.question, everyone), everyone)
    trucks = [one for one in everyone if one.key not in down]
    if not trucks:
        raise BadInput(
            "Il ne reste aucun véhicule",
            where="Véhicules en panne",
            mend="Laissez-en au moins un, ou replanifiez un autre jour.",
        )
    if down:
        notices.append(
            "La marchandise et l'outillage du véhicule en panne sont supposés remis aux autres : prévoyez où et quand."
        )
    if not any(one.skills is not None for one in trucks) and any(one.skills for one in visits):
        notices.append(
            "Vos véhicules n'ont pas de compétences écrites : tous sont supposés pouvoir faire toutes les visites."
        )
    return Day(day, visits, everything, everyone, trucks, notices)


def _which(days: Sequence[date], asked: date | None, today: date) -> tuple[date, list[str]]:
    """The day to plan. Raises NotEnoughData with the days there are."""
    if not days:
        return asked or today, [
            "Le tableau des visites n'a pas de date : toutes ses lignes sont planifiées le même jour."
        ]
    if asked is not None:
        if asked in days:
            return asked, []
        near = sorted(days, key=lambda one: abs((one - asked).days))[:3]
        raise NotEnoughData(
            f"Aucune visite le {asked:%d/%m/%Y}",
            where="Jour",
            mend=f"Vos visites les plus proches : {', '.join(f'{one:%d/%m/%Y}' for one in sorted(near))}.",
        )
    coming = [one for one in days if one >= today]
    if coming:
        return coming[0], []
    return days[-1], [
        "Aucune visite n'est prévue à partir d'aujourd'hui : c'est le dernier jour connu qui est planifié, pour comparer."
    ]


def _fleet(
    ctx: Context, given: RoutePlanningInput, visits: Sequence[Visit], notices: list[str]
) -> list[Truck]:
    table = _optional(ctx, "vehicles")
    if table is not None:
        trucks, away = fleet.from_table(table)
        if away:
            notices.append(
                _several(
                    len(away),
                    "véhicule vendu ou immobilisé reste au dépôt",
                    "véhicules vendus ou immobilisés restent au dépôt",
                )
            )
        if trucks:
            return trucks
    if named := fleet.from_visits(visits):
        notices.append(
            "Les véhicules sont ceux que vos visites nomment ; importez votre tableau des véhicules pour leurs capacités et horaires."
        )
        return named
    if given.vehicles:
        return fleet.numbered(given.vehicles)
    raise NotEnoughData(
        "Levier ne sait pas combien de véhicules vous avez",
        mend="Importez votre tableau des véhicules, ou remplissez « Nombre de véhicules ».",
    )


def _located(day: Day, known: Geocoder | None) -> list[Any]:
    """The visits that can be tried; the others are left with their reason. Raises NotEnoughData when there is none."""
    found = [whereabouts.of_visit(visit, known) for visit in day.visits]
    far = whereabouts.far_from_others([one.place for one in found])
    found = [
        replace(one, place=None, why="ses coordonnées sont à plus de 1 000 km des autres visites")
        if rank in far
        else one
        for rank, one in enumerate(found)
    ]
    ready = ready_of(day.visits, found)
    for rank, (visit, where) in enumerate(zip(day.visits, found, strict=True)):
        if visit.faults:
            day.left.append(
                (
                    visit,
                    Reason(
                        "data",
                        visit.faults[0],
                        "Corrigez cette ligne dans votre tableau et importez-le de nouveau.",
                    ),
                    where.place,
                )
            )
        elif where.place is None:
            mend = (
                "Vérifiez sa latitude et sa longitude (inversées ?)."
                if rank in far
                else "Donnez ses coordonnées, corrigez son adresse, ou importez les adresses de votre département (Base Adresse Nationale)."
            )
            day.left.append((visit, Reason("place", where.why, mend), None))
    if not ready:
        raise NotEnoughData(
            f"Aucune des {len(day.visits)} visites ne peut être située : {day.left[0][1].why}",
            where="visites",
            mend=day.left[0][1].mend,
        )
    rough = sum(not one.exact for one in ready)
    if rough:
        day.notices.append(
            _several(
                rough,
                "adresse n'est située qu'au milieu de sa rue (numéro inconnu)",
                "adresses ne sont situées qu'au milieu de leur rue (numéro inconnu)",
            )
        )
    return ready


def _depots(
    day: Day, given: RoutePlanningInput, hours: Hours, known: Geocoder | None
) -> tuple[list[Place], list[int], list[int]]:
    """The places vehicles start from and come back to: their depots; while the day runs, the last visit they made."""
    places: list[Place] = []
    seen: dict[tuple[float, float], int] = {}

    def put_in(place: Place) -> int:
        key = (place.latitude, place.longitude)
        if key not in seen:
            seen[key] = len(places)
            places.append(place)
        return seen[key]

    starts, ends = [], []
    for truck in day.trucks:
        home = put_in(whereabouts.of_depot(truck, given.depot, known))
        last = _last_place(day, truck, known) if hours.since else None
        starts.append(put_in(last) if last else home)
        ends.append(home)
    return places, starts, ends


def _last_place(day: Day, truck: Truck, known: Geocoder | None) -> Place | None:
    done = [one for one in day.everything if one.done and of_visit(one, [truck]) == truck.key]
    done.sort(key=lambda one: (one.arrived or 0, one.rank or 0, one.order))
    for visit in reversed(done):
        if (place := whereabouts.of_visit(visit, known).place) is not None:
            return place
    return None


def _ground(
    ctx: Context, given: RoutePlanningInput, places: Sequence[Place], names: Sequence[Sequence[str]]
) -> tuple[tuple[Matrix, Matrix], str]:
    """The two matrices, and in French where they come from."""
    if given.distances == "server":
        # Django and the network's door load here only.
        from levier.capabilities.route_planning.places.road_server import table  # noqa: PLC0415

        return table(
            places, ctx.actor.company_id, ctx.cancelled
        ), "serveur d'itinéraires autorisé (seules des coordonnées lui sont parties)"
    roads = Roads(given.detour, given.town_speed, given.road_speed)
    metres, seconds = by_road(places, roads)
    told = "vol d'oiseau × détour, vitesses supposées"
    if given.distances == "table":
        frame = _optional(ctx, "travel_times")
        if frame is None:
            raise NotFound(
                "Vous n'avez pas de tableau des distances",
                where="Distances",
                mend="Importez-en un dans « Données » (type « Distances et temps de trajet »), ou choisissez les distances calculées.",
            )
        metres, seconds, filled, every = put(metres, seconds, names, _trips(frame))
        if not filled:
            raise NotEnoughData(
                "Aucun trajet de votre tableau des distances ne relie deux lieux de ce jour",
                where="Distances",
                mend="Ses colonnes « Départ » et « Arrivée » doivent porter les identifiants des visites, les codes des clients ou le nom du dépôt.",
            )
        told = f"votre tableau des distances pour {filled} trajets sur {every}, vol d'oiseau × détour pour les autres"
    return (metres, seconds), told


def _trips(frame: pl.DataFrame) -> list[Trip]:
    kept = frame.with_columns(
        [pl.lit(None).alias(name) for name in ("distance", "travel_time") if name not in frame.columns]
    )
    return [
        Trip(
            str(origin), str(destination), None if km is None else round(km * 1000), None if minutes is None else round(minutes * 60)
        )
        for origin, destination, km, minutes in kept.select("origin", "destination", "distance", "travel_time").iter_rows()
        if origin is not None and destination is not None
    ]  # fmt: skip


def _output(
    ctx: Context, given: RoutePlanningInput, day: Day, made: Assembled, found: Plan, told: str
) -> RoutePlanningOutput:
    problem = made.problem
    sequences: list[list[int]] = [[] for _ in problem.vehicles]
    for one in found.schedules:
        sequences[one.vehicle] = list(one.stops)
    reasons = [
        (
            made.visits[index],
            explain(problem, sequences, index, made.scale),
            problem.places[problem.stops[index].place],
        )
        for index in found.unserved
    ]
    return RoutePlanningOutput(
        keys=[problem.vehicles[one.vehicle].key for one in found.schedules],
        day=day.day,
        company=ctx.company,
        routes=routes_of(made, found.schedules),
        unserved=unserved_of([*reasons, *day.left]),
        totals=totals(problem, found.schedules),
        simple=totals(problem, scheduled(problem, nearest(problem))),
        today=None,
        same=None,
        travel=None,
        distances=told,
        iterations=found.iterations,
        seconds=round(found.seconds, 1),
    )


def _compared(
    made: Assembled, before: Sequence[Sequence[int]], found: Plan
) -> tuple[Totals | None, Totals | None]:
    """Today's routes and the new ones on the visits that both make."""
    problem = made.problem
    both = {index for route in before for index in route} - set(found.unserved)
    if not both:
        return None, None
    old = scheduled(problem, [[index for index in route if index in both] for route in before])
    new: list[list[int]] = [[] for _ in problem.vehicles]
    for one in found.schedules:
        new[one.vehicle] = [index for index in one.stops if index in both]
    return totals(problem, old), totals(problem, scheduled(problem, new))


def _travel(frame: pl.DataFrame, day: date, given: RoutePlanningInput) -> TravelCheck | None:
    """Computed times beside the arrivals of the last weeks; None when too few are known."""
    days = [one for one in lines.days(frame) if day - timedelta(days=_PAST_DAYS) <= one < day]
    if "arrived" not in frame.columns:
        return None
    legs: list[tuple[int, int]] = []
    roads = Roads(given.detour, given.town_speed, given.road_speed)
    for past in reversed(days):
        made, _, _ = lines.read(frame, past)
        placed = [one for one in made if one.latitude is not None and one.longitude is not None]
        for one, other, real in past_legs(placed, given.service_minutes * 60):
            ends = [Place(each.latitude or 0.0, each.longitude or 0.0) for each in (one, other)]
            _, seconds = by_road(ends, roads)
            legs.append((int(np.asarray(seconds)[0, 1]), real))
        if len(legs) >= _MOST_LEGS:
            break
    return travel_check(legs)


def _several(count: int, one: str, many: str) -> str:
    return f"{count} {one if count < 2 else many}."
