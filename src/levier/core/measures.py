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
    """Entities without any row for ``days``, though they used to order in at least ``usual`` share of months."""

    model_config = ConfigDict(extra="forbid")

    days: int = Field(ge=1, le=3660)
    rhythm: Literal["any", "monthly", "weekly"] = "any"


class MeasureQuery(BaseModel):
    """A question of the semantic layer.

    ``compare`` gives a second period whose values stand beside those of ``period``. ``share`` adds each line's part of
    the total. ``inactive`` asks for the members of the single dimension that stopped (see :class:`Inactivity`).
    ``order``: by the first measure, by the members (natural), or by its change between the two periods compared (rise:
    the greatest increase first; fall: the greatest decrease). ``dataset``: one table among several of the kind.
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
    order: Literal["desc", "asc", "natural", "rise", "fall"] = "desc"
    limit: int | None = Field(default=None, ge=1, le=10_000)
    today: date | None = None
    dataset: int | None = Field(default=None, ge=1)
    sources: list[str] = []
