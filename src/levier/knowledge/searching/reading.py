"""The passages that a search weighs, read from the database once, flat: eighty of them a question, models would be half its time."""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from django.db.models import Exists, OuterRef, QuerySet

from levier.core.actor import Actor
from levier.knowledge.models import DocumentReader, Passage


class PassageRow(NamedTuple):
    """A passage with what is shown of its document and version; ``data_class`` and the rest as in their models."""

    pk: int
    company_id: int
    document_id: int
    page: int
    start: int
    section: str
    lead: str
    text: str
    body: str
    heading: str
    title: str
    address: str
    data_class: str
    source: str
    number: int
    paged: bool
    dated: date | None


_COLUMNS = (
    "pk", "company_id", "document_id", "page", "start", "section", "lead", "text", "body", "heading", "document__title",
    "document__address", "document__data_class", "document__source__name", "version__number", "version__paged",
    "version__dated",
)  # fmt: skip


def readable_passages(actor: Actor, wanted: list[int]) -> "QuerySet[Passage]":
    """Those of these passages that the person may read, asked of the database once more."""
    readers = DocumentReader.objects.filter(document=OuterRef("document"), token__in=actor.readers)
    return Passage.objects.filter(Exists(readers), pk__in=wanted, company=actor.company_id)


def rows_of(actor: Actor, wanted: list[int]) -> Iterator[PassageRow]:
    """The same, read."""
    found = readable_passages(actor, wanted).order_by("pk").values_list(*_COLUMNS)
    return map(PassageRow._make, found.iterator())
