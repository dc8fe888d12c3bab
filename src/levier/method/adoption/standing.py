"""Where the company is in this step of the method."""

from levier.core.actor import Actor
from levier.core.french.numbers import format_percent
from levier.method.adoption.models import Message, Ticket
from levier.method.steps import Progress, Standing
from levier.method.training.covering import coverage_of
from levier.method.training.models import Session, Tier

_ENOUGH = 0.8
"""Share of the team made aware beyond which the step is done: an own rule, not a norm."""


def standing(actor: Actor) -> Standing:
    """Done once the team was told and four people in five were made aware; under way from the first message, session or question."""
    company = actor.company_id
    told = Message.objects.filter(company_id=company, sent_on__isnull=False).exists()
    aware = next(one for one in coverage_of(company) if one.tier == Tier.AWARENESS)
    said = f"{aware.trained} personne{'s' if aware.trained > 1 else ''} sensibilisée{'s' if aware.trained > 1 else ''} sur {aware.target}"
    share = f" ({format_percent(aware.share, 0)})." if aware.share is not None else "."
    if told and (aware.share or 0) >= _ENOUGH:
        return Standing(Progress.DONE, f"{said}{share}")
    begun = (Message, Session, Ticket)
    if any(one.objects.filter(company_id=company).exists() for one in begun):
        rest = "" if told else " Rien n'a encore été dit à l'équipe."
        return Standing(Progress.NOW, f"{said}{share}{rest}")
    return Standing(Progress.LATER)
