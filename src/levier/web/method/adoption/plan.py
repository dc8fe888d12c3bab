"""The communication plan, its drafts and its page on paper."""

from datetime import timedelta
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from levier.core.french.calendar import week_span
from levier.core.french.dates import format_date
from levier.method.adoption import communicating
from levier.method.adoption.drafting import drafts
from levier.method.adoption.models import Channel
from levier.method.holding import members
from levier.method.roadmap.editing import Changed
from levier.policy.rights import Permission
from levier.web.access import LevierRequest, needs
from levier.web.method import forms

_FIELDS = ("audience", "why", "body", "channel", "due", "by", "origin")


@require_http_methods(["GET", "POST"])
@needs(Permission.STEER)
def communication(request: LevierRequest) -> HttpResponse:
    """The plan; add a message, from a draft or from nothing."""
    actor, error = request.actor, None
    waiting = drafts(actor)
    soon = {
        "due": format_date(week_span(request.company.today + timedelta(days=7)).start),
        "by": actor.person_id,
    }
    typed = soon | _from_draft(waiting, forms.number(request, "brouillon"))
    if request.method == "POST":
        typed = {name: request.POST.get(name, "") for name in _FIELDS}

        def added() -> str:
            communicating.save(actor, typed)
            return "Le message est au plan."

        error = forms.done(request, {"save": added})
        if error is None:
            return redirect("communication")
    today = request.company.today
    page = {
        "plan": [(one, one.is_late(today)) for one in communicating.messages_of(actor)], "drafts": waiting, "typed": typed,
        "error": error, "channels": Channel.choices, "people": members(actor),
    }  # fmt: skip
    return render(request, "method/adoption/communication.html", page, status=forms.status(error))


def _from_draft(waiting: list[Any], chosen: int | None) -> dict[str, Any]:
    if chosen is None or not 1 <= chosen <= len(waiting):
        return {"channel": Channel.MEETING}
    one = waiting[chosen - 1]
    return {
        "audience": one.audience,
        "why": one.why,
        "body": one.body,
        "channel": one.channel,
        "origin": one.origin,
    }


@require_http_methods(["GET", "POST"])
@needs(Permission.STEER)
def message(request: LevierRequest, message: int) -> HttpResponse:
    """Change a message, note that it was said, or take it out of the plan."""
    actor = request.actor
    found = communicating.message_of(actor, message)
    typed: dict[str, Any] = {name: getattr(found, name) for name in _FIELDS}
    typed |= {"due": format_date(found.due), "by": found.by_id or ""}
    error = None
    if request.method == "POST":
        typed = {name: request.POST.get(name, "") for name in _FIELDS}

        def saved() -> str:
            communicating.save(actor, typed, found.pk, forms.revision(request))
            return "Le message est enregistré."

        def said() -> str:
            communicating.said(actor, found.pk)
            return "C'est noté : le message est dit."

        def removed() -> str:
            communicating.remove(actor, found.pk)
            return "Le message est retiré du plan."

        error = forms.done(request, {"save": saved, "said": said, "remove": removed})
        if error is None:
            return redirect("communication")
        found = communicating.message_of(actor, message)
    page = {
        "one": found, "typed": typed, "error": error, "changed": isinstance(error, Changed), "channels": Channel.choices,
        "people": members(actor),
    }  # fmt: skip
    return render(request, "method/adoption/message.html", page, status=forms.status(error))


@require_GET
@needs(Permission.STEER)
def on_paper(request: LevierRequest) -> HttpResponse:
    """The plan as PDF."""
    answer = HttpResponse(communicating.plan_on_paper(request.actor), content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="communication-{request.company.slug}.pdf"'
    return answer
