"""The capability of a pilot run for real, its runs, and what people think of them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from levier.core.actor import Actor
from levier.core.errors import BadInput
from levier.method.pilots.finding import get, worked
from levier.method.pilots.models import Pilot, PilotRun, Remark, State
from levier.orchestrator import services
from levier.orchestrator.models import Feedback, Request
from levier.policy.rights import Permission, require


@dataclass(frozen=True)
class ShownRun:
    """A run as the team sees it: that it took place, how it went, what it cost; its answer stays with who asked.

    ``mine``: whether this person may open it; ``kept``: False once its owner erased the request.
    """

    run: PilotRun
    status: str
    seconds: float
    cost: float
    mine: bool
    kept: bool
    useful: bool | None


def run_now(actor: Actor, pk: int, given: Mapping[str, Any] | None = None) -> PilotRun:
    """Run the pilot's capability on the company's data, as the person. Raises NotAllowed, NotFound, BadInput, Unavailable."""
    pilot = worked(actor, pk)
    if pilot.state not in (State.RUNNING, State.GO):
        raise BadInput(
            "Le savoir-faire d'un pilote se lance une fois le pilote commencé",
            where=f"pilote « {pilot.title} »",
            mend="Le lancer plus tôt fausserait le point de départ.",
        )
    request = services.submit_capability(actor, pilot.capability, pilot.given if given is None else given)
    return PilotRun.objects.create(pilot=pilot, request=request.pk, day=request.today)


def runs_of(actor: Actor, pilot: Pilot, last: int = 20) -> list[ShownRun]:
    """The last runs, with their state, duration, cost and opinion."""
    runs: Sequence[PilotRun] = list(pilot.runs.all()[:last])
    found = {
        one.pk: one
        for one in Request.objects.filter(company_id=pilot.company_id, pk__in=[run.request for run in runs])
    }
    opinions = dict(Feedback.objects.filter(request__in=found).values_list("request_id", "useful"))
    shown = []
    for run in runs:
        request = found.get(run.request)
        shown.append(
            ShownRun(
                run,
                request.get_status_display() if request else "demande effacée par son auteur",
                request.seconds if request else 0.0,
                request.cost if request else 0.0,
                request is not None and request.person_id == actor.person_id,
                request is not None,
                opinions.get(run.request),
            )
        )
    return shown


def remark(
    actor: Actor,
    pk: int,
    *,
    useful: bool | None = None,
    comment: str = "",
    correction: str = "",
    run: int | None = None,
) -> Remark:
    """What someone thinks, and what was right instead. Any member of the company may say it; the pilot's team reads it."""
    require(actor, Permission.RUN)
    pilot = get(actor, pk)
    if useful is None and not comment.strip() and not correction.strip():
        raise BadInput("Dites si c'est utile, ou écrivez une remarque", where="champ Avis")
    about = pilot.runs.filter(pk=run).first() if run else None
    made = Remark.objects.create(
        pilot=pilot, run=about, person_id=actor.person_id, useful=useful,
        comment=comment.strip()[:2000], correction=correction.strip()[:2000],
    )  # fmt: skip
    if about and useful is not None:
        _as_feedback(actor, about, useful, comment, correction)
    return made


def said_of_answer(
    actor: Actor, request: int, *, useful: bool, comment: str = "", correction: str = ""
) -> Feedback:
    """What someone says under their own answer; when a pilot ran it, its team reads it among the remarks. Raises NotFound."""
    given = services.give_feedback(actor, request, useful, comment, correction)
    if run := pilot_of_request(actor, request):
        Remark.objects.update_or_create(
            pilot=run.pilot, run=run, person_id=actor.person_id,
            defaults={"useful": useful, "comment": given.note, "correction": given.correction},
        )  # fmt: skip
    return given


def pilot_of_request(actor: Actor, request: int) -> PilotRun | None:
    """The pilot that a request of this company was run for, if any."""
    return (
        PilotRun.objects.filter(pilot__in=Pilot.objects.visible_to(actor), request=request)
        .select_related("pilot")
        .first()
    )


def pilot_named(actor: Actor, request: int) -> str:
    """The name of the pilot that a request was run for, empty for an ordinary one."""
    run = pilot_of_request(actor, request)
    return run.pilot.title if run else ""


def _as_feedback(actor: Actor, run: PilotRun, useful: bool, comment: str, correction: str) -> None:
    """The thumb stands on the answer too, when it is the person's own."""
    if Request.objects.filter(
        pk=run.request, person_id=actor.person_id, company_id=actor.company_id
    ).exists():
        services.give_feedback(actor, run.request, useful, comment, correction)
