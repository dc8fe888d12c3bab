"""The alerts of boards for one person: read them, say that they were read."""

from levier.core.actor import Actor
from levier.core.errors import NotFound
from levier.operations.boards.models import BoardAlert, BoardAlertQuerySet
from levier.policy.rights import Permission, require


def alerts_of(actor: Actor, *, waiting: bool = False) -> BoardAlertQuerySet:
    """Those the person may see, the latest first; ``waiting``: only those not read yet. Raises NotAllowed."""
    require(actor, Permission.RUN)
    found: BoardAlertQuerySet = BoardAlert.objects.visible_to(actor).select_related("board", "tile")
    return found.exclude(seen=actor.person_id) if waiting else found


def see(actor: Actor, number: int) -> BoardAlert:
    """Say that the person read it. Raises NotAllowed, NotFound."""
    found = alerts_of(actor).filter(pk=number).first()
    if found is None:
        raise NotFound(
            "Cette alerte n'existe pas ou ne vous est pas accessible", mend="Voyez la liste des alertes."
        )
    found.seen.add(actor.person_id)
    return found


def see_all(actor: Actor) -> int:
    """Say that the person read them all; how many there were. Raises NotAllowed."""
    found = list(alerts_of(actor, waiting=True))
    for one in found:
        one.seen.add(actor.person_id)
    return len(found)
