"""Timed samples of a task: add one, take one back, read them."""

import math
from collections.abc import Sequence
from datetime import date

from levier.accounts.models import Company
from levier.core.actor import Actor
from levier.core.errors import BadInput, NotFound
from levier.indicators.measuring.models import Timing, Way
from levier.policy.rights import Permission, require

_LONGEST = 60 * 24.0


def add(
    actor: Actor,
    task: str,
    way: str,
    minutes: float,
    *,
    checking: float = 0.0,
    wrong: bool | None = None,
    day: date | None = None,
) -> Timing:
    """One file timed, in minutes. Raises NotAllowed, BadInput. Whoever does the work may; nobody's name is kept."""
    require(actor, Permission.RUN)
    today = Company.objects.get(pk=actor.company_id).today
    day = day or today
    if way not in Way.values:
        raise BadInput(f"« {way} » n'est ni « avec » ni « sans »", where="manière")
    _minutes(minutes, "durée", least=0.01)
    _minutes(checking, "durée du contrôle", least=0)
    if day > today:
        raise BadInput(
            f"Le {day:%d/%m/%Y} n'est pas encore arrivé", where="jour", mend="Donnez le jour du travail fait."
        )
    return Timing.objects.create(
        company_id=actor.company_id,
        task=task,
        way=way,
        minutes=minutes,
        checking=checking,
        wrong=wrong,
        day=day,
    )


def remove(actor: Actor, pk: int) -> None:
    """Take back a timing typed by mistake. Raises NotFound, NotAllowed."""
    require(actor, Permission.RUN)
    found = Timing.objects.visible_to(actor).filter(pk=pk).first()
    if found is None:
        raise NotFound("Ce chronométrage n'existe pas")
    found.delete()


def of(actor: Actor, task: str, way: str = "", since: date | None = None) -> Sequence[Timing]:
    """The timings of a task, last first."""
    found = Timing.objects.visible_to(actor).filter(task=task)
    if way:
        found = found.filter(way=way)
    return list(found.filter(day__gte=since) if since else found)


def _minutes(value: float, where: str, *, least: float) -> None:
    if not math.isfinite(value) or not least <= value <= _LONGEST:
        raise BadInput(
            "Une durée est de quelques secondes à 24 heures",
            where=where,
            mend="Écrivez des minutes : « 12,5 ».",
        )
