"""Coverage: the share of the people each tier is for who really came to a session of it."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Exists, OuterRef

from levier.accounts.models import Membership
from levier.core.french.numbers import format_percent
from levier.method.training.models import Attempt, Attendance, Tier, TierPlan
from levier.method.training.proposing import proposals


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
    return coverages([company])[company]


def coverages(companies: Sequence[int]) -> dict[int, list[Coverage]]:
    """The same by company, in as many queries as for one."""
    inside = Membership.objects.filter(company=OuterRef("session__company"), user=OuterRef("person"))
    came = Attendance.objects.filter(Exists(inside), session__company__in=companies, came=True)
    passed = set(Attempt.objects.filter(company__in=companies, passed=True).values_list("company", "person"))
    trained: Counter[tuple[int, str]] = Counter(
        (company, tier)
        for company, tier, person in set(came.values_list("session__company", "session__tier", "person"))
        if tier != Tier.EXPERT or (company, person) in passed
    )
    plans = TierPlan.objects.filter(company__in=companies).values_list("company", "tier", "target")
    kept = {(company, tier): target for company, tier, target in plans}
    wanted = proposals(companies)
    return {
        company: [
            Coverage(
                one.value, str(one.label), trained[company, one.value],
                kept.get((company, one.value), wanted[company][one.value][0]),
            )
            for one in Tier
        ]
        for company in companies
    }  # fmt: skip


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
