"""« Incidents »: declare one, follow it, the clock toward the CNIL."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from levier.capabilities import registry
from levier.core.errors import BadInput
from levier.governance.incidents import services
from levier.governance.incidents.models import Incident, Nature, Risk, State
from levier.policy.rights import Permission, may
from levier.web.access import LevierRequest, needs
from levier.web.trust.forms import revision

_FOLLOWED = (
    "measures",
    "delay_reason",
    "lessons",
    "data",
    "discovered",
    "happened",
    "notified",
    "informed",
    "provider_told",
    "people",
    "risk",
    "state",
)


@require_http_methods(["GET", "POST"])
@needs(Permission.ASK)
def listing(request: LevierRequest) -> HttpResponse:
    """Those the person may see; a POST declares one."""
    error: BadInput | None = None
    if request.method == "POST":
        try:
            made = services.declare(request.actor, request.POST.dict())
        except BadInput as fault:
            error = fault
        else:
            messages.success(request, f"L'incident n° {made.number} est déclaré.")
            return redirect("incident", made.number)
    now = timezone.now()
    shown = {
        "lines": [(one, services.clock(one, now), _tone(one)) for one in services.incidents(request.actor)],
        "natures": Nature.choices,
        "capabilities": [(name, one.title) for name, one in registry.catalogue().items()],
        "now": timezone.localtime(now),
        "typed": request.POST,
        "error": error,
        "tab": "incidents",
    }
    return render(request, "trust/incidents.html", shown, status=error.http_status if error else 200)


@require_http_methods(["GET", "POST"])
@needs(Permission.ASK)
def one(request: LevierRequest, number: int) -> HttpResponse:
    """An incident; a POST changes what is known of it."""
    found = services.one(request.actor, number)
    if request.method == "POST":
        given: dict[str, Any] = {name: request.POST[name] for name in _FOLLOWED if name in request.POST}
        given["personal"] = "personal" in request.POST
        try:
            services.follow(request.actor, number, given, revision(request.POST))
        except BadInput as error:
            return _page(request, services.one(request.actor, number), error)
        messages.success(request, "L'incident est à jour.")
        return redirect("incident", number)
    return _page(request, found)


@require_POST
@needs(Permission.ASK)
def step(request: LevierRequest, number: int) -> HttpResponse:
    """Write what was done."""
    try:
        services.add_step(request.actor, number, request.POST.get("text", ""))
    except BadInput as error:
        return _page(request, services.one(request.actor, number), error)
    return redirect("incident", number)


def _page(request: LevierRequest, found: Incident, error: BadInput | None = None) -> HttpResponse:
    shown = {
        "incident": found,
        "clock": services.clock(found, timezone.now()),
        "tone": _tone(found),
        "steps": found.steps.select_related("by"),
        "risks": Risk.choices,
        "states": State.choices,
        "may_follow": may(request.actor, Permission.GOVERN),
        "capability": registry.catalogue().get(found.capability),
        "typed": request.POST if error else None,
        "error": error,
        "tab": "incidents",
    }
    return render(request, "trust/incident.html", shown, status=error.http_status if error else 200)


def _tone(one: Incident) -> str:
    left = one.left(timezone.now())
    if left is None:
        return "none"
    return "bad" if left.total_seconds() < 24 * 3600 else "warn"
