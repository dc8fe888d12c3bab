"""Real use over some days: runs by capability, people, machine time, and what the models cost."""

from dataclasses import dataclass
from datetime import date, timedelta
from statistics import median

from django.db.models import Count, Sum
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


def uses(company: Company, start: date, end: date) -> dict[str, Use]:
    """By capability, runs that ended well between two days of the company (both included)."""
    steps = StepRecord.objects.filter(
        company=company, status=StepStatus.DONE, request__status__in=_DONE, request__today__range=(start, end)
    )
    seconds: dict[str, list[float]] = {}
    days: dict[str, list[date]] = {}
    for capability, took, day in steps.values_list("capability", "seconds", "request__today"):
        seconds.setdefault(capability, []).append(took)
        days.setdefault(capability, []).append(day)
    people = dict(
        steps.order_by()
        .values("capability")
        .annotate(n=Count("request__person", distinct=True))
        .values_list("capability", "n")
    )
    spent = models_cost(company, start, end)
    return {
        name: Use(
            name,
            len(took),
            people[name],
            median(took),
            spent.get(name, 0.0),
            min(days[name]),
            max(days[name]),
        )
        for name, took in seconds.items()
    }


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
    shift = (
        timezone.localdate() - company.today
    )  # the ledger keeps the wall clock, a demo company lives at its own date
    lines = (
        LedgerEntry.objects.filter(company=company, at__date__range=(start + shift, end + shift))
        .order_by()
        .values("capability")
        .annotate(euros=Sum("cost"))
    )
    return {one["capability"]: float(one["euros"] or 0) for one in lines}
