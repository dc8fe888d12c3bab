"""Acronyms that documents explain, kept with the document: who may not read it is not told what it calls things."""

from collections.abc import Iterable

from django.db.models import Exists, OuterRef

from levier.core.actor import Actor
from levier.core.french.text import fold
from levier.knowledge.models import Acronym, Document, DocumentReader
from levier.knowledge.searching.acronyms import explained

_MOST_IN_A_DOCUMENT = 100
_MOST_ASKED = 500


def learn_acronyms(document: Document, texts: Iterable[str]) -> None:
    """Replace the acronyms of a document by those that its present text explains, in the caller's transaction."""
    found: dict[str, str] = {}
    for text in texts:
        for short, long in explained(text):
            found.setdefault(fold(short), long)
    document.acronyms.all().delete()
    kept = list(found.items())[:_MOST_IN_A_DOCUMENT]
    Acronym.objects.bulk_create(
        Acronym(document=document, short=short[:12], long=long[:120]) for short, long in kept
    )


def learned_acronyms(actor: Actor) -> dict[str, str]:
    """Folded acronym → what it stands for, from the documents the person may read."""
    readers = DocumentReader.objects.filter(document=OuterRef("document"), token__in=actor.readers)
    rows = Acronym.objects.filter(Exists(readers), document__company=actor.company_id)
    return dict(rows.order_by("-pk").values_list("short", "long")[:_MOST_ASKED])
