"""Where the companies of one person are in this step of the method."""

from collections.abc import Sequence

from levier.core.actor import Actor
from levier.method.across import across, by_company
from levier.method.pilots.models import Pilot, State
from levier.method.steps import Progress, Standing


def standings(actors: Sequence[Actor]) -> dict[int, Standing]:
    """By company: done once a pilot was decided upon; under way from the first one described."""
    known = by_company(across(Pilot.objects.visible_to, actors).values_list("company", "state"), actors)
    return {company: _standing(states) for company, states in known.items()}


def _standing(states: list[str]) -> Standing:
    decided = sum(one in (State.GO, State.STOPPED) for one in states)
    running = states.count(State.RUNNING)
    said = f"{running} pilote{'s' if running > 1 else ''} en cours." if running else ""
    if decided:
        told = f"{decided} pilote{'s' if decided > 1 else ''} jugé{'s' if decided > 1 else ''} sur mesure."
        return Standing(Progress.DONE, f"{told} {said}".strip())
    if states:
        return Standing(Progress.NOW, said or "Un pilote est en préparation.")
    return Standing(Progress.LATER)
