"""Find a pilot, and say who may steer it or work in it."""

from levier.core.actor import Actor
from levier.core.errors import NotAllowed, NotFound
from levier.method.pilots.models import Pilot, PilotQuerySet
from levier.policy.rights import Permission, may, require


def visible(actor: Actor) -> PilotQuerySet:
    """The company's pilots: everyone may see what is tried and what it gave."""
    require(actor, Permission.SEE_DATA)
    found: PilotQuerySet = Pilot.objects.visible_to(actor).select_related("use_case", "sponsor")
    return found


def get(actor: Actor, pk: int | str) -> Pilot:
    """Raises NotFound, the same for another company's."""
    found = visible(actor).filter(pk=int(pk)).first() if str(pk).isdigit() else None
    if found is None:
        raise NotFound("Ce pilote n'existe pas, ou n'est pas de votre entreprise", mend="Voyez « Pilotes ».")
    return found


def steered(actor: Actor, pk: int | str) -> Pilot:
    """One the person may change or decide on. Raises NotAllowed, NotFound."""
    require(actor, Permission.STEER)
    return get(actor, pk)


def in_team(actor: Actor, pilot: Pilot) -> bool:
    """Whether the person steers pilots, sponsors this one or works in its team."""
    return (
        may(actor, Permission.STEER)
        or pilot.sponsor_id == actor.person_id
        or pilot.team.filter(pk=actor.person_id).exists()
    )


def worked(actor: Actor, pk: int | str) -> Pilot:
    """One whose board the person may change. Raises NotAllowed, NotFound."""
    pilot = get(actor, pk)
    if not in_team(actor, pilot):
        raise NotAllowed(
            "Seule l'équipe du pilote peut modifier son tableau",
            mend="Demandez à son sponsor de vous ajouter à l'équipe.",
        )
    return pilot
