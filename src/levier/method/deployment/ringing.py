"""The alerts of services for one person: read them, say that they were read, look now."""

from django.db.models import F

from levier.core.actor import Actor
from levier.core.errors import NotFound
from levier.method.deployment.deploying import service_of
from levier.operations.watching import letters, looking, running
from levier.operations.watching.models import AlertQuerySet, ServiceAlert
from levier.policy.rights import Permission, require


def alerts_of(actor: Actor, *, waiting: bool = False) -> AlertQuerySet:
    """Those the person may see, the ones that last first; ``waiting``: only those that last and were not read. Raises NotAllowed."""
    require(actor, Permission.STEER)
    found: AlertQuerySet = ServiceAlert.objects.visible_to(actor).select_related("service")
    if waiting:
        return found.filter(ended=None).exclude(seen=actor.person_id)
    return found.order_by(F("ended").desc(nulls_first=True), "-raised")


def see(actor: Actor, number: int) -> ServiceAlert:
    """Say that the person read it. Raises NotAllowed, NotFound."""
    found = alerts_of(actor).filter(pk=number).first()
    if found is None:
        raise NotFound(
            "Cette alerte n'existe pas ou ne vous est pas ouverte", mend="Revenez à « Déploiement »."
        )
    found.seen.add(actor.person_id)
    return found


def look_now(actor: Actor, pk: int) -> int:
    """Read the runs that are over, and look at a service; how many new alerts. Raises NotAllowed, NotFound."""
    service = service_of(actor, pk)
    running.settle(service.company_id)
    raised = looking.look(service.pk)
    letters.send_waiting()
    return raised
