"""The assessment's pages: what is known, the questions, those kept."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from levier.accounts.models import Membership
from levier.core.errors import LevierError, NotFound
from levier.method.assessment import services
from levier.method.assessment.comparing import moves
from levier.method.assessment.measuring.held import held_tables
from levier.method.assessment.models import TableOwner
from levier.method.assessment.referential import levels, questionnaire
from levier.method.assessment.shape import Snapshot
from levier.method.state_of_play import state_of_play
from levier.policy.rights import Permission, may
from levier.web.access import LevierRequest, needs
from levier.web.method.typed import number


@require_GET
@needs(Permission.ASK)
def assessment(request: LevierRequest) -> HttpResponse:
    """What is known today, for those who steer; the way to the questions, for the others."""
    return _page(request)


@require_POST
@needs(Permission.STEER)
def begin(request: LevierRequest) -> HttpResponse:
    """Open an assessment and go to its questions."""
    services.begin(request.actor)
    return redirect("assessment_questions")


@require_http_methods(["GET", "POST"])
@needs(Permission.ASK)
def questions(request: LevierRequest) -> HttpResponse:
    """The questions of one pillar at a time; a POST keeps the answers of the page and goes on."""
    if services.open_assessment(request.actor) is None:
        return redirect("assessment")
    names = [one.name for one in levels().pillars]
    here = request.GET.get("pilier", names[0])
    here = here if here in names else names[0]
    if request.method == "POST":
        _keep(request)
        after = names.index(here) + 1
        if after < len(names):
            return redirect(f"{reverse('assessment_questions')}?pilier={names[after]}")
        messages.success(request, "Vos réponses sont enregistrées. Merci.")
        return redirect("assessment")
    asked = services.asked_of(request.actor)
    own = [one for one in asked if one.pillar == here]
    left = sum(one.level is None for one in asked)
    page = {
        "pillars": levels().pillars, "here": next(one for one in levels().pillars if one.name == here), "asked": own,
        "total": len(asked), "done": len(asked) - left, "minutes": _minutes(left), "last": here == names[-1],
    }  # fmt: skip
    return render(request, "method/assessment/questions.html", page)


@require_POST
@needs(Permission.ASK)
def answer(request: LevierRequest) -> HttpResponse:
    """Keep one answer as soon as it is given; what comes back is the progress."""
    try:
        given = int(request.POST.get("level", ""))
    except ValueError:
        given = -1
    services.answer(request.actor, request.POST.get("question", ""), given)
    asked = services.asked_of(request.actor)
    left = sum(one.level is None for one in asked)
    page = {"total": len(asked), "done": len(asked) - left, "minutes": _minutes(left)}
    return render(request, "method/assessment/progress.html", page)


@require_POST
@needs(Permission.STEER)
def close(request: LevierRequest) -> HttpResponse:
    """Keep the result for ever."""
    try:
        kept = services.close(request.actor)
    except NotFound as error:
        messages.error(request, error.message)
        return redirect("assessment")
    except LevierError as error:
        return _page(request, error=error, status=error.http_status)
    messages.success(request, f"{kept} est clos. Le rapport est prêt.")
    return redirect("assessment_kept", kept.number)


@require_GET
@needs(Permission.STEER)
def kept(request: LevierRequest, number: int) -> HttpResponse:
    """A closed assessment, beside the one before it."""
    found = services.get_closed(request.actor, number)
    before = next((one for one in services.closed_assessments(request.actor) if one.number < number), None)
    snapshot = services.snapshot_of(request.actor, found)
    page = {
        **_shown(snapshot), "kept": found, "before": before,
        "moves": moves(services.snapshot_of(request.actor, before), snapshot) if before else [],
    }  # fmt: skip
    return render(request, "method/assessment/kept.html", page)


@require_GET
@needs(Permission.STEER)
def report(request: LevierRequest) -> HttpResponse:
    """The state of play as it is today, in PDF."""
    return _pdf(state_of_play(request.actor), f"diagnostic-{request.company.slug}.pdf")


@require_GET
@needs(Permission.STEER)
def kept_report(request: LevierRequest, number: int) -> HttpResponse:
    """The report of a closed assessment."""
    return _pdf(state_of_play(request.actor, number), f"diagnostic-{number}-{request.company.slug}.pdf")


@require_POST
@needs(Permission.STEER)
def owner(request: LevierRequest, dataset: int) -> HttpResponse:
    """Say who answers for a table."""
    services.name_owner(request.actor, dataset, number(request.POST.get("person")))
    messages.success(request, "Le responsable est enregistré.")
    return redirect(f"{reverse('assessment')}#responsables")


def _page(request: LevierRequest, *, error: LevierError | None = None, status: int = 200) -> HttpResponse:
    opened = services.open_assessment(request.actor)
    asked = services.asked_of(request.actor) if opened else []
    left = sum(one.level is None for one in asked)
    page: dict[str, Any] = {
        "opened": opened, "error": error, "steers": may(request.actor, Permission.STEER), "total": len(asked),
        "done": len(asked) - left, "minutes": _minutes(left), "all_minutes": _minutes(len(questionnaire().asked(measured=True))),
    }  # fmt: skip
    if page["steers"]:
        closed = services.closed_assessments(request.actor)
        snapshot = services.result(request.actor)
        owners = dict(
            TableOwner.objects.filter(company=request.company).values_list("dataset_id", "person_id")
        )
        page |= {
            **_shown(snapshot), "closed": closed,
            "moves": moves(services.snapshot_of(request.actor, closed[0]), snapshot) if closed else [],
            "tables": [(one, owners.get(one.dataset.pk)) for one in held_tables(request.actor)],
            "people": [one.user for one in Membership.objects.filter(company=request.company).select_related("user")],
        }  # fmt: skip
    return render(request, "method/assessment/index.html", page, status=status)


def _shown(snapshot: Snapshot) -> dict[str, Any]:
    reference = levels()
    return {
        "snapshot": snapshot, "levels": reference.levels, "sources": reference.sources, "reference": reference,
        "level": reference.levels[snapshot.level - 1] if snapshot.level else None,
        "pillars": [(one, reference.levels[one.level - 1] if one.level else None) for one in snapshot.pillars],
    }  # fmt: skip


def _keep(request: LevierRequest) -> None:
    for name, given in request.POST.items():
        level = number(given) if isinstance(given, str) else None
        if name.startswith("q-") and level is not None:
            services.answer(request.actor, name.removeprefix("q-"), level)


def _minutes(count: int) -> int:
    return max(1, round(count * questionnaire().seconds_each / 60))


def _pdf(data: bytes, name: str) -> HttpResponse:
    answer = HttpResponse(data, content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="{name}"'
    return answer
