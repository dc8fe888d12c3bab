"""Where the company is in this step of the method."""

from levier.core.actor import Actor
from levier.core.french.dates import format_date
from levier.method.assessment.models import Assessment
from levier.method.assessment.referential import levels
from levier.method.steps import Progress, Standing
from levier.policy.rights import Permission, may


def standing(actor: Actor) -> Standing:
    """Done once an assessment was closed; its score is told to those who steer only."""
    found = Assessment.objects.visible_to(actor)
    last = found.filter(closed__isnull=False).first()
    if found.filter(closed=None).exists():
        return Standing(Progress.NOW, "Un diagnostic est en cours.")
    if last is None or last.closed is None:
        return Standing(Progress.LATER)
    score = last.snapshot.get("score")
    level = (
        f" : niveau {levels().of(score).level} sur 5"
        if score is not None and may(actor, Permission.STEER)
        else ""
    )
    return Standing(Progress.DONE, f"Diagnostic du {format_date(last.closed)}{level}.")
