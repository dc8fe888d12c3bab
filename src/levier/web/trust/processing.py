"""« Traitements »: the processing register, a line and what people add to it, its exports, what was really deleted."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from levier.core.errors import BadInput
from levier.governance.registers import completing, exporting, processing, retention
from levier.governance.registers.models import Register
from levier.policy.rights import Permission
from levier.web.access import LevierRequest, needs
from levier.web.trust.forms import download, revision, texts

_EXPORTS = {"ods": exporting.processing_ods, "pdf": exporting.processing_pdf}


@require_GET
@needs(Permission.GOVERN)
def register(request: LevierRequest) -> HttpResponse:
    """The whole register."""
    return _list(request)


def _list(request: LevierRequest, error: BadInput | None = None, status: int = 200) -> HttpResponse:
    shown = {
        "lines": processing.processings(request.actor),
        "beside": processing.not_personal(request.actor),
        "organisation": completing.organisation(request.actor),
        "typed": request.POST,
        "error": error,
        "tab": "processings",
    }
    return render(request, "trust/processings.html", shown, status=status)


@require_http_methods(["GET", "POST"])
@needs(Permission.GOVERN)
def one(request: LevierRequest, key: str) -> HttpResponse:
    """A line: what is measured on the left, what people add on the right."""
    line = processing.one(request.actor, key)
    error: BadInput | None = None
    if request.method == "POST":
        given = request.POST
        try:
            completing.complete(
                request.actor, Register.PROCESSING, key, said=texts(given, "said-"), title=given.get("title", ""),
                purpose=given.get("purpose", ""), revision=revision(given),
            )  # fmt: skip
        except BadInput as fault:
            error = fault
            line = processing.one(request.actor, key)
        else:
            messages.success(request, "La fiche est enregistrée.")
            return redirect("processing", key)
    return _page(request, line, error)


def _page(request: LevierRequest, line: processing.Processing, error: BadInput | None) -> HttpResponse:
    said: dict[str, str] = dict(line.entry.said) if line.entry else {}
    typed = texts(request.POST, "said-") if request.method == "POST" else said
    groups: dict[str, list[dict[str, Any]]] = {}
    for field in processing.model()["fields"]:
        groups.setdefault(field["group"], []).append({**field, "value": typed.get(field["id"], "")})
    shown = {
        "line": line,
        "groups": groups.items(),
        "revision": line.entry.revision if line.entry else 0,
        "typed": request.POST,
        "error": error,
        "tab": "processings",
    }
    return render(request, "trust/processing.html", shown, status=error.http_status if error else 200)


@require_POST
@needs(Permission.GOVERN)
def add(request: LevierRequest) -> HttpResponse:
    """An activity of the company's own."""
    given = request.POST
    try:
        entry = completing.add(
            request.actor, Register.PROCESSING, given.get("title", ""), given.get("purpose", "")
        )
    except BadInput as error:
        return _list(request, error, error.http_status)
    return redirect("processing", entry.key)


@require_POST
@needs(Permission.GOVERN)
def remove(request: LevierRequest, key: str) -> HttpResponse:
    """Take an activity of the company's own away."""
    completing.remove(request.actor, Register.PROCESSING, key)
    messages.success(request, "Le traitement est retiré du registre.")
    return redirect("processings")


@require_POST
@needs(Permission.GOVERN)
def organisation(request: LevierRequest) -> HttpResponse:
    """Who answers for the data."""
    try:
        completing.set_organisation(request.actor, texts(request.POST, "org-"), revision(request.POST))
    except BadInput as error:
        return _list(request, error, error.http_status)
    messages.success(request, "Les coordonnées sont enregistrées.")
    return redirect("processings")


@require_GET
@needs(Permission.GOVERN)
def export(request: LevierRequest, form: str) -> HttpResponse:
    """The register as ODS or PDF."""
    if form not in _EXPORTS:
        raise Http404
    return download(_EXPORTS[form](request.actor), f"registre-traitements-{request.company.slug}", form)


@require_GET
@needs(Permission.GOVERN)
def kept(request: LevierRequest) -> HttpResponse:
    """The rules of retention, and what was really deleted."""
    gone = retention.deleted(request.actor)
    shown = {
        "rules": retention.kept(request.actor, request.company.today),
        "gone": gone,
        "counts": retention.counted(gone).items(),
        "tab": "processings",
    }
    return render(request, "trust/retention.html", shown)
