"""The map of those concerned; the ambassadors and their stories."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from levier.core.errors import LevierError
from levier.method.adoption import ambassadors as standing_by
from levier.method.adoption import stakeholders as map_of
from levier.method.adoption.models import Level, Stance
from levier.method.holding import title_of, tools
from levier.method.roadmap.editing import Changed
from levier.policy.rights import Permission, may
from levier.web.access import LevierRequest, needs
from levier.web.method import forms

_INFLUENCE = {3: "Influence forte", 2: "Influence moyenne", 1: "Influence faible"}
_FIELDS = ("name", "is_group", "power", "interest", "stance", "wanted", "actions")


def _typed(request: LevierRequest) -> dict[str, Any]:
    return {name: request.POST.get(name, "") for name in _FIELDS}


@require_http_methods(["GET", "POST"])
@needs(Permission.STEER)
def stakeholders(request: LevierRequest) -> HttpResponse:
    """The map and its list; add a line, or have the known groups proposed."""
    typed = (
        _typed(request)
        if request.method == "POST"
        else {"is_group": "1", "power": 2, "interest": 2, "stance": 0, "wanted": 1}
    )
    error = None
    if request.method == "POST":

        def proposed() -> str:
            new = map_of.propose(request.actor)
            return (
                f"{new} lignes proposées : dites maintenant leur position."
                if new
                else "Tout ce que Levier connaît est déjà sur la carte."
            )

        def added() -> str:
            map_of.save(request.actor, typed)
            return "La ligne est sur la carte."

        error = forms.done(request, {"propose": proposed, "save": added})
        if error is None:
            return redirect("stakeholders")
    found = list(map_of.stakeholders_of(request.actor))
    page = {
        "rows": [(one, map_of.strategy(one)) for one in found], "grid": _grid(found), "typed": typed, "error": error,
        "levels": Level.choices, "stances": Stance.choices, "kept_days": map_of.KEPT_DAYS,
    }  # fmt: skip
    return render(request, "method/adoption/stakeholders.html", page, status=forms.status(error))


def _grid(found: list[Any]) -> list[tuple[str, list[list[Any]]]]:
    """Rows of the map from strong to weak influence, each with its three columns of interest."""
    return [
        (
            _INFLUENCE[power],
            [
                [one for one in found if one.power == power and one.interest == interest]
                for interest in (1, 2, 3)
            ],
        )
        for power in (3, 2, 1)
    ]


@require_http_methods(["GET", "POST"])
@needs(Permission.STEER)
def stakeholder(request: LevierRequest, stakeholder: int) -> HttpResponse:
    """Change a line, or erase it."""
    found = map_of.stakeholder_of(request.actor, stakeholder)
    typed: dict[str, Any] = {name: getattr(found, name) for name in _FIELDS}
    error = None
    if request.method == "POST":
        typed = _typed(request)

        def saved() -> str:
            map_of.save(request.actor, typed, found.pk, forms.revision(request))
            return "La ligne est enregistrée."

        def removed() -> str:
            map_of.remove(request.actor, found.pk)
            return "La ligne est effacée, avec ce qui y était écrit."

        error = forms.done(request, {"save": saved, "remove": removed})
        if error is None:
            return redirect("stakeholders")
        found = map_of.stakeholder_of(request.actor, stakeholder)
    page = {
        "one": found, "strategy": map_of.strategy(found), "typed": typed, "error": error, "changed": isinstance(error, Changed),
        "levels": Level.choices, "stances": Stance.choices,
    }  # fmt: skip
    return render(request, "method/adoption/stakeholder.html", page, status=forms.status(error))


@require_http_methods(["GET", "POST"])
@needs(Permission.ASK)
def ambassadors(request: LevierRequest) -> HttpResponse:
    """Who offered to help; offer one's own help; tell, publish or take back a story."""
    actor, error = request.actor, None
    typed = {name: request.POST.get(name, "") for name in ("title", "text", "capability")}
    if request.method == "POST":
        error = _act(request, typed)
        if error is None:
            return redirect("ambassadors")
    found = list(standing_by.ambassadors_of(actor))
    page = {
        "ambassadors": [(one, title_of(one.capability) if one.capability else "tout outil") for one in found],
        "mine": next((one for one in found if one.person_id == actor.person_id), None),
        "stories": [(one, title_of(one.capability) if one.capability else "") for one in standing_by.stories_of(actor)],
        "tools": tools(), "typed": typed, "error": error, "steers": may(actor, Permission.STEER), "me": actor.person_id,
    }  # fmt: skip
    return render(request, "method/adoption/ambassadors.html", page, status=forms.status(error))


def _act(request: LevierRequest, typed: dict[str, str]) -> LevierError | None:
    actor, story = request.actor, forms.number(request, "story") or 0

    def joined() -> str:
        standing_by.volunteer(actor, typed["capability"])
        return "Merci : vos collègues voient que vous pouvez les aider."

    def left() -> str:
        standing_by.step_down(actor)
        return "Vous n'êtes plus ambassadeur."

    def told() -> str:
        made = standing_by.tell(actor, typed["title"], typed["text"], typed["capability"])
        if not may(actor, Permission.STEER):
            return "Merci. Votre récit sera publié après relecture."
        standing_by.publish(actor, made.pk)
        return "Votre récit est publié."

    def published() -> str:
        standing_by.publish(actor, story)
        return "Le récit est publié."

    def taken_back() -> str:
        standing_by.take_back(actor, story)
        return "Le récit est retiré."

    return forms.done(
        request, {"join": joined, "leave": left, "tell": told, "publish": published, "take-back": taken_back}
    )
