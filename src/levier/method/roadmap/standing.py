"""Where the company is in this step of the method."""

from levier.core.actor import Actor
from levier.method.roadmap.models import Objective, Stage, UseCase
from levier.method.steps import Progress, Standing
from levier.policy.rights import Permission, may


def standing(actor: Actor) -> Standing:
    """Done once a project with a sponsor was retained; under way from the first objective or candidate."""
    cases = UseCase.objects.visible_to(actor)
    opens = may(actor, Permission.STEER)
    carried = cases.filter(sponsor__isnull=False).exclude(stage__in=[Stage.IDEA, Stage.STOPPED]).count()
    if carried:
        said = f"{carried} projet{'s' if carried > 1 else ''} retenu{'s' if carried > 1 else ''}."
        return Standing(Progress.DONE, said, opens)
    if cases.exists() or Objective.objects.visible_to(actor).exists():
        return Standing(Progress.NOW, "Aucun projet n'a encore été retenu avec un porteur.", opens)
    return Standing(Progress.LATER, open=opens)
