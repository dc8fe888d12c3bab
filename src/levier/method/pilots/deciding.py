"""Go, adjust or stop: decided by a person, with reasons, on the effect as measured that day."""

from datetime import date, timedelta
from typing import Any

from django.db import transaction

from levier.accounts.models import Company
from levier.core.actor import Actor
from levier.core.errors import BadInput, LevierError
from levier.core.french.numbers import format_count
from levier.method.pilots.drafting import LONGEST
from levier.method.pilots.effect import Measured, effect_of
from levier.method.pilots.finding import steered
from levier.method.pilots.models import Decision, Pilot, Sprint, State, Verdict
from levier.method.roadmap.models import Stage
from levier.policy import journal

_LEAST_WORDS = 4


def decide(actor: Actor, pk: int, verdict: str, reasons: str, until: date | None = None) -> Decision:
    """Record the decision. ``until``: the new end when adjusting. Raises NotAllowed, NotFound, BadInput."""
    with transaction.atomic():
        pilot = steered(actor, pk)
        if pilot.state != State.RUNNING:
            raise BadInput("On ne décide que d'un pilote en cours", where=f"pilote « {pilot.title} »")
        if verdict not in Verdict.values:
            raise BadInput("La décision est : généraliser, ajuster ou arrêter", where="champ Décision")
        if len(reasons.split()) < _LEAST_WORDS:
            raise BadInput(
                "Une décision se motive", where="champ Raisons",
                mend="Dites en une phrase ce qui vous décide : l'effet, l'avis de l'équipe, le coût.",
            )  # fmt: skip
        today = Company.objects.get(pk=pilot.company_id).today
        made = Decision.objects.create(
            pilot=pilot,
            verdict=verdict,
            reasons=reasons.strip()[:4000],
            effect=_known(actor, pilot),
            by_id=actor.person_id,
            day=today,
        )
        _apply(pilot, Verdict(verdict), until)
        journal.record(
            pilot.company_id, actor.person_id, "pilot.decided", f"pilot:{pilot.pk}",
            {"verdict": verdict, "estimate": made.effect.get("estimate"), "low": made.effect.get("low"), "high": made.effect.get("high")},
        )  # fmt: skip
    return made


def reasons_known(found: Pilot, measured: Measured | None) -> str:
    """What is measured already, for whoever decides to complete: the effect, the runs, the opinions; empty before any effect."""
    if measured is None:
        return ""
    runs = found.runs.count()
    said = [
        measured.said,
        measured.errors,
        f"{format_count(runs, 'lancement')} sur nos données." if runs else "",
    ]
    opinions = list(found.remarks.filter(useful__isnull=False).values_list("useful", flat=True))
    if opinions:
        said.append(f"Avis utiles : {sum(map(bool, opinions))} sur {len(opinions)}.")
    return " ".join(one for one in said if one)


def _known(actor: Actor, pilot: Pilot) -> dict[str, Any]:
    """The effect of the day, or why there is none: a decision may be taken without, and then says so."""
    try:
        return effect_of(actor, pilot).kept()
    except LevierError as error:
        return {"said": error.message}


def _apply(pilot: Pilot, verdict: Verdict, until: date | None) -> None:
    if verdict == Verdict.ADJUST:
        if until is not None and until != pilot.ends:
            _prolong(pilot, until)
    else:
        pilot.state = State.GO if verdict == Verdict.GO else State.STOPPED
        if verdict == Verdict.STOP:
            pilot.use_case.stage = Stage.STOPPED
            pilot.use_case.save(update_fields=["stage"])
    pilot.revision += 1
    pilot.save()


def _prolong(pilot: Pilot, until: date) -> None:
    if until <= pilot.ends:
        raise BadInput(
            f"La nouvelle fin ({until:%d/%m/%Y}) n'est pas après l'actuelle ({pilot.ends:%d/%m/%Y})",
            where="champ Nouvelle fin",
        )
    if until - pilot.starts > LONGEST:
        raise BadInput("Un pilote dure six mois au plus", where="champ Nouvelle fin")
    last = pilot.sprints.last()
    first, number = pilot.ends + timedelta(days=1), (last.number if last else 0) + 1
    while first <= until:
        end = min(first + timedelta(weeks=pilot.sprint_weeks, days=-1), until)
        Sprint.objects.create(pilot=pilot, number=number, starts=first, ends=end)
        first, number = end + timedelta(days=1), number + 1
    pilot.ends = until
