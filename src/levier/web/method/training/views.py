"""Everyone's own path; the plan, its budget and coverage for those who steer; what is printed."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from levier.core.french.dates import format_date
from levier.method.roadmap.editing import Changed
from levier.method.training import attesting, planning
from levier.method.training.covering import coverage_of, finding
from levier.method.training.models import Attendance
from levier.method.training.quiz.taking import attempts_of, outcomes
from levier.method.training.reference import literacy, tiers
from levier.method.training.sessions import sessions_of
from levier.policy.rights import Permission, may
from levier.web.access import LevierRequest, needs
from levier.web.method import forms

_FIELDS = ("target", "hours", "cost", "due")


@require_GET
@needs(Permission.ASK)
def training(request: LevierRequest) -> HttpResponse:
    """Sessions to come, one's own trainings and quizzes; coverage and budget for those who steer."""
    actor, steers, today = request.actor, may(request.actor, Permission.STEER), request.company.today
    seats = Attendance.objects.filter(
        session__company_id=actor.company_id, person_id=actor.person_id
    ).select_related("session")
    mine = {one.session_id: one for one in seats}
    every = list(sessions_of(actor))
    noted = set(
        Attendance.objects.filter(session__in=every, came__isnull=False).values_list("session_id", flat=True)
    )
    page: dict[str, Any] = {
        "coming": [(one, mine.get(one.pk)) for one in every if one.day >= today and one.pk not in noted],
        "past": [one for one in every if one.day < today or one.pk in noted] if steers else [],
        "attended": [one for one in mine.values() if one.came], "quizzes": attempts_of(actor), "steers": steers, "law": literacy(),
    }  # fmt: skip
    if steers:
        plan, covered, found = planning.plan_of(actor), coverage_of(actor.company_id), outcomes(actor)
        page |= {
            "plan": plan, "finding": finding(covered), "budget": sum(one.budget for one in plan), "spent": sum(one.spent for one in plan),
            "outcomes": found, "passed": sum(bool(one.passed) for one in found),
        }  # fmt: skip
    return render(request, "method/training/index.html", page)


@require_http_methods(["GET", "POST"])
@needs(Permission.STEER)
def plan(request: LevierRequest) -> HttpResponse:
    """The four tiers; each is saved on its own."""
    actor, error = request.actor, None
    tier = request.POST.get("tier", "")
    if request.method == "POST":
        given = {name: request.POST.get(name, "") for name in _FIELDS}

        def saved() -> str:
            return f"« {planning.decide(actor, tier, given, forms.revision(request)).get_tier_display()} » est enregistré."

        error = forms.done(request, {"save": saved})
        if error is None:
            return redirect("training_plan")
    rows = []
    for one in planning.plan_of(actor):
        kept: dict[str, Any] = {
            "target": one.target, "hours": f"{one.hours.normalize():f}".replace(".", ","), "cost": f"{one.cost:.2f}".replace(".", ","),
            "due": format_date(one.due),
        }  # fmt: skip
        if error is not None and one.tier == tier:
            kept = {name: request.POST.get(name, "") for name in _FIELDS}
        rows.append((one, kept))
    page = {
        "rows": rows, "error": error, "changed": isinstance(error, Changed), "origin": tiers()["origin"],
        "total": sum(one.budget for one, _ in rows),
    }  # fmt: skip
    return render(request, "method/training/plan.html", page, status=forms.status(error))


@require_GET
@needs(Permission.STEER)
def register(request: LevierRequest) -> HttpResponse:
    """The register of AI literacy as PDF."""
    return _pdf(attesting.register_on_paper(request.actor), f"registre-formation-{request.company.slug}.pdf")


@require_GET
@needs(Permission.ASK)
def attested(request: LevierRequest, attendance: int) -> HttpResponse:
    """An attestation as PDF."""
    return _pdf(attesting.attestation(request.actor, attendance), f"attestation-{attendance}.pdf")


def _pdf(data: bytes, name: str) -> HttpResponse:
    answer = HttpResponse(data, content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="{name}"'
    return answer
