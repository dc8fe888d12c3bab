"""The list of shops with the form that publishes one, and the page of each."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from levier.core.errors import LevierError
from levier.operations.shop import services, serving
from levier.operations.shop.models import Health, Publication
from levier.operations.shop.proposing import Proposed
from levier.policy.rights import Permission
from levier.web.access import LevierRequest, needs

_TONES = {
    Health.OPEN: ("good", "circle-check"),
    Health.LEARNING: ("info", "loader"),
    Health.WAITING: ("warn", "alert-triangle"),
    Health.PAUSED: ("warn", "hourglass"),
    Health.REVOKED: ("none", "circle-x"),
}
_ACTIONS = {
    "apprendre": (services.learn, "Levier apprend sur vos ventes ; cela prend une minute environ."),
    "suspendre": (services.pause, "La boutique ne reçoit plus rien."),
    "reprendre": (services.resume, "La boutique est de nouveau servie."),
    "retirer": (services.revoke, "La publication est retirée : sa clé ne répond plus."),
}
_TRIED = 8


@require_http_methods(["GET", "POST"])
@needs(Permission.PUBLISH)
def shops(request: LevierRequest) -> HttpResponse:
    """Every publication; a POST makes one."""
    if request.method != "POST":
        return _list(request)
    try:
        made = services.publish(
            request.actor, request.POST.get("name", ""), request.POST.get("origins", "").split()
        )
    except LevierError as error:
        return _list(request, error=error, status=error.http_status)
    messages.success(request, f"« {made.name} » est publiée. Levier apprend sur vos ventes.")
    return redirect("shop", made.pk)


@require_GET
@needs(Permission.PUBLISH)
def shop(request: LevierRequest, shop: int) -> HttpResponse:
    """One publication: its state, its script tag, a trial."""
    return _one(request, services.get(request.actor, shop))


@require_POST
@needs(Permission.PUBLISH)
def origins(request: LevierRequest, shop: int) -> HttpResponse:
    """Replace the sites that may read it."""
    try:
        services.allow(request.actor, shop, request.POST.get("origins", "").split())
    except LevierError as error:
        found = services.get(request.actor, shop)
        return _one(request, found, error=error, status=error.http_status)
    messages.success(request, "Les sites autorisés sont à jour.")
    return redirect("shop", shop)


@require_POST
@needs(Permission.PUBLISH)
def act(request: LevierRequest, shop: int, what: str) -> HttpResponse:
    """Learn, pause, resume, withdraw."""
    if what not in _ACTIONS:
        raise Http404
    done, said = _ACTIONS[what]
    found = done(request.actor, shop)
    messages.success(request, said)
    return redirect("shops") if found.revoked else redirect("shop", shop)


def _list(request: LevierRequest, *, error: LevierError | None = None, status: int = 200) -> HttpResponse:
    lines = [(one, services.latest(one), *_TONES[one.health]) for one in services.visible(request.actor)]
    page = {"lines": lines, "error": error, "typed": request.POST}
    return render(request, "shop/index.html", page, status=status)


def _one(
    request: LevierRequest, found: Publication, *, error: LevierError | None = None, status: int = 200
) -> HttpResponse:
    tone, icon = _TONES[found.health]
    base = request.build_absolute_uri(reverse("shop_script", args=[found.key]))
    page: dict[str, Any] = {
        "shop": found,
        "edition": services.latest(found),
        "learning": services.is_learning(found),
        "health": found.health,
        "tone": tone,
        "icon": icon,
        "tag": _tag(base),
        "call": base.removesuffix("levier.js") + "produits?vus=CODE&n=8&but=together",
        "origins": request.POST.get("origins", "\n".join(found.origins)),
        "seen": request.GET.get("vus", "")[:200],
        "goal": "similar" if request.GET.get("but") == "similar" else "together",
        "error": error,
        "tried": None,
        "callers": services.callers(request.actor, found.pk),
    }
    if found.edition and not found.revoked:
        page["tried"] = _tried(found, page["seen"], page["goal"])
    return render(request, "shop/shop.html", page, status=status)


def _tried(found: Publication, seen: str, goal: Any) -> list[Proposed]:
    row = serving.Row(found.pk, True, frozenset(), found.edition)
    try:
        return serving.proposed(row, seen.split(","), _TRIED, goal)
    except serving.NothingYet:
        return []


def _tag(script: str) -> str:
    """What the shop's page includes; CODE and the address of a product are the shop's to replace."""
    return (
        '<div id="propositions"></div>\n'
        f'<script async src="{script}"\n'
        '        data-vus="CODE" data-ou="#propositions" data-adresse="/produit/{code}"\n'
        '        data-titre="Souvent achetés ensemble" data-nombre="8" data-but="together"></script>'
    )
