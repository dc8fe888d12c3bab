"""Distances and times from coordinates: great circle × detour, town speed on the first kilometres, road speed beyond.

Great circle: haversine formula (R. W. Sinnott, « Virtues of the haversine », Sky and Telescope 68(2), 1984), mean radius of the
Earth 6 371.0088 km (IUGG). Detour: by road one drives about 1.3 times the straight line (D. J. Giacomin & D. M. Levinson, « Road network
circuity in metropolitan areas », Environment and Planning B 42(6), 2015: 1.2 to 1.5 between metropolitan areas).
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from levier.capabilities.route_planning.problem import Matrix, Place

EARTH_METRES = 6_371_008.8
TOWN_METRES = 10_000.0
"""The first kilometres of a leg are driven at town speed."""


@dataclass(frozen=True)
class Roads:
    """How the ground is driven. ``detour``: road over straight line; speeds in km/h."""

    detour: float = 1.3
    town: float = 30.0
    road: float = 65.0


def straight(places: Sequence[Place]) -> NDArray[np.float64]:
    """Great-circle distances in metres, ``[from, to]``."""
    latitude = np.radians([one.latitude for one in places])[:, None]
    longitude = np.radians([one.longitude for one in places])[:, None]
    half = (
        np.sin((latitude - latitude.T) / 2) ** 2
        + np.cos(latitude) * np.cos(latitude.T) * np.sin((longitude - longitude.T) / 2) ** 2
    )
    return np.asarray(2 * EARTH_METRES * np.arcsin(np.sqrt(np.clip(half, 0, 1))), dtype=np.float64)


def by_road(places: Sequence[Place], roads: Roads) -> tuple[Matrix, Matrix]:
    """Metres and seconds between all places."""
    metres = straight(places) * roads.detour
    town = np.minimum(metres, TOWN_METRES)
    seconds = town / (roads.town / 3.6) + (metres - town) / (roads.road / 3.6)
    return np.rint(metres).astype(np.int64), np.rint(seconds).astype(np.int64)
