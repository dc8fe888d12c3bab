"""What a bias report says, as typed values: it is kept and shown as JSON."""

from pydantic import BaseModel

SMALL = 20
"""Groups of fewer people are not shown: their rate would say nothing, and might point at somebody."""


class Rate(BaseModel):
    """``hits`` of ``total``; rate and Wilson interval as ratios."""

    hits: int
    total: int
    rate: float
    low: float
    high: float


class Gap(BaseModel):
    """A difference of rates with the reference group (ratio of points), its 95 % Newcombe interval.

    ``sure``: zero is outside the interval made wider for the number of comparisons (Bonferroni).
    """

    value: float
    low: float
    high: float
    sure: bool


class Group(BaseModel):
    """One group. ``impact``: its rate over that of the reference, with the interval of the ratio; ``below``: under 4/5.

    ``true_rate``, ``false_rate``: favourable decisions among those whose truth is favourable (or not); None without truth.
    ``given``: the gap once people alike on the ``given`` column are compared.
    """

    name: str
    reference: bool = False
    people: int
    selected: Rate
    gap: Gap | None = None
    impact: float | None = None
    impact_low: float | None = None
    impact_high: float | None = None
    below: bool = False
    true_rate: Rate | None = None
    true_gap: Gap | None = None
    false_rate: Rate | None = None
    false_gap: Gap | None = None
    precision: Rate | None = None
    given: Gap | None = None


class Weight(BaseModel):
    """The weight of the examples of a group with an outcome (reweighing)."""

    group: str
    outcome: str
    people: int
    weight: float


class Threshold(BaseModel):
    """A group's own threshold and what it changes."""

    group: str
    threshold: float
    rate_before: float
    rate_after: float
    changed: int


class Remedy(BaseModel):
    """A way to narrow the gap, with its cost. ``caution``: what the law makes of it."""

    name: str
    title: str
    says: str
    cost: str
    caution: str = ""
    gap_before: float
    gap_after: float
    weights: list[Weight] = []
    thresholds: list[Threshold] = []
    accuracy_before: float | None = None
    accuracy_after: float | None = None
    changed: int = 0


class Section(BaseModel):
    """The groups of one column (or of several crossed)."""

    column: str
    reference: str
    groups: list[Group]
    hidden_groups: int = 0
    hidden_people: int = 0
    findings: list[str] = []
    remedies: list[Remedy] = []

    @property
    def worst(self) -> Group | None:
        """The group farthest below the reference."""
        found = [one for one in self.groups if one.impact is not None]
        return min(found, key=lambda one: one.impact or 0, default=None)


class BiasReport(BaseModel):
    """The whole report. ``verdict``: "none", "watch" or "alert". ``capability``, ``request`` and ``step``: those of the result
    examined, if any.
    """

    source: str
    decision: str
    favourable: str
    truth: str = ""
    given: str = ""
    people: int
    left_out: int = 0
    rate: float
    sections: list[Section]
    verdict: str
    summary: str
    limits: list[str]
    capability: str = ""
    request: int | None = None
    step: str = ""
