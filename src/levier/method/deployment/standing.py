"""Where the companies of one person are in this step of the method."""

from collections.abc import Sequence

from django.db.models import Exists, OuterRef

from levier.core.actor import Actor
from levier.method.across import across, by_company
from levier.method.steps import Progress, Standing
from levier.operations.watching.models import Run, Service, ServiceAlert
from levier.policy.rights import Permission, may


def standings(actors: Sequence[Actor]) -> dict[int, Standing]:
    """By company: done once a capability in service by the clock has run well and is watched; under way from the first deployed."""
    ran = Exists(Run.objects.filter(service=OuterRef("pk"), status__in=["answered", "partial"]))
    rows = across(Service.objects.visible_to, actors).filter(paused=False).annotate(ran=ran)
    seen = rows.values_list("company", "watched", "every", "ran")
    services = by_company(((company, tuple(rest)) for company, *rest in seen), actors)
    open_alerts = across(ServiceAlert.objects.visible_to, actors).filter(ended=None)
    ringing = list(open_alerts.values_list("service__company", flat=True))
    found = {}
    for actor in actors:
        own, opens = services[actor.company_id], may(actor, Permission.STEER)
        if not own:
            found[actor.company_id] = Standing(Progress.LATER, open=opens)
            continue
        said, alerts = f"{len(own)} savoir-faire en service.", ringing.count(actor.company_id)
        if alerts:
            said += f" {alerts} alerte{'s' if alerts > 1 else ''} à regarder."
        proven = any(watched and every != "manual" and ran for watched, every, ran in own)
        found[actor.company_id] = Standing(Progress.DONE if proven else Progress.NOW, said, opens)
    return found
