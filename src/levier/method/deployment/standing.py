"""Where the company is in this step of the method."""

from levier.core.actor import Actor
from levier.method.steps import Progress, Standing
from levier.operations.watching.models import Run, Service, ServiceAlert
from levier.policy.rights import Permission, may


def standing(actor: Actor) -> Standing:
    """Done once a capability in service by the clock has run well and is watched; under way from the first one deployed."""
    opens = may(actor, Permission.STEER)
    services = Service.objects.visible_to(actor).filter(paused=False)
    count = services.count()
    if not count:
        return Standing(Progress.LATER, open=opens)
    said = f"{count} savoir-faire en service."
    ringing = ServiceAlert.objects.visible_to(actor).filter(ended=None).count()
    if ringing:
        said += f" {ringing} alerte{'s' if ringing > 1 else ''} à regarder."
    proven = Run.objects.filter(
        service__in=services.filter(watched=True).exclude(every="manual"), status__in=["answered", "partial"]
    )
    return Standing(Progress.DONE if proven.exists() else Progress.NOW, said, opens)
