"""A small company's visits and vehicles, handed to route planning without any database."""

from collections.abc import Sequence
from datetime import date
from typing import Any

import numpy as np
import polars as pl

from levier.capabilities.route_planning import RoutePlanning, RoutePlanningInput, RoutePlanningOutput
from levier.capabilities.route_planning.problem import Lunch, Problem, Stop, Vehicle
from levier.capabilities.route_planning.rules import limits
from levier.core.actor import Actor, Role
from levier.core.capability import Context, DatasetFacts
from levier.core.errors import NotFound

TODAY = date(2026, 11, 23)
DAY = date(2026, 11, 24)
HOUR = 3600


class Tables:
    """A TableAccess over frames by kind."""

    def __init__(self, frames: dict[str, pl.DataFrame]) -> None:
        self._frames = frames

    def facts(self, kind: str, dataset: int | None = None) -> DatasetFacts | None:
        if kind not in self._frames:
            return None
        return DatasetFacts(len(kind), 1, kind, kind, self._frames[kind].height, None, None, {})

    def frame(self, kind: str, columns: Sequence[str] | None = None) -> Any:
        if kind not in self._frames:
            raise NotFound("Aucun tableau")
        return self._frames[kind]


def run(frames: dict[str, pl.DataFrame], today: date = TODAY, **given: object) -> RoutePlanningOutput:
    """A plan of these tables, in one second at most."""
    tables: Any = Tables(frames)
    context = Context(Actor(1, "Claire", 1, Role.OWNER), today, tables, knowledge=tables)
    return RoutePlanning().run(context, RoutePlanningInput.model_validate({"seconds": 1, **given}))


def visits(count: int = 10, seed: int = 0, **columns: Any) -> pl.DataFrame:
    """Visits of one day around Annecy; a column given as None is left out."""
    random = np.random.default_rng(seed)
    made: dict[str, Any] = {
        "visit": [f"INT-{number:03d}" for number in range(count)],
        "date": [DAY] * count,
        "customer_name": [f"Client {number}" for number in range(count)],
        "address": [f"{number + 1} rue des Lilas" for number in range(count)],
        "city": ["Annecy"] * count,
        "latitude": (45.9 + random.uniform(-0.15, 0.15, count)).tolist(),
        "longitude": (6.12 + random.uniform(-0.2, 0.2, count)).tolist(),
        "duration": [30.0] * count,
    }
    made.update(columns)
    return pl.DataFrame({name: values for name, values in made.items() if values is not None}, strict=False)


def vehicles(count: int = 2, **columns: Any) -> pl.DataFrame:
    """Vehicles of a depot in Annecy."""
    made: dict[str, Any] = {
        "vehicle": [f"AB-{number + 1}" for number in range(count)],
        "driver": [("Hugo", "Inès", "Camille")[number % 3] for number in range(count)],
        "latitude": [45.9] * count,
        "longitude": [6.12] * count,
    }
    made.update(columns)
    return pl.DataFrame({name: values for name, values in made.items() if values is not None}, strict=False)


def line(stops: Sequence[Stop], *vehicle: Vehicle, minutes: int = 30, lunch: Lunch | None = None) -> Problem:
    """A problem on a straight road: place n stands n legs of ``minutes`` (and of 10 km) from the depot, place 0."""
    count = max((stop.place for stop in stops), default=0) + 1
    ranks = np.arange(count)
    legs = np.abs(ranks[:, None] - ranks[None, :])
    return Problem(
        tuple(stops), vehicle, (legs * 10_000).astype(np.int64), (legs * minutes * 60).astype(np.int64), lunch or Lunch(0, 0, 0),
        limits(heavy=False), limits(heavy=True),
    )  # fmt: skip


def stop(place: int, minutes: int = 30, **given: Any) -> Stop:
    return Stop(f"v{place}", f"Client {place}", place, minutes * 60, **given)


def van(key: str = "A", opens: int = 8 * HOUR, closes: int = 18 * HOUR, **given: Any) -> Vehicle:
    return Vehicle(key, key, 0, 0, opens, closes, cost_km=0.5, cost_hour=30, **given)
