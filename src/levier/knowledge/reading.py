"""Read documents: lists, pages with the place of a quote, the original file. Only what the person may
read.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from django.db.models import Count, QuerySet

from levier.core.actor import Actor
from levier.core.errors import NotFound
from levier.knowledge import storage
from levier.knowledge.models import Document, DocumentVersion


@dataclass(frozen=True)
class Listed:
    """A document as lists show it."""

    id: int
    title: str
    source: str
    version: int
    format: str
    data_class: str
    readers: tuple[str, ...]
    passages: int
    pages: int
    size: int
    dated: date | None
    added: datetime
    address: str


@dataclass(frozen=True)
class PageText:
    """A page of a version, and the parts of it to highlight: ``text[start:end]`` for each of ``marks``."""

    number: int
    text: str
    marks: tuple[tuple[int, int], ...] = ()

    def pieces(self) -> list[tuple[str, bool]]:
        """The text in order, cut where the highlight begins and ends: (words, highlighted)."""
        found: list[tuple[str, bool]] = []
        position = 0
        for left, right in sorted(self.marks):
            start, end = max(left, position), min(right, len(self.text))
            if end <= start:
                continue
            found += [(self.text[position:start], False), (self.text[start:end], True)]
            position = end
        found.append((self.text[position:], False))
        return [piece for piece in found if piece[0]]


def readable_documents(actor: Actor) -> QuerySet[Document]:
    """The documents that have a current version and at least one of the person's reader tokens."""
    return (
        Document.objects.filter(
            company=actor.company_id, readers__token__in=actor.readers, current__isnull=False
        )
        .distinct()
        .select_related("source", "current")
    )


def readable_document(actor: Actor, document_id: int) -> Document:
    """One of them. Raises NotFound, the same for a document of others as for none."""
    document = readable_documents(actor).filter(pk=document_id).first()
    if document is None:
        raise NotFound(
            "Ce document n'existe pas, ou vous n'avez pas le droit de le lire",
            mend="Demandez l'accès à la personne qui l'a déposé.",
        )
    return document


def list_documents(actor: Actor, ids: Sequence[int] | None = None) -> list[Listed]:
    """What the person may read, by title; with ``ids``, among these."""
    documents = readable_documents(actor)
    ids = list(documents.values_list("pk", flat=True)) if ids is None else ids
    documents = documents.filter(pk__in=ids)
    counts = dict(Document.objects.filter(pk__in=ids).annotate(n=Count("passages")).values_list("pk", "n"))
    pages = dict(
        Document.objects.filter(pk__in=ids).annotate(n=Count("current__pages")).values_list("pk", "n")
    )
    return [
        _listed(document, counts[document.pk], pages[document.pk])
        for document in documents.prefetch_related("readers").order_by("title", "pk")
    ]


def get_document(actor: Actor, document_id: int) -> Listed:
    """One document. Raises NotFound."""
    document = readable_document(actor, document_id)
    version = _version(document, None)
    return _listed(document, document.passages.count(), version.pages.count())


def versions(actor: Actor, document_id: int) -> list[DocumentVersion]:
    """The versions of a document, newest first. Raises NotFound."""
    return list(readable_document(actor, document_id).versions.order_by("-number"))


def pages(
    actor: Actor,
    document_id: int,
    version: int | None = None,
    *,
    page: int | None = None,
    start: int = 0,
    end: int = 0,
) -> list[PageText]:
    """The pages of a version (the current one by default); ``page``, ``start``, ``end``: a quote to
    highlight.

    ``page`` None stands for the single page of a document without pages. Raises NotFound.
    """
    document = readable_document(actor, document_id)
    wanted = page or 1
    return [
        PageText(found.number, found.text, ((start, end),) if end > start and found.number == wanted else ())
        for found in _version(document, version).pages.order_by("number")
    ]


def original(actor: Actor, document_id: int, version: int | None = None) -> Path:
    """The original file. Raises NotFound, also for a text that came without a file."""
    found = _version(readable_document(actor, document_id), version)
    file = storage.path(found.stored) if found.stored else None
    if file is None or not file.is_file():
        raise NotFound("Ce texte n'a pas de fichier d'origine", where=found.name)
    return file


def _version(document: Document, number: int | None) -> DocumentVersion:
    found = document.current if number is None else document.versions.filter(number=number).first()
    if found is None:
        raise NotFound("Cette version du document n'existe pas", where=document.title)
    return found


def _listed(document: Document, passages: int, page_count: int) -> Listed:
    version = _version(document, None)
    return Listed(
        document.pk,
        document.title,
        document.source.name,
        version.number,
        version.format,
        document.data_class,
        tuple(sorted(reader.token for reader in document.readers.all())),
        passages,
        page_count,
        version.size,
        version.dated,
        version.added,
        document.address,
    )
