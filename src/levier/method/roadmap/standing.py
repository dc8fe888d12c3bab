"""Where the companies of one person are in this step of the method."""

from collections.abc import Sequence

from levier.core.actor import Actor
from levier.method.across import across, by_company
from levier.method.roadmap.models import Objective, Stage, UseCase
from levier.method.steps import Progress, Standing
from levier.policy.rights import Permission, may


def standings(actors: Sequence[Actor]) -> dict[int, Standing]:
    """By company: done once a project with a sponsor was retained; under way from the first objective or candidate."""
    rows = across(UseCase.objects.visible_to, actors).values_list("company", "sponsor", "stage")
    cases = by_company(((company, (sponsor, stage)) for company, sponsor, stage in rows), actors)
    aims = set(across(Objective.objects.visible_to, actors).values_list("company", flat=True))
    found = {}
    for actor in actors:
        opens, own = may(actor, Permission.STEER), cases[actor.company_id]
        carried = sum(
            sponsor is not None and stage not in (Stage.IDEA, Stage.STOPPED) for sponsor, stage in own
        )
        if carried:
            said = f"{carried} projet{'s' if carried > 1 else ''} retenu{'s' if carried > 1 else ''}."
            found[actor.company_id] = Standing(Progress.DONE, said, opens)
        elif own or actor.company_id in aims:
            said = "Aucun projet n'a encore été retenu avec un porteur."
            found[actor.company_id] = Standing(Progress.NOW, said, opens)
        else:
            found[actor.company_id] = Standing(Progress.LATER, open=opens)
    return found
