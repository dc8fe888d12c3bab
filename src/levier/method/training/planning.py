"""The plan in four tiers: proposed from the roles and the tools in use, then decided by the company; its budget."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.db import transaction

from levier.accounts.models import Company
from levier.core.actor import Actor
from levier.core.errors import BadInput
from levier.core.french.dates import format_date
from levier.method.holding import fresh, one_of, whole
from levier.method.training.covering import Coverage, coverage_of
from levier.method.training.models import Session, Tier, TierPlan
from levier.method.training.proposing import proposed
from levier.method.training.reference import tiers
from levier.method.training.tools import taught
from levier.method.typed import amount, day
from levier.policy import journal
from levier.policy.rights import Permission, require

_LONGEST_HOURS = 400


@dataclass(frozen=True)
class Planned:
    """A tier: how many people, how long, for how much (``cost`` a person), before when; ``origin`` of the number proposed.

    ``spent``: cost of its sessions so far; ``revision``: 0 while the company has decided nothing."""

    tier: str
    label: str
    who: str
    why: str
    target: int
    hours: Decimal
    cost: Decimal
    due: date
    origin: str
    tools: dict[str, str]
    coverage: Coverage
    spent: Decimal
    revision: int

    @property
    def budget(self) -> Decimal:
        """For the whole tier."""
        return self.target * self.cost

    @property
    def paid_each(self) -> Decimal | None:
        """What one trained person really cost, None before the first."""
        return self.spent / self.coverage.trained if self.coverage.trained else None

    @property
    def over(self) -> bool:
        """Whether more was spent than planned."""
        return self.spent > self.budget


def plan_of(actor: Actor) -> list[Planned]:
    """The four tiers in order. Raises NotAllowed."""
    require(actor, Permission.STEER)
    company = Company.objects.get(pk=actor.company_id)
    kept = {one.tier: one for one in TierPlan.objects.filter(company=company)}
    covered = {one.tier: one for one in coverage_of(company.pk)}
    spent: defaultdict[str, Decimal] = defaultdict(Decimal)
    for tier, cost in Session.objects.filter(company=company, day__lte=company.today).values_list(
        "tier", "cost"
    ):
        spent[tier] += cost
    tools = taught(actor)
    wanted = proposed(company.pk)
    found = []
    for tier in Tier:
        given = tiers()["tiers"][tier.value]
        own = kept.get(tier.value)
        people, origin = wanted[tier.value]
        found.append(
            Planned(
                tier.value, str(tier.label), given["who"], given["why"], own.target if own else people,
                own.hours if own else Decimal(str(given["hours"])), own.cost if own else Decimal(str(given["cost"])),
                own.due if own else company.today + timedelta(days=given["days"]), origin,
                {} if tier == Tier.AWARENESS else tools, covered[tier.value], spent[tier.value], own.revision if own else 0,
            )
        )  # fmt: skip
    return found


def decide(actor: Actor, tier: str, given: dict[str, Any], revision: int | None = None) -> TierPlan:
    """Set ``target``, ``hours``, ``cost`` and ``due`` of a tier. Raises NotAllowed, BadInput, Changed."""
    require(actor, Permission.STEER)
    tier = one_of(tier, dict(Tier.choices), "niveau")
    label = str(Tier(tier).label)
    hours = amount(given.get("hours"), f"{label} : heures par personne")
    if not 0 < hours <= _LONGEST_HOURS:
        raise BadInput(
            "Une formation dure plus de zéro heure",
            where=f"{label} : heures par personne",
            mend=f"De 0,5 à {_LONGEST_HOURS}.",
        )
    due, today = day(given.get("due"), f"{label} : avant le"), Company.objects.get(pk=actor.company_id).today
    kept = {
        "target": whole(given.get("target"), f"{label} : personnes", 0, 5_000),
        "hours": hours,
        "cost": amount(given.get("cost"), f"{label} : coût par personne"),
        "due": due,
    }
    with transaction.atomic():
        found = TierPlan.objects.filter(company_id=actor.company_id, tier=tier).first()
        if due < today and (found is None or found.due != due):
            raise BadInput(
                f"Le {format_date(due)} est passé",
                where=f"{label} : avant le",
                mend="Choisissez une date à venir.",
            )
        fresh(found or TierPlan(revision=0), revision, label)
        if found is None:
            found = TierPlan.objects.create(company_id=actor.company_id, tier=tier, **kept)
        else:
            for field, value in kept.items():
                setattr(found, field, value)
            found.revision += 1
            found.save()
        journal.record(
            actor.company_id,
            actor.person_id,
            "training.plan",
            label,
            {"target": kept["target"], "cost": str(kept["cost"])},
        )
    return found
