"""The page of a document:

its text with the cited words highlighted, its original, its readers, its removal.
"""

from django.contrib import messages
from django.http import FileResponse, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from levier.core.errors import BadInput, NotFound
from levier.knowledge import reading, sharing
from levier.knowledge.lifecycle.personal import personal_of
from levier.knowledge.lifecycle.validity import state_of, validity_of
from levier.knowledge.picturing import page_picture
from levier.operations.lifecycle.services import Loss, delete, loss
from levier.policy import journal
from levier.policy.rights import Permission, may
from levier.web.access import LevierRequest, needs
from levier.web.data.about import about
from levier.web.data.readers import GROUPS, chosen, in_words, widest
from levier.web.data.sheets import sheets
from levier.web.data.views import is_old


@require_GET
@needs(Permission.SEE_DATA)
def document(request: LevierRequest, document: int) -> HttpResponse:
    """``?page=&start=&end=`` highlights a quote; ``?version=`` opens an older state, as it was cited."""
    return _page(request, document)


def _page(request: LevierRequest, document: int, *, status: int = 200, **more: object) -> HttpResponse:
    listed = reading.get_document(request.actor, document)
    number = _number(request, "version") or listed.version
    marked = _number(request, "page") or 1
    start, end = _number(request, "start"), _number(request, "end")
    versions = reading.versions(request.actor, document)
    shown = next((version for version in versions if version.number == number), None)
    if shown is None:
        raise NotFound("Cette version du document n'existe pas", where=listed.title)
    facts = about(request.actor, document, shown)
    page = {
        "document": listed,
        "pages": sheets(shown, facts.kind, page=marked, start=start, end=end),
        "about": facts,
        "kind": facts.kind,
        "marked": marked if end > start else 0,
        "number": number,
        "shown": shown,
        "versions": versions,
        "old": is_old(shown.dated, request.company.today),
        "personal": personal_of(request.actor, document),
        "validity": validity_of(request.actor, document),
        "review": state_of(request.actor, document, request.company.today),
        "paged": shown.paged,
        "readers": in_words(listed.readers),
        "reader": widest(listed.readers),
        "groups": GROUPS,
        "may_share": may(request.actor, Permission.SHARE),
        "may_import": may(request.actor, Permission.IMPORT),
        **more,
    }
    return render(request, "data/document.html", page, status=status)


def _number(request: LevierRequest, name: str) -> int:
    text = request.GET.get(name, "")
    return int(text) if text.isdigit() and len(text) < 10 else 0


@require_GET
@needs(Permission.SEE_DATA)
def original(request: LevierRequest, document: int) -> HttpResponseBase:
    """The file as it was given, always as a download: a page of somebody else must not run here."""
    number = _number(request, "version") or None
    path = reading.original(request.actor, document, number)
    versions = reading.versions(request.actor, document)
    name = next((v.name for v in versions if number in (None, v.number)), path.name)
    name = name.replace("\\", "/").rsplit("/", 1)[-1] or path.name
    return FileResponse(path.open("rb"), as_attachment=True, filename=name)


@require_GET
@needs(Permission.SEE_DATA)
def picture(request: LevierRequest, document: int, page: int) -> HttpResponseBase:
    """A page as it is on paper (WebP), drawn from the original in a process of its own."""
    path = page_picture(request.actor, document, _number(request, "version") or None, page)
    response = FileResponse(path.open("rb"), content_type="image/webp")
    # A browser that kept it would still show a page of a document deleted, or closed to this person, a moment ago.
    response["Cache-Control"] = "private, no-store"
    return response


@require_POST
@needs(Permission.SHARE)
def readers(request: LevierRequest, document: int) -> HttpResponse:
    """Choose who may read it."""
    listed = reading.get_document(request.actor, document)
    try:
        tokens = chosen(request.POST.get("readers", ""))
        sharing.set_readers(request.actor, document, tokens)
    except BadInput as error:
        return _page(request, document, status=422, error=error)
    details = {"document": document, "readers": list(tokens)}
    journal.record(
        request.company.pk, request.actor.person_id, "document.readers", listed.title[:200], details
    )
    messages.success(request, f"« {listed.title} » est maintenant lisible par : {in_words(tokens).lower()}.")
    return redirect("document", document=document)


@needs(Permission.IMPORT)
def remove(request: LevierRequest, document: int) -> HttpResponse:
    """Ask, naming what is lost, then delete."""
    if request.method == "POST":
        lost = delete(request.actor, document)
        messages.success(request, f"Le document « {lost.title} » est supprimé.")
        return redirect("data")
    found = loss(request.actor, document)
    page = {
        "kind": "document",
        "title": found.title,
        "lost": _lost(found),
        "found": found,
        "back": f"/donnees/documents/{document}/",
    }
    return render(request, "data/remove.html", page)


def _lost(found: Loss) -> str:
    pages = f"{found.pages} page{'s' if found.pages > 1 else ''}"
    versions = f"ses {found.versions} versions" if found.versions > 1 else "sa seule version"
    inside = f", {found.inside} document{'s' if found.inside > 1 else ''} arrivé{'s' if found.inside > 1 else ''} avec lui"
    return (
        f"{pages}, {versions}{inside if found.inside else ''} et le fichier d'origine. "
        "Les mots cités dans les réponses déjà données seront effacés."
    )
