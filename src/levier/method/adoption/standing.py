"""Where the companies of one person are in this step of the method."""

from collections.abc import Sequence

from levier.core.actor import Actor
from levier.core.french.numbers import format_percent
from levier.method.adoption.models import Message, Ticket
from levier.method.steps import Progress, Standing
from levier.method.training.covering import Coverage, coverages
from levier.method.training.models import Session, Tier

_ENOUGH = 0.8
"""Share of the team made aware beyond which the step is done: an own rule, not a norm."""


def standings(actors: Sequence[Actor]) -> dict[int, Standing]:
    """By company: done once the team was told and four people in five were made aware; under way from the first message, session
    or question."""
    companies = [one.company_id for one in actors]
    sent = set(
        Message.objects.filter(company__in=companies, sent_on__isnull=False).values_list("company", flat=True)
    )
    begun = {
        company
        for one in (Message, Session, Ticket)
        for company in one.objects.filter(company__in=companies).order_by().values_list("company", flat=True).distinct()
    }  # fmt: skip
    covered = coverages(companies)
    return {one: _standing(covered[one], told=one in sent, begun=one in begun) for one in companies}


def _standing(covered: list[Coverage], *, told: bool, begun: bool) -> Standing:
    aware = next(one for one in covered if one.tier == Tier.AWARENESS)
    said = f"{aware.trained} personne{'s' if aware.trained > 1 else ''} sensibilisée{'s' if aware.trained > 1 else ''} sur {aware.target}"
    share = f" ({format_percent(aware.share, 0)})." if aware.share is not None else "."
    if told and (aware.share or 0) >= _ENOUGH:
        return Standing(Progress.DONE, f"{said}{share}")
    if begun:
        rest = "" if told else " Rien n'a encore été dit à l'équipe."
        return Standing(Progress.NOW, f"{said}{share}{rest}")
    return Standing(Progress.LATER)
