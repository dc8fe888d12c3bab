"""The form of a use case, and taking up a capability of the catalogue in one gesture."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from levier.accounts.models import Membership
from levier.capabilities import registry
from levier.core.errors import LevierError, NotFound
from levier.core.french.numbers import format_number
from levier.method.roadmap import editing, legal_class
from levier.method.roadmap.models import RISKS, Objective, Stage, UseCase
from levier.method.roadmap.reference import DRIVER, prohibited
from levier.method.roadmap.value.drivers import VOLUMES, Drivers
from levier.policy.rights import Permission
from levier.tables.kinds import KINDS
from levier.web.access import LevierRequest, needs
from levier.web.method.typed import number

_THREE = ("low", "central", "high")


@require_http_methods(["GET", "POST"])
@needs(Permission.STEER)
def add(request: LevierRequest) -> HttpResponse:
    """The company's own idea."""
    return _form(request, None)


@require_http_methods(["GET", "POST"])
@needs(Permission.STEER)
def edit(request: LevierRequest, case: int) -> HttpResponse:
    """Change a use case."""
    found = UseCase.objects.visible_to(request.actor).filter(pk=case).first()
    if found is None:
        raise NotFound("Ce cas d'usage n'existe pas ou a été supprimé")
    return _form(request, found)


@require_POST
@needs(Permission.STEER)
def take_up(request: LevierRequest) -> HttpResponse:
    """Put a capability in the roadmap, with the person who carries it."""
    try:
        editing.take_up(
            request.actor, request.POST.get("capability", ""), number(request.POST.get("sponsor")),
            number(request.POST.get("objective")),
        )  # fmt: skip
    except LevierError as error:
        messages.error(request, error.message)
    else:
        messages.success(request, "Le projet est retenu.")
    return redirect("roadmap")


@require_POST
@needs(Permission.STEER)
def remove(request: LevierRequest, case: int) -> HttpResponse:
    """Remove a candidate."""
    try:
        editing.remove_use_case(request.actor, case)
    except NotFound:
        raise
    except LevierError as error:
        messages.error(request, error.message)
        return redirect("use_case", case)
    messages.success(request, "Le cas d'usage est supprimé.")
    return redirect("roadmap")


def _form(request: LevierRequest, found: UseCase | None) -> HttpResponse:
    error: LevierError | None = None
    typed = _stored(found)
    revision = found.revision if found else None
    if request.method == "POST":
        typed = _typed(request)
        sent = request.POST.get("revision", "")
        try:
            saved = editing.save_use_case(
                request.actor, _given(typed, found), found.pk if found else None, number(sent) or revision
            )  # fmt: skip
        except LevierError as refused:
            error = refused
        else:
            messages.success(request, "Le cas d'usage est enregistré.")
            return redirect(reverse("roadmap_project", args=[f"case-{saved.pk}"]))
    drivers = Drivers(request.actor)
    page = {
        "case": found, "typed": typed, "error": error, "revision": revision,
        "stored": _stored(found) if found and isinstance(error, editing.Changed) else None,
        "capability": registry.catalogue().get(found.capability) if found else None,
        "people": [one.user for one in Membership.objects.filter(company=request.company).select_related("user")],
        "objectives": Objective.objects.visible_to(request.actor), "stages": Stage.choices, "risks": RISKS,
        "usages": legal_class.usages(), "classed": legal_class.classed(found.usage) if found and found.usage else None,
        "kinds": [one for one in KINDS.values() if one.guessed], "prohibited": prohibited(),
        "others": UseCase.objects.visible_to(request.actor).exclude(pk=found.pk if found else 0),
        "volumes": [(f"{DRIVER}{one.name}", one) for name in VOLUMES if (one := drivers.get(name))],
    }  # fmt: skip
    return render(request, "method/roadmap/use_case.html", page, status=error.http_status if error else 200)


def _typed(request: LevierRequest) -> dict[str, Any]:
    words = (
        "title",
        "problem",
        "objective",
        "sponsor",
        "practice",
        "risk",
        "usage",
        "workload",
        "stage",
        "times",
    )
    typed: dict[str, Any] = {name: request.POST.get(name, "") for name in words}
    typed["needs"], typed["after"] = request.POST.getlist("needs"), request.POST.getlist("after")
    for name in ("times", "minutes", "saved"):
        for part in _THREE:
            typed[f"{name}_{part}"] = request.POST.get(f"{name}_{part}", "")
    return typed


def _given(typed: dict[str, Any], found: UseCase | None) -> editing.GivenUseCase:
    ranges: dict[str, Any] = {
        name: [typed[f"{name}_{part}"] for part in _THREE] for name in ("times", "minutes", "saved")
    }
    ranges["saved"] = [_ratio(one) for one in ranges["saved"]]
    if typed["times"]:
        ranges["times"] = typed["times"]
    return editing.GivenUseCase(
        title=typed["title"], problem=typed["problem"], capability=found.capability if found else "",
        objective=number(typed["objective"]), sponsor=number(typed["sponsor"]), practice=typed["practice"], risk=typed["risk"], usage=typed["usage"],
        needs=typed["needs"], ranges=ranges, workload=typed["workload"] or 1, stage=typed["stage"] or Stage.IDEA,
        after=[known for one in typed["after"] if (known := number(one))],
    )  # fmt: skip


def _stored(found: UseCase | None) -> dict[str, Any]:
    if found is None:
        return {"title": "", "problem": "", "workload": "1", "stage": Stage.IDEA, "needs": [], "after": []}
    typed: dict[str, Any] = {
        "title": found.title, "problem": found.problem, "objective": str(found.objective_id or ""), "sponsor": str(found.sponsor_id or ""),
        "practice": found.practice, "risk": found.risk, "usage": found.usage, "workload": format_number(found.workload), "stage": found.stage,
        "needs": found.needs, "after": [str(one) for one in found.after.values_list("pk", flat=True)],
    }  # fmt: skip
    for name, bounds in found.ranges.items():
        if isinstance(bounds, str):
            typed[name] = bounds
            continue
        for part, value in zip(_THREE, bounds, strict=True):
            typed[f"{name}_{part}"] = format_number(100 * value if name == "saved" else value)
    return typed


def _ratio(text: str) -> Any:
    """A percentage as it is typed, brought to a ratio; what is no number is left for the service to refuse."""
    try:
        return float(text.replace("\u202f", "").replace(" ", "").replace(",", ".").rstrip("%")) / 100
    except ValueError:
        return text
