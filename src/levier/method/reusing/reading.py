"""A template in French, as lines to read: exactly what it holds, nothing more."""

from collections.abc import Callable, Sequence
from typing import Any

from levier.capabilities import registry
from levier.core.actor import Role
from levier.core.errors import LevierError
from levier.core.french.numbers import format_number
from levier.indicators.catalogue import definition
from levier.indicators.surveys.models import Question
from levier.method.adoption.models import Channel
from levier.method.pilots.models import Design, Grain
from levier.method.reusing import contents
from levier.method.roadmap.ordering.feasible import PARTS
from levier.method.training.models import Tier
from levier.tables.measures import MODELS

Shown = Sequence[tuple[str, str]]
ROLES = {
    Role.OWNER: "dirigeant",
    Role.MANAGER: "responsable",
    Role.EMPLOYEE: "collaborateur",
    Role.ACCOUNTANT: "comptable ou consultant",
}
_WEIGHED = {"impact": "Impact", **PARTS}


def shown(content: contents.Content) -> Shown:
    """(what, detail) for each thing the content holds."""
    return _READ[type(content)](content)


def _roadmap(given: contents.Roadmap) -> Shown:
    lines = [
        (
            one.title,
            f"{_indicator(one.indicator)}, à {one.months} mois ; la cible se dit dans chaque entreprise",
        )
        for one in given.objectives
    ]
    if given.weights:
        weights = ", ".join(
            f"{_WEIGHED.get(name, name)} {format_number(value, 1)}" for name, value in given.weights.items()
        )
        lines.append(("Poids", weights))
    return lines


def _pilot(given: contents.PilotPlan) -> Shown:
    known = registry.catalogue().get(given.capability)
    measured = (
        f", suit « {MODELS[given.kind].measure(given.measure).label} » par {Grain(given.grain).label}"
        if given.kind
        else ""
    )
    team = ", ".join(f"{count} {ROLES[Role(role)]}" for role, count in given.team.items())
    lines = [
        (
            given.title,
            f"{known.title if known else given.capability}, {given.weeks} semaines, sprints de {given.sprint_weeks}",
        ),
        ("Mesure", f"{Design(given.design).label}{measured}"),
    ]
    lines += [("Périmètre", given.scope)] if given.scope else []
    lines += [("Équipe, par rôle", team)] if team else []
    return lines + [
        (f"Carte{' (première version)' if one.mvp else ''} : {one.title}", one.note) for one in given.cards
    ]


def _communication(given: contents.Communication) -> Shown:
    channels = dict(Channel.choices)
    return [
        (
            f"À {one.audience}, {channels.get(one.channel, one.channel)}, jour {one.after}",
            f"{one.why} — {one.body}",
        )
        for one in given.messages
    ]


def _training(given: contents.Training) -> Shown:
    tiers = [
        (str(Tier(one.tier).label), f"{one.hours.replace('.', ',')} h par personne en {one.within} jours")
        for one in given.tiers
    ]
    return tiers + [
        (
            f"Séance « {one.title} », jour {one.after}",
            f"{Tier(one.tier).label}, {one.hours.replace('.', ',')} h, {one.seats} places",
        )
        for one in given.sessions
    ]


def _survey(given: contents.Questionnaire) -> Shown:
    about = f", à propos de : {given.about}" if given.about else ""
    return [
        (given.title, f"{Question(given.question).label}, ouverte {given.days} jours{about}"),
        ("Message", given.message or "aucun"),
    ]


def _indicator(name: str) -> str:
    try:
        return definition(name).label
    except LevierError:
        return name


_READ: dict[type, Callable[[Any], Shown]] = {
    contents.Roadmap: _roadmap, contents.PilotPlan: _pilot, contents.Communication: _communication, contents.Training: _training,
    contents.Questionnaire: _survey,
}  # fmt: skip
