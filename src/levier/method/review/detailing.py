"""What a review shows beside its kept facts: read when it is opened, with the rights of who reads, and never kept."""

from pydantic import BaseModel

from levier.accounts.models import Company
from levier.core.actor import Actor
from levier.core.errors import LevierError
from levier.core.french.numbers import format_count
from levier.core.french.writing_dates import format_date
from levier.method.deployment.promising import every_promise
from levier.method.pilots.effect import effect_of
from levier.method.pilots.models import Pilot, State
from levier.policy.rights import Permission, require


class Detail(BaseModel):
    """One line: what it is, what is known of it, where it is opened."""

    title: str
    said: str
    address: str


class Details(BaseModel):
    """The pilots under way with their effect so far, and the promises of what is in service."""

    pilots: list[Detail]
    promises: list[Detail]


def details_of(actor: Actor) -> Details:
    """As the person may read them today. Raises NotAllowed."""
    require(actor, Permission.STEER)
    today = Company.objects.get(pk=actor.company_id).today
    running = Pilot.objects.visible_to(actor).filter(state=State.RUNNING).order_by("ends")
    pilots = []
    for one in running:
        left = (one.ends - today).days
        span = f"Du {format_date(one.starts)} au {format_date(one.ends)}, "
        span += f"encore {format_count(left, 'jour')}." if left > 0 else "terme atteint : à décider."
        pilots.append(
            Detail(
                title=one.title, said=f"{span} {_so_far(actor, one)}", address=f"/methode/pilotes/{one.pk}/"
            )
        )
    promises = [
        Detail(title=service.title, said=one.said, address=f"/methode/deploiement/{service.pk}/")
        for service, found in every_promise(actor)
        for one in found
    ]
    return Details(pilots=pilots, promises=promises)


def _so_far(actor: Actor, pilot: Pilot) -> str:
    try:
        return effect_of(actor, pilot).said
    except LevierError as error:
        return f"Effet pas encore mesuré : {error.what[:1].lower()}{error.what[1:].rstrip('.')}."
