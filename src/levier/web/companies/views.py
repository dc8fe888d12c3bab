"""« Vos entreprises »: where each stands, what waits there, what it gained; opening one acts in it."""

from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from levier.core.errors import BadInput
from levier.method.following.companies import KEEPS, SORTS, followed
from levier.web.access import LevierRequest, needs
from levier.web.companies import tabs

_A_PAGE = 25


@require_GET
@needs()
def companies(request: LevierRequest) -> HttpResponse:
    """The person's own companies: sorted, filtered, by pages. A sort or a filter that does not exist is said."""
    sort, keep = request.GET.get("tri", "attente"), request.GET.get("voir", "")
    words = request.GET.get("nom", "")[:100]
    error = None
    try:
        found = followed(request.memberships, sort=sort, keep=keep, words=words)
    except BadInput as refused:
        error, sort, keep = refused, "attente", ""
        found = followed(request.memberships, words=words)
    page = {
        "page": Paginator(found, _A_PAGE).get_page(request.GET.get("page")),
        "total": len(request.memberships),
        "shown": len(found),
        "waiting": sum(one.waiting for one in found),
        "sorts": [(name, label, name == sort) for name, (label, _) in SORTS.items()],
        "keeps": [(name, label, name == keep) for name, (label, _) in KEEPS.items()],
        "words": words,
        "query": urlencode({"tri": sort, "voir": keep, "nom": words}),
        "error": error,
        **tabs(request, "companies"),
    }
    return render(request, "companies/index.html", page, status=error.http_status if error else 200)
