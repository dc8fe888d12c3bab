"""Where the company is in this step of the method."""

from levier.core.actor import Actor
from levier.method.pilots.models import Pilot, State
from levier.method.steps import Progress, Standing


def standing(actor: Actor) -> Standing:
    """Done once a pilot was decided upon; under way from the first one described."""
    found = Pilot.objects.visible_to(actor)
    decided = found.filter(state__in=[State.GO, State.STOPPED]).count()
    running = found.filter(state=State.RUNNING).count()
    said = f"{running} pilote{'s' if running > 1 else ''} en cours." if running else ""
    if decided:
        told = f"{decided} pilote{'s' if decided > 1 else ''} jugé{'s' if decided > 1 else ''} sur mesure."
        return Standing(Progress.DONE, f"{told} {said}".strip())
    if found.exists():
        return Standing(Progress.NOW, said or "Un pilote est en préparation.")
    return Standing(Progress.LATER)
