"""Coverage: the share of the people each tier is for who really came to a session of it."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from levier.accounts.models import Membership
from levier.core.french.numbers import format_percent
from levier.method.training.models import Attempt, Attendance, Tier, TierPlan
from levier.method.training.proposing import proposed


@dataclass(frozen=True)
class Coverage:
    """``trained`` members of the company out of ``target`` who were meant to be."""

    tier: str
    label: str
    trained: int
    target: int

    @property
    def share(self) -> float | None:
        """0–1, None when nobody was meant to be trained."""
        return min(1.0, self.trained / self.target) if self.target else None

    @property
    def said(self) -> str:
        """« 3 sur 12 (25 %) »."""
        share = "" if self.share is None else f" ({format_percent(self.share, 0)})"
        return f"{self.trained} sur {self.target}{share}"


def coverage_of(company: int) -> list[Coverage]:
    """The four tiers in order; people who left do not count, an expert counts once the quiz is passed too."""
    members = set(Membership.objects.filter(company_id=company).values_list("user_id", flat=True))
    came = Attendance.objects.filter(session__company_id=company, came=True, person__in=members)
    passed = set(Attempt.objects.filter(company_id=company, passed=True).values_list("person_id", flat=True))
    trained: Counter[str] = Counter(
        tier
        for tier, person in set(came.values_list("session__tier", "person"))
        if tier != Tier.EXPERT or person in passed
    )
    kept = dict(TierPlan.objects.filter(company_id=company).values_list("tier", "target"))
    wanted = proposed(company)
    return [
        Coverage(one.value, str(one.label), trained[one.value], kept.get(one.value, wanted[one.value][0]))
        for one in Tier
    ]


def finding(coverage: Iterable[Coverage]) -> str:
    """The tier that most needs a session, in one sentence."""
    every = [one for one in coverage if one.share is not None]
    if not any(one.trained for one in every):
        return "Personne n'est encore formé : commencez par la sensibilisation"
    behind = min(every, key=lambda one: one.share or 0.0)
    if (behind.share or 0) >= 1:
        return "Les quatre niveaux sont couverts"
    first = every[0]
    return f"{first.label} : {first.said} ; le niveau le moins couvert est « {behind.label} », {behind.said}"
