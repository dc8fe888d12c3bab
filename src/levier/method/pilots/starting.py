"""Start a pilot: nothing begins without a baseline, a sponsor and a figure; the sprints are laid out, the indicator kept."""

from datetime import date, timedelta
from decimal import Decimal

from django.db import transaction

from levier.core.actor import Actor
from levier.core.errors import BadInput
from levier.governance.registers import systems
from levier.indicators.catalogue import catalogue
from levier.indicators.models import Indicator
from levier.method.pilots.criteria import criteria
from levier.method.pilots.finding import steered
from levier.method.pilots.models import Pilot, Sprint, State
from levier.method.roadmap.models import Stage
from levier.policy import journal

_ANYWAY = {"soon"}
"""May be unmet at the start, once known: the owner then knows that the answer may stay uncertain."""


def start(actor: Actor, pk: int) -> Pilot:
    """Raises NotAllowed, NotFound, BadInput with everything that lacks."""
    with transaction.atomic():
        pilot = steered(actor, pk)
        if pilot.state != State.PREPARING:
            raise BadInput("Ce pilote a déjà commencé")
        checked = criteria(actor, pilot)
        lacking = [one for one in checked if not one.met and (one.name not in _ANYWAY or not pilot.plan)]
        if lacking:
            raise BadInput(
                "Ce pilote ne peut pas encore commencer",
                where=" ; ".join(one.label.lower() for one in lacking),
                mend=" ".join(dict.fromkeys(one.mend for one in lacking if one.mend)),
            )
        pilot.state = State.RUNNING
        pilot.revision += 1
        pilot.save(update_fields=["state", "revision"])
        _lay_out_sprints(pilot)
        _keep_indicator(pilot)
        _enter_register(actor, pilot)
        pilot.use_case.stage = Stage.PILOT
        pilot.use_case.save(update_fields=["stage"])
        journal.record(
            pilot.company_id, actor.person_id, "pilot.started", f"pilot:{pilot.pk}",
            {"criteria": {one.name: one.met for one in checked}, "baseline": pilot.baseline.get("value")},
        )  # fmt: skip
    return pilot


def _enter_register(actor: Actor, pilot: Pilot) -> None:
    """A capability of the catalogue enters the register of AI systems by itself when it runs; the company's own idea does here."""
    case = pilot.use_case
    if not case.capability:
        systems.draft(
            pilot.company_id, actor.person_id, case.pk, case.title, case.problem, pilot.capability, case.usage
        )


def _lay_out_sprints(pilot: Pilot) -> None:
    first: date = pilot.starts
    number = 1
    while first <= pilot.ends:
        last = min(first + timedelta(weeks=pilot.sprint_weeks, days=-1), pilot.ends)
        Sprint.objects.create(pilot=pilot, number=number, starts=first, ends=last)
        first, number = last + timedelta(days=1), number + 1


def _keep_indicator(pilot: Pilot) -> None:
    """The figure to move stands among the company's indicators, with its baseline and its target."""
    named = _definition(pilot)
    if not named:
        return
    value = pilot.baseline["value"]
    Indicator.objects.get_or_create(
        company_id=pilot.company_id, label=f"{catalogue()[named].label} — {pilot.title}"[:150],
        defaults={
            "definition": named, "baseline": Decimal(str(round(value, 4))), "baseline_on": pilot.baseline["measured"],
            "target": Decimal(str(round(value * (1 + pilot.expected), 4))), "target_on": pilot.ends,
        },
    )  # fmt: skip


def _definition(pilot: Pilot) -> str:
    """The entry of the catalogue that says the same; empty when there is none."""
    if not pilot.kind:
        return "time-per-file"
    same = (
        one.name
        for one in catalogue().values()
        if (one.formula.kind, one.formula.measure) == (pilot.kind, pilot.measure)
    )
    return next(same, "")
