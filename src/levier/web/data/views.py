"""« Données »: everything the company gave Levier and this person may see."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.http import HttpResponse
from django.shortcuts import render

from levier.knowledge.reading import Listed, list_documents
from levier.operations.importing import services
from levier.policy.rights import Permission, may
from levier.tables.reading import DatasetSummary, list_datasets
from levier.web.access import LevierRequest, needs
from levier.web.data.readers import in_words

OLD_TEXT = timedelta(days=2 * 365)


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
    documents = [
        DocumentLine(listed, in_words(listed.readers), is_old(listed.dated, request.company.today))
        for listed in list_documents(request.actor)
    ]
    source = request.GET.get("source", "")
    return render(
        request,
        "data/index.html",
        {
            "tables": table_lines(request),
            "documents": [line for line in documents if not source or line.listed.source == source],
            "sources": sorted({line.listed.source for line in documents}),
            "source": source,
            "may_import": may(request.actor, Permission.IMPORT),
            "unfinished": services.unfinished(request.actor),
        },
    )


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
