"""The recipe: tables → places → distances → search → hours → what is impossible and why → comparison → words."""

from collections.abc import Sequence
from datetime import date, timedelta

import numpy as np
import polars as pl

from levier.capabilities.route_planning import RoutePlanningInput, RoutePlanningOutput, Totals, TravelCheck
from levier.capabilities.route_planning import locating as whereabouts
from levier.capabilities.route_planning.assembling import Assembled, Hours, assemble
from levier.capabilities.route_planning.comparing import (
    nearest,
    past_legs,
    scheduled,
    todays,
    totals,
    travel_check,
)
from levier.capabilities.route_planning.day import Day, day_of, optional
from levier.capabilities.route_planning.ground import depots_of, ground, located
from levier.capabilities.route_planning.impossible import explain
from levier.capabilities.route_planning.places.distances import Roads, by_road
from levier.capabilities.route_planning.problem import Place, Plan
from levier.capabilities.route_planning.reading import asked
from levier.capabilities.route_planning.reading import visits as lines
from levier.capabilities.route_planning.solving import solve
from levier.capabilities.route_planning.telling import tell
from levier.capabilities.route_planning.telling.routes import routes_of, unserved_of
from levier.core.capability import Context, DatasetFacts
from levier.core.errors import NotFound

_STEPS = 5
_PAST_DAYS = 30
_MOST_LEGS = 400


def plan(ctx: Context, given: RoutePlanningInput) -> RoutePlanningOutput:
    """Plan the day that ``given`` asks. Raises NotFound, NotEnoughData, BadInput, NotAllowed, Unavailable, each in French."""
    facts = _facts(ctx)
    if not given.from_time.strip():
        given = given.model_copy(update={"from_time": asked.since_in(given.question)})
    hours = Hours.read(given)
    ctx.progress(0, _STEPS, "Lecture des visites")
    frame = ctx.tables.frame("visits")
    day = day_of(ctx, frame, given, hours)
    ctx.progress(1, _STEPS, "Recherche des adresses")
    known = whereabouts.geocoder(optional(ctx, "addresses"))
    ready = located(day, known)
    depots, starts, ends = depots_of(day, given, hours, known)
    places = [*depots, *(one.place for one in ready)]
    ctx.progress(2, _STEPS, "Distances et temps de trajet")
    names = [[one.label, given.depot] for one in depots]
    names += [[one.visit.key, one.visit.customer, one.visit.name, one.visit.city] for one in ready]
    matrices, told = ground(ctx, given, places, names)
    made = assemble(ready, day.trucks, starts, ends, places, matrices, given, hours, day.fleet)
    before, order = todays(made.problem, made.visits)
    simple = nearest(made.problem)
    anew = bool(given.from_time.strip() or len(day.trucks) < len(day.fleet))
    ctx.progress(3, _STEPS, f"Recherche des tournées ({given.seconds} s au plus)")
    found = solve(
        made.problem,
        seconds=given.seconds,
        goal=given.goal,
        start=before if anew else (),
        steady=anew,
        known=(simple, before),
        cancelled=ctx.cancelled,
    )
    ctx.progress(4, _STEPS, "Comparaison et explications")
    output = _output(ctx, given, day, made, found, simple, told)
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


def _output(
    ctx: Context,
    given: RoutePlanningInput,
    day: Day,
    made: Assembled,
    found: Plan,
    simple: Sequence[Sequence[int]],
    told: str,
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
        simple=totals(problem, scheduled(problem, simple)),
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


__all__ = ["plan"]
