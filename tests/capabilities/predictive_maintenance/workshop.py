"""A made-up workshop: presses whose oil heats and whose vibration grows before they fail; handed over without any database."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any

import numpy as np
import polars as pl

from levier.capabilities.predictive_maintenance import (
    PredictiveMaintenance,
    PredictiveMaintenanceInput,
    PredictiveMaintenanceOutput,
)
from levier.core.actor import Actor, Role
from levier.core.capability import Context, DatasetFacts
from levier.core.errors import NotFound

TODAY = date(2026, 3, 2)
FIRST = datetime(2025, 3, 3)
DAYS = 364
PRESSES = 12

Tables = dict[str, pl.DataFrame]


class Workshop:
    """A TableAccess over frames by kind; an absent kind is one the person may not read."""

    def __init__(self, frames: Tables) -> None:
        self._frames = frames

    def facts(self, kind: str, dataset: int | None = None) -> DatasetFacts | None:
        frame = self._frames.get(kind)
        if frame is None:
            return None
        return DatasetFacts(
            list(self._frames).index(kind) + 1, 1, kind, kind, frame.height, None, None, {}, "EUR"
        )

    def frame(self, kind: str, columns: Sequence[str] | None = None) -> Any:
        if kind not in self._frames:
            raise NotFound("Aucun tableau")
        return self._frames[kind]


def tables(presses: int = PRESSES, seed: int = 3, days: int = DAYS) -> Tables:
    """One reading a day of three sensors; wear grows at random and the press fails when it passes 1."""
    random = np.random.default_rng(seed)
    readings, failures = [], []
    for press in range(presses):
        wear, pace = float(random.uniform(0, 0.8)), 1 / random.uniform(60, 110)
        for day in range(days):
            now = FIRST + timedelta(days=day, hours=8)
            wear += pace * random.gamma(4, 0.25)
            late = max(0.0, wear - 0.6)
            measured = {
                "TEMP_HUILE": (58 + 30 * late + random.normal(0, 1.0), "°C"),
                "VIBRATION": (2.0 + 6 * late * late + random.normal(0, 0.2), "mm/s"),
                "PRESSION": (180 + random.normal(0, 3), "bar"),
            }
            readings += [
                {"machine": name(press), "date": now, "sensor": sensor, "value": float(value), "unit": unit}
                for sensor, (value, unit) in measured.items()
            ]
            if wear >= 1:
                broken = now + timedelta(hours=2)
                failures.append(
                    {"machine": name(press), "date": broken, "end": broken + timedelta(hours=6), "type": "Curatif",
                     "cause": "Roulement usé", "downtime": 6.0, "cost": float(random.uniform(800, 1600))}
                )  # fmt: skip
                wear, pace = 0.0, 1 / random.uniform(60, 110)
    failures.append(
        {"machine": name(0), "date": FIRST + timedelta(days=20), "end": FIRST + timedelta(days=20, hours=1), "type": "Contrôle préventif",
         "cause": None, "downtime": 1.0, "cost": 150.0}
    )  # fmt: skip
    return {"sensor_readings": pl.DataFrame(readings), "failures": pl.DataFrame(failures)}


def name(press: int) -> str:
    return f"PRESSE-{press + 1:02d}"


def run(
    frames: Tables, role: Role = Role.OWNER, today: date = TODAY, **given: Any
) -> PredictiveMaintenanceOutput:
    """One run over these tables."""
    workshop: Any = Workshop(frames)
    context = Context(Actor(1, "Claire Martin", 1, role), today, workshop, knowledge=workshop)
    return PredictiveMaintenance().run(context, PredictiveMaintenanceInput.model_validate(given))
