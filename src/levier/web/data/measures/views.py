"""The pages of measures: all of them by kind of table, one kind, and the company's own ones."""

from collections import Counter

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from levier.core.errors import LevierError
from levier.core.french.typography import unbroken
from levier.policy.rights import Permission, may
from levier.tables.kinds import KINDS
from levier.tables.kinds.kind import Kind
from levier.tables.kinds.templates import kind_by_slug, slug
from levier.tables.measures import MODELS
from levier.tables.measures.own import keeping
from levier.tables.measures.own.making import in_words
from levier.tables.models import Dataset
from levier.web.access import LevierRequest, needs
from levier.web.data.measures.forms import OwnMeasureForm, first_values
from levier.web.data.measures.lines import kind_line, measure_lines


@require_GET
@needs(Permission.SEE_DATA)
def index(request: LevierRequest) -> HttpResponse:
    """Every kind, those the person has tables of first, and the company's own measures."""
    models = keeping.models_for(request.actor.company_id)
    tables = Counter(
        Dataset.objects.visible_to(request.actor).filter(current__gt=0).values_list("kind", flat=True)
    )
    lines = sorted(
        (kind_line(model, tables[name]) for name, model in models.items()),
        key=lambda one: (not one.tables, one.label),
    )
    own = [
        (one, KINDS[one.given.kind].label, in_words(models[one.given.kind], one.given))
        for one in keeping.kept(request.actor)
    ]
    page = {
        "lines": lines, "own": own, "total": sum(one.count for one in lines),
        "may_define": may(request.actor, Permission.IMPORT),
    }  # fmt: skip
    return render(request, "data/measures/index.html", page)


@require_GET
@needs(Permission.SEE_DATA)
def kind(request: LevierRequest, name: str) -> HttpResponse:
    """One kind: its measures with their definitions, and what they can be split by."""
    found = _kind(name)
    model = keeping.model_for(request.actor.company_id, found.name)
    tables = Dataset.objects.visible_to(request.actor).filter(kind=found.name, current__gt=0).count()
    page = {
        "kind": found, "slug": slug(found), "lines": measure_lines(request.actor, model),
        "axes": list(model.dimensions.values()), "tables": tables,
        "together": keeping.is_together(request.actor.company_id, found.name),
        "may_define": may(request.actor, Permission.IMPORT),
    }  # fmt: skip
    return render(request, "data/measures/kind.html", page)


@require_GET
@needs(Permission.SEE_DATA)
def own(request: LevierRequest, identifier: int) -> HttpResponse:
    """An own measure: how it is computed, since when, by whom."""
    kept = keeping.get(request.actor, identifier)
    model = keeping.model_for(request.actor.company_id, kept.given.kind)
    page = {
        "kept": kept, "kind": KINDS[kept.given.kind], "slug": slug(KINDS[kept.given.kind]),
        "formula": in_words(model, kept.given), "possible": kept.name in model.measures,
        "history": keeping.history(request.actor, identifier), "may_define": may(request.actor, Permission.IMPORT),
    }  # fmt: skip
    return render(request, "data/measures/own.html", page)


@needs(Permission.IMPORT)
def add(request: LevierRequest, name: str) -> HttpResponse:
    """Define a measure over a kind of table."""
    found = _kind(name)
    model = keeping.model_for(request.actor.company_id, found.name)
    form = OwnMeasureForm(model, request.POST or None)
    error: LevierError | None = None
    if request.method == "POST" and form.is_valid():
        try:
            kept = keeping.create(request.actor, form.written())
            messages.success(
                request, unbroken(f"« {kept.given.label} » est définie : posez-lui une question.")
            )
            return redirect("measure_own", identifier=kept.id)
        except LevierError as refused:
            error = refused
    page = {"form": form, "error": error, "kind": found, "slug": slug(found), "kept": None}
    return render(request, "data/measures/form.html", page, status=422 if error or form.errors else 200)


@needs(Permission.IMPORT)
def edit(request: LevierRequest, identifier: int) -> HttpResponse:
    """Change a definition: a new version; the answers already given keep the one they used."""
    kept = keeping.get(request.actor, identifier)
    found = KINDS[kept.given.kind]
    model = keeping.model_for(request.actor.company_id, found.name)
    form = OwnMeasureForm(model, request.POST or None, but=kept.name, initial=first_values(kept.given))
    error: LevierError | None = None
    if request.method == "POST" and form.is_valid():
        try:
            keeping.change(request.actor, identifier, form.written())
            messages.success(request, "La définition est changée.")
            return redirect("measure_own", identifier=identifier)
        except LevierError as refused:
            error = refused
    page = {"form": form, "error": error, "kind": found, "slug": slug(found), "kept": kept}
    return render(request, "data/measures/form.html", page, status=422 if error or form.errors else 200)


@require_POST
@needs(Permission.IMPORT)
def remove(request: LevierRequest, identifier: int) -> HttpResponse:
    """Forget an own measure, unless others are made of it."""
    kept = keeping.get(request.actor, identifier)
    try:
        label = keeping.delete(request.actor, identifier)
    except LevierError as refused:
        messages.error(request, unbroken(str(refused)))
        return redirect("measure_own", identifier=identifier)
    messages.success(request, unbroken(f"« {label} » est supprimée."))
    return redirect("measures_kind", name=slug(KINDS[kept.given.kind]))


@require_POST
@needs(Permission.IMPORT)
def together(request: LevierRequest, name: str) -> HttpResponse:
    """Read all the tables of a kind as one, or the last one alone."""
    found = _kind(name)
    chosen = request.POST.get("together") == "yes"
    keeping.set_together(request.actor, found.name, chosen)
    said = "sont lus ensemble" if chosen else "sont lus un par un"
    messages.success(request, f"Vos tableaux de ce type {said}.")
    return redirect("measures_kind", name=name)


def _kind(name: str) -> Kind:
    found = kind_by_slug(name)
    if found.name not in MODELS:
        raise Http404
    return found
