"""Import: drop files, check how a table is read, confirm. Nothing is lost when something is wrong."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import urlencode
from django.views.decorators.http import require_POST

from levier.core.actor import EVERYONE
from levier.core.errors import BadInput, LevierError
from levier.policy import journal
from levier.policy.rights import Permission
from levier.tables.models import Dataset
from levier.web.access import LevierRequest, needs
from levier.web.data.arriving import ACCEPTED, Arrival, abandon, receive, suggested_for, waiting
from levier.web.data.readers import GROUPS, chosen

if TYPE_CHECKING:
    from levier.tables.kinds import Kind

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
    for arrival in arrivals:
        _journal(request, arrival)
    if len(arrivals) == 1 and arrivals[0].token:
        return redirect("data_import_check", token=arrivals[0].token)
    if len(arrivals) == 1 and arrivals[0].document_id:
        kept = "était déjà là, à l'identique" if arrivals[0].skipped else "est ajouté"
        messages.success(request, f"« {arrivals[0].title} » {kept}.")
        return redirect("document", document=arrivals[0].document_id)
    status = 422 if all(arrival.error for arrival in arrivals) else 200
    return render(request, "data/import.html", {**page, "arrivals": arrivals}, status=status)


def _journal(request: LevierRequest, arrival: Arrival) -> None:
    if arrival.document_id and not arrival.skipped:
        journal.record(
            request.company.pk,
            request.actor.person_id,
            "document.added",
            arrival.title[:200],
            {"document": arrival.document_id, "file": arrival.name},
        )


@dataclass(frozen=True)
class FieldLine:
    """A field of the kind, the column that fills it and why.

    ``sure``: 0–100; ``needed``: French, or nothing.
    """

    name: str
    label: str
    needed: str
    column: str
    sure: int
    why: str


@needs(Permission.IMPORT)
def check(request: LevierRequest, token: str) -> HttpResponse:
    """Show how the table would be read; import it when the person confirms."""
    from levier.tables.importing import import_file  # noqa: PLC0415 - heavy
    from levier.tables.importing.opening import open_table, read_bytes  # noqa: PLC0415 - heavy
    from levier.tables.kinds import KINDS  # noqa: PLC0415 - heavy

    path = waiting(request.actor, token)
    kind = request.POST.get("kind") or None
    given = {
        name.removeprefix("map."): value
        for name, value in request.POST.items()
        if name.startswith("map.") and value
    }
    same_kind = not kind or request.POST.get("shown_kind") == kind
    wanted = {
        "kind": kind if kind in KINDS else None,
        "mapping": given if same_kind and given else None,
        "name": request.POST.get("name", "").strip() or None,
        "mode": "append" if request.POST.get("mode") == "append" else "replace",
        "file_name": path.name,
    }
    page: dict[str, object] = {
        "file": path.name,
        "token": token,
        "kinds": sorted((k.name, k.label) for k in KINDS.values()),
        "kind": kind,
        "groups": GROUPS,
        "readers": request.POST.get("readers", EVERYONE),
        "mode": wanted["mode"],
        "columns": [],
    }
    confirmed = bool(request.POST.get("confirmed"))
    try:
        page["columns"] = open_table(read_bytes(path), path.name).frame.columns
        if request.POST.get("do") == "import":
            report = import_file(
                request.actor, path, readers=chosen(str(page["readers"])), confirmed=confirmed, **wanted
            )
            return _imported(request, token, report)
        report = import_file(request.actor, path, dry_run=True, **wanted)
    except LevierError as error:
        status = error.http_status if request.method == "POST" else 200
        return render(
            request, "data/check.html", {**page, "error": error, "name": wanted["name"]}, status=status
        )
    shown = KINDS[report.kind]
    matches = {match.field: match for match in report.mapping}
    groups = {name: group for group in shown.requires for name in group}
    page["fields"] = [
        FieldLine(
            field.name,
            field.label,
            _needed(groups.get(field.name, ()), field.name, shown),
            matches[field.name].column if field.name in matches else "",
            round(100 * matches[field.name].confidence) if field.name in matches else 0,
            matches[field.name].why if field.name in matches else "",
        )
        for field in shown.fields
    ]
    title = wanted["name"] or shown.title or shown.label
    existing = Dataset.objects.filter(company=request.company, name=title, kind=report.kind).first()
    labels = {field.name: field.label for field in shown.fields}
    heads = list(report.sample[0]) if report.sample else []
    page |= {
        "report": report,
        "kind": report.kind,
        "name": title,
        "existing": existing
        if existing and existing.grants.filter(token__in=request.actor.readers).exists()
        else None,
        "heads": [labels.get(head, head) for head in heads],
        "sample": [[row[head] for head in heads] for row in report.sample],
    }
    return render(request, "data/check.html", page)


def _needed(group: tuple[str, ...], name: str, kind: "Kind") -> str:
    """« nécessaire », or the fields that may stand in for this one."""
    others = [f"« {kind.field(other).label} »" for other in group if other != name]
    return f"ou {' ou '.join(others)}" if others else "nécessaire" if group else ""


def _imported(request: LevierRequest, token: str, report: object) -> HttpResponse:
    from levier.tables.importing import ImportReport  # noqa: PLC0415 - heavy

    assert isinstance(report, ImportReport)
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
