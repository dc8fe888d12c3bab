"""Where everything is and how far apart: places of visits and depots, distances and times between them."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import polars as pl

from levier.capabilities.route_planning import RoutePlanningInput
from levier.capabilities.route_planning import locating as whereabouts
from levier.capabilities.route_planning.assembling import Hours, of_visit, ready_of
from levier.capabilities.route_planning.day import Day, optional, several
from levier.capabilities.route_planning.impossible import Reason
from levier.capabilities.route_planning.places.distances import Roads, by_road
from levier.capabilities.route_planning.places.geocoding import Geocoder
from levier.capabilities.route_planning.places.known_trips import Trip, put
from levier.capabilities.route_planning.problem import Matrix, Place
from levier.capabilities.route_planning.reading.fleet import Truck
from levier.core.capability import Context
from levier.core.errors import NotEnoughData, NotFound


def located(day: Day, known: Geocoder | None) -> list[Any]:
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
            several(
                rough,
                "adresse n'est située qu'au milieu de sa rue (numéro inconnu)",
                "adresses ne sont situées qu'au milieu de leur rue (numéro inconnu)",
            )
        )
    return ready


def depots_of(
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


def ground(
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
        frame = optional(ctx, "travel_times")
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


__all__ = ["depots_of", "ground", "located"]
