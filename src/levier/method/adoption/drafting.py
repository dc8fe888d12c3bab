"""First drafts of messages, made of facts: what the pilots measured, the projects of the roadmap, what the use shows.

The pilots are read where their app is installed: a company that has not come that far still gets its drafts.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.apps import apps

from levier.capabilities import registry
from levier.core.actor import Actor
from levier.core.errors import NotFound
from levier.core.french.numbers import format_percent
from levier.method.adoption.models import Channel, Message
from levier.method.adoption.usage import usage_of
from levier.method.roadmap.models import Stage, UseCase
from levier.policy.rights import Permission, require

TEAM = "Toute l'équipe"
_HELD = "L'outil propose, une personne décide. L'usage est compté par groupes, jamais personne par personne."
_WAITING = (Stage.IDEA, Stage.STOPPED)


@dataclass(frozen=True)
class Draft:
    """A message to read again before keeping it. ``origin``: the facts it is made of."""

    audience: str
    why: str
    body: str
    channel: str
    origin: str


def drafts(actor: Actor) -> list[Draft]:
    """Those the plan does not hold yet. Raises NotAllowed."""
    require(actor, Permission.STEER)
    kept = set(Message.objects.visible_to(actor).values_list("origin", flat=True))
    made = [*_pilots(actor), *_projects(actor), *_use(actor)]
    return [one for one in made if one.origin not in kept]


def _projects(actor: Actor) -> Iterator[Draft]:
    cases = (
        UseCase.objects.visible_to(actor).exclude(stage__in=_WAITING).select_related("sponsor", "objective")
    )
    for case in cases:
        why = case.problem.strip() or (
            f"Notre objectif : {case.objective.title}."
            if case.objective
            else f"Nous avons retenu « {case.title} »."
        )
        carried = f" {case.sponsor} porte ce projet : posez-lui vos questions." if case.sponsor else ""
        yield Draft(
            TEAM, why[:1_000], f"Nous allons mettre en place « {case.title} ».{_what(case.capability)}{carried} {_HELD}",
            Channel.MEETING, f"Feuille de route : « {case.title} »"[:200],
        )  # fmt: skip


def _what(capability: str) -> str:
    try:
        return f" Ce que fait l'outil : {registry.get(capability).summary}" if capability else ""
    except NotFound:
        return ""


def _pilots(actor: Actor) -> Iterator[Draft]:
    if not apps.is_installed("levier.method.pilots"):
        return
    label: str = "pilots"
    pilots: Any = apps.get_model(label, "Pilot")
    for pilot in pilots.objects.visible_to(actor).select_related("use_case"):
        decided = pilot.decisions.first()
        if decided is None:
            continue
        measured, reasons = str(decided.effect.get("said", "")).strip(), decided.reasons.strip()[:800]
        told = reasons if measured in reasons else f"{measured} Raisons : {reasons}"
        yield Draft(
            TEAM, pilot.use_case.problem.strip()[:1_000] or f"Nous avons essayé « {pilot.use_case.title} ».",
            f"Le pilote « {pilot.title} » est décidé : {decided.get_verdict_display().lower()}. {told} {_HELD}",
            Channel.DEMO, f"Pilote « {pilot.title} » : {decided.get_verdict_display().lower()}"[:200],
        )  # fmt: skip


def _use(actor: Actor) -> Iterator[Draft]:
    usage = usage_of(actor)
    if usage.small or not usage.any or not usage.weeks[-1].active.enough:
        return
    liked = next((one for one in usage.capabilities if one.runs), None)
    most = f" L'outil le plus lancé : {liked.title} ({liked.runs} fois en 12 semaines)." if liked else ""
    stopped = next((one for one in usage.given_up if one.share), None)
    trouble = (
        f" {format_percent(stopped.share or 0, 0)} des demandes sont {stopped.label} : demandez de l'aide, la réponse servira à tous."
        if stopped
        else ""
    )
    yield Draft(
        TEAM, "Savoir si l'outil sert, et où il ne sert pas encore.", f"{usage.finding}.{most}{trouble} {_HELD}", Channel.MAIL,
        f"Usage mesuré, semaine du {usage.weeks[-1].start:%d/%m/%Y}",
    )  # fmt: skip
