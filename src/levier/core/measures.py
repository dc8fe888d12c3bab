"""The question one may ask of the company's tables: named measures and dimensions, never free SQL."""

from datetime import date
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from levier.core.period import Period


class Filter(BaseModel):
    """Keep rows whose ``dimension`` is (or is not) among ``values``."""

    model_config = ConfigDict(extra="forbid")

    dimension: str
    values: list[str] = Field(min_length=1, max_length=500)
    exclude: bool = False


class Inactivity(BaseModel):
    """Members without an order for ``days``, though they used to order at that ``rhythm``; with ``bought``, those that
    ordered in that period and never after it; with ``absent``, those without an order in that period, who ordered at some time.
    """

    model_config = ConfigDict(extra="forbid")

    days: int = Field(ge=1, le=3660)
    rhythm: Literal["any", "monthly", "weekly"] = "any"
    bought: Period | None = None
    absent: Period | None = None


class Threshold(BaseModel):
    """Keep the members whose ``measure`` (in its own unit; a rate as 0–1) is beyond ``value``."""

    model_config = ConfigDict(extra="forbid", allow_inf_nan=False)

    measure: str
    side: Literal["over", "at_least", "under", "at_most"]
    value: float

    @property
    def side_words(self) -> str:
        """The side in French, before its figure: « au-dessus de »."""
        return {
            "over": "au-dessus de", "at_least": "d'au moins", "under": "au-dessous de", "at_most": "d'au plus",
        }[self.side]  # fmt: skip

    def keeps(self, figure: float | None) -> bool:
        """Whether a figure is on the side asked; an unknown one is not."""
        if figure is None:
            return False
        return {
            "over": figure > self.value,
            "at_least": figure >= self.value,
            "under": figure < self.value,
            "at_most": figure <= self.value,
        }[self.side]


class MeasureQuery(BaseModel):
    """A question of the semantic layer.

    ``compare`` gives a second period whose values stand beside those of ``period``. ``share`` adds each line's part of
    the total. ``inactive`` asks for the members of the single dimension that stopped (see :class:`Inactivity`).
    ``order``: by the first measure, by the members (natural), or by its change between the two periods compared (rise:
    the greatest increase first; fall: the greatest decrease). ``having``: only the members beyond these figures.
    ``average``: what a calendar's periods make on average, those of ``working`` days only if so said. ``classes``: the
    members ranked by the first measure are classed A (first 80 % of it), B (up to 95 %) and C. ``each``: the axis in each member of which ``limit`` lines are kept (« the 5 best products of each country »).
    ``dataset``: one table among several of the kind.
    ``sources``: the versions read ("12@3"), those of the joined tables after theirs ("products:14@1"): written in an answer
    so that the same can be read again.
    """

    model_config = ConfigDict(extra="forbid")

    kind: str = "sales"
    measures: list[str] = Field(default=["revenue"], max_length=6)
    dimensions: list[str] = Field(default=[], max_length=3)
    filters: list[Filter] = []
    period: Period | None = None
    compare: Period | None = None
    share: bool = False
    inactive: Inactivity | None = None
    having: list[Threshold] = Field(default=[], max_length=3)
    average: Literal["", "all", "working"] = ""
    classes: bool = False
    order: Literal["desc", "asc", "natural", "rise", "fall"] = "desc"
    limit: int | None = Field(default=None, ge=1, le=10_000)
    today: date | None = None
    each: str = ""
    dataset: int | None = Field(default=None, ge=1)
    sources: list[str] = []
