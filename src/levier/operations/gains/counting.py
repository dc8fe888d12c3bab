"""Real use over some days: runs by capability, people, machine time, and what the models cost."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import reduce
from operator import or_
from statistics import median

from django.db.models import Q, Sum
from django.utils import timezone

from levier.accounts.models import Company
from levier.inference.models import LedgerEntry
from levier.orchestrator.models import RequestStatus, StepRecord, StepStatus

_DONE = (RequestStatus.ANSWERED, RequestStatus.PARTIAL)


@dataclass(frozen=True)
class Use:
    """What one capability did. ``people``: how many, never who; ``seconds``: median of a run; ``models``: euros."""

    capability: str
    runs: int
    people: int
    seconds: float
    models: float
    first: date
    last: date


@dataclass(frozen=True)
class Span:
    """Days of one company, both included."""

    company: Company
    start: date
    end: date


def uses(company: Company, start: date, end: date) -> dict[str, Use]:
    """By capability, runs that ended well between two days of the company (both included)."""
    return uses_of([Span(company, start, end)])[company.pk]


def uses_of(spans: Sequence[Span]) -> dict[int, dict[str, Use]]:
    """The same by company, in as many queries as for one. ``spans``: at least one, each of another company."""
    days = (Q(company=one.company, request__today__range=(one.start, one.end)) for one in spans)
    steps = StepRecord.objects.filter(reduce(or_, days), status=StepStatus.DONE, request__status__in=_DONE)
    runs: dict[int, dict[str, list[tuple[float, date, int | None]]]] = {one.company.pk: {} for one in spans}
    done = steps.values_list("company", "capability", "seconds", "request__today", "request__person")
    for company, capability, seconds, day, person in done:
        runs[company].setdefault(capability, []).append((seconds, day, person))
    spent = models_costs(spans)
    return {
        company: {name: _use(name, ran, spent[company].get(name, 0.0)) for name, ran in known.items()}
        for company, known in runs.items()
    }


def _use(name: str, runs: list[tuple[float, date, int | None]], models: float) -> Use:
    days = [day for _, day, _ in runs]
    people = {person for _, _, person in runs if person is not None}
    return Use(
        name, len(runs), len(people), median(took for took, _, _ in runs), models, min(days), max(days)
    )


def runs_by_month(company: Company, capability: str, start: date, end: date) -> list[tuple[date, int]]:
    """Runs of each month (its first day), the months without any included."""
    days = StepRecord.objects.filter(
        company=company,
        capability=capability,
        status=StepStatus.DONE,
        request__status__in=_DONE,
        request__today__range=(start, end),
    ).values_list("request__today", flat=True)
    found: dict[date, int] = {}
    month = start.replace(day=1)
    while month <= end:
        found[month] = 0
        month = (month + timedelta(days=32)).replace(day=1)
    for day in days:
        found[day.replace(day=1)] += 1
    return sorted(found.items())


def models_cost(company: Company, start: date, end: date) -> dict[str, float]:
    """Euros of model calls by capability, from the ledger, failed calls included: they are paid too."""
    return models_costs([Span(company, start, end)])[company.pk]


def models_costs(spans: Sequence[Span]) -> dict[int, dict[str, float]]:
    """The same by company. The ledger keeps the wall clock, a demo company lives at its own date."""
    days = Q()
    for one in spans:
        shift = timezone.localdate() - one.company.today
        days |= Q(company=one.company, at__date__range=(one.start + shift, one.end + shift))
    lines = (
        LedgerEntry.objects.filter(days)
        .order_by()
        .values("company", "capability")
        .annotate(euros=Sum("cost"))
    )
    found: dict[int, dict[str, float]] = {one.company.pk: {} for one in spans}
    for line in lines:
        found[line["company"]][line["capability"]] = float(line["euros"] or 0)
    return found
