"""The page of a dataset: what it is worth, its versions, a few lines, its readers, its removal."""

from collections.abc import Sequence

from django.contrib import messages
from django.http import FileResponse, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from levier.core.errors import BadInput, LevierError
from levier.core.french.numbers import format_number
from levier.operations.lifecycle.services import overwrite
from levier.policy import journal
from levier.policy.rights import Permission, may
from levier.tables import reading, sharing
from levier.tables.kinds import KINDS
from levier.tables.measures.model import Measure
from levier.tables.measures.models import model_of
from levier.web.access import LevierRequest, needs
from levier.web.data.readers import GROUPS, chosen, in_words, widest
from levier.web.data.views import quality

SAMPLE = 12


@require_GET
@needs(Permission.SEE_DATA)
def dataset(request: LevierRequest, dataset: int) -> HttpResponse:
    """Its current version."""
    return _page(request, dataset)


def _page(request: LevierRequest, dataset_id: int, *, status: int = 200, **more: object) -> HttpResponse:
    listed = reading.get_dataset(request.actor, dataset_id)
    found = sharing.visible_dataset(request.actor, dataset_id)
    profile = reading.get_profile(request.actor, dataset_id)
    lines = reading.sample(request.actor, dataset_id, limit=SAMPLE)
    history = reading.versions(request.actor, dataset_id)
    page = {
        "dataset": listed,
        "kind": KINDS[listed.kind],
        "now": next(version for version in history if version.current),
        "versions": history,
        "mapping": found.versions.get(number=listed.version).mapping,
        "profile": profile,
        "dimensions": [(dimension, *quality(dimension.score)) for dimension in profile.dimensions],
        "quality": quality(profile.score),
        "heads": [(lines.labels[name], lines.units.get(name, "")) for name in lines.columns],
        "rows": [
            list(zip(row, (lines.units.get(n, "") for n in lines.columns), strict=True)) for row in lines.rows
        ],
        "measures": _measures(listed.kind),
        "readers": in_words(listed.readers),
        "reader": widest(listed.readers),
        "groups": GROUPS,
        "may_share": may(request.actor, Permission.SHARE),
        "may_import": may(request.actor, Permission.IMPORT),
        **more,
    }
    return render(request, "data/dataset.html", page, status=status)


def _measures(kind: str) -> Sequence[Measure]:
    """What the semantic layer can compute from a kind, with its definitions;

    nothing for a kind without a model yet.
    """
    try:
        return list(model_of(kind).measures.values())
    except LevierError:
        return []


@require_GET
@needs(Permission.SEE_DATA)
def original(request: LevierRequest, dataset: int, version: int) -> HttpResponseBase:
    """The file as it was imported."""
    path = reading.original(request.actor, dataset, version)
    history = reading.versions(request.actor, dataset)
    name = next((found.original_name for found in history if found.number == version), path.name)
    return FileResponse(path.open("rb"), as_attachment=True, filename=name)


@require_GET
@needs(Permission.SEE_DATA)
def rejects(request: LevierRequest, dataset: int, version: int) -> HttpResponseBase:
    """The lines set aside, with the reason of each."""
    path = reading.rejects(request.actor, dataset, version)
    return FileResponse(path.open("rb"), as_attachment=True, filename=path.name)


@require_POST
@needs(Permission.SHARE)
def readers(request: LevierRequest, dataset: int) -> HttpResponse:
    """Choose who may see it."""
    found = sharing.visible_dataset(request.actor, dataset)
    try:
        tokens = chosen(request.POST.get("readers", ""))
        sharing.set_readers(request.actor, dataset, tokens)
    except BadInput as error:
        return _page(request, dataset, status=422, error=error)
    details = {"dataset": found.pk, "readers": list(tokens)}
    journal.record(request.company.pk, request.actor.person_id, "dataset.readers", found.name, details)
    messages.success(request, f"« {found.name} » est maintenant visible par : {in_words(tokens).lower()}.")
    return redirect("dataset", dataset=dataset)


@needs(Permission.IMPORT)
def remove(request: LevierRequest, dataset: int) -> HttpResponse:
    """Ask for the name, naming what is lost, then delete."""
    found = sharing.visible_dataset(request.actor, dataset)
    page: dict[str, object] = {
        "kind": "tableau",
        "title": found.name,
        "retype": True,
        "lost": _lost(found.versions.count(), reading.get_dataset(request.actor, dataset).rows),
        "back": f"/donnees/tableaux/{dataset}/",
    }
    if request.method != "POST":
        return render(request, "data/remove.html", page)
    if request.POST.get("name", "").strip() != found.name:
        error = BadInput(
            "Le nom saisi n'est pas celui du tableau", mend=f"Recopiez « {found.name} » exactement."
        )
        return render(request, "data/remove.html", {**page, "error": error}, status=422)
    sharing.remove(request.actor, dataset)
    journal.record(
        request.company.pk, request.actor.person_id, "dataset.removed", found.name, {"dataset": dataset}
    )
    overwrite()
    messages.success(request, f"Le tableau « {found.name} » est supprimé.")
    return redirect("data")


def _lost(versions: int, rows: int) -> str:
    plural = "s" if versions > 1 else ""
    return (
        f"{format_number(rows)} lignes, {versions} version{plural} et les fichiers d'origine. "
        "Les réponses déjà données qui s'appuient dessus ne pourront plus ouvrir leurs preuves."
    )
