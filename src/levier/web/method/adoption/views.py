"""The use measured by groups, and what is counted, why, how long."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from levier.method.adoption import ambassadors, communicating, helping, stakeholders
from levier.method.adoption.counting import LEAST
from levier.method.adoption.usage import WEEKS, usage_of
from levier.policy.rights import Permission, may
from levier.web.access import LevierRequest, needs


@require_GET
@needs(Permission.ASK)
def adoption(request: LevierRequest) -> HttpResponse:
    """Everyone sees the same figures of use; those who steer also see the map and the plan."""
    actor, steers = request.actor, may(request.actor, Permission.STEER)
    usage = usage_of(actor)
    page: dict[str, Any] = {
        "usage": usage, "desk": helping.desk_of(actor), "steers": steers, "least": LEAST, "weeks": WEEKS,
        "bars": [(one, one.active.low if one.active.enough else 0) for one in usage.weeks],
        "ambassadors": ambassadors.ambassadors_of(actor).count(),
        "stories": ambassadors.stories_of(actor).filter(published=True).count(),
    }  # fmt: skip
    if steers:
        plan = list(communicating.messages_of(actor))
        page["concerned"] = list(stakeholders.stakeholders_of(actor))
        page["to_win"] = sum(bool(one.to_win) for one in page["concerned"])
        page["plan"], page["late"] = plan, [one for one in plan if one.is_late(request.company.today)]
    return render(request, "method/adoption/index.html", page)


@require_GET
@needs(Permission.ASK)
def counted(request: LevierRequest) -> HttpResponse:
    """Announced to everyone."""
    return render(request, "method/adoption/counted.html", {"least": LEAST, "weeks": WEEKS})
