"""The CNIL's method as data: nine criteria, two lists, principles, feared events, levels, measures."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict

Pair = tuple[str, str]


class Method(BaseModel):
    """The content of ``method.json``; each list holds (name, words …)."""

    model_config = ConfigDict(frozen=True)
    sources: tuple[str, ...]
    threshold: int
    criteria: tuple[Pair, ...]
    required: tuple[Pair, ...]
    not_required: tuple[Pair, ...]
    principles: tuple[tuple[str, str, str], ...]
    risks: tuple[Pair, ...]
    levels: tuple[str, ...]
    measures: tuple[tuple[str, str, str], ...]


@cache
def method() -> Method:
    """The method."""
    return Method.model_validate(
        json.loads(Path(__file__).with_name("method.json").read_text(encoding="utf-8"))
    )


@dataclass(frozen=True)
class Need:
    """Whether an assessment is required, and why (French). ``met``: the criteria met."""

    answer: Literal["required", "advised", "not-required"]
    why: str
    met: tuple[str, ...]

    @property
    def words(self) -> str:
        return {"required": "requise", "advised": "à envisager", "not-required": "non requise"}[self.answer]


def need(criteria: Mapping[str, bool], listed: str = "") -> Need:
    """The CNIL's reasoning: its two lists first, then two criteria of nine; one criterion alone deserves a thought."""
    known = method()
    met = tuple(words for name, words in known.criteria if criteria.get(name))
    required, spared = dict(known.required), dict(known.not_required)
    if listed in required:
        return Need(
            "required", f"Ce traitement est dans la liste de la CNIL : {required[listed].lower()}.", met
        )
    if listed in spared:
        return Need(
            "not-required", f"Ce traitement est dans la liste des dispensés : {spared[listed].lower()}.", met
        )
    if len(met) >= known.threshold:
        return Need(
            "required", f"{len(met)} des neuf critères sont réunis ; deux suffisent en principe.", met
        )
    if met:
        return Need(
            "advised",
            "Un seul des neuf critères est réuni : gardez par écrit pourquoi vous décidez d'en faire une ou non.",
            met,
        )
    return Need("not-required", "Aucun des neuf critères n'est réuni.", met)


def level(severity: int, likelihood: int) -> int:
    """The level of a risk, 1–4: the mean of severity and likelihood, rounded up.

    The CNIL's method places a risk on the two axes and leaves the ranking to the controller: this rule is the house's own,
    and rounds against itself.
    """
    return (severity + likelihood + 1) // 2
