"""The vehicles of the day: from the table of vehicles, else from the names the visits bear, else as many as were asked."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import polars as pl

from levier.capabilities.route_planning.reading.hours import seconds
from levier.capabilities.route_planning.reading.visits import Visit, skills
from levier.core.errors import BadInput
from levier.core.french.text import fold

COLUMNS = (
    "vehicle", "name", "driver", "capacity", "cost_km", "cost_hour", "skills", "shift_start", "shift_end", "gross_weight", "fuel",
    "emissions", "depot", "depot_address", "latitude", "longitude", "status",
)  # fmt: skip
_AWAY = ("vendu", "immobilis", "hors", "panne", "sold", "cede", "repar", "indispon", "inactif", "atelier")


@dataclass(frozen=True)
class Truck:
    """A vehicle as the table tells it; None where it says nothing."""

    key: str
    label: str
    driver: str = ""
    capacity: float | None = None
    cost_km: float | None = None
    cost_hour: float | None = None
    skills: frozenset[str] | None = None
    opens: int | None = None
    closes: int | None = None
    gross_weight: float | None = None
    fuel: str = ""
    emissions: float | None = None
    depot: str = ""
    address: str = ""
    latitude: float | None = None
    longitude: float | None = None


def from_table(frame: pl.DataFrame) -> tuple[list[Truck], list[str]]:
    """Vehicles in use, and those that their state keeps at home. Raises BadInput for an hour that is none."""
    kept = frame.select([name for name in COLUMNS if name in frame.columns]).unique(
        subset=["vehicle"], keep="last", maintain_order=True
    )
    used, away = [], []
    for row in kept.to_dicts():
        key = str(row.get("vehicle") or "").strip()
        if not key:
            continue
        if any(fold(str(row.get("status") or "")).strip().startswith(word) for word in _AWAY):
            away.append(key)
            continue
        used.append(_truck(key, row))
    return used, away


def _truck(key: str, row: dict[str, Any]) -> Truck:
    def text(name: str) -> str:
        return str(row.get(name) or "").strip()

    def number(name: str) -> float | None:
        value = row.get(name)
        return None if value is None or float(value) != float(value) else float(value)

    capacity = number("capacity")
    if capacity is not None and capacity <= 0:
        capacity = None
    return Truck(
        key=key,
        label=f"{text('name')} ({key})" if text("name") else key,
        driver=text("driver"),
        capacity=capacity,
        cost_km=number("cost_km"),
        cost_hour=number("cost_hour"),
        skills=skills(text("skills")) if text("skills") else None,
        opens=_hour(text("shift_start"), key, "Début de service"),
        closes=_hour(text("shift_end"), key, "Fin de service"),
        gross_weight=number("gross_weight"),
        fuel=text("fuel"),
        emissions=number("emissions"),
        depot=text("depot"),
        address=text("depot_address"),
        latitude=number("latitude"),
        longitude=number("longitude"),
    )


def _hour(text: str, vehicle: str, label: str) -> int | None:
    try:
        return seconds(text) if text else None
    except ValueError:
        raise BadInput(
            f"« {text} » n'est pas une heure",
            where=f"véhicule {vehicle}, colonne « {label} »",
            mend="Écrivez par exemple « 08:00 » et importez de nouveau le tableau des véhicules.",
        ) from None


def without_room(raw: pl.DataFrame) -> list[str]:
    """The vehicles whose written capacity is nil or negative."""
    if not {"vehicle", "capacity"} <= set(raw.columns):
        return []
    bad = raw.filter(pl.col("capacity").cast(pl.Float64, strict=False) <= 0)
    return [str(one) for one in bad["vehicle"].drop_nulls().unique(maintain_order=True)]


def from_visits(visits: Sequence[Visit]) -> list[Truck]:
    """One vehicle for each vehicle, else each person, that the visits name."""
    named: dict[str, Truck] = {}
    for visit in visits:
        name = visit.vehicle or visit.person
        if name and fold(name) not in named:
            named[fold(name)] = Truck(name, name, driver=visit.person if visit.vehicle else "")
    return list(named.values())


def numbered(count: int) -> list[Truck]:
    """« Véhicule 1 » and so on."""
    return [Truck(f"V{number}", f"Véhicule {number}") for number in range(1, count + 1)]


def broken(text: str, trucks: Sequence[Truck]) -> set[str]:
    """The keys of the vehicles named as out of order. Raises BadInput for a name that is no vehicle's."""
    found: set[str] = set()
    for word in (part.strip() for part in text.replace(";", ",").replace("\n", ",").split(",")):
        if not word:
            continue
        asked = fold(word).strip()
        match = [
            truck.key
            for truck in trucks
            if asked
            in (fold(truck.key), fold(truck.label), fold(truck.label.partition(" (")[0]), fold(truck.driver))
        ]
        if not match:
            raise BadInput(
                f"Aucun véhicule ne s'appelle « {word} »",
                where="Véhicules en panne",
                mend=f"Vous avez : {', '.join(truck.key for truck in trucks[:12])}.",
            )
        found.update(match)
    return found
