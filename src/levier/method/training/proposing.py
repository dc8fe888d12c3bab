"""How many people each tier is for, proposed from the roles and the volunteers."""

from collections import Counter
from collections.abc import Sequence
from math import ceil

from levier.accounts.models import Membership
from levier.core.actor import Role
from levier.method.adoption.models import Ambassador
from levier.method.training.reference import tiers


def proposed(company: int) -> dict[str, tuple[int, str]]:
    """Tier → how many people, and where that comes from."""
    return proposals([company])[company]


def proposals(companies: Sequence[int]) -> dict[int, dict[str, tuple[int, str]]]:
    """The same by company, in as many queries as for one."""
    people = Counter(Membership.objects.filter(company__in=companies).values_list("company", "role"))
    volunteers = Counter(Ambassador.objects.filter(company__in=companies).values_list("company", flat=True))
    return {
        one: _proposed(Counter({role: people[one, role] for role in Role}), volunteers[one])
        for one in companies
    }


def _proposed(roles: Counter[Role], volunteers: int) -> dict[str, tuple[int, str]]:
    n = roles.total()
    inside = n - roles[Role.ACCOUNTANT]
    each, expert = tiers()["people_a_referent"], tiers()["people_an_expert"]
    wanted = min(n, max(volunteers, ceil(inside / each), 1))
    leaders = roles[Role.OWNER] + roles[Role.MANAGER]
    return {
        "awareness": (n, f"les {n} personnes de l'entreprise dans Levier" if n > 1 else "la personne de l'entreprise dans Levier"),
        "users": (inside, f"{inside} sans compter comptable et consultants"),
        "super": (wanted, f"un pour {each} personnes, ou les volontaires déjà déclarés ({volunteers}) s'ils sont plus nombreux" if volunteers else f"un pour {each} personnes"),
        "expert": (max(1, min(leaders, ceil(n / expert))), f"un pour {expert} personnes, parmi ceux qui dirigent"),
    }  # fmt: skip
