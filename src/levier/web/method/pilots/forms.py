"""Describe a pilot: the form, prefilled by the use case and by what its capability moves; and what its capability runs with."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from levier.accounts.models import Membership
from levier.capabilities import registry
from levier.core.errors import BadInput, LevierError
from levier.core.french.numbers import format_number
from levier.method.pilots import drafting, finding, proposing
from levier.method.pilots.models import Design, Grain, Pilot
from levier.method.pilots.series import measures_offered
from levier.method.roadmap.models import UseCase
from levier.policy.rights import Permission
from levier.web.access import LevierRequest, needs
from levier.web.capabilities import forms as capability_forms
from levier.web.method.pilots.acting import day, number


@dataclass(frozen=True)
class Filled:
    """What stands in the form."""

    values: dict[str, Any]
    team: tuple[int, ...] = ()


@require_http_methods(["GET", "POST"])
@needs(Permission.STEER)
def pilot_add(request: LevierRequest) -> HttpResponse:
    """A new pilot."""
    if request.method != "POST":
        return _page(request, _proposed(request))
    try:
        with transaction.atomic():
            made = drafting.create(request.actor, _draft(request))
    except LevierError as error:
        return _page(request, _typed(request), error=error)
    messages.success(request, "Le pilote est décrit. Mesurez maintenant son point de départ.")
    return redirect("pilot", made.pk)


@require_http_methods(["GET", "POST"])
@needs(Permission.STEER)
def pilot_edit(request: LevierRequest, pilot: int) -> HttpResponse:
    """The same pilot described anew. When somebody else did meanwhile, what was typed stays in the form."""
    found = finding.steered(request.actor, pilot)
    if request.method != "POST":
        return _page(request, _of(found), pilot=found)
    seen = request.POST.get("revision", "")
    try:
        drafting.change(
            request.actor, pilot, _draft(request, found.given), int(seen) if seen.isdigit() else -1
        )
    except LevierError as error:
        return _page(request, _typed(request), pilot=finding.get(request.actor, pilot), error=error)
    messages.success(request, "Le pilote est modifié : mesurez de nouveau son point de départ.")
    return redirect("pilot", pilot)


@require_http_methods(["GET", "POST"])
@needs(Permission.STEER)
def pilot_settings(request: LevierRequest, pilot: int) -> HttpResponse:
    """What the capability of the pilot runs with: its own form."""
    found = finding.steered(request.actor, pilot)
    model = registry.get(found.capability).Input
    if request.method != "POST":
        given = {
            key: [str(part) for part in one] if isinstance(one, list) else [str(one)]
            for key, one in found.given.items()
        }
        fields = capability_forms.blank(model, lambda name: given.get(name, []))
        return render(request, "method/pilots/settings.html", {"pilot": found, "fields": fields})
    texts = lambda name: [str(text) for text in request.POST.getlist(name)]  # noqa: E731
    read = capability_forms.read(model, texts)
    if not read.good:
        page = {
            "pilot": found,
            "fields": capability_forms.typed(model, texts, read.errors),
            "whole": read.whole,
        }
        return render(request, "method/pilots/settings.html", page, status=422)
    found.given = model.model_validate(read.given).model_dump(mode="json", exclude_unset=True)
    found.save(update_fields=["given"])
    messages.success(request, "Les réglages du savoir-faire sont enregistrés.")
    return redirect("pilot", pilot)


def _draft(request: LevierRequest, given: dict[str, Any] | None = None) -> drafting.Draft:
    form = request.POST
    starts, ends = day(form.get("starts", ""), "Début"), day(form.get("ends", ""), "Fin")
    if starts is None or ends is None:
        raise BadInput("Il manque le début ou la fin", where="champs Début et Fin")
    dataset = form.get("dataset", "")
    sprint = form.get("sprint_weeks", "2")
    return drafting.Draft(
        use_case=_use_case(request), title=form.get("title", ""), capability=form.get("capability", ""),
        design=form.get("design", ""), expected=number(form.get("expected", ""), "Effet attendu") / 100,
        starts=starts, ends=ends, scope=form.get("scope", ""), measure=form.get("measure", ""),
        dataset=int(dataset) if dataset.isdigit() else None, grain=form.get("grain", "week"),
        sprint_weeks=int(sprint) if sprint.isdigit() else 0, sponsor=_whole(form.get("sponsor", "")),
        team=tuple(int(one) for one in form.getlist("team") if one.isdigit()), given=given or {},
    )  # fmt: skip


def _use_case(request: LevierRequest) -> int:
    """The one chosen; or, where the road map has none yet, the one described here."""
    form = request.POST
    chosen = _whole(form.get("use_case", ""))
    if chosen:
        return chosen
    title, problem = " ".join(form.get("new_title", "").split()), form.get("problem", "").strip()
    if not title or not problem:
        raise BadInput(
            "Choisissez un cas d'usage, ou décrivez-en un", where="champ Cas d'usage",
            mend="Un nom et le problème à résoudre, en une phrase.",
        )  # fmt: skip
    made, _ = UseCase.objects.get_or_create(
        company_id=request.actor.company_id, title=title[:150],
        defaults={"problem": problem[:2000], "capability": form.get("capability", "")},
    )  # fmt: skip
    return int(made.pk)


def _whole(text: str) -> int | None:
    return int(text) if text.isdigit() else None


def _proposed(request: LevierRequest) -> Filled:
    """Filled from the project named in the address and from what its capability moves."""
    chosen = (
        UseCase.objects.visible_to(request.actor).filter(pk=_whole(request.GET.get("cas", "")) or 0).first()
    )
    found = proposing.proposed(request.actor, chosen, request.GET.get("savoir-faire", ""))
    values: dict[str, Any] = {
        "use_case": found.use_case or "", "title": found.title, "capability": found.capability, "scope": found.scope,
        "design": found.design.value, "measure": found.measure, "grain": Grain.WEEK.value, "sprint_weeks": 2,
        "expected": format_number(round(100 * found.expected, 2)) if found.expected else "",
        "starts": found.starts.isoformat(), "ends": found.ends.isoformat(), "sponsor": found.sponsor or "", "why": found.why,
    }  # fmt: skip
    return Filled(values)


def _of(found: Pilot) -> Filled:
    values = {
        "use_case": found.use_case_id, "title": found.title, "capability": found.capability, "design": found.design,
        "expected": format_number(round(100 * found.expected, 2)), "starts": found.starts.isoformat(), "ends": found.ends.isoformat(),
        "scope": found.scope, "measure": f"{found.kind}:{found.measure}" if found.kind else "", "dataset": found.dataset or "",
        "grain": found.grain, "sprint_weeks": found.sprint_weeks, "sponsor": found.sponsor_id or "",
    }  # fmt: skip
    return Filled(values, tuple(found.team.values_list("pk", flat=True)))


def _typed(request: LevierRequest) -> Filled:
    values: dict[str, Any] = {key: request.POST.get(key, "") for key in request.POST}
    for key in ("use_case", "sponsor"):
        values[key] = _whole(values.get(key, "")) or ""
    team = tuple(int(one) for one in request.POST.getlist("team") if one.isdigit())
    return Filled(values, team)


def _page(
    request: LevierRequest, filled: Filled, *, pilot: Pilot | None = None, error: LevierError | None = None
) -> HttpResponse:
    people = Membership.objects.filter(
        company_id=request.actor.company_id, user__is_active=True
    ).select_related("user")
    page = {
        "pilot": pilot,
        "values": filled.values,
        "chosen": filled.team,
        "error": error,
        "conflict": pilot if isinstance(error, drafting.Changed) else None,
        "use_cases": UseCase.objects.visible_to(request.actor),
        "capabilities": [(name, one.title) for name, one in registry.catalogue().items()],
        "measures": measures_offered(request.actor),
        "designs": Design.choices,
        "grains": Grain.choices,
        "sprints": (1, 2, 3),
        "people": people,
        "today": request.company.today,
    }
    return render(request, "method/pilots/form.html", page, status=error.http_status if error else 200)
