"""« Explications » and « Notices »: what the people concerned are told."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from levier.capabilities import registry
from levier.core.errors import LevierError
from levier.governance.explaining import letters as writing
from levier.governance.explaining import notices as informing
from levier.policy.rights import Permission
from levier.web.access import LevierRequest, needs
from levier.web.trust.forms import download


@require_http_methods(["GET", "POST"])
@needs(Permission.RUN)
def letters(request: LevierRequest) -> HttpResponse:
    """Choose a result and the person; a POST shows the letter."""
    error: LevierError | None = None
    written = None
    if request.method == "POST":
        try:
            written = _letter(request)
        except LevierError as fault:
            error = fault
    titles = {name: one.title for name, one in registry.catalogue().items()}
    shown = {
        "steps": [
            (one, titles.get(one.capability, one.capability)) for one in writing.explainable(request.actor)
        ],
        "letter": written,
        "chosen": request.POST.get("step") or request.GET.get("resultat", ""),
        "typed": request.POST,
        "error": error,
        "tab": "explanations",
    }
    return render(request, "trust/explanations.html", shown, status=error.http_status if error else 200)


@require_POST
@needs(Permission.RUN)
def letter_pdf(request: LevierRequest) -> HttpResponse:
    """The letter to print."""
    return download(writing.pdf(request.actor, _letter(request)), "explication", "pdf")


def _letter(request: LevierRequest) -> writing.Letter:
    given = request.POST
    step = given.get("step", "")
    return writing.letter(
        request.actor,
        int(step) if step.isdigit() else 0,
        given.get("person", ""),
        decided=given.get("decided", "").strip()[:2000],
    )


@require_GET
@needs(Permission.GOVERN)
def notices(request: LevierRequest) -> HttpResponse:
    """Every notice that what runs asks for."""
    return render(
        request, "trust/notices.html", {"notices": informing.notices(request.actor), "tab": "notices"}
    )


@require_GET
@needs(Permission.GOVERN)
def notice_pdf(request: LevierRequest, name: str) -> HttpResponse:
    """One notice, or all (« toutes »)."""
    return download(informing.pdf(request.actor, name), f"notice-{name}", "pdf")
