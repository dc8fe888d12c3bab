"""The companies one person follows, side by side: read company by company, with the person's own rights in each.

Nothing is read of a company the person does not belong to: the list starts from their memberships, and every figure from the
actor of one membership. Companies are read a hundred at a time: the number of queries hardly follows theirs.
"""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from levier.accounts.models import Membership
from levier.core.actor import Actor
from levier.core.errors import BadInput
from levier.core.french.text import fold
from levier.governance.approvals import deciding
from levier.method.across import across, by_company
from levier.method.assessment.measuring.held import versions_in_use
from levier.method.ideas.models import Idea
from levier.method.pilots.models import Pilot, State
from levier.method.steps import STEPS, Progress, Stage, stages_of
from levier.operations.boards.alerts import alerts_of as board_alerts
from levier.operations.gains.net import Gains, gains_of
from levier.tables.alerts.judging import alerts_of
from levier.tables.models import Dataset
from levier.tables.profile.shape import Profile

ENDING_DAYS = 14
"""A pilot that ends within so many days is shown, so that its decision is prepared."""
_AT_ONCE = 100
"""Companies read by the same queries: each adds a condition to them, and databases bound how deep a condition may be."""


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
    read = (one for start in range(0, len(named), _AT_ONCE) for one in _read(named[start : start + _AT_ONCE]))
    return sorted((one for one in read if KEEPS[keep][1](one)), key=SORTS[sort][1])


def _read(memberships: Sequence[Membership]) -> list[Followed]:
    actors = [one.actor() for one in memberships]
    lines, tables = stages_of(actors), _tables(actors)
    earned = gains_of({one.company_id: one for one in actors}, [one.company for one in memberships])
    running = by_company(
        (
            (company, (title, ends))
            for company, title, ends in across(Pilot.objects.visible_to, actors)
            .filter(state=State.RUNNING).values_list("company", "title", "ends")
        ),
        actors,
    )  # fmt: skip
    counts = [
        Counter(across(seen, actors).values_list(company, flat=True))
        for seen, company in (
            (deciding.to_decide, "company"),
            (lambda actor: alerts_of(actor, waiting=True), "company"),
            (lambda actor: board_alerts(actor, waiting=True).filter(ended=None), "board__company"),
        )
    ]
    unanswered = across(Idea.objects.visible_to, actors).filter(answer="").values_list("company", "due")
    late = by_company(unanswered, actors)
    return [
        _one(
            one, lines[one.company_id], tables[one.company_id], earned[one.company_id], running[one.company_id],
            approvals=counts[0][one.company_id], alerts=counts[1][one.company_id] + counts[2][one.company_id],
            late_ideas=sum(due < one.company.today for due in late[one.company_id]),
        )
        for one in memberships
    ]  # fmt: skip


def _one(
    membership: Membership,
    line: list[Stage],
    tables: list[tuple[int, float]],
    earned: Gains,
    running: list[tuple[str, date]],
    *,
    approvals: int,
    alerts: int,
    late_ideas: int,
) -> Followed:
    current = next((one for one in line if one.standing.progress == Progress.NOW), None) or next(
        (one for one in line if one.standing.progress == Progress.LATER), line[-1]
    )
    last = [one for one in line if one.standing.said]
    soon = membership.company.today + timedelta(days=ENDING_DAYS)
    rows = sum(rows for rows, _ in tables)
    hours = _hours(earned)
    return Followed(
        membership=membership, step=current.step.label, done=sum(one.standing.progress == Progress.DONE for one in line),
        said=current.standing.said or (last[-1].standing.said if last else ""), tables=len(tables),
        quality=round(sum(rows * score for rows, score in tables) / rows, 1) if rows else None,
        approvals=approvals, alerts=alerts, late_ideas=late_ideas, pilots_running=len(running), pilots_ending=tuple(title for title, ends in running if ends <= soon),
        hours=hours[0], low=hours[1], high=hours[2], net=earned.net,
    )  # fmt: skip


def _tables(actors: Sequence[Actor]) -> dict[int, list[tuple[int, float]]]:
    """By company, the lines of each table (at least one) and its score."""
    used = versions_in_use(across(Dataset.objects.visible_to, actors))
    rows = used.values_list("dataset__company", "rows", "profile")
    return by_company(
        (
            (company, (max(1, lines), Profile.model_validate(profile or {"rows": lines}).score))
            for company, lines, profile in rows
        ),
        actors,
    )


def _hours(found: Gains) -> tuple[float | None, float | None, float | None]:
    if not any(one.hours is not None for one in found.tasks):
        return None, None, None
    return (found.hours, *found.interval)
