"""The law of working and driving time, and what a kilometre emits: read from data that bear their source and date."""

import json
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from levier.capabilities.route_planning.problem import Limits
from levier.core.french.text import fold

_HOUR = 3600
_HEAVY_KG = 3500.0


@cache
def _read(name: str) -> dict[str, Any]:
    text = files("levier.capabilities.route_planning").joinpath("data", name).read_text(encoding="utf-8")
    return dict(json.loads(text))


@dataclass(frozen=True)
class Source:
    """A rule in French, the text it comes from, and where to read it."""

    rule: str
    text: str
    address: str


def limits(*, heavy: bool) -> Limits:
    """The limits of a day for crews of vehicles up to 3.5 t, or above."""
    given = _read("rules.json")["heavy" if heavy else "light"]
    return Limits(
        work=round(given["work_hours"] * _HOUR),
        span=round(given["span_hours"] * _HOUR),
        unbroken_work=round(given["unbroken_work_hours"] * _HOUR),
        work_pause=round(given["work_pause_minutes"] * 60),
        driving=round(given["driving_hours"] * _HOUR) if heavy else None,
        unbroken_driving=round(given["unbroken_driving_hours"] * _HOUR) if heavy else None,
        driving_pause=round(given["driving_pause_minutes"] * 60) if heavy else 0,
    )


def sources() -> list[Source]:
    """Where each limit comes from."""
    return [Source(**one) for one in _read("rules.json")["sources"]]


def checked_on() -> str:
    """The day the rules were read again in public copies of the texts (ISO)."""
    return str(_read("rules.json")["checked"])


def review_on() -> str:
    """The day they are to be read again (ISO)."""
    return str(_read("rules.json")["review"])


def left_out() -> str:
    """What the law also says and this does not apply, in French."""
    return str(_read("rules.json")["left_out"])


def is_heavy(gross_weight: float | None) -> bool:
    """Whether the European rules of driving time bind this vehicle (article 2 of regulation 561/2006)."""
    return gross_weight is not None and gross_weight > _HEAVY_KG


def emissions(fuel: str | None, *, heavy: bool) -> float:
    """Grams of CO₂ equivalent a kilometre, from the energy (diesel when unknown) and an assumed consumption."""
    data = _read("emissions.json")
    wanted = fold(fuel or "gazole").strip()
    found = next(
        (one for one in data["kg_per_unit"].values() if wanted in one["names"]), data["kg_per_unit"]["gazole"]
    )
    consumed = data["assumed_per_100_km"]["heavy" if heavy else "light"][found["unit"]]
    return round(float(found["kg"]) * float(consumed) / 100 * 1000, 1)


def emission_source() -> tuple[str, str]:
    """Where the emission factors come from, and what had to be assumed."""
    data = _read("emissions.json")
    return str(data["source"]), str(data["assumed"])
