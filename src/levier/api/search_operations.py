"""Search the documents by REST: filters, pages, the place of each passage."""

from datetime import date
from typing import Any

from django.http import HttpRequest
from ninja import Field, Query, Router, Schema

from levier.api.problems import REFUSALS, Problem
from levier.api.security import caller
from levier.operations.searching import services
from levier.operations.searching.results import MOST_PAGES, Asked

router = Router(tags=["Données"])


class Search(Schema):
    """What to search, and where."""

    q: str = Field(..., title="Question ou mots", min_length=2, max_length=500)
    source: str = Field("", title="Source", max_length=200)
    after: date | None = Field(None, title="Textes datés à partir du")
    before: date | None = Field(None, title="Textes datés jusqu'au")
    kind: list[str] = Field([], title="Sortes ou formats", max_length=10)
    data_class: list[str] = Field([], title="Classes de données", max_length=4)
    person: str = Field("", title="Écrit, envoyé ou reçu par", max_length=200)
    page: int = Field(1, title="Page", ge=1, le=MOST_PAGES)


class PassageFound(Schema):
    """A passage: where it stands, its words, how likely it answers (0–1). ``caution``: why to check its document first."""

    document: int
    version: int
    title: str
    source: str
    section: str
    page: int | None
    start: int
    end: int
    dated: str
    person: str
    text: str
    likelihood: float
    answers: bool
    caution: str


class SearchFound(Schema):
    """A page of passages, and how they were found."""

    results: list[PassageFound]
    total: int
    pages: int
    page: int
    documents_searched: int
    counted: str
    widened: str


@router.get("", response={200: SearchFound, REFUSALS: Problem}, summary="Chercher dans les documents")
def search(request: HttpRequest, given: Query[Search]) -> dict[str, Any]:
    """Ce que la personne peut lire, le plus probable d'abord ; `answers` dit si le passage répond assez sûrement."""
    asked = Asked(
        given.q,
        given.source,
        given.after,
        given.before,
        tuple(given.kind),
        tuple(given.data_class),
        given.person,
        given.page,
    )
    found = services.search(caller(request), asked)
    return {**found.plain(), "results": [{**vars(one), "text": one.text} for one in found.results]}
