"""The tools a training is about: those really in use, and those of the projects that were retained."""

from levier.core.actor import Actor
from levier.method.adoption.usage import in_use
from levier.method.holding import tools
from levier.method.roadmap.models import Stage, UseCase


def taught(actor: Actor) -> dict[str, str]:
    """Name → title, those in use first; empty when nothing is used nor retained yet."""
    found = {name: title for name, title in in_use(actor.company_id).items() if name in tools()}
    cases = (
        UseCase.objects.visible_to(actor)
        .exclude(stage__in=[Stage.IDEA, Stage.STOPPED])
        .exclude(capability="")
    )
    for name in cases.values_list("capability", flat=True):
        if name in tools():
            found.setdefault(name, tools()[name])
    return found
