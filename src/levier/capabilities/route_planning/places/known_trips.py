"""Distances the company gives itself: they replace the computed ones, place by place; the way back stands for the way there."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from levier.capabilities.route_planning.problem import Matrix
from levier.core.french.text import fold


@dataclass(frozen=True)
class Trip:
    """One known trip. ``metres`` or ``seconds`` None: only the other is known."""

    origin: str
    destination: str
    metres: int | None
    seconds: int | None


def put(
    metres: Matrix, seconds: Matrix, names: Sequence[Sequence[str]], trips: Iterable[Trip]
) -> tuple[Matrix, Matrix, int, int]:
    """Both matrices with the known trips in them, how many legs they fill, and how many there are in all.

    ``names``: for each place, the words that may name it (identifier, customer, city of the depot).
    """
    metres, seconds = metres.copy(), seconds.copy()
    known: dict[str, list[int]] = {}
    for place, words in enumerate(names):
        for word in words:
            if word:
                known.setdefault(fold(word).strip(), []).append(place)
    filled = np.zeros(metres.shape, dtype=bool)
    told = np.zeros(metres.shape, dtype=bool)
    listed = list(trips)
    for backwards in (True, False):
        for trip in listed:
            ends = (trip.destination, trip.origin) if backwards else (trip.origin, trip.destination)
            for one in known.get(fold(ends[0]).strip(), ()):
                for other in known.get(fold(ends[1]).strip(), ()):
                    if one == other or (backwards and told[one, other]):
                        continue
                    _fill(metres, seconds, one, other, trip)
                    filled[one, other] = True
                    told[one, other] = told[one, other] or not backwards
    count = metres.shape[0]
    return metres, seconds, int(filled.sum()), count * (count - 1)


def _fill(metres: Matrix, seconds: Matrix, one: int, other: int, trip: Trip) -> None:
    speed = metres[one, other] / max(int(seconds[one, other]), 1)
    if trip.metres is not None:
        metres[one, other] = trip.metres
        if trip.seconds is None:
            seconds[one, other] = round(trip.metres / speed) if speed else seconds[one, other]
    if trip.seconds is not None:
        seconds[one, other] = trip.seconds
