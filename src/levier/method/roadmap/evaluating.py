"""The whole roadmap of a company, computed from what exists: values, feasibility, filters, order, plan, pilots proposed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from levier.accounts.models import Company, Membership
from levier.capabilities.feasibility import assess
from levier.core.actor import Actor
from levier.core.errors import BadInput
from levier.knowledge.reading import readable_documents
from levier.method.assessment.measuring.feeding import automatic_tables
from levier.method.assessment.measuring.held import held_tables
from levier.method.assessment.models import Assessment
from levier.method.assessment.services import result, snapshot_of
from levier.method.roadmap import legal_class
from levier.method.roadmap.candidates import Candidate, candidates
from levier.method.roadmap.models import Objective, OwnAssumption, Plan, Stage
from levier.method.roadmap.ordering import feasible as parts_of
from levier.method.roadmap.ordering.feasible import WEIGHTS, Part
from levier.method.roadmap.ordering.filters import Barrier, barriers, suspected
from levier.method.roadmap.ordering.ranking import Rank, Rival, ranking
from levier.method.roadmap.planning.activities import Work, activities, total_days, with_places
from levier.method.roadmap.planning.budget import Budget, budget
from levier.method.roadmap.planning.scheduling import Placed, schedule
from levier.method.roadmap.proposing import MOST, Criterion, criteria
from levier.method.roadmap.reference import Assumption, Lever, Origin, effort, values
from levier.method.roadmap.value.drivers import Drivers
from levier.method.roadmap.value.estimating import (
    Assumptions,
    Estimate,
    Range,
    estimate,
    own_estimate,
    range_of,
)
from levier.policy.rights import Permission, require
from levier.tables.kinds import KINDS

_AROUND = 0.1
_NEARLY = 4
_AHEAD = {Stage.PILOT: frozenset({"prepare"})}


@dataclass(frozen=True)
class Evaluated:
    """A candidate with all that was computed of it. ``rank`` is None when a hard filter stops it."""

    candidate: Candidate
    levers: tuple[Lever, ...]
    estimate: Estimate
    budget: Budget
    parts: tuple[Part, ...]
    feasibility: float
    barriers: tuple[Barrier, ...]
    suspicion: str
    criteria: tuple[Criterion, ...]
    work: Work
    rank: Rank | None = None

    @property
    def key(self) -> str:
        """Its name among the candidates."""
        return self.candidate.key

    @property
    def title(self) -> str:
        """Its title."""
        return self.candidate.title

    @property
    def net(self) -> Range | None:
        """What it brings a year, its yearly costs deducted."""
        return self.budget.net

    @property
    def part(self) -> dict[str, Part]:
        """Its parts of feasibility by name."""
        return {one.name: one for one in self.parts}

    @property
    def waits_only_for_a_sponsor(self) -> bool:
        """Nothing else stops it."""
        return {one.name for one in self.barriers} == {"no-sponsor"}


@dataclass(frozen=True)
class Milestone:
    """A day that counts in the plan."""

    day: date
    label: str


@dataclass(frozen=True)
class Slot:
    """A phase on the calendar; ``last`` is its last day."""

    project: str
    key: str
    phase: str
    phase_label: str
    first: date
    last: date
    placed: Placed


@dataclass(frozen=True)
class Roadmap:
    """Everything the pages, the command and the PDF show."""

    company: Company
    today: date
    objectives: list[Objective]
    evaluated: list[Evaluated]
    ordered: list[Evaluated]
    aside: list[Evaluated]
    over: list[Evaluated]
    pilots: list[Evaluated]
    slots: list[Slot]
    milestones: list[Milestone]
    start: date
    weights: dict[str, float]
    capacity: dict[str, float]
    plan: Plan
    problem: str = ""
    once: Range | None = None
    yearly: Range | None = None
    gross: Range | None = None
    net: Range | None = None
    assumptions: dict[str, Assumption] = field(default_factory=dict)

    @property
    def over_budget(self) -> float:
        """How much the central cost of the plan is above the budget, 0 when it is not."""
        if self.plan.budget is None or self.once is None:
            return 0.0
        return max(0.0, self.once.central - float(self.plan.budget))


def roadmap_of(actor: Actor) -> Roadmap:
    """The roadmap as the person sees it: figures come from the tables they may read. Raises NotAllowed."""
    require(actor, Permission.STEER)
    company = Company.objects.get(pk=actor.company_id)
    plan = Plan.objects.filter(company=company).first() or Plan(company=company)
    weights, capacity = {**WEIGHTS, **plan.weights}, {**effort().capacity, **plan.capacity}
    assumptions = assumptions_of(actor)
    every = _evaluated(actor, assumptions, weights)
    ranked = _ranked(every, weights)
    ordered = sorted((one for one in ranked if one.rank), key=lambda one: one.rank.place if one.rank else 0)
    aside = sorted((one for one in ranked if not one.rank and not one.candidate.is_over), key=_by_value)
    start = plan.start or _next_monday(company.today)
    slots, problem = _calendar(ordered, capacity, start)
    totals = _totals(ordered)
    return Roadmap(
        company=company, today=company.today, objectives=list(Objective.objects.visible_to(actor)), evaluated=ranked,
        ordered=ordered, aside=aside, over=[one for one in ranked if one.candidate.is_over],
        pilots=proposed(ordered), slots=slots, milestones=_milestones(slots, actor), start=start, weights=weights,
        capacity=capacity, plan=plan, problem=problem, assumptions=assumptions.by_name, **totals,
    )  # fmt: skip


def assumptions_of(actor: Actor) -> Assumptions:
    """The reference ranges; in their place what the accounts measure, and before all what the company said itself."""
    own = {one.name: one for one in OwnAssumption.objects.filter(company_id=actor.company_id)}
    measured = None if "gross-margin" in own else _measured_margin(actor)
    found = [_replaced(one, own.get(one.name)) for one in values().assumptions]
    return Assumptions([*found, measured] if measured else found)


def _measured_margin(actor: Actor) -> Assumption | None:
    """The margin that the accounts show, a tenth on each side; None where they show none that makes sense."""
    known = values().assumption("gross-margin")
    found = Drivers(actor).get("margin")
    if found is None or not 0 < found.value < 1:
        return None
    origin = Origin(
        text=f"{found.label} : {found.said}, {found.source} ; un dixième de part et d'autre.", status="mesuré"
    )
    low, high = found.value * (1 - _AROUND), min(1.0, found.value * (1 + _AROUND))
    return known.model_copy(update={"low": low, "central": found.value, "high": high, "origin": origin})


def _replaced(one: Assumption, own: OwnAssumption | None) -> Assumption:
    if own is None:
        return one
    said = f"{own.origin} ({own.person or 'compte retiré'}, {own.changed:%d/%m/%Y})"
    origin = Origin(text=said, status="dit par l'entreprise")
    return one.model_copy(update={"low": own.low, "central": own.central, "high": own.high, "origin": origin})


def proposed(ordered: Sequence[Evaluated]) -> list[Evaluated]:
    """At most two: those that meet the most criteria, the first in order among equals; data and sponsor are not negotiable.

    A second one is proposed only where it lacks no more than one criterion: two weak pilots teach less than one.
    """
    possible = [
        one
        for one in ordered
        if one.criteria[1].met and one.criteria[4].met and (one.net is None or one.net.central > 0)
    ]
    best = sorted(possible, key=lambda one: (-_met(one), one.rank.place if one.rank else 0))
    return [one for i, one in enumerate(best[:MOST]) if i == 0 or _met(one) >= _NEARLY]


def _met(one: Evaluated) -> int:
    return sum(criterion.met for criterion in one.criteria)


def _evaluated(actor: Actor, assumptions: Assumptions, weights: Mapping[str, float]) -> list[Evaluated]:
    tables, automatic = held_tables(actor), automatic_tables(actor)
    documents, drivers = readable_documents(actor).count(), Drivers(actor)
    skills, processes = _assessed(actor)
    people = Membership.objects.filter(company_id=actor.company_id).count()
    found = []
    for one in candidates(actor):
        levers: list[Lever] = []
        missing = 0
        case, capability = one.use_case, one.capability
        if capability is not None:
            feasible = assess(capability, drivers.tables, documents)
            levers = values().levers_of(capability.name, tuple(capability.moves))
            value = estimate(levers, drivers, assumptions)
            data, missing = parts_of.data_part(feasible, capability.name), len(feasible.missing)
            legal = parts_of.legal_part(capability.card.risk, capability.card.risk_reason)
            approval = capability.card.approval
        else:
            labels = {name: kind.label.lower() for name, kind in KINDS.items()}
            value = own_estimate(case.ranges if case else {}, drivers, assumptions)
            data = parts_of.own_data_part(one.kinds, labels, tables)
            if one.lost:
                data = Part("data", 0.0, f"Le savoir-faire « {one.lost} » n'est plus installé.")
            missing = sum(kind not in {held.dataset.kind for held in tables} for kind in one.kinds)
            classed = legal_class.classed(case.usage) if case and case.usage else None
            legal = parts_of.legal_part(
                case.risk if case else "", legal_class.told(classed) if classed else ""
            )
            approval = "person"
        kinds = one.kinds or (
            [held.dataset.kind for held in tables] if capability and not one.uses_documents else []
        )
        parts = (
            data,
            parts_of.quality_part(kinds, tables),
            parts_of.assessed_part("skills", skills),
            parts_of.assessed_part("processes", processes),
            parts_of.integration_part(
                kinds, tables, automatic, documents=one.uses_documents and documents > 0
            ),
            legal,
        )
        work = Work(
            one.key, one.title, missing, people, case.workload if case else 1.0,
            tuple(f"case-{other.pk}" for other in case.after.all()) if case else (),
            _AHEAD.get(Stage(case.stage), frozenset()) if case else frozenset(),
        )  # fmt: skip
        cost = budget(work, approval, value.draws, assumptions)
        practice = case.practice if case else ""
        forbidden = legal_class.forbidden(case.usage) if case and case.usage else None
        found.append(
            Evaluated(
                one, tuple(levers), value, cost, parts, parts_of.together(parts, dict(weights)),
                tuple(([forbidden] if forbidden else []) + barriers(practice, data, one.sponsor)),
                "" if practice else suspected(one.title, case.problem if case else ""),
                criteria(one, data, value, cost), work,
            )
        )  # fmt: skip
    return found


def _assessed(actor: Actor) -> tuple[float | None, float | None]:
    last = Assessment.objects.visible_to(actor).filter(closed__isnull=False).first()
    found = snapshot_of(actor, last) if last else result(actor)
    return found.pillar("skills").score, found.pillar("processes").score


def _ranked(every: Sequence[Evaluated], weights: dict[str, float]) -> list[Evaluated]:
    passing = [one for one in every if not one.barriers and not one.candidate.is_over]
    rivals = [
        Rival(
            one.key, one.net.central if one.net else 0.0, {part.name: part.score for part in one.parts}, one.budget.net_draws
        )
        for one in passing
    ]  # fmt: skip
    places = {rank.key: rank for rank in ranking(rivals, weights)}
    return [
        Evaluated(
            **{**{name: getattr(one, name) for name in one.__dataclass_fields__}, "rank": places.get(one.key)}
        )
        for one in every
    ]


def _by_value(one: Evaluated) -> tuple[int, float, str]:
    stopped = any(barrier.name == "prohibited" for barrier in one.barriers)
    return (
        2 if stopped else 0 if one.waits_only_for_a_sponsor else 1,
        -(one.net.central if one.net else 0.0),
        one.title,
    )


def _calendar(
    ordered: Sequence[Evaluated], capacity: Mapping[str, float], start: date
) -> tuple[list[Slot], str]:
    labels = {one.name: one.label for one in effort().phases}
    try:
        placed = schedule(activities([one.work for one in ordered]), with_places(capacity))
    except BadInput as error:
        return [], error.message
    slots = []
    for one in placed:
        key, _, phase = one.activity.key.partition("/")
        first = start + timedelta(weeks=one.start)
        last = start + timedelta(weeks=one.end) - timedelta(days=3)
        slots.append(Slot(one.activity.label, key, phase, labels[phase], first, last, one))
    return slots, ""


def _milestones(slots: Sequence[Slot], actor: Actor) -> list[Milestone]:
    words = {
        "prepare": "données prêtes",
        "pilot": "fin du pilote, décision",
        "deploy": "en service",
        "train": "équipe formée",
    }
    found = [
        Milestone(one.last, f"{one.project} : {words[one.phase]}")
        for one in slots
        if one.phase in ("pilot", "deploy")
    ]
    found += [
        Milestone(one.due, f"Échéance de l'objectif « {one.title} »")
        for one in Objective.objects.visible_to(actor)
    ]
    return sorted(found, key=lambda one: (one.day, one.label))


def _totals(ordered: Sequence[Evaluated]) -> dict[str, Any]:
    """Costs are added; gains of the same overlap are the same money: of those projects the best one counts."""
    if not ordered:
        return {}
    best: dict[str, Any] = {}
    for one in ordered:
        if one.estimate.draws is None:
            continue
        key = "+".join(sorted(one.estimate.overlaps)) or one.key
        shared = next((known for known in best if set(known.split("+")) & set(key.split("+"))), key)
        held = best.get(shared)
        best[shared] = one.estimate.draws if held is None or held.mean() < one.estimate.draws.mean() else held
    once = range_of(sum(one.budget.once_draws for one in ordered))
    yearly = sum(one.budget.yearly_draws for one in ordered)
    if not best:
        return {"once": once, "yearly": range_of(yearly)}
    gross = sum(best.values())
    return {
        "once": once,
        "yearly": range_of(yearly),
        "gross": range_of(gross),
        "net": range_of(gross - yearly),
    }


def _next_monday(day: date) -> date:
    return day + timedelta(days=(7 - day.weekday()) % 7 or 7)


def days_by_role(evaluated: Evaluated) -> dict[str, float]:
    """Days by role over the whole project."""
    return total_days(evaluated.work)
