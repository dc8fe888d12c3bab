"""The rules a FEC is checked against: data with their sources and review date (``rules.json``)."""

import json
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Literal

Gravity = Literal["blocking", "warning", "advice"]
FAMILIES = {
    "structure": "Forme du fichier",
    "equilibre": "Équilibre",
    "sequence": "Numérotation",
    "dates": "Dates",
    "comptes": "Comptes et journaux",
    "tiers": "Tiers et lettrage",
    "pieces": "Libellés et pièces",
    "montants": "Montants",
}
GRAVITIES: dict[Gravity, str] = {"blocking": "bloquant", "warning": "avertissement", "advice": "conseil"}


@dataclass(frozen=True)
class Rule:
    """``title`` says the rule as it should hold; ``mend`` how to mend what breaks it; ``unit`` what its faults count."""

    code: str
    family: str
    title: str
    gravity: Gravity
    source: str
    mend: str
    unit: str


@dataclass(frozen=True)
class RuleBook:
    source: str
    address: str
    reviewed: date
    rules: dict[str, Rule]


@cache
def rule_book() -> RuleBook:
    """The rules, read once, in the order they are shown."""
    data = json.loads(files(__package__).joinpath("rules.json").read_text(encoding="utf-8"))
    rules = {one["code"]: Rule(**one) for one in data["rules"]}
    return RuleBook(data["source"], data["address"], date.fromisoformat(data["reviewed"]), rules)
