"""A solved question becomes approved knowledge: a document that the next request finds."""

from levier.accounts.models import Company
from levier.core.actor import Actor
from levier.core.errors import BadInput
from levier.knowledge.adding import add_text
from levier.method.adoption.helping import ticket_of
from levier.method.adoption.models import Ticket
from levier.method.holding import fresh
from levier.method.ideas.box import written
from levier.policy import journal
from levier.policy.rights import Permission, require

SOURCE = "Aide interne"
"""The source of the company's documents that holds the approved answers."""


def approve(actor: Actor, pk: int, title: str, text: str, revision: int | None = None) -> Ticket:
    """Add the question and its answer, as read again in ``title`` and ``text``, to the documents everyone searches. Who asked is
    not named. Raises NotAllowed, NotFound, BadInput, Changed."""
    require(actor, Permission.STEER)
    found = ticket_of(actor, pk)
    if not found.answered_on:
        raise BadInput(
            "Cette question n'a pas encore de réponse", where=found.question, mend="Répondez d'abord."
        )
    if found.solved is False:
        raise BadInput(
            "La personne dit que cette réponse n'a pas résolu sa question", where=found.question,
            mend="Répondez mieux avant d'en faire une connaissance pour tous.",
        )  # fmt: skip
    fresh(found, revision, found.question)
    title, text = written(title, "titre", 200), written(text, "réponse approuvée", 6_000)
    today = Company.objects.get(pk=actor.company_id).today
    added = add_text(actor, title, f"{title}\n\n{text}", source=SOURCE, dated=today, data_class="internal")
    found.document, found.revision = added.document_id, found.revision + 1
    found.save(update_fields=["document", "revision"])
    journal.record(actor.company_id, actor.person_id, "help.approved", title, {"document": added.document_id})
    return found
