"""Who may read a document."""

from collections.abc import Sequence

from django.db import transaction

from levier.core.actor import Actor
from levier.core.errors import BadInput
from levier.knowledge.models import DocumentReader
from levier.knowledge.reading import readable_document
from levier.knowledge.space import changed
from levier.policy.rights import Permission, require


def set_readers(actor: Actor, document_id: int, tokens: Sequence[str]) -> None:
    """Replace who may read the document.

    Raises NotAllowed, NotFound, BadInput when nobody would, or not oneself.
    """
    require(actor, Permission.SHARE)
    document = readable_document(actor, document_id)
    if not set(tokens) & actor.readers:
        raise BadInput(
            "Vous ne pourriez plus lire ce document vous-même",
            where="champ Lecteurs",
            mend="Choisissez un groupe dont vous êtes.",
        )
    with transaction.atomic():
        document.readers.all().delete()
        DocumentReader.objects.bulk_create(
            DocumentReader(document=document, token=token) for token in sorted(set(tokens))
        )
        changed(actor.company_id)
