"""« Signature des rapports »: whose name the company's reports bear, for everyone there; its head may refuse it."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from levier.operations.firms import signing
from levier.policy.rights import Permission, may
from levier.web.access import LevierRequest, needs
from levier.web.companies import tabs
from levier.web.method import forms


@require_http_methods(["GET", "POST"])
@needs()
def signature(request: LevierRequest) -> HttpResponse:
    """Who signs, since when, chosen by whom."""
    error = None
    if request.method == "POST":

        def refuse() -> str:
            signing.refuse(request.actor, refused=True)
            return "Vos rapports ne portent plus le nom de ce cabinet."

        def accept() -> str:
            signing.refuse(request.actor, refused=False)
            return "Vos rapports portent de nouveau le nom de ce cabinet."

        error = forms.done(request, {"refuse": refuse, "accept": accept})
        if error is None:
            return redirect("signature")
    page = {
        "found": signing.signature_of(request.actor.company_id), "error": error, **tabs(request, "signature"),
        "decides": may(request.actor, Permission.MANAGE_COMPANY),
    }  # fmt: skip
    return render(request, "companies/signature.html", page, status=forms.status(error))
