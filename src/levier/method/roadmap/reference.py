"""The reference data of the roadmap, read once and checked: assumptions, levers and value trees, efforts, prohibited practices."""

import json
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, model_validator

from levier.core.errors import BadInput
from levier.core.french.numbers import NBSP, format_number, format_percent

DATA = Path(__file__).with_name("data")
DRIVER = "driver:"


class _Frozen(BaseModel):
    model_config = ConfigDict(extra="ignore", frozen=True)


class Origin(_Frozen):
    """Where an assumption comes from. ``status``: « relu », « à vérifier », « prudence », or « dit par l'entreprise »."""

    text: str
    status: str
    address: str = ""
    read: date | None = None


class Assumption(_Frozen):
    """A range instead of a figure nobody measured. A percentage is a ratio."""

    name: str
    label: str
    unit: str
    low: float
    central: float
    high: float
    origin: Origin

    @property
    def bounds(self) -> tuple[str, str, str]:
        """Lowest, likeliest and highest, with their unit: « 2,5 % », « 45 sem. »."""
        return self._written(self.low), self._written(self.central), self._written(self.high)

    def _written(self, value: float) -> str:
        return (
            format_percent(value) if self.unit == "%" else f"{format_number(value)}{NBSP}{self.unit}".strip()
        )

    @model_validator(mode="after")
    def _in_order(self) -> "Assumption":
        if not self.low <= self.central <= self.high:
            raise ValueError(f"{self.name}: the range is not in order")
        return self


class Term(_Frozen):
    """A product of factors: measured drivers (« driver:turnover ») and assumptions; its value is money a year."""

    label: str
    factors: tuple[str, ...]


class Lever(_Frozen):
    """A way AI contributes. Gains of the same ``overlap`` are not added: they are the same money.

    ``indicators``: those it moves; ``capabilities``: those that pull it; ``requires``: drivers without which it means nothing.
    """

    name: str
    label: str
    overlap: str
    indicators: tuple[str, ...]
    capabilities: tuple[str, ...]
    terms: tuple[Term, ...]
    requires: tuple[str, ...] = ()


class Values(_Frozen):
    """The assumptions and levers."""

    reviewed: date
    review_again: date
    assumptions: tuple[Assumption, ...]
    levers: tuple[Lever, ...]

    def assumption(self, name: str) -> Assumption:
        """Raises BadInput."""
        for one in self.assumptions:
            if one.name == name:
                return one
        raise BadInput(f"L'hypothèse « {name} » n'existe pas", mend="La page « Hypothèses » les liste.")

    def levers_of(self, capability: str, moves: tuple[str, ...]) -> list[Lever]:
        """The levers a capability pulls: those that name it, else those whose indicators it declares it moves."""
        named = [one for one in self.levers if capability in one.capabilities]
        return named or [one for one in self.levers if set(one.indicators) & set(moves)]


class Phase(_Frozen):
    """A phase of a project: at least ``weeks`` long, ``days`` of work by role, more for each missing need or person."""

    name: str
    label: str
    weeks: int
    days: dict[str, float]
    per_missing: dict[str, float] = {}
    per_person: dict[str, float] = {}


class Role(_Frozen):
    """Whose time a project takes."""

    name: str
    label: str


class Effort(_Frozen):
    """What a project asks. Ranges are [low, central, high]; money is a year."""

    origin: str
    roles: tuple[Role, ...]
    capacity: dict[str, float]
    phases: tuple[Phase, ...]
    checking_hours_a_week: dict[str, tuple[float, float, float]]
    licences_a_year: tuple[float, float, float]
    licences_note: str
    hosting_a_year: tuple[float, float, float]
    hosting_note: str


class Practice(_Frozen):
    """A practice that article 5 of the AI Act prohibits. ``words``: folded words that make one look twice."""

    name: str
    label: str
    article: str
    words: tuple[str, ...]


class Prohibited(_Frozen):
    """The prohibited practices and where they were read."""

    source: str
    address: str
    status: str
    reviewed: date
    review_again: date
    practices: tuple[Practice, ...]

    def named(self, name: str) -> Practice | None:
        """The practice of that name."""
        return next((one for one in self.practices if one.name == name), None)


def _read(name: str) -> Any:
    return json.loads((DATA / name).read_text(encoding="utf-8"))


@cache
def values() -> Values:
    """Assumptions and levers; every factor of every term is known."""
    found = Values.model_validate(_read("value.json"))
    known = {one.name for one in found.assumptions}
    for lever in found.levers:
        for term in lever.terms:
            if strange := {f for f in term.factors if not f.startswith(DRIVER)} - known:
                raise ValueError(f"{lever.name}: unknown assumptions {sorted(strange)}")
    return found


@cache
def effort() -> Effort:
    """What a project asks."""
    return Effort.model_validate(_read("effort.json"))


@cache
def prohibited() -> Prohibited:
    """What no company may do."""
    return Prohibited.model_validate(_read("prohibited.json"))
