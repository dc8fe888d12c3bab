"""Where each visit and each depot is: its own coordinates, else its address looked up, else why it is unknown."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import polars as pl

from levier.capabilities.route_planning.places.distances import straight
from levier.capabilities.route_planning.places.geocoding import Geocoder, Located
from levier.capabilities.route_planning.problem import Place
from levier.capabilities.route_planning.reading.fleet import Truck
from levier.capabilities.route_planning.reading.visits import Visit
from levier.core.errors import BadInput, NotEnoughData

_FAR_METRES = 1_000_000.0
_COORDINATES = re.compile(
    r"^\s*(-?\d{1,2}(?:[.,]\d+)?)\s*[;/ ]\s*(-?\d{1,3}(?:[.,]\d+)?)\s*$|^\s*(-?\d{1,2}\.\d+)\s*,\s*(-?\d{1,3}\.\d+)\s*$"
)


@dataclass(frozen=True)
class Found:
    """A place, or why there is none; ``exact`` False: only the street is known."""

    place: Place | None
    why: str = ""
    exact: bool = True


def geocoder(frame: pl.DataFrame | None) -> Geocoder | None:
    """The company's table of addresses, ready to be looked up."""
    if frame is None:
        return None
    names = ("number", "repetition", "street", "postcode", "city", "latitude", "longitude")
    lines = frame.with_columns([pl.lit(None).alias(name) for name in names if name not in frame.columns])
    lines = lines.filter(pl.col("latitude").is_not_null() & pl.col("longitude").is_not_null())
    return Geocoder(
        Located(
            str(row[0] or "").removesuffix(".0"), str(row[1] or ""), str(row[2] or ""), str(row[3] or ""), str(row[4] or ""), row[5], row[6]
        )
        for row in lines.select(names).iter_rows()
    )  # fmt: skip


def of_visit(visit: Visit, known: Geocoder | None) -> Found:
    """The place of a visit."""
    if visit.latitude is not None and visit.longitude is not None:
        return Found(Place(visit.latitude, visit.longitude, visit.where, "coordonnées du tableau"))
    if not visit.where:
        return Found(None, "elle n'a ni adresse ni coordonnées")
    if known is None:
        return Found(
            None, "elle n'a pas de coordonnées, et aucun tableau d'adresses ne permet de situer son adresse"
        )
    match = known.find(visit.address or visit.city, visit.postcode, visit.city)
    return Found(
        match.place, f"son adresse n'a pas été trouvée : {match.why}" if match.why else "", match.exact
    )


def far_from_others(places: Sequence[Place | None]) -> set[int]:
    """Ranks of the places more than 1 000 km away from the middle of all: an inverted latitude, a wrong country."""
    known = [(rank, one) for rank, one in enumerate(places) if one is not None]
    if len(known) < 3:
        return set()
    middle = Place(
        float(np.median([one.latitude for _, one in known])),
        float(np.median([one.longitude for _, one in known])),
    )
    away = straight([middle, *(one for _, one in known)])[0, 1:]
    return {rank for (rank, _), metres in zip(known, away, strict=True) if metres > _FAR_METRES}


def of_depot(truck: Truck, asked: str, known: Geocoder | None) -> Place:
    """Where a vehicle starts and ends. Raises NotEnoughData, BadInput (an address that is not found)."""
    if truck.latitude is not None and truck.longitude is not None:
        return Place(
            truck.latitude, truck.longitude, truck.depot or truck.address or "Dépôt", "tableau des véhicules"
        )
    for text in (truck.address, asked):
        if text.strip():
            return _point(text, truck.depot, known)
    raise NotEnoughData(
        "Levier ne sait pas d'où partent vos véhicules",
        where=f"véhicule {truck.label}",
        mend="Remplissez « Dépôt » (une adresse, ou « 45,8992 ; 6,1294 »), ou les colonnes « Latitude du dépôt » et « Longitude du dépôt » du "
        "tableau des véhicules.",
    )


def _point(text: str, label: str, known: Geocoder | None) -> Place:
    if found := _COORDINATES.match(text):
        pair = [one for one in found.groups() if one is not None]
        latitude, longitude = (float(one.replace(",", ".")) for one in pair)
        if abs(latitude) <= 90 and abs(longitude) <= 180:
            return Place(latitude, longitude, label or "Dépôt", "coordonnées données")
    match = known.find(text) if known else None
    if match is None or match.place is None:
        why = match.why if match else "aucun tableau d'adresses n'est importé"
        raise BadInput(
            f"Le dépôt « {text} » n'a pas pu être situé : {why}",
            where="Dépôt",
            mend="Donnez ses coordonnées, par exemple « 45,8992 ; 6,1294 », ou importez les adresses de votre département (Base Adresse Nationale).",
        )
    return Place(match.place.latitude, match.place.longitude, label or text, match.place.source)
