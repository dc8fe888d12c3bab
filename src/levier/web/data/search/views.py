"""The search page: a box, filters, and results that open on the highlighted words of their document."""

from dataclasses import dataclass, replace
from datetime import date
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.dateparse import parse_date
from django.views.decorators.http import require_GET

from levier.core.errors import LevierError
from levier.knowledge.models import DATA_CLASSES, DOCUMENT_KINDS
from levier.knowledge.reading import readable_documents
from levier.operations.searching import services
from levier.operations.searching.results import MOST_PAGES, Asked, Results
from levier.policy.rights import Permission
from levier.web.access import LevierRequest, needs

_LONGEST = 500
_SIMPLE = (("pdf", "PDF"),)
_KIND_NAMES = {"document": "Document", "page": "Page web", "note": "Texte", "mailbox": "Boîte de courriels"}


@dataclass(frozen=True)
class Choices:
    """What the filters offer: only what the person's documents hold."""

    sources: list[str]
    kinds: list[tuple[str, str]]
    classes: list[tuple[str, str]]
    people: bool
    count: int


@require_GET
@needs(Permission.SEE_DATA)
def search(request: LevierRequest) -> HttpResponse:
    """``?q=`` searches; the filters and the page stand in the address, so that a search can be kept or sent."""
    asked = _asked(request)
    results, error = Results(), None
    if asked.question:
        try:
            results = services.search(request.actor, asked)
        except LevierError as problem:
            error = problem
    page = {
        "tab": "search",
        "asked": asked,
        "results": results,
        "error": error,
        "choices": _choices(request),
        "more": _links(asked, results),
    }
    return render(request, "data/search/search.html", page, status=error.http_status if error else 200)


def _asked(request: LevierRequest) -> Asked:
    def text(name: str, most: int = 200) -> str:
        return " ".join(request.GET.get(name, "").split())[:most]

    page = text("page", 3)
    kind, data_class = text("sorte"), text("classe")
    return Asked(
        question=text("q", _LONGEST),
        source=text("source"),
        after=_day(text("apres")),
        before=_day(text("avant")),
        kinds=(kind,) if kind else (),
        classes=(data_class,) if data_class else (),
        person=text("personne"),
        page=int(page) if page.isdigit() and page != "0" else 1,
    )


def _day(text: str) -> date | None:
    try:
        return parse_date(text)
    except ValueError:
        return None


def _choices(request: LevierRequest) -> Choices:
    documents = readable_documents(request.actor)
    rows = set(documents.values_list("source__name", "kind", "data_class", "current__format"))
    kinds = {kind for _, kind, _, _ in rows}
    formats = {form for _, _, _, form in rows}
    offered = [(key, name) for key, name in _SIMPLE if key in formats]
    offered += [
        (key, _KIND_NAMES.get(key, name.capitalize())) for key, name in DOCUMENT_KINDS if key in kinds
    ]
    classes = {data_class for _, _, data_class, _ in rows}
    return Choices(
        sources=sorted({source for source, *_ in rows}),
        kinds=offered if len(offered) > 1 else [],
        classes=[(key, name.capitalize()) for key, name in DATA_CLASSES if key in classes]
        if len(classes) > 1
        else [],
        people=documents.exclude(people="").exists() or documents.exclude(author="").exists(),
        count=documents.count(),
    )


def _links(asked: Asked, results: Results) -> dict[str, str]:
    """Addresses of the pages before and after."""
    found = {}
    if results.page > 1:
        found["before"] = _address(replace(asked, page=results.page - 1))
    if results.page < min(results.pages, MOST_PAGES):
        found["after"] = _address(replace(asked, page=results.page + 1))
    return found


def _address(asked: Asked) -> str:
    said = {
        "q": asked.question,
        "source": asked.source,
        "apres": asked.after,
        "avant": asked.before,
        "sorte": asked.kinds[0] if asked.kinds else "",
        "classe": asked.classes[0] if asked.classes else "",
        "personne": asked.person,
        "page": asked.page if asked.page > 1 else "",
    }
    return "?" + urlencode({name: value for name, value in said.items() if value})
