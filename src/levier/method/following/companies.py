"""The companies one person follows, side by side: read company by company, with the person's own rights in each.

Nothing is read of a company the person does not belong to: the list starts from their memberships, and every figure from the
actor of one membership. The number of queries is a constant for each company (and a few for each task that was timed).
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from levier.accounts.models import Membership
from levier.core.actor import Actor
from levier.core.errors import BadInput
from levier.core.french.text import fold
from levier.governance.approvals import deciding
from levier.method.assessment.measuring.held import held_tables
from levier.method.ideas.models import Idea
from levier.method.pilots.models import Pilot, State
from levier.method.steps import STEPS, Progress, stages
from levier.operations.boards.alerts import alerts_of as board_alerts
from levier.operations.gains.net import Gains, gains
from levier.tables.alerts.judging import alerts_of

ENDING_DAYS = 14
"""A pilot that ends within so many days is shown, so that its decision is prepared."""


@dataclass(frozen=True)
class Followed:
    """One company as the person may see it. ``quality``: 0–100, mean of the tables weighted by their lines, None without table.

    ``hours``, ``low``, ``high``: saved over the last three months, None while nothing was timed; ``net``: euros, None for who
    does not steer there.
    """

    membership: Membership
    step: str
    done: int
    said: str
    tables: int
    quality: float | None
    approvals: int
    alerts: int
    late_ideas: int
    pilots_running: int
    pilots_ending: tuple[str, ...]
    hours: float | None
    low: float | None
    high: float | None
    net: float | None

    @property
    def name(self) -> str:
        """The company's."""
        return str(self.membership.company.name)

    @property
    def waiting(self) -> int:
        """Everything that waits for somebody."""
        return self.approvals + self.alerts + self.late_ideas + len(self.pilots_ending)

    @property
    def steps(self) -> int:
        """How many the method has."""
        return len(STEPS)

    def plain(self) -> dict[str, Any]:
        """As the API and the command give it."""
        return {
            "company": self.membership.company.slug, "name": self.name, "role": str(self.membership.role), "step": self.step,
            "steps_done": self.done, "said": self.said, "tables": self.tables, "quality": self.quality, "waiting": self.waiting,
            "approvals": self.approvals, "alerts": self.alerts, "late_ideas": self.late_ideas,
            "pilots_running": self.pilots_running, "pilots_ending": list(self.pilots_ending), "hours": self.hours,
            "hours_low": self.low, "hours_high": self.high, "net": self.net,
        }  # fmt: skip


SORTS: dict[str, tuple[str, Callable[[Followed], Any]]] = {
    "attente": ("Ce qui attend", lambda one: (-one.waiting, fold(one.name))),
    "nom": ("Nom", lambda one: fold(one.name)),
    "etape": ("Étape", lambda one: (one.done, fold(one.name))),
    "qualite": ("Qualité des données", lambda one: (one.quality is None, one.quality or 0.0, fold(one.name))),
    "gains": ("Gains", lambda one: (one.hours is None, -(one.hours or 0.0), fold(one.name))),
}
KEEPS: dict[str, tuple[str, Callable[[Followed], bool]]] = {
    "": ("Toutes", lambda one: True),
    "attente": ("Quelque chose attend", lambda one: one.waiting > 0),
    "pilote": ("Un pilote en cours", lambda one: one.pilots_running > 0),
    "debut": ("Rien n'est commencé", lambda one: one.done == 0),
}


def followed(
    memberships: Sequence[Membership], *, sort: str = "attente", keep: str = "", words: str = ""
) -> list[Followed]:
    """The companies of these memberships, all of one person. ``words``: part of a name, accents aside. Raises BadInput."""
    if sort not in SORTS:
        raise BadInput(
            f"Le tri « {sort} » n'existe pas", where="tri", mend=f"Choisissez : {', '.join(SORTS)}."
        )
    if keep not in KEEPS:
        known = ", ".join(name for name in KEEPS if name)
        raise BadInput(f"Le filtre « {keep} » n'existe pas", where="filtre", mend=f"Choisissez : {known}.")
    named = [one for one in memberships if fold(words.strip()) in fold(one.company.name)]
    found = [one for one in map(_one, named) if KEEPS[keep][1](one)]
    return sorted(found, key=SORTS[sort][1])


def _one(membership: Membership) -> Followed:
    actor, today = membership.actor(), membership.company.today
    line = stages(actor)
    current = next((one for one in line if one.standing.progress == Progress.NOW), None) or next(
        (one for one in line if one.standing.progress == Progress.LATER), line[-1]
    )
    last = [one for one in line if one.standing.said]
    running = list(Pilot.objects.visible_to(actor).filter(state=State.RUNNING).values_list("title", "ends"))
    soon = today + timedelta(days=ENDING_DAYS)
    count, quality = _quality(actor)
    found = gains(actor)
    hours = _hours(found)
    return Followed(
        membership=membership, step=current.step.label, done=sum(one.standing.progress == Progress.DONE for one in line),
        said=current.standing.said or (last[-1].standing.said if last else ""), tables=count, quality=quality,
        approvals=deciding.waiting_count(actor),
        alerts=alerts_of(actor, waiting=True).count() + board_alerts(actor, waiting=True).filter(ended=None).count(),
        late_ideas=Idea.objects.visible_to(actor).filter(answer="", due__lt=today).count(),
        pilots_running=len(running), pilots_ending=tuple(title for title, ends in running if ends <= soon),
        hours=hours[0], low=hours[1], high=hours[2], net=found.net,
    )  # fmt: skip


def _quality(actor: Actor) -> tuple[int, float | None]:
    found = held_tables(actor)
    lines = sum(max(1, one.version.rows) for one in found)
    if not lines:
        return 0, None
    return len(found), round(sum(one.profile.score * max(1, one.version.rows) for one in found) / lines, 1)


def _hours(found: Gains) -> tuple[float | None, float | None, float | None]:
    if not any(one.hours is not None for one in found.tasks):
        return None, None, None
    return (found.hours, *found.interval)
