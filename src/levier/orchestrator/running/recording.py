"""What is kept and told of a run: the plan, each step, the end. Written again after a crash, it stays the
same.
"""

import time
from typing import Any

from django.utils import timezone

from levier import durable
from levier.accounts.models import Membership
from levier.core.actor import Actor
from levier.core.capability import ProgressReport
from levier.core.errors import NotAllowed
from levier.orchestrator.models import Request, RequestStatus, StepRecord, StepStatus
from levier.orchestrator.planning.plan import Step
from levier.orchestrator.running.machinery import Planned

_PROGRESS_EVERY = 0.25
"""Seconds between two reports of progress of a step."""


def actor_of(request: Request) -> Actor:
    """The person who asked, with the role of today. Raises NotAllowed when they left the company."""
    membership = (
        Membership.objects.select_related("user")
        .filter(company_id=request.company_id, user_id=request.person_id, user__is_active=True)
        .first()
    )
    if membership is None:
        raise NotAllowed("Vous ne faites plus partie de cette entreprise")
    return membership.actor()


def planned(request: Request, made: Planned, titles: dict[str, str]) -> None:
    """Keep the plan and its steps, and tell them."""
    plan = made.plan
    request.plan, request.cost = plan.model_dump(mode="json"), made.cost
    Request.objects.filter(pk=request.pk).update(plan=request.plan, cost=made.cost)
    Request.objects.filter(pk=request.pk, status=RequestStatus.QUEUED).update(status=RequestStatus.RUNNING)
    for position, step in enumerate(plan.steps):
        StepRecord.objects.get_or_create(
            request=request,
            step=step.id,
            defaults={
                "company_id": request.company_id,
                "position": position,
                "capability": step.capability,
                "label": step.label[:300],
                "question": step.question[:20],
                "input": step.input,
            },
        )
    questions = [{"id": question.id, "text": question.text} for question in plan.questions]
    _tell(request, "understood", questions=questions)
    steps = [
        {
            "id": step.id,
            "capability": step.capability,
            "title": titles.get(step.capability, step.capability),
            "label": step.label,
            "question": step.question,
        }
        for step in plan.steps
    ]
    _tell(request, "planned", steps=steps)


def started(request: Request, step: Step) -> StepRecord:
    record: StepRecord = request.steps.get(step=step.id)
    if record.status != StepStatus.DONE:
        record.status, record.started = StepStatus.RUNNING, timezone.now()
        record.save(update_fields=["status", "started"])
        _tell(request, "step.started", step.id)
    return record


def finished(record: StepRecord, output: dict[str, Any], seconds: float, cost: float, summary: str) -> None:
    record.status, record.output, record.touched = StepStatus.DONE, output, output.get("touched", [])
    record.seconds, record.cost, record.finished = seconds, cost, timezone.now()
    record.save()
    _tell(record.request, "step.finished", record.step, seconds=seconds, cost=cost, summary=summary)


def failed(record: StepRecord, reason: str, seconds: float) -> None:
    record.status, record.reason, record.finished = StepStatus.FAILED, reason, timezone.now()
    record.seconds = seconds
    record.save()
    _tell(record.request, "step.failed", record.step, reason=reason)


def progress_of(request: Request, step: str) -> ProgressReport:
    """Tells how far a step is, not more than a few times a second."""
    last = 0.0

    def report(done: int, total: int, note: str = "") -> None:
        nonlocal last
        now = time.monotonic()
        if done < total and now - last < _PROGRESS_EVERY:
            return
        last = now
        event = {"type": "step.progress", "id": step, "done": done, "total": total, "note": note}
        durable.publish(request.run, event)

    return report


def validating(request: Request, claims: int) -> None:
    _tell(request, "validating", claims=claims)


def ended(request: Request, status: str, reason: str = "") -> None:
    """Tell the end; the answer is stored before."""
    if status == RequestStatus.FAILED:
        _tell(request, "failed", reason=reason)
    else:
        _tell(request, "answered", status=str(status))


def _tell(request: Request, kind: str, step: str = "", **more: Any) -> None:
    event = {"type": kind, **({"id": step} if step else {}), **more}
    durable.publish(request.run, event, key=f"{kind}:{step}" if step else kind)
