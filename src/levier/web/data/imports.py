"""Import: drop files, check how a table is read, confirm, follow. Nothing is lost when something is wrong."""

from typing import TYPE_CHECKING

from asgiref.sync import sync_to_async
from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header, urlencode
from django.views.decorators.http import require_GET, require_POST

from levier.core.actor import EVERYONE
from levier.core.errors import BadInput, LevierError
from levier.operations.importing import services, stopping
from levier.operations.importing.estimating import seconds_left
from levier.operations.importing.models import FileState
from levier.policy.rights import Permission
from levier.web.access import LevierRequest, needs
from levier.web.data.arriving import ACCEPTED, dropped, lone_table, suggested_request
from levier.web.data.checking import Reading, kinds
from levier.web.data.cutting import cut_shown
from levier.web.data.readers import GROUPS, chosen
from levier.web.data.views import waiting
from levier.web.streaming import event_stream

if TYPE_CHECKING:
    from levier.tables.importing import ImportReport

MOST_FILES = 500


@needs(Permission.IMPORT)
def drop(request: LevierRequest) -> HttpResponse:
    """Receive one or several files; a single table goes straight to its check."""
    page: dict[str, object] = {"groups": GROUPS, "accepted": ACCEPTED, "readers": EVERYONE}
    if request.method != "POST":
        page |= waiting(request.actor)
        return render(request, "data/import.html", page)
    files = request.FILES.getlist("files")
    try:
        if not files:
            raise BadInput("Aucun fichier n'a été choisi", mend="Déposez au moins un fichier.")
        if len(files) > MOST_FILES:
            raise BadInput(f"Plus de {MOST_FILES} fichiers à la fois", mend="Déposez-les en plusieurs fois.")
        readers = chosen(request.POST.get("readers", EVERYONE))
        batch = services.drop(request.actor, dropped(files), readers)
    except LevierError as error:
        return render(request, "data/import.html", {**page, "error": error}, status=error.http_status)
    if token := lone_table(batch):
        return redirect("data_import_check", token=token)
    return redirect("data_import_batch", batch=batch.pk)


@needs(Permission.IMPORT)
def check(request: LevierRequest, token: str) -> HttpResponse:
    """Show how the table would be read; start its import when the person confirms."""
    file, path = services.to_check(request.actor, token)
    reading = Reading.of(request.POST, path)
    page: dict[str, object] = {"file": file.name, "token": token, "groups": GROUPS, "reading": reading}
    page |= {"kinds": kinds(), "kind": reading.kind, "name": reading.name, "mode": reading.mode}
    error: LevierError | None = file.error if request.method != "POST" else None
    try:
        report = tried_or_columns(reading, request, page)
        page |= reading.shown(request.actor, report)
        if request.POST.get("do") == "import":
            batch = services.confirm(request.actor, token, reading.kept(report), reading.opened_to)
            return redirect("data_import_batch", batch=batch.pk)
    except LevierError as fault:
        error = fault
    status = error.http_status if error and request.method == "POST" else 200
    return render(request, "data/check.html", {**page, "error": error}, status=status)


def tried_or_columns(reading: Reading, request: LevierRequest, page: dict[str, object]) -> "ImportReport":
    """The try; when it fails, the columns there are, so that they can be matched by hand. Raises BadInput."""
    try:
        report = reading.tried(request.actor)
    except LevierError:
        try:
            raw = reading.opened()
        except BadInput:
            page["cut"] = cut_shown(
                reading.cut
            )  # what was said of the file is kept where that alone is wrong
            raise
        # A format that fixes its columns (a bank statement) has none to match by hand.
        page["columns"] = [] if raw.certain and raw.kind else raw.frame.columns
        page["cut"] = cut_shown(reading.cut, raw.cut)
        raise
    page["columns"] = report.columns
    page["cut"] = cut_shown(reading.cut, report.cut)
    return report


@require_POST
@needs(Permission.IMPORT)
def set_aside(request: LevierRequest, token: str) -> HttpResponse:
    """The lines that would be set aside with the reading shown, as CSV, before anything is imported."""
    from levier.tables.importing.writing import rejects_bytes  # noqa: PLC0415 - loads polars

    file, path = services.to_check(request.actor, token)
    report = Reading.of(request.POST, path).tried(request.actor)
    if report.rejects is None:
        raise BadInput("Ce fichier est déjà importé : ses lignes écartées sont sur la page du tableau")
    response = HttpResponse(rejects_bytes(report.rejects), content_type="text/csv; charset=utf-8")
    stem = file.name.rsplit(".", 1)[0]
    response["Content-Disposition"] = content_disposition_header(True, f"{stem}-ecartees.csv") or "attachment"
    return response


@require_POST
@needs(Permission.IMPORT)
def stop(request: LevierRequest, batch: int) -> HttpResponse:
    """Stop an import that runs."""
    stopping.stop(request.actor, batch)
    messages.info(request, "L'import est arrêté. Ce qui était déjà importé le reste.")
    return redirect("data_import_batch", batch=batch)


@require_POST
@needs(Permission.IMPORT)
def as_document(request: LevierRequest, token: str) -> HttpResponse:
    """Read a waiting table as a document."""
    return redirect("data_import_batch", batch=services.as_document(request.actor, token).pk)


@require_POST
@needs(Permission.IMPORT)
def give_up(request: LevierRequest, token: str) -> HttpResponse:
    """Forget a table that was not imported."""
    services.abandon(request.actor, token)
    messages.info(request, "Le fichier n'a pas été importé ; rien n'a changé.")
    return redirect("data_import")


@require_GET
@needs(Permission.IMPORT)
def batch(request: LevierRequest, batch: int) -> HttpResponse:
    """An import: each file with its progress or its end; with ``X-Fragment: files``, only the list."""
    found = services.get(request.actor, batch)
    files = list(found.files.all())
    ended = [file for file in files if file.is_finished]
    waiting = [file for file in files if file.state == FileState.CHECK]
    question = suggested_request(files) if found.finished and not waiting else ""
    page = {
        "batch": found,
        "files": files,
        "ended": len(ended),
        "estimate": seconds_left(found) if not found.finished else None,
        "failed": sum(file.state == FileState.FAILED for file in files),
        "to_check": waiting,
        "question": question,
        "ask": f"/demander/?{urlencode({'q': question})}" if question else "",
    }
    fragment = request.headers.get("X-Fragment") == "files"
    return render(request, "data/batch_files.html" if fragment else "data/batch.html", page)


@require_GET
@needs(Permission.IMPORT)
async def batch_events(request: LevierRequest, batch: int) -> HttpResponseBase:
    """The import as server-sent events."""
    await sync_to_async(services.get)(request.actor, batch)
    return event_stream(request, lambda after: services.aevents(request.actor, batch, after=after))
