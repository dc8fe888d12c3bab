"""The result of an assessment, as it is shown, compared and kept."""

from datetime import date
from typing import Literal

from pydantic import BaseModel


class Fix(BaseModel):
    """What would lift an item: in French, with the days of work it asks. ``to``: the score it should reach."""

    what: str
    how: str = ""
    days: float = 1.0
    to: float = 100.0


class Item(BaseModel):
    """One reason of a score. ``score`` 0–100; ``weight`` beside the other items of its dimension.

    ``page`` and ``args``: the address (its name) of the page where the measure can be opened. ``datasets``: the tables it
    names: the item is told only to those who may see all of them.
    """

    dimension: str
    name: str
    label: str
    score: float
    weight: float = 1.0
    text: str
    origin: Literal["measured", "answered"]
    page: str = ""
    args: list[int | str] = []
    datasets: list[int] = []
    fixes: list[Fix] = []


class DimensionScore(BaseModel):
    """``score`` is None where nothing is known yet."""

    name: str
    label: str
    weight: float
    score: float | None
    items: list[Item] = []


class PillarScore(BaseModel):
    """``known``: the share (0–1) of its weight that rests on something."""

    name: str
    label: str
    weight: float
    score: float | None
    level: int | None
    known: float
    dimensions: list[DimensionScore] = []


class Divergence(BaseModel):
    """A question to which the groups answer otherwise. Levels 1–5; ``spread``: between the farthest two answers."""

    question: str
    label: str
    managers: float | None
    team: float | None
    spread: int
    text: str


class ToDo(BaseModel):
    """An action to take before spending. ``effect``: points of the overall score (0–100); ``days`` of work."""

    what: str
    how: str = ""
    pillar: str
    dimension: str
    effect: float
    days: float
    datasets: list[int] = []
    page: str = ""
    args: list[int | str] = []

    @property
    def ratio(self) -> float:
        """Points won for a day of work."""
        return self.effect / max(self.days, 0.1)


class Snapshot(BaseModel):
    """The whole result on one day. ``respondents``: how many people answered at least one question, by group.

    ``answered_on``: when the answers are those of an assessment closed before, its day.
    """

    made: date
    company: str
    score: float | None = None
    level: int | None = None
    pillars: list[PillarScore] = []
    strengths: list[str] = []
    weaknesses: list[str] = []
    divergences: list[Divergence] = []
    actions: list[ToDo] = []
    respondents: dict[str, int] = {}
    answered_on: date | None = None
    answered: int = 0
    asked: int = 0

    def pillar(self, name: str) -> PillarScore:
        """The pillar of that name."""
        return next(one for one in self.pillars if one.name == name)
