"""Where the companies of one person are in this step of the method."""

from collections.abc import Sequence

from levier.core.actor import Actor
from levier.core.french.dates import format_date
from levier.method.across import across, by_company
from levier.method.assessment.models import Assessment
from levier.method.assessment.referential import levels
from levier.method.steps import Progress, Standing
from levier.policy.rights import Permission, may


def standings(actors: Sequence[Actor]) -> dict[int, Standing]:
    """By company: done once an assessment was closed; its score is told to those who steer only."""
    rows = across(Assessment.objects.visible_to, actors).values_list("company", "closed", "snapshot__score")
    known = by_company(((company, (closed, score)) for company, closed, score in rows), actors)
    found = {}
    for actor in actors:
        kept = known[actor.company_id]
        closed, score = kept[0] if kept else (None, None)
        if any(day is None for day, _ in kept):
            found[actor.company_id] = Standing(Progress.NOW, "Un diagnostic est en cours.")
        elif closed is None:
            found[actor.company_id] = Standing(Progress.LATER)
        else:
            told = float(score) if score is not None and may(actor, Permission.STEER) else None
            level = "" if told is None else f" : niveau {levels().of(told).level} sur 5"
            found[actor.company_id] = Standing(Progress.DONE, f"Diagnostic du {format_date(closed)}{level}.")
    return found
