"""The companies a person follows, by REST: where each stands, what waits, what was gained."""

from datetime import date
from typing import Any, Literal

from django.http import HttpRequest
from ninja import Router, Schema

from levier.accounts.companies import memberships_of
from levier.accounts.models import Company, User
from levier.api.problems import REFUSALS, Problem
from levier.api.security import caller
from levier.core.actor import Actor
from levier.method.following.companies import followed
from levier.operations.own_date import day_after_data, live_at
from levier.policy.rights import Permission, require

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


class DateShown(Schema):
    """The day a company lives at. ``own``: one of its own, not the calendar's; ``after_data``: the day after its last data."""

    today: date
    own: bool
    after_data: date | None


class DateGiven(Schema):
    """A past day to live at; None: the calendar's."""

    day: date | None


@router.get("/date", response={200: DateShown, REFUSALS: Problem}, summary="La date de l'entreprise")
def lived_at(request: HttpRequest) -> dict[str, Any]:
    """Celle du calendrier, ou celle qu'elle s'est donnée pour essayer Levier sur d'anciennes données."""
    actor = caller(request)
    require(actor, Permission.SEE_DATA)
    return _date(actor, Company.objects.get(pk=actor.company_id))


@router.put("/date", response={200: DateShown, REFUSALS: Problem}, summary="Changer la date de l'entreprise")
def live(request: HttpRequest, given: DateGiven) -> dict[str, Any]:
    """Un jour passé, ou rien pour revenir au calendrier."""
    return _date(caller(request), live_at(caller(request), given.day))


def _date(actor: Actor, found: Company) -> dict[str, Any]:
    return {"today": found.today, "own": found.own_today is not None, "after_data": day_after_data(actor)}
