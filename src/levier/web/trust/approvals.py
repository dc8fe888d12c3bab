"""« Validations »: the queue, one result as the approver sees it, the decision."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from levier.capabilities import registry
from levier.core.errors import BadInput
from levier.core.result import Table
from levier.governance.approvals import deciding
from levier.governance.approvals.models import Approval, Decision
from levier.policy.rights import Permission
from levier.web import results
from levier.web.access import LevierRequest, needs

_A_PAGE = 25


@require_GET
@needs(Permission.RUN)
def queue(request: LevierRequest) -> HttpResponse:
    """What waits for the person, or everything they may see."""
    every = request.GET.get("voir") == "toutes"
    found = deciding.queue(request.actor, waiting=not every)
    page = Paginator(found, _A_PAGE).get_page(request.GET.get("page"))
    titles = {name: one.title for name, one in registry.catalogue().items()}
    shown = {
        "page": page,
        "rows": [(one, titles.get(one.capability, one.capability)) for one in page],
        "every": every,
        "waiting": deciding.waiting_count(request.actor),
        "total": deciding.queue(request.actor).count(),
        "tab": "approvals",
    }
    return render(request, "trust/approvals.html", shown)


@require_http_methods(["GET", "POST"])
@needs(Permission.RUN)
def approval(request: LevierRequest, number: int) -> HttpResponse:
    """One result, frozen as it was; « Valider » or « Refuser »."""
    found = deciding.one(request.actor, number)
    if request.method == "POST":
        try:
            deciding.decide(
                request.actor, number, request.POST.get("decision", ""), request.POST.get("reason", "")
            )
        except BadInput as error:
            return _page(request, found, error, status=error.http_status)
        messages.success(request, "Votre décision est enregistrée et inscrite au journal.")
        return redirect("approvals")
    return _page(request, found)


def _page(
    request: LevierRequest, found: Approval, error: BadInput | None = None, status: int = 200
) -> HttpResponse:
    readable = deciding.readable(request.actor, found)
    content = found.content() if readable else {}
    capability = registry.catalogue().get(found.capability)
    shown = {
        "approval": found,
        "capability": capability,
        "readable": readable,
        "sentences": content.get("sentences", []),
        "tables": [
            (
                results.table(Table.model_validate({**one, "evidence": []})),
                one.get("total", 0),
                len(one["rows"]),
            )
            for one in content.get("tables", [])
        ],
        "signals": [one for one in content.get("signals", []) if _raised(one)],
        "files": content.get("downloads", []),
        "may_decide": readable
        and found.decision == Decision.WAITING
        and deciding.queue(request.actor, waiting=True).filter(pk=found.pk).exists(),
        "own_request": found.request_id if found.asked_by_id == request.actor.person_id else None,
        "typed": request.POST.get("reason", ""),
        "error": error,
        "tab": "approvals",
    }
    return render(request, "trust/approval.html", shown, status=status)


def _raised(one: dict[str, float]) -> bool:
    return bool(one["value"] > one["limit"]) if one.get("above", True) else bool(one["value"] < one["limit"])
