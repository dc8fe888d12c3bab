"""Take everything away: ask for the archive, fetch it."""

from django.http import FileResponse, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.views.decorators.http import require_GET, require_POST

from levier.operations.exporting import services
from levier.policy import journal
from levier.policy.rights import Permission
from levier.web.access import LevierRequest, needs


@require_POST
@needs(Permission.MANAGE_COMPANY)
def ask(request: LevierRequest) -> HttpResponse:
    """A worker writes it; the page shows when it is ready."""
    services.ask(request.actor)
    return redirect("data_life")


@require_GET
@needs(Permission.MANAGE_COMPANY)
def fetch(request: LevierRequest, export: int) -> HttpResponseBase:
    """The archive, for the person who asked for it."""
    path = services.fetch(request.actor, export)
    journal.record(
        request.company.pk, request.actor.person_id, "company.export.fetched", request.company.name
    )
    name = f"levier-{request.company.slug}-{request.company.today:%Y-%m-%d}.zip"
    return FileResponse(path.open("rb"), as_attachment=True, filename=name)
