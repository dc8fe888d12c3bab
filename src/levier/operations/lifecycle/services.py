"""Deleting a document or a table to the last word, and what is said before. Nothing here is heavy."""

import uuid
from dataclasses import dataclass

from levier import durable
from levier.connectors.models import Connection
from levier.core.actor import Actor
from levier.knowledge import reading

_PATIENCE = 60.0


@dataclass(frozen=True)
class Loss:
    """What deleting a document takes, and what stays elsewhere: shown before, told after.

    ``inside``: documents that came in it (attachments, files of an archive) and go with it. ``copies``: those the person may
    read that say the same, word for word or nearly: (id, title, source, likeness 0–1). ``source``: where it still is and may
    come back from.
    """

    title: str
    pages: int
    versions: int
    inside: int
    copies: tuple[tuple[int, str, str, float], ...]
    source: str = ""


def loss(actor: Actor, document: int) -> Loss:
    """Raises NotFound."""
    from levier.knowledge.lifecycle.duplicates import copies_of  # noqa: PLC0415 - numpy, only where a deletion is asked
    from levier.knowledge.removing import with_children  # noqa: PLC0415

    listed = reading.get_document(actor, document)
    linked = Connection.objects.filter(company=actor.company_id, name=listed.source).exists()
    return Loss(
        listed.title,
        listed.pages,
        len(reading.versions(actor, document)),
        len(with_children(document)) - 1,
        tuple((twin.pk, twin.title, twin.source.name, score) for twin, score in copies_of(actor, document)),
        listed.source if linked else "",
    )


def delete(actor: Actor, document: int, *, wait: bool = False) -> Loss:
    """Delete a document and every trace of its content; what was lost. ``wait``: come back once its words are overwritten.

    Raises NotAllowed, NotFound.
    """
    from levier.knowledge.removing import remove  # noqa: PLC0415

    lost = loss(actor, document)
    remove(actor, document)
    overwrite(wait=wait)
    return lost


def overwrite(*, wait: bool = False) -> None:
    """Have a worker overwrite what was deleted in the database's files; without one at hand, the next night does."""
    if durable.launched():
        run = f"purge-{uuid.uuid4()}"
        durable.start("knowledge-purge", run, {})
        if wait:
            durable.wait(run, _PATIENCE)
