"""Where the company is in this step of the method."""

from levier.core.actor import Actor
from levier.method.roadmap.models import Objective, Stage, UseCase
from levier.method.steps import Progress, Standing


def standing(actor: Actor) -> Standing:
    """Done once a project with a sponsor was retained; under way from the first objective or candidate."""
    cases = UseCase.objects.visible_to(actor)
    carried = cases.filter(sponsor__isnull=False).exclude(stage__in=[Stage.IDEA, Stage.STOPPED]).count()
    if carried:
        return Standing(Progress.DONE, f"{carried} projet{'s' if carried > 1 else ''} retenu{'s' if carried > 1 else ''}.")
    if cases.exists() or Objective.objects.visible_to(actor).exists():
        return Standing(Progress.NOW, "Aucun projet n'a encore été retenu avec un porteur.")
    return Standing(Progress.LATER)
