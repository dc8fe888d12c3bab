"""What every call cost, and whether the next one may still be paid."""

from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Count, Q, QuerySet, Sum
from django.utils import timezone

from levier.core.actor import Actor
from levier.core.errors import NotAllowed
from levier.core.french.numbers import format_money, format_number
from levier.inference.models import Budget, Endpoint, LedgerEntry

_MILLION = Decimal(1_000_000)


@dataclass(frozen=True)
class Spent:
    """Totals of some calls."""

    calls: int
    tokens: int
    euros: Decimal


@dataclass(frozen=True)
class Use:
    """What one call used; ``failed`` is its French reason, empty when it answered."""

    tokens_in: int = 0
    tokens_out: int = 0
    seconds: float = 0.0
    failed: str = ""


def cost_of(endpoint: Endpoint, tokens_in: int, tokens_out: int) -> Decimal:
    """Euros of a call at the endpoint's prices (per million tokens)."""
    return (endpoint.price_in * tokens_in + endpoint.price_out * tokens_out) / _MILLION


def write(
    actor: Actor, capability: str, endpoint: Endpoint, use: Use, *, purpose: str, data_class: str
) -> LedgerEntry:
    """One line for one call."""
    return LedgerEntry.objects.create(
        company_id=actor.company_id, person=actor.person_id, capability=capability, endpoint=endpoint.name,
        model=endpoint.model, purpose=purpose, data_class=data_class, tokens_in=use.tokens_in, tokens_out=use.tokens_out,
        cost=cost_of(endpoint, use.tokens_in, use.tokens_out), seconds=use.seconds, failed=use.failed[:200],
    )  # fmt: skip


def spent(company_id: int, *, by: str = "") -> dict[str, Spent]:
    """This month's totals; ``by`` = "person", "capability" or "model" gives one per value, else one under ""."""
    lines = _this_month(company_id)
    if not by:
        return {"": _total(lines)}
    return {
        str(value): _total(lines.filter(**{by: value}))
        for value in lines.values_list(by, flat=True).distinct().order_by(by)
    }


def check_budget(actor: Actor, capability: str, endpoint: Endpoint) -> None:
    """Raise NotAllowed when a budget that holds for this call is used up."""
    anyone, anything = Q(person=None), Q(capability="")
    budgets = Budget.objects.filter(
        anyone | Q(person=actor.person_id), anything | Q(capability=capability), Q(model="") | Q(model=endpoint.model),
        company_id=actor.company_id,
    )  # fmt: skip
    for budget in budgets:
        used = _total(_within(budget))
        if budget.euros is not None and used.euros >= budget.euros:
            _refuse(f"{format_money(budget.euros)} par mois")
        if budget.tokens is not None and used.tokens >= budget.tokens:
            _refuse(f"{format_number(budget.tokens)} jetons par mois")


def _refuse(limit: str) -> None:
    raise NotAllowed(
        f"Le budget des modèles de langage est épuisé ({limit})",
        mend="Un dirigeant peut le relever dans Réglages, Modèles ; sinon il repart le mois prochain.",
    )


def _within(budget: Budget) -> "QuerySet[LedgerEntry]":
    lines = _this_month(budget.company_id)
    if budget.person is not None:
        lines = lines.filter(person=budget.person)
    if budget.capability:
        lines = lines.filter(capability=budget.capability)
    return lines.filter(model=budget.model) if budget.model else lines


def _this_month(company_id: int) -> "QuerySet[LedgerEntry]":
    first = timezone.localtime().replace(day=1, hour=0, minute=0, second=0, microsecond=0)
    return LedgerEntry.objects.filter(company_id=company_id, at__gte=first)


def _total(lines: "QuerySet[LedgerEntry]") -> Spent:
    sums = lines.aggregate(calls=Count("pk"), into=Sum("tokens_in"), out=Sum("tokens_out"), euros=Sum("cost"))
    return Spent(sums["calls"], (sums["into"] or 0) + (sums["out"] or 0), sums["euros"] or Decimal(0))
