"""The companies a person follows, by REST: where each stands, what waits, what was gained."""

from typing import Any, Literal

from django.http import HttpRequest
from ninja import Router, Schema

from levier.accounts.companies import memberships_of
from levier.accounts.models import User
from levier.api.problems import REFUSALS, Problem
from levier.api.security import caller
from levier.method.following.companies import followed

router = Router(tags=["Entreprises"])


class CompanyFollowed(Schema):
    """One company, as the person's role there shows it. Hours saved over three months with their interval; ``net``: euros."""

    company: str
    name: str
    role: str
    step: str
    steps_done: int
    said: str
    tables: int
    quality: float | None
    waiting: int
    approvals: int
    alerts: int
    late_ideas: int
    pilots_running: int
    pilots_ending: list[str]
    hours: float | None
    hours_low: float | None
    hours_high: float | None
    net: float | None


@router.get("", response={200: list[CompanyFollowed], REFUSALS: Problem}, summary="Lister ses entreprises")
def listing(
    request: HttpRequest,
    sort: Literal["attente", "nom", "etape", "qualite", "gains"] = "attente",
    keep: Literal["", "attente", "pilote", "debut"] = "",
    name: str = "",
    limit: int = 25,
    offset: int = 0,
) -> list[dict[str, Any]]:
    """Those of the person whose session it is; a token was made for one company and shows that one only."""
    actor = caller(request)
    found = memberships_of(User.objects.get(pk=actor.person_id))
    if "Authorization" in request.headers:
        found = [one for one in found if one.company_id == actor.company_id]
    first = max(0, offset)
    every = followed(found, sort=sort, keep=keep, words=name[:100])
    return [one.plain() for one in every[first : first + max(1, min(limit, 100))]]
