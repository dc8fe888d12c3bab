"""« Données »: everything the company gave Levier and this person may see."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render

from levier.core.actor import Actor
from levier.knowledge.reading import Listed, list_documents, readable_documents
from levier.operations.importing import services
from levier.operations.importing.models import FileState
from levier.policy.rights import Permission, may
from levier.tables.reading import DatasetSummary, list_datasets
from levier.web.access import LevierRequest, needs
from levier.web.data.readers import in_words

OLD_TEXT = timedelta(days=2 * 365)
DOCUMENTS_A_PAGE = 25


@dataclass(frozen=True)
class TableLine:
    """A dataset as the list shows it. ``age`` in days of its last line, None for reference tables."""

    listed: DatasetSummary
    tone: str
    word: str
    age: int | None
    readers: str


@dataclass(frozen=True)
class DocumentLine:
    """A document as the list shows it; ``old``: its text is more than two years old."""

    listed: Listed
    readers: str
    old: bool


@needs(Permission.SEE_DATA)
def data(request: LevierRequest) -> HttpResponse:
    """Tables with their quality and freshness, documents with their age."""
    everything = readable_documents(request.actor)
    source, title = request.GET.get("source", ""), request.GET.get("titre", "").strip()
    found = everything.filter(source__name=source) if source else everything
    for word in title.split():
        found = found.filter(title__icontains=word)
    ids = found.order_by("title", "pk").values_list("pk", flat=True)
    page = Paginator(ids, DOCUMENTS_A_PAGE).get_page(request.GET.get("page"))
    query = request.GET.copy()
    query.pop("page", None)
    return render(
        request,
        "data/index.html",
        {
            "tables": table_lines(request),
            "documents": [
                DocumentLine(listed, in_words(listed.readers), is_old(listed.dated, request.company.today))
                for listed in list_documents(request.actor, list(page.object_list))
            ],
            "page": page,
            "query": query.urlencode(),
            "sources": sorted(set(everything.order_by().values_list("source__name", flat=True))),
            "source": source,
            "title": title,
            "may_import": may(request.actor, Permission.IMPORT),
            **waiting(request.actor),
        },
    )


def waiting(actor: Actor) -> dict[str, object]:
    """Imports that run, and the tables that wait for their check, last first: each has its own sentence up to a few."""
    unfinished = services.unfinished(actor)
    to_check = [
        file
        for batch in unfinished
        if batch.finished
        for file in batch.files.all()
        if file.state == FileState.CHECK
    ]
    return {"running": [batch for batch in unfinished if not batch.finished], "to_check": to_check}


def table_lines(request: LevierRequest) -> list[TableLine]:
    """The datasets the person may see, by name."""
    lines = []
    for found in list_datasets(request.actor):
        age = max((request.company.today - found.last_day).days, 0) if found.last_day else None
        lines.append(TableLine(found, *quality(found.score), age, in_words(found.readers)))
    return lines


def quality(score: float) -> tuple[str, str]:
    """The tone and the word of a score of 0–100."""
    if score >= 80:
        return "good", "Bonne"
    return ("warn", "Moyenne") if score >= 55 else ("bad", "Faible")


def is_old(dated: date | None, today: date) -> bool:
    """A text of more than two years: law and prices may have changed since."""
    return dated is not None and today - dated > OLD_TEXT
