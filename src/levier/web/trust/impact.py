"""« Analyses d'impact »: the list, an assessment section by section, its conclusion, its PDF."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from levier.core.errors import BadInput
from levier.governance.impact import services
from levier.governance.impact.method import method
from levier.governance.impact.models import Impact, Outcome
from levier.governance.registers import processing
from levier.policy.rights import Permission, may
from levier.web.access import LevierRequest, needs
from levier.web.trust.forms import answers, download, revision, texts


@require_http_methods(["GET", "POST"])
@needs(Permission.GOVERN)
def listing(request: LevierRequest) -> HttpResponse:
    """The assessments, and the processing lines that have none; a POST begins one."""
    if request.method == "POST":
        return redirect("impact", services.begin(request.actor, request.POST.get("key", "")).pk)
    found = services.impacts(request.actor)
    begun = {one.key for one in found}
    lines = [one for one in processing.processings(request.actor) if one.key not in begun]
    shown = {
        "impacts": [
            (one, services.needed(one), max((r.level for r in services.risks(one)), default=0))
            for one in found
        ],
        "lines": [(one, sum(services.measured_criteria(request.actor, one).values())) for one in lines],
        "levels": method().levels,
        "tab": "impacts",
    }
    return render(request, "trust/impacts.html", shown)


@require_http_methods(["GET", "POST"])
@needs(Permission.GOVERN)
def one(request: LevierRequest, number: int) -> HttpResponse:
    """An assessment; a POST writes its answers."""
    found = services.one(request.actor, number)
    if request.method == "POST":
        content = _content(request.POST)
        try:
            services.answer(request.actor, number, content, revision(request.POST))
        except BadInput as error:
            return _page(request, services.one(request.actor, number), error, content)
        messages.success(request, "L'analyse est enregistrée.")
        return redirect("impact", number)
    return _page(request, found)


@require_POST
@needs(Permission.APPROVE)
def conclude(request: LevierRequest, number: int) -> HttpResponse:
    """Validate, refuse, or send to the CNIL."""
    given = request.POST
    try:
        services.conclude(
            request.actor, number, given.get("outcome", ""), given.get("reason", ""), given.get("opinion", ""),
            revision(given),
        )  # fmt: skip
    except BadInput as error:
        return _page(request, services.one(request.actor, number), error)
    messages.success(request, "La conclusion est enregistrée.")
    return redirect("impact", number)


@require_GET
@needs(Permission.GOVERN)
def pdf(request: LevierRequest, number: int) -> HttpResponse:
    """The assessment to print."""
    return download(services.pdf(request.actor, number), f"analyse-impact-{number}", "pdf")


def _page(
    request: LevierRequest, found: Impact, error: BadInput | None = None, typed: dict[str, Any] | None = None
) -> HttpResponse:
    known, content = method(), {**found.content, **(typed or {})}
    said, principles, risks = (content.get(name, {}) for name in ("criteria", "principles", "risks"))
    shown = {
        "impact": found,
        "need": services.needed(found),
        "line": services.context(request.actor, found),
        "criteria": [
            (name, words, {True: "oui", False: "non"}.get(said.get(name), ""))
            for name, words in known.criteria
        ],
        "required": known.required,
        "spared": known.not_required,
        "listed": content.get("listed", ""),
        "necessity": content.get("context", {}).get("necessity", ""),
        "principles": [
            (name, words, article, principles.get(name, {})) for name, words, article in known.principles
        ],
        "risks": [(one, risks.get(one.id, {})) for one in services.risks(found)],
        "levels": list(enumerate(known.levels, 1)),
        "measures": [
            (name, words, sort, content.get("measures", {}).get(name)) for name, words, sort in known.measures
        ],
        "outcomes": [one for one in Outcome.choices if one[0] != Outcome.DRAFT],
        "may_conclude": may(request.actor, Permission.APPROVE),
        "typed": request.POST,
        "error": error,
        "tab": "impacts",
    }
    return render(request, "trust/impact.html", shown, status=error.http_status if error else 200)


def _content(given: QueryDict) -> dict[str, Any]:
    known = method()
    return {
        "criteria": answers(given, "c-"),
        "listed": given.get("listed", ""),
        "context": {"necessity": given.get("necessity", "")},
        "principles": {
            name: {"met": given.get(f"p-{name}-met", ""), "how": given.get(f"p-{name}-how", "")}
            for name, _, _ in known.principles
        },
        "risks": {name: texts(given, f"r-{name}-") for name, _ in known.risks},
        "measures": {name: f"m-{name}" in given for name, _, _ in known.measures},
    }
