"""The page « Qualité » of a table."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from levier.policy.rights import Permission
from levier.tables import reading
from levier.tables.kinds import KINDS
from levier.web.access import LevierRequest, needs
from levier.web.data.quality import pictures
from levier.web.data.views import quality


@require_GET
@needs(Permission.SEE_DATA)
def quality_page(request: LevierRequest, dataset: int) -> HttpResponse:
    """The version in use: score and its reasons, what to mend, links to other tables, personal data, pictures."""
    from levier.tables.profile.consistency import links_of  # noqa: PLC0415 - loads polars

    listed = reading.get_dataset(request.actor, dataset)
    profile = reading.get_profile(request.actor, dataset)
    labels = {column.name: column for column in profile.columns}
    page = {
        "dataset": listed,
        "kind": KINDS[listed.kind],
        "profile": profile,
        "quality": quality(profile.score),
        "dimensions": [(dimension, *quality(dimension.score)) for dimension in profile.dimensions],
        "links": links_of(request.actor, dataset),
        "odd": [(labels[c.name].label, c.odd) for c in profile.columns if c.odd],
        "spreads": pictures.spreads(profile),
        "holes": pictures.holes(profile),
        "history": pictures.history(profile),
    }
    return render(request, "data/quality/index.html", page)
