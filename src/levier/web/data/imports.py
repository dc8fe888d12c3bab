"""Import: drop files, check how a table is read, confirm. Nothing is lost when something is wrong."""

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import urlencode
from django.views.decorators.http import require_POST

from levier.core.actor import EVERYONE
from levier.core.errors import BadInput, LevierError
from levier.policy.rights import Permission
from levier.tables.models import Dataset
from levier.web.access import LevierRequest, needs
from levier.web.data.arriving import ACCEPTED, abandon, receive, suggested_for, waiting
from levier.web.data.checking import Reading, kinds
from levier.web.data.readers import GROUPS, chosen

if TYPE_CHECKING:
    from levier.tables.importing import ImportReport

MOST_FILES = 50


@needs(Permission.IMPORT)
def drop(request: LevierRequest) -> HttpResponse:
    """Receive one or several files; a single table goes straight to its check."""
    page: dict[str, object] = {"groups": GROUPS, "accepted": ACCEPTED, "readers": EVERYONE}
    if request.method != "POST":
        return render(request, "data/import.html", page)
    files = request.FILES.getlist("files")
    try:
        if not files:
            raise BadInput("Aucun fichier n'a été choisi", mend="Déposez au moins un fichier.")
        if len(files) > MOST_FILES:
            raise BadInput(f"Plus de {MOST_FILES} fichiers à la fois", mend="Déposez-les en plusieurs fois.")
        readers = chosen(request.POST.get("readers", EVERYONE))
    except BadInput as error:
        return render(request, "data/import.html", {**page, "error": error}, status=422)
    arrivals = [receive(request.actor, file, readers) for file in files]
    if len(arrivals) == 1 and arrivals[0].token:
        return redirect("data_import_check", token=arrivals[0].token)
    if len(arrivals) == 1 and arrivals[0].document_id:
        kept = "était déjà là, à l'identique" if arrivals[0].skipped else "est ajouté"
        messages.success(request, f"« {arrivals[0].title} » {kept}.")
        return redirect("document", document=arrivals[0].document_id)
    status = 422 if all(arrival.error for arrival in arrivals) else 200
    return render(request, "data/import.html", {**page, "arrivals": arrivals}, status=status)


@needs(Permission.IMPORT)
def check(request: LevierRequest, token: str) -> HttpResponse:
    """Show how the table would be read; import it when the person confirms."""
    path = waiting(request.actor, token)
    reading = Reading.of(request.POST, path)
    page: dict[str, object] = {"file": path.name, "token": token, "groups": GROUPS, "reading": reading}
    page |= {"kinds": kinds(), "kind": reading.kind, "name": reading.name, "mode": reading.mode}
    try:
        page["columns"] = reading.columns()
        if request.POST.get("do") == "import":
            return _imported(request, token, reading.imported(request.actor))
        report = reading.tried(request.actor)
    except LevierError as error:
        status = error.http_status if request.method == "POST" else 200
        return render(request, "data/check.html", {**page, "error": error}, status=status)
    return render(request, "data/check.html", page | reading.shown(request.actor, report))


def _imported(request: LevierRequest, token: str, report: "ImportReport") -> HttpResponse:
    first = report.version == 1 and Dataset.objects.filter(company=request.company).count() == 1
    abandon(request.actor, token)
    messages.success(request, report.summary)
    if first and report.kind == "sales":
        return redirect(f"/demander/?{urlencode({'q': suggested_for(report.kind)})}")
    return redirect("dataset", dataset=report.dataset_id)


@require_POST
@needs(Permission.IMPORT)
def give_up(request: LevierRequest, token: str) -> HttpResponse:
    """Forget a table that was not imported."""
    waiting(request.actor, token)
    abandon(request.actor, token)
    messages.info(request, "Le fichier n'a pas été importé ; rien n'a changé.")
    return redirect("data_import")
