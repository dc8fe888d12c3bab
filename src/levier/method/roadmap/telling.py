"""The roadmap as plain typed values, for the API and the command's ``--json``."""

from datetime import date

from pydantic import BaseModel

from levier.method.roadmap.evaluating import Evaluated, Roadmap
from levier.method.roadmap.planning.activities import total_days
from levier.method.roadmap.value.estimating import Factor, Range


class RangeTold(BaseModel):
    """10th, 50th and 90th percentiles, money a year (or once)."""

    low: float
    central: float
    high: float


class FactorTold(BaseModel):
    """A factor of a value: measured on a table, or assumed with its origin."""

    label: str
    measured: bool
    said: str
    source: str


class TermTold(BaseModel):
    """A term of the value tree. ``missing``: what would let it be computed."""

    label: str
    lever: str
    value: RangeTold | None
    factors: list[FactorTold]
    missing: list[str]


class CriterionTold(BaseModel):
    """One of the five criteria of a good pilot."""

    label: str
    met: bool
    said: str


class ProjectTold(BaseModel):
    """A candidate project, weighed. ``place`` is None when a filter stops it. ``stays``: share of draws among the first ``top``."""

    key: str
    title: str
    capability: str
    stage: str
    sponsor: str
    place: int | None
    score: float | None
    stays: float | None
    top: int | None
    net_a_year: RangeTold | None
    once: RangeTold
    yearly_cost: RangeTold
    payback_months: float | None
    feasibility: float
    parts: dict[str, float | None]
    reasons: dict[str, str]
    barriers: list[str]
    suspicion: str
    terms: list[TermTold]
    criteria: list[CriterionTold]
    days: dict[str, float]


class ObjectiveTold(BaseModel):
    """An objective with its figure."""

    id: int
    title: str
    indicator: str
    baseline: float | None
    target: float
    due: date
    revision: int
    use_cases: list[str]


class SlotTold(BaseModel):
    """A phase on the calendar."""

    project: str
    phase: str
    first: date
    last: date


class MilestoneTold(BaseModel):
    """A day that counts."""

    day: date
    label: str


class RoadmapTold(BaseModel):
    """The whole roadmap."""

    company: str
    currency: str
    today: date
    objectives: list[ObjectiveTold]
    projects: list[ProjectTold]
    pilots: list[str]
    plan: list[SlotTold]
    milestones: list[MilestoneTold]
    problem: str
    once: RangeTold | None
    yearly_cost: RangeTold | None
    net_a_year: RangeTold | None
    over_budget: float
    weights: dict[str, float]
    capacity: dict[str, float]


def told(roadmap: Roadmap) -> RoadmapTold:
    """Everything, the ordered projects first."""
    return RoadmapTold(
        company=roadmap.company.name, currency=roadmap.company.currency, today=roadmap.today,
        objectives=[
            ObjectiveTold(
                id=one.pk, title=one.title, indicator=one.indicator, target=float(one.target), due=one.due, revision=one.revision,
                baseline=None if one.baseline is None else float(one.baseline), use_cases=[case.title for case in one.use_cases.all()],
            )
            for one in roadmap.objectives
        ],
        projects=[_project(one) for one in (*roadmap.ordered, *roadmap.aside, *roadmap.over)],
        pilots=[one.title for one in roadmap.pilots],
        plan=[SlotTold(project=one.project, phase=one.phase_label, first=one.first, last=one.last) for one in roadmap.slots],
        milestones=[MilestoneTold(day=one.day, label=one.label) for one in roadmap.milestones],
        problem=roadmap.problem, once=_range(roadmap.once), yearly_cost=_range(roadmap.yearly), net_a_year=_range(roadmap.net),
        over_budget=roadmap.over_budget, weights=roadmap.weights, capacity=roadmap.capacity,
    )  # fmt: skip


def _project(one: Evaluated) -> ProjectTold:
    case, rank = one.candidate.use_case, one.rank
    return ProjectTold(
        key=one.key, title=one.title, capability=one.candidate.capability.name if one.candidate.capability else "",
        stage=str(case.stage) if case else "", sponsor=str(one.candidate.sponsor or ""), place=rank.place if rank else None,
        score=round(rank.score, 1) if rank else None, stays=round(rank.stays, 4) if rank else None, top=rank.top if rank else None,
        net_a_year=_range(one.net), once=_of(one.budget.once), yearly_cost=_of(one.budget.yearly),
        payback_months=None if one.budget.payback is None else round(one.budget.payback, 1), feasibility=round(one.feasibility, 1),
        parts={part.name: None if part.score is None else round(part.score, 1) for part in one.parts},
        reasons={part.name: part.said for part in one.parts}, barriers=[barrier.reason for barrier in one.barriers],
        suspicion=one.suspicion,
        terms=[
            TermTold(
                label=term.label, lever=term.lever, value=_range(term.value), missing=list(term.missing),
                factors=[_factor(each) for each in term.factors],
            )
            for term in one.estimate.terms
        ],
        criteria=[CriterionTold(label=each.label, met=each.met, said=each.said) for each in one.criteria],
        days=total_days(one.work),
    )  # fmt: skip


def _factor(one: Factor) -> FactorTold:
    if one.driver:
        return FactorTold(label=one.label, measured=True, said=one.driver.said, source=one.driver.source)
    known = one.assumption
    said = " – ".join(known.bounds) if known else ""
    source = f"{known.origin.text} [{known.origin.status}]" if known else ""
    return FactorTold(label=one.label, measured=False, said=said, source=source)


def _of(given: Range) -> RangeTold:
    return RangeTold(low=round(given.low, 2), central=round(given.central, 2), high=round(given.high, 2))


def _range(given: Range | None) -> RangeTold | None:
    return _of(given) if given else None
