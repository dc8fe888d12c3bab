"""A session: written, joined, its presences noted."""

from datetime import timedelta
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from levier.core.errors import LevierError
from levier.core.french.calendar import week_span
from levier.core.french.dates import format_date
from levier.method.holding import members, tools
from levier.method.roadmap.editing import Changed
from levier.method.training import sessions
from levier.method.training.models import Attendance, Session, Tier
from levier.method.training.reference import tiers
from levier.method.training.tools import taught
from levier.policy.rights import Permission, may
from levier.web.access import LevierRequest, needs
from levier.web.method import forms

_FIELDS = ("tier", "title", "day", "place", "trainer", "hours", "seats", "cost")


def _typed(request: LevierRequest) -> dict[str, Any]:
    given: dict[str, Any] = {name: request.POST.get(name, "") for name in _FIELDS}
    return {**given, "capabilities": request.POST.getlist("capabilities")}


@require_http_methods(["GET", "POST"])
@needs(Permission.STEER)
def add(request: LevierRequest) -> HttpResponse:
    """Write a session: its tier's length and the tools in use are filled in."""
    actor, error = request.actor, None
    tier = request.GET.get("niveau", Tier.AWARENESS)
    tier = tier if tier in Tier.values else Tier.AWARENESS
    typed: dict[str, Any] = {
        "tier": tier, "hours": str(tiers()["tiers"][tier]["hours"]).replace(".", ","), "cost": "0", "seats": len(members(actor)),
        "title": f"Levier : {Tier(tier).label.lower()}", "trainer": actor.name,
        "day": format_date(week_span(request.company.today + timedelta(days=14)).start),
        "capabilities": [] if tier == Tier.AWARENESS else list(taught(actor)),
    }  # fmt: skip
    if request.method == "POST":
        typed = _typed(request)

        def added() -> str:
            sessions.save(actor, typed)
            return "La séance est ouverte aux inscriptions."

        error = forms.done(request, {"save": added})
        if error is None:
            return redirect("training")
    page = {"typed": typed, "error": error, "tiers": Tier.choices, "tools": tools()}
    return render(request, "method/training/session_add.html", page, status=forms.status(error))


@require_http_methods(["GET", "POST"])
@needs(Permission.ASK)
def session(request: LevierRequest, session: int) -> HttpResponse:
    """One session: take a seat or give it back; those who steer change it and note who came."""
    actor, error = request.actor, None
    found = sessions.session_of(actor, session)
    typed: dict[str, Any] = {name: getattr(found, name) for name in _FIELDS}
    typed |= {
        "day": format_date(found.day), "capabilities": found.capabilities, "hours": f"{found.hours.normalize():f}".replace(".", ","),
        "cost": f"{found.cost:.2f}".replace(".", ","),
    }  # fmt: skip
    if request.method == "POST":
        error = _act(request, found)
        if error is None:
            return redirect("training" if request.POST.get("do") == "remove" else request.path)
        if request.POST.get("do") == "save":
            typed = _typed(request)
        found = sessions.session_of(actor, session)
    steers = may(actor, Permission.STEER)
    seats = list(Attendance.objects.filter(session=found).select_related("person")) if steers else []
    there = {one.person_id for one in seats}
    page = {
        "one": found, "typed": typed, "error": error, "changed": isinstance(error, Changed), "steers": steers, "seats": seats,
        "others": [one for one in members(actor) if one.pk not in there] if steers else [],
        "mine": Attendance.objects.filter(session=found, person_id=actor.person_id).first(), "tiers": Tier.choices, "tools": tools(),
        "titles": [tools().get(name, name) for name in found.capabilities], "over": found.is_over(request.company.today),
        "past": found.day < request.company.today,
    }  # fmt: skip
    return render(request, "method/training/session.html", page, status=forms.status(error))


def _act(request: LevierRequest, found: Session) -> LevierError | None:
    actor, pk = request.actor, found.pk

    def saved() -> str:
        sessions.save(actor, _typed(request), pk, forms.revision(request))
        return "La séance est enregistrée."

    def registered() -> str:
        sessions.register(actor, pk, request.POST.get("person"))
        return "La place est prise."

    def given_up() -> str:
        sessions.give_up(actor, pk)
        return "Votre place est rendue."

    def noted() -> str:
        sessions.note(actor, pk, request.POST.getlist("came"), forms.revision(request))
        return "Les présences sont notées."

    def removed() -> str:
        sessions.remove(actor, pk)
        return "La séance est annulée."

    return forms.done(
        request,
        {"save": saved, "register": registered, "give-up": given_up, "note": noted, "remove": removed},
    )
