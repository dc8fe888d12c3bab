"""The reference data of the assessment, read once and checked: levels with their public anchors, pillars, questions."""

import json
from datetime import date
from functools import cache
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from levier.core.errors import BadInput

DATA = Path(__file__).with_name("data")
_TOP = 100.0


class _Frozen(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Source(_Frozen):
    """Where a level or a rule comes from. ``read``: the day it was read, None when it was not."""

    name: str
    title: str
    address: str
    note: str = ""
    read: date | None = None
    status: str


class Level(_Frozen):
    """One of the five levels. ``start``: the score (0–100) from which it holds; ``cmmi``: its name in CMMI-DEV."""

    level: int
    label: str
    anchor: str
    cmmi: str
    start: float = Field(alias="from")


class Dimension(_Frozen):
    """A part of a pillar; ``weight`` beside the others of the pillar."""

    name: str
    label: str
    weight: float
    sources: tuple[str, ...]


class Pillar(_Frozen):
    """Data, skills or processes."""

    name: str
    label: str
    weight: float
    question: str
    dimensions: tuple[Dimension, ...]


class Question(_Frozen):
    """A question with five answers, from level 1 to 5.

    ``when``: "nothing-measured" is asked only where no table is connected. ``action``: what lifts a low answer, in ``days``.
    ``why``: why it is asked rather than measured, empty for skills and processes.
    """

    name: str
    dimension: str
    label: str
    options: tuple[str, str, str, str, str]
    action: str
    days: float
    when: Literal["always", "nothing-measured"] = "always"
    why: str = ""


class Levels(_Frozen):
    """The five levels, the three pillars, and where they come from."""

    reviewed: date
    review_again: date
    sources: tuple[Source, ...]
    levels: tuple[Level, ...]
    pillars: tuple[Pillar, ...]

    def of(self, score: float) -> Level:
        """The level of a score (0–100)."""
        return next(one for one in reversed(self.levels) if score >= one.start)

    def pillar_of(self, dimension: str) -> Pillar:
        """The pillar that holds a dimension."""
        return next(one for one in self.pillars if any(part.name == dimension for part in one.dimensions))


class Questionnaire(_Frozen):
    """The questions. ``seconds_each``: how long one takes, told to people beforehand."""

    reviewed: date
    review_again: date
    origin: str
    seconds_each: int
    questions: tuple[Question, ...]

    def named(self, name: str) -> Question:
        """Raises BadInput when there is no such question."""
        for one in self.questions:
            if one.name == name:
                return one
        raise BadInput(
            f"La question « {name} » n'existe pas",
            mend="« levier assess --json » donne la liste des questions.",
        )

    def asked(self, *, measured: bool) -> list[Question]:
        """Those to ask: the ones that replace a measure only where nothing could be measured."""
        return [one for one in self.questions if one.when == "always" or not measured]


def score_of(level: int) -> float:
    """The score of an answer: level 1 is 0, level 5 is 100, evenly spaced."""
    return (level - 1) * _TOP / 4


@cache
def levels() -> Levels:
    """The levels, pillars and sources."""
    return Levels.model_validate_json((DATA / "levels.json").read_text(encoding="utf-8"))


@cache
def questionnaire() -> Questionnaire:
    """The questions; each belongs to a known dimension."""
    found = Questionnaire.model_validate(json.loads((DATA / "questions.json").read_text(encoding="utf-8")))
    known = {part.name for one in levels().pillars for part in one.dimensions}
    if strange := {one.dimension for one in found.questions} - known:
        raise ValueError(f"unknown dimensions: {sorted(strange)}")
    return found
