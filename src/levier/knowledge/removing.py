"""Remove a document, and every trace of its content: passages, index, vectors, original files, memory, and what upper
floors copied of it.
"""

from django.db import transaction

from levier.core.actor import Actor
from levier.knowledge import storage
from levier.knowledge.models import Document
from levier.knowledge.reading import readable_document
from levier.knowledge.searching.closely import forget_sentences
from levier.knowledge.space import changed, forget
from levier.policy import journal
from levier.policy.forgetting import forgotten
from levier.policy.rights import Permission, require


def remove(actor: Actor, document_id: int) -> None:
    """Delete a document the person may read; the journal keeps its title. Raises NotAllowed, NotFound."""
    require(actor, Permission.IMPORT)
    erase(readable_document(actor, document_id), actor.person_id)


def erase(document: Document, person: int | None, *, why: str = "") -> None:
    """Delete a document, whoever may read it (``person`` None: Levier itself, by a rule that people chose).

    The database rows go first: if the machine stops in between, an unreachable file is left rather than a
    document that opens on nothing; removing the folder again is harmless.
    """
    company, family = document.company_id, with_children(document.pk)
    details = {"document": document.pk, "source": document.source.name, "why": why, "parts": len(family) - 1}
    told = {name: value for name, value in details.items() if value}
    with transaction.atomic():
        Document.objects.filter(pk__in=family).update(current=None)
        document.delete()
        for pk in family:
            forgotten(company, "document", pk)
        changed(company)
        journal.record(company, person, "document.removed", document.title[:200], told)
    forget(company)
    forget_sentences(company)
    for pk in family:
        storage.erase(company, pk)


def with_children(pk: int) -> list[int]:
    """A document, its attachments (the files of an archive), and theirs."""
    family, fresh = [pk], [pk]
    while fresh := list(Document.objects.filter(parent__in=fresh).values_list("pk", flat=True)):
        family += fresh
    return family
