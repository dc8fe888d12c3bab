"""Code lists of the norm and French values, as data (``lists.json`` by ``tools/einvoice_codes.py``, ``french.json``)."""

import json
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def codes(name: str) -> frozenset[str]:
    """The codes of a list: types, currencies, countries, units, means, categories …"""
    return frozenset(_lists()[name]["codes"])


def title(name: str) -> str:
    """The published name of a list (« UNTDID 1001 »)."""
    return str(_lists()[name]["title"])


@cache
def french() -> dict[str, frozenset[str]]:
    """French values: types of documents, VAT rates (normalised), billing frames."""
    held = json.loads((files(__package__) / "french.json").read_text(encoding="utf-8"))
    return {name: frozenset(found) for name, found in held.items() if isinstance(found, list)}


@dataclass(frozen=True)
class Duty:
    """One date of the French reform: ``duty`` is « receive » or « issue »; ``source`` names the law."""

    duty: str
    since: date
    who: str
    source: str


@cache
def reform() -> tuple[Duty, ...]:
    """The calendar of the reform, as its data file gives it."""
    held = json.loads((files(__package__) / "reform.json").read_text(encoding="utf-8"))
    return tuple(
        Duty(one["duty"], date.fromisoformat(one["from"]), one["who"], held["source"])
        for one in held["dates"]
    )


@cache
def _lists() -> dict[str, dict[str, Any]]:
    held = json.loads((files(__package__) / "lists.json").read_text(encoding="utf-8"))
    return dict(held["lists"])
