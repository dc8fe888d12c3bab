"""Write a document with its version, pages, passages and index, inside the caller's transaction."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from django.utils import timezone
from numpy.typing import NDArray

from levier.core.actor import Actor
from levier.core.french.text import index_terms
from levier.knowledge import storage
from levier.knowledge.acronyms import learn_acronyms
from levier.knowledge.arriving import Arrival
from levier.knowledge.dating import document_date
from levier.knowledge.lifecycle.arriving import arrived
from levier.knowledge.models import Document, DocumentReader, DocumentVersion, Page, Passage, Source
from levier.knowledge.parsing.structure import Parsed
from levier.knowledge.passages import Cut
from levier.policy import journal


@dataclass(frozen=True)
class Inside:
    """A file that came in a mail or an archive: the document it became (0: none), or why it did not (French)."""

    name: str
    document_id: int = 0
    passages: int = 0
    problem: str = ""


@dataclass(frozen=True)
class Added:
    """What became of a document. ``skipped``: the same content was there already, nothing was done.

    ``inside``: what became of the files it carried, and of theirs.
    """

    document_id: int
    version: int
    passages: int
    skipped: bool
    inside: tuple[Inside, ...] = ()


@dataclass(frozen=True)
class Ready:
    """A document read and cut, with the title it will bear."""

    arrival: Arrival
    title: str
    parsed: Parsed
    cuts: list[Cut]


def same(actor: Actor, arrival: Arrival) -> Added | None:
    """The readable document whose current version has these very bytes and this source, if there is one."""
    version = (
        DocumentVersion.objects.filter(
            sha256=arrival.digest,
            document__company=actor.company_id,
            document__source__name=arrival.source,
            document__current_id__isnull=False,
            document__readers__token__in=actor.readers,
        )
        .select_related("document")
        .first()
    )
    if version is None or version.document.current_id != version.pk:
        return None
    return Added(version.document_id, version.number, version.passages.count(), True)


def write(
    actor: Actor, ready: Ready, vectors: NDArray[np.floating[Any]], model: str, made: list[int]
) -> Added:
    """Write one document; one line in the journal. ``vectors`` ``[passages, n]``, by the embedding ``model``.

    A document that did not exist is put in ``made`` before its original is stored, so that a failure knows
    which folders to erase. Raises Unavailable (disk).
    """
    document = _document(actor, ready, made)
    version = _version(actor, document, ready)
    stored = np.asarray(vectors, "<f2")
    rows = [
        Passage(
            company_id=actor.company_id,
            document=document,
            version=version,
            page=piece.page,
            start=piece.start,
            end=piece.end,
            section=piece.section[:600],
            lead=piece.lead,
            text=piece.text,
            body=" ".join(index_terms(piece.text)),
            heading=" ".join(index_terms(f"{ready.title} {piece.section} {piece.lead}")),
            vector=vector.tobytes(),
            embedder=model,
        )
        for piece, vector in zip(ready.cuts, stored, strict=True)
    ]
    _replace_passages(document, rows, fresh=version.number == 1)
    details = {
        "document": document.pk,
        "version": version.number,
        "file": ready.arrival.name,
        "source": ready.arrival.source,
        "passages": len(rows),
    }
    journal.record(actor.company_id, actor.person_id, "document.added", document.title[:200], details)
    return Added(document.pk, version.number, len(rows), False)


def _mine(actor: Actor, arrival: Arrival) -> Document | None:
    """The document this is a version of, among those the person may read: others are not even hinted at."""
    return (
        Document.objects.filter(
            company=actor.company_id,
            source__name=arrival.source,
            key=arrival.key[:500],
            parent=arrival.parent,
            readers__token__in=actor.readers,
        )
        .select_related("current")
        .distinct()
        .first()
    )


def _document(actor: Actor, ready: Ready, made: list[int]) -> Document:
    arrival = ready.arrival
    source, _ = Source.objects.get_or_create(company_id=actor.company_id, name=arrival.source)
    document = _mine(actor, arrival)
    if document is None:
        document = Document.objects.create(
            company_id=actor.company_id,
            source=source,
            key=arrival.key[:500],
            title=ready.title[:300],
            address=arrival.address,
            data_class=arrival.data_class,
            parent_id=arrival.parent,
        )
        made.append(document.pk)
        DocumentReader.objects.bulk_create(
            DocumentReader(document=document, token=token) for token in arrival.readers
        )
    else:
        document.title, document.address = ready.title[:300], arrival.address or document.address
    parsed = ready.parsed
    document.kind, document.author = parsed.kind, parsed.author[:300]
    document.people = "\n".join(parsed.people or ([parsed.author] if parsed.author else []))
    return document


def _version(actor: Actor, document: Document, ready: Ready) -> DocumentVersion:
    arrival, parsed = ready.arrival, ready.parsed
    dated, origin = document_date(parsed, arrival.dated, timezone.localdate(), arrival.parent_dated)
    last = document.versions.order_by("-number").values_list("number", flat=True).first() or 0
    version = DocumentVersion.objects.create(
        document=document,
        number=last + 1,
        sha256=arrival.digest,
        name=arrival.name,
        format=parsed.format,
        size=len(arrival.original or b""),
        paged=parsed.paged,
        page_count=len(parsed.pages),
        reliability=parsed.reliability,
        facts=parsed.facts,
        notes=parsed.notes,
        dated=dated,
        dated_from=origin,
        added_by_id=actor.person_id,
    )
    if arrival.original is not None:
        version.stored = storage.store(
            arrival.original, actor.company_id, document.pk, version.number, parsed.format
        )
        version.save(update_fields=["stored"])
    Page.objects.bulk_create(
        (
            Page(
                version=version,
                number=page.number,
                text=page.text,
                title=page.title,
                blocks=[[block.start, block.end, block.kind, block.level] for block in page.blocks],
                lines=page.lines,
                reliability=page.reliability,
            )
            for page in parsed.pages
        ),
        batch_size=200,
    )
    document.current = version
    document.save()
    arrived(document, version, "\n".join(page.text for page in parsed.pages))
    learn_acronyms(document, (page.text for page in parsed.pages))
    return version


def _replace_passages(document: Document, rows: list[Passage], *, fresh: bool) -> None:
    if not fresh:
        document.passages.all().delete()
    Passage.objects.bulk_create(rows, batch_size=200)
