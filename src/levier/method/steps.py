"""The steps of the method, in order, and how far the company is in each: read from what exists, never declared.

A step is a room ``levier.method.<name>`` with a module ``standing`` that offers ``standings(actors) -> {company: Standing}``, and a
page whose address is called ``<name>``. A room that is not installed, or that has no such module yet, is simply « à venir ». Several
companies are read at once: the number of queries does not follow theirs.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from importlib import import_module
from importlib.util import find_spec

from levier.core.actor import Actor


class Progress(StrEnum):
    """Where a step is."""

    DONE = "done"
    NOW = "now"
    LATER = "later"

    @property
    def label(self) -> str:
        """The word on screen."""
        return {"done": "fait", "now": "en cours", "later": "à venir"}[self.value]


@dataclass(frozen=True)
class Standing:
    """How far a step is, and one French sentence that says what makes it so (« Diagnostic du 09/12/2011 : niveau 3 »).

    ``open``: whether the person may open the step's page.
    """

    progress: Progress
    said: str = ""
    open: bool = True


@dataclass(frozen=True)
class Step:
    """A step of the method. ``name``: its room and the name of its page's address."""

    name: str
    label: str
    purpose: str
    icon: str


STEPS = (
    Step("assessment", "Diagnostic", "Où en êtes-vous ? Vos données mesurées, vos compétences, vos processus.", "stethoscope"),
    Step("roadmap", "Feuille de route", "Quels projets, dans quel ordre, pour quels gains ?", "route"),
    Step("pilots", "Pilotes", "Essayer en petit, mesurer avant et après, décider.", "rocket"),
    Step("deployment", "Déploiement", "Installer pour de bon, surveiller, entretenir.", "server"),
    Step("adoption", "Adoption", "Faire entrer l'outil dans le travail de chacun.", "users"),
)  # fmt: skip


@dataclass(frozen=True)
class Stage:
    """A step and how far this company is in it."""

    step: Step
    standing: Standing


def stages(actor: Actor) -> list[Stage]:
    """Every step with its standing for the person's company."""
    return stages_of([actor])[actor.company_id]


def stages_of(actors: Sequence[Actor]) -> dict[int, list[Stage]]:
    """The same for one person in several companies, by company."""
    found: dict[int, list[Stage]] = {one.company_id: [] for one in actors}
    for step in STEPS:
        reader = _reader(step.name)
        known = reader(actors) if reader and actors else {}
        for company, line in found.items():
            line.append(Stage(step, known.get(company, Standing(Progress.LATER))))
    return found


def next_stage(actor: Actor) -> Stage | None:
    """Where to go on: the first step under way, else the first to come after the last one done; None when all are."""
    found = [one for one in stages(actor) if one.standing.open]
    waiting = [one for one in found if one.standing.progress != Progress.DONE]
    return next(
        (one for one in waiting if one.standing.progress == Progress.NOW), waiting[0] if waiting else None
    )


def _reader(name: str) -> Callable[[Sequence[Actor]], dict[int, Standing]] | None:
    room = f"levier.method.{name}"
    if find_spec(room) is None or find_spec(f"{room}.standing") is None:
        return None
    found: Callable[[Sequence[Actor]], dict[int, Standing]] = import_module(f"{room}.standing").standings
    return found
