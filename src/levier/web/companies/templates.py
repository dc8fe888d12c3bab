"""« Modèles »: what the firm reuses from one of its companies to another; seen before it is kept, and before it is applied."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from levier.core.actor import Role
from levier.core.errors import LevierError
from levier.indicators.surveys.services import visible as surveys
from levier.method.pilots.finding import visible as pilots
from levier.method.reusing import applying, contents, keeping
from levier.method.reusing.models import TemplateKind
from levier.method.reusing.reading import Shown, shown
from levier.method.reusing.taking import take
from levier.operations.firms.joining import firm_of
from levier.policy.rights import Permission
from levier.web.access import LevierRequest, needs
from levier.web.companies import tabs
from levier.web.method import forms


@require_http_methods(["GET", "POST"])
@needs(Permission.STEER)
def listing(request: LevierRequest) -> HttpResponse:
    """The firm's templates; look at what the company would give (``do=look``), then keep it (``do=save``)."""
    actor, error, seen = request.actor, None, None
    typed = {name: request.POST.get(name, "") for name in ("source", "title", "note")}
    if request.method == "POST":
        kind, _, source = typed["source"].partition(":")
        number = int(source) if source.isdecimal() else None
        try:
            keeping.following_firm(actor)
            if request.POST.get("do") == "save":
                made, _ = keeping.save(actor, kind, typed["title"], note=typed["note"], source=number)
                messages.success(request, f"« {made.template} » est gardé, version {made.number}.")
                return redirect("template", made.template_id)
            taken = take(actor, kind, number)
            seen = (shown(taken.content), taken.hidden)
        except LevierError as refused:
            if refused.http_status == 403:
                raise
            error = refused
    member = firm_of(actor.person_id)
    follows = member is not None and actor.role == Role.ACCOUNTANT
    page = {
        "firm": member, "follows": follows, "found": keeping.templates_of(actor) if follows else [], "error": error, "typed": typed,
        "seen": seen, "sources": _sources(request) if follows else [], **tabs(request, "templates"),
    }  # fmt: skip
    return render(request, "companies/templates.html", page, status=forms.status(error))


def _sources(request: LevierRequest) -> list[tuple[str, str]]:
    kinds = dict(TemplateKind.choices)
    return [
        *((name, str(kinds[name])) for name in ("roadmap", "communication", "training")),
        *((f"pilot:{one.pk}", f"Pilote « {one.title} »") for one in pilots(request.actor)),
        *((f"survey:{one.pk}", f"Enquête « {one.title} »") for one in surveys(request.actor)),
    ]


@require_http_methods(["GET", "POST"])
@needs(Permission.STEER)
def template(request: LevierRequest, template: int) -> HttpResponse:
    """One template: what it holds, its versions, what it would do here; then do it, or delete it."""
    actor, error, version = request.actor, None, forms.number(request, "version")
    found = keeping.version_of(actor, template, version)
    if request.method == "POST":
        lines = applying.preview(actor, template, found.number)

        def apply() -> str:
            left = frozenset(one.key for one in lines if f"with-{one.key}" not in request.POST)
            answers = {one.key: request.POST.get(f"figure-{one.key}", "") for one in lines}
            done = applying.apply(actor, template, found.number, answers, without=left)
            return f"Appliqué à {request.company.name} : {len(done)} ligne{'s' if len(done) > 1 else ''}."

        def remove() -> str:
            keeping.remove(actor, template)
            return f"Le modèle « {found.template} » est supprimé ; ce qu'il a déjà donné reste."

        error = forms.done(request, {"apply": apply, "remove": remove})
        if error is None:
            return redirect(
                "templates"
                if request.POST.get("do") == "remove"
                else f"{request.path}?version={found.number}"
            )
    content: Shown = shown(contents.read(found.template.kind, found.content))
    lines = applying.preview(actor, template, found.number)
    page = {
        "one": found.template, "version": found, "versions": found.template.versions.select_related("by"), "content": content,
        "lines": [
            (one, request.POST.get(f"figure-{one.key}", ""), not one.stops and (not error or f"with-{one.key}" in request.POST))
            for one in lines
        ],
        "possible": any(not one.stops for one in lines), "error": error, **tabs(request, "templates"),
    }  # fmt: skip
    return render(request, "companies/template.html", page, status=forms.status(error))
