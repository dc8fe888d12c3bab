"""Remove a document, and every trace of its content: passages, index, vectors, original files, memory."""

from django.db import transaction

from levier.core.actor import Actor
from levier.knowledge import index, storage
from levier.knowledge.reading import readable_document
from levier.knowledge.searching.search import forget_sentences
from levier.knowledge.space import changed, forget
from levier.policy import journal
from levier.policy.rights import Permission, require


def remove(actor: Actor, document_id: int) -> None:
    """Delete a document the person may read; the journal keeps its title. Raises NotAllowed, NotFound.

    The database rows go first: if the machine stops in between, an unreachable file is left rather than a
    document that opens on nothing; removing the folder again is harmless.
    """
    require(actor, Permission.IMPORT)
    document = readable_document(actor, document_id)
    details = {"document": document_id, "source": document.source.name}
    with transaction.atomic():
        index.remove(document.passages.values_list("pk", flat=True))
        document.current = None
        document.save(update_fields=["current"])
        document.delete()
        changed(actor.company_id)
        journal.record(actor.company_id, actor.person_id, "document.removed", document.title[:200], details)
    forget(actor.company_id)
    forget_sentences(actor.company_id)
    storage.erase(actor.company_id, document_id)
