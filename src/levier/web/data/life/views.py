"""The page of the documents' life and what one decides there."""

from dataclasses import dataclass
from datetime import date

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.dateparse import parse_date
from django.views.decorators.http import require_GET, require_POST

from levier.core.errors import BadInput, LevierError
from levier.knowledge import reading
from levier.knowledge.lifecycle.validity import REVIEW_DAYS, ToReview, confirm, set_expiry, to_review
from levier.operations.exporting import services as exporting
from levier.policy.rights import Permission, may
from levier.web.access import LevierRequest, needs

SHOWN = 50
"""Lines of a list; the others come once these are dealt with."""
DURATIONS = [
    (90, "3 mois"),
    (365, "1 an"),
    (2 * 365, "2 ans"),
    (3 * 365, "3 ans"),
    (5 * 365, "5 ans"),
    (10 * 365, "10 ans"),
]


@dataclass(frozen=True)
class ReviewLine:
    """A document to read again, with the words that say why."""

    found: ToReview
    words: str
    tone: str


@require_GET
@needs(Permission.SEE_DATA)
def life(request: LevierRequest) -> HttpResponse:
    """Everything on one page; each section says what to do when it is empty."""
    return _page(request)


def _page(request: LevierRequest, *, status: int = 200, error: LevierError | None = None) -> HttpResponse:
    from levier.knowledge.lifecycle import duplicates, retention  # noqa: PLC0415 - loads numpy and the search

    today = request.company.today
    review = to_review(request.actor, today)
    twins = duplicates.find(request.actor)
    may_manage = may(request.actor, Permission.MANAGE_COMPANY)
    page = {
        "review": [ReviewLine(one, one.words(today), _tone(one)) for one in review[:SHOWN]],
        "review_count": len(review),
        "twins": twins[:SHOWN],
        "twins_count": len(twins),
        "rules": retention.rules(request.actor, today),
        "durations": DURATIONS,
        "usual_review": REVIEW_DAYS,
        "may_import": may(request.actor, Permission.IMPORT),
        "may_manage": may_manage,
        "export": exporting.latest(request.actor) if may_manage else None,
        "error": error,
        "tab": "life",
    }
    return render(request, "data/life/index.html", page, status=status)


@require_POST
@needs(Permission.IMPORT)
def validity(request: LevierRequest, document: int) -> HttpResponse:
    """Choose until when a document is valid, or say that it still is."""
    title = reading.get_document(request.actor, document).title
    try:
        if request.POST.get("do") == "confirm":
            confirm(request.actor, document, request.company.today)
            messages.success(request, f"« {title} » : vérifié aujourd'hui, toujours valable.")
        else:
            expires = _day(request.POST.get("expires", ""))
            set_expiry(request.actor, document, expires)
            end = f"valable jusqu'au {expires:%d/%m/%Y}" if expires else "sans date de fin"
            messages.success(request, f"« {title} » est maintenant {end}.")
    except BadInput as error:
        return _page(request, status=422, error=error)
    return redirect("document", document=document) if request.POST.get("back") else redirect("data_life")


@require_POST
@needs(Permission.IMPORT)
def distinct(request: LevierRequest) -> HttpResponse:
    """Say that documents that look alike are not the same."""
    from levier.knowledge.lifecycle import duplicates  # noqa: PLC0415 - loads numpy

    chosen = [int(one) for one in request.POST.getlist("document") if one.isdigit()]
    duplicates.keep_apart(request.actor, chosen)
    messages.success(request, "C'est noté : ces documents ne seront plus proposés comme doublons.")
    return redirect("data_life")


@require_POST
@needs(Permission.MANAGE_COMPANY)
def rule(request: LevierRequest, source: int) -> HttpResponse:
    """Choose how long what a source brought is kept, and when it must be read again."""
    from levier.knowledge.lifecycle import retention  # noqa: PLC0415 - loads the search

    try:
        keep, review = (_days(request.POST.get(name, "")) for name in ("keep", "review"))
        retention.set_rule(request.actor, source, keep_days=keep, review_days=review)
    except BadInput as error:
        return _page(request, status=422, error=error)
    messages.success(request, "La règle est enregistrée ; elle s'applique chaque nuit.")
    return redirect("data_life")


def _tone(one: ToReview) -> str:
    return "bad" if one.why == "expired" else "warn"


def _days(text: str) -> int | None:
    if not text:
        return None
    if not text.isdigit() or len(text) > 6:
        raise BadInput(
            "Cette durée n'est pas comprise", where=text[:40], mend="Choisissez une durée de la liste."
        )
    return int(text)


def _day(text: str) -> date | None:
    if not text:
        return None
    try:
        found = parse_date(text)
    except ValueError:
        found = None
    if found is None:
        raise BadInput("Cette date n'existe pas", where=text[:40], mend="Choisissez un jour du calendrier.")
    return found
