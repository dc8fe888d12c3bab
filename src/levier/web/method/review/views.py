"""The current quarter and its closing, a review closed, the roadmap read again."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from levier.core.errors import LevierError
from levier.method.review import closing
from levier.method.review.detailing import details_of
from levier.method.review.measuring import facts_of
from levier.method.review.paper import review_paper
from levier.method.roadmap.editing import Changed
from levier.policy.rights import Permission
from levier.web.access import LevierRequest, needs


@require_http_methods(["GET", "POST"])
@needs(Permission.STEER)
def review(request: LevierRequest) -> HttpResponse:
    """What moved this quarter; close it."""
    error: LevierError | None = None
    typed, sent = request.POST, request.POST.get("revision", "")
    if request.method == "POST":
        try:
            made = closing.close(
                request.actor, typed.get("conclusions", ""), typed.getlist("reopen"), int(sent) if sent.isdecimal() else None
            )  # fmt: skip
        except LevierError as refused:
            error = refused
        else:
            messages.success(request, "Le bilan est clos et gardé.")
            return redirect("review_kept", review=made.pk)
    facts, closed = facts_of(request.actor), closing.current(request.actor)
    words = closed.conclusions if closed else facts.draft
    page = {
        "facts": facts, "details": details_of(request.actor), "closed": closed, "error": error, "changed": isinstance(error, Changed),
        "conclusions": typed.get("conclusions", "") if error else words,
        "chosen": typed.getlist("reopen") if error else [] if closed else [one.name for one in facts.reopenings if one.reasons and not one.under_way],
        "past": [one for one in closing.reviews_of(request.actor) if closed is None or one.pk != closed.pk],
    }  # fmt: skip
    return render(request, "method/review/index.html", page, status=error.http_status if error else 200)


@require_GET
@needs(Permission.STEER)
def kept(request: LevierRequest, review: int) -> HttpResponse:
    """One closed, as it was measured that day."""
    found = closing.review_of(request.actor, review)
    return render(request, "method/review/kept.html", {"review": found, "facts": closing.kept(found)})


@require_GET
@needs(Permission.STEER)
def paper(request: LevierRequest, review: int | None = None) -> HttpResponse:
    """The current quarter, or one closed, as PDF."""
    answer = HttpResponse(review_paper(request.actor, review), content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="bilan-{request.company.slug}.pdf"'
    return answer


@require_POST
@needs(Permission.STEER)
def roadmap_read(request: LevierRequest) -> HttpResponse:
    """The roadmap was read again."""
    closing.roadmap_read(request.actor)
    messages.success(request, "C'est noté : la feuille de route a été relue.")
    return redirect("roadmap")
