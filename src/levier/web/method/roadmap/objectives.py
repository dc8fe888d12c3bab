"""The form of an objective: what was typed stays when it is refused or when somebody saved in between."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from levier.core.errors import LevierError, NotFound
from levier.core.french.dates import format_date
from levier.core.french.numbers import format_number
from levier.indicators.catalogue import catalogue
from levier.method.roadmap import aiming, editing
from levier.method.roadmap.models import Objective
from levier.policy.rights import Permission
from levier.web.access import LevierRequest, needs
from levier.web.method.typed import number

_FIELDS = ("title", "indicator", "baseline", "target", "due")


@require_http_methods(["GET", "POST"])
@needs(Permission.STEER)
def add(request: LevierRequest) -> HttpResponse:
    """A new objective."""
    return _form(request, None)


@require_http_methods(["GET", "POST"])
@needs(Permission.STEER)
def edit(request: LevierRequest, objective: int) -> HttpResponse:
    """Change an objective."""
    found = Objective.objects.visible_to(request.actor).filter(pk=objective).first()
    if found is None:
        raise NotFound("Cet objectif n'existe pas ou a été supprimé")
    return _form(request, found)


@require_POST
@needs(Permission.STEER)
def remove(request: LevierRequest, objective: int) -> HttpResponse:
    """Remove it; its projects stay."""
    editing.remove_objective(request.actor, objective)
    messages.success(request, "L'objectif est supprimé ; ses projets restent, sans objectif.")
    return redirect("roadmap")


def _form(request: LevierRequest, found: Objective | None) -> HttpResponse:
    error: LevierError | None = None
    proposed = None if found or request.method == "POST" else _proposed(request)
    typed = _stored(found) if found else aiming.typed(proposed) if proposed else dict.fromkeys(_FIELDS, "")
    revision = found.revision if found else None
    if request.method == "POST":
        typed = {name: request.POST.get(name, "") for name in typed}
        sent = request.POST.get("revision", "")
        try:
            editing.save_objective(
                request.actor, editing.GivenObjective(**typed), found.pk if found else None,
                number(sent) or revision,
            )  # fmt: skip
        except LevierError as refused:
            error = refused
        else:
            messages.success(request, "L'objectif est enregistré.")
            return redirect("roadmap")
    page = {
        "objective": found, "typed": typed, "error": error, "revision": revision, "indicators": catalogue().values(),
        "proposed": proposed, "currency": request.company.currency,
        "stored": _stored(found) if found and isinstance(error, editing.Changed) else None,
    }  # fmt: skip
    return render(request, "method/roadmap/objective.html", page, status=error.http_status if error else 200)


def _proposed(request: LevierRequest) -> aiming.Aim:
    """For the indicator asked; at first, time: the first gain of a small company."""
    asked = request.GET.get("indicator", "")
    return aiming.aim(request.actor, asked if asked in catalogue() else aiming.TIME)


def _stored(found: Objective) -> dict[str, str]:
    return {
        "title": found.title, "indicator": found.indicator, "target": format_number(found.target, None),
        "baseline": "" if found.baseline is None else format_number(found.baseline, None), "due": format_date(found.due),
    }  # fmt: skip
