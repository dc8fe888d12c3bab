"""Time, money and weights of the plan; the hypotheses of the values."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from levier.core.errors import LevierError
from levier.core.french.dates import format_date
from levier.core.french.numbers import format_number
from levier.method.roadmap import editing
from levier.method.roadmap.evaluating import assumptions_of
from levier.method.roadmap.models import OwnAssumption, Plan
from levier.method.roadmap.ordering.feasible import PARTS, WEIGHTS
from levier.method.roadmap.reference import effort
from levier.policy.rights import Permission
from levier.web.access import LevierRequest, needs
from levier.web.method.typed import number


@require_http_methods(["GET", "POST"])
@needs(Permission.STEER)
def plan(request: LevierRequest) -> HttpResponse:
    """When it begins, who has how much time, what may be spent, what weighs how much."""
    found = Plan.objects.filter(company=request.company).first() or Plan(company=request.company)
    roles = effort().roles
    weights = {**WEIGHTS, **found.weights}
    total = sum(weights.values()) or 1
    typed: dict[str, str] = {
        "start": format_date(found.start) if found.start else "",
        "budget": "" if found.budget is None else format_number(found.budget),
        **{
            f"t-{one.name}": format_number({**effort().capacity, **found.capacity}[one.name]) for one in roles
        },
        **{f"p-{name}": format_number(100 * weight / total, 0) for name, weight in weights.items()},
    }
    error: LevierError | None = None
    if request.method == "POST":
        typed = {name: request.POST.get(name, "") for name in typed}
        sent = request.POST.get("revision", "")
        try:
            editing.save_plan(
                request.actor, number(sent) or found.revision, start=typed["start"], budget=typed["budget"],
                capacity={one.name: typed[f"t-{one.name}"] for one in roles},
                weights={name: typed[f"p-{name}"] for name in WEIGHTS},
            )  # fmt: skip
        except LevierError as refused:
            error = refused
        else:
            messages.success(request, "Le plan est recalculé.")
            return redirect("roadmap")
    labels = {"impact": "Gain net par an", **PARTS}
    page = {
        "plan": found, "typed": typed, "error": error,
        "roles": [(f"t-{one.name}", one.label, typed[f"t-{one.name}"]) for one in roles],
        "weights": [(f"p-{name}", labels[name], typed[f"p-{name}"]) for name in WEIGHTS],
    }  # fmt: skip
    return render(request, "method/roadmap/plan.html", page, status=error.http_status if error else 200)


@require_http_methods(["GET", "POST"])
@needs(Permission.STEER)
def assumptions(request: LevierRequest) -> HttpResponse:
    """Every hypothesis with its origin; a POST gives the company's own range, or goes back to the reference."""
    error: LevierError | None = None
    typed: dict[str, Any] = {}
    if request.method == "POST":
        typed = {name: request.POST.get(name, "") for name in ("name", "low", "central", "high", "origin")}
        try:
            if request.POST.get("what") == "oublier":
                editing.forget_assumption(request.actor, typed["name"])
            else:
                editing.save_assumption(
                    request.actor, *(typed[one] for one in ("name", "low", "central", "high", "origin"))
                )
        except LevierError as refused:
            error = refused
        else:
            messages.success(request, "L'hypothèse est enregistrée ; toutes les valeurs suivent.")
            return redirect("roadmap_assumptions")
    own = set(OwnAssumption.objects.filter(company=request.company).values_list("name", flat=True))
    lines = []
    for one in assumptions_of(request.actor).by_name.values():
        times = 100 if one.unit == "%" else 1
        figures = [format_number(times * value) for value in (one.low, one.central, one.high)]
        if error and typed.get("name") == one.name:
            figures = [typed["low"], typed["central"], typed["high"]]
        lines.append((one, figures, one.name in own))
    page = {"lines": lines, "error": error, "typed": typed}
    return render(
        request, "method/roadmap/assumptions.html", page, status=error.http_status if error else 200
    )
