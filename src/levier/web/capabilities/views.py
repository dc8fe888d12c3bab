"""« Savoir-faire »: the cards, and each capability's own page with its form. A run is a request like another."""

from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from levier.capabilities import registry
from levier.core.errors import LevierError
from levier.orchestrator import services
from levier.policy.rights import Permission, may
from levier.tables.alerts.judging import alerts_of
from levier.web.access import LevierRequest, needs
from levier.web.capabilities import cards, forms


@require_GET
@needs(Permission.RUN)
def capabilities(request: LevierRequest) -> HttpResponse:
    """The catalogue: ready, or what is missing."""
    found = cards.families(request.actor)
    everything = [card for family in found for card in family.cards]
    page = {"families": found, "ready": sum(card.ready for card in everything), "total": len(everything)}
    return render(request, "capabilities/catalogue.html", page)


@require_http_methods(["GET", "POST"])
@needs(Permission.RUN)
def capability(request: LevierRequest, name: str) -> HttpResponse:
    """The page of one capability: its form, what it needs, how it is governed."""
    model = registry.get(name).Input
    if request.method != "POST":
        return _page(request, name, forms.blank(model, _texts(request.GET)))
    texts = _texts(request.POST)
    found = forms.read(model, texts)
    if not found.good:
        return _page(request, name, forms.typed(model, texts, found.errors), whole=found.whole, status=422)
    try:
        started = services.submit_capability(request.actor, name, found.given)
    except LevierError as error:
        return _page(request, name, forms.typed(model, texts, {}), error=error, status=error.http_status)
    return redirect("ask_request", started.pk)


def _page(
    request: LevierRequest,
    name: str,
    fields: list[forms.FormField],
    *,
    whole: str = "",
    error: LevierError | None = None,
    status: int = 200,
) -> HttpResponse:
    capability = registry.get(name)
    fine = [one for one in fields if one.about.name in capability.fine]
    waiting = alerts_of(request.actor, name, waiting=True).count()
    page = {
        "card": cards.card(request.actor, name),
        "fields": [one for one in fields if one.about.name not in capability.fine],
        "fine": fine,
        "unfolded": any(one.asks_to_be_seen for one in fine),
        "nothing_required": bool(fields) and not any(one.about.required for one in fields),
        "whole": whole,
        "error": error,
        "waiting": waiting,
        "publishes": name == "product-recommendation" and may(request.actor, Permission.PUBLISH),
    }
    return render(request, "capabilities/capability.html", page, status=status)


def _texts(given: QueryDict) -> forms.Texts:
    return lambda name: [str(text) for text in given.getlist(name)]
