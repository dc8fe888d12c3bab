"""The way of a request, as durable steps: plan, run, compose and validate, answer."""

from typing import Any

from django.db import transaction
from django.utils import timezone

from levier import durable
from levier.core.machine import database_away
from levier.orchestrator import faults
from levier.orchestrator.answer import Answer, PlannedStep, PlanShown, Problem
from levier.orchestrator.composing import compose
from levier.orchestrator.models import Request, RequestStatus
from levier.orchestrator.planning.plan import Plan
from levier.orchestrator.running import machinery, recording, stepping
from levier.orchestrator.running.conversation import turns_before
from levier.orchestrator.running.machinery import Asked, Planned
from levier.orchestrator.running.stepping import Outcome
from levier.policy import journal

AT_ONCE = 2
"""Steps of one request that run at the same time: the smallest machine has two cores."""


def answer(request_id: int) -> dict[str, Any]:
    """Plan, run, compose, keep. Gives ``{"status": …}``; whatever fails, the request ends with a French
    reason.
    """
    made = durable.step("plan", _plan, request_id)
    if made["problem"]:
        return dict(durable.step("fail", _fail, request_id, made["problem"]))
    outcomes = durable.parallel(stepping.tasks(request_id, Plan.model_validate(made["plan"])), limit=AT_ONCE)
    ended = durable.step("answer", _answer, request_id, outcomes)
    if ended["problem"]:
        return dict(durable.step("fail", _fail, request_id, ended["problem"]))
    return {"status": ended["status"]}


def _plan(request_id: int) -> dict[str, Any]:
    try:
        request = _request(request_id)
        parts = machinery.current()
        actor = recording.actor_of(request)
        if request.plan:  # made beforehand (one capability from its form), or kept just before a crash
            made = Planned(Plan.model_validate(request.plan), request.cost)
        else:
            made = parts.plan(actor, Asked(request.text, request.today, turns_before(request)))
        titles = {step.capability: parts.title(step.capability) for step in made.plan.steps}
        recording.planned(request, made, titles)
        return {"plan": made.plan.model_dump(mode="json"), "problem": None}
    except Exception as error:  # refused, or broken: either way the person is told
        if database_away(error):  # who cannot be told now: the run is taken up again
            raise
        return {"plan": None, "problem": faults.problem(error).model_dump()}


def _answer(request_id: int, outcomes: dict[str, Outcome]) -> dict[str, Any]:
    try:
        request = _request(request_id)
        if request.is_finished:  # kept just before a crash, or cancelled
            return {"status": request.status, "problem": None}
        plan = Plan.model_validate(request.plan)
        actor = recording.actor_of(request)
        composed = compose.compose(
            plan,
            outcomes,
            machinery.current(),
            actor,
            today=request.today,
            told=lambda claims: recording.validating(request, claims),
        )
        if composed.status == "failed":
            return {"status": "failed", "problem": Problem(code="panne", message=composed.text).model_dump()}
        done = Answer(
            **_frame(request, plan, composed.cost),
            status=composed.status,
            answer=composed.text,
            claims=composed.claims,
            evidence=composed.evidence,
            unanswered=composed.unanswered,
            clarifications=plan.clarifications,
            tables=composed.tables,
            charts=composed.charts,
            actions=composed.actions,
            downloads=composed.downloads,
            signals=composed.signals,
            removed=composed.removed,
            rewritten_by_model=composed.rewritten,
            language=plan.language,
        )
        _keep(request, done)
        return {"status": done.status, "problem": None}
    except Exception as error:
        if database_away(error):
            raise
        return {"status": "failed", "problem": faults.problem(error).model_dump()}


def _fail(request_id: int, problem: dict[str, Any]) -> dict[str, Any]:
    request = _request(request_id)
    fail(request, Problem.model_validate(problem))
    return {"status": "failed"}


def fail(request: Request, problem: Problem) -> None:
    """End a request with the reason shown to the person."""
    plan = Plan.model_validate(request.plan) if request.plan else None
    done = Answer(**_frame(request, plan), status="failed", answer=problem.message, problem=problem)
    _keep(request, done)


def _request(request_id: int) -> Request:
    return Request.objects.select_related("company", "person").get(pk=request_id)


def _frame(request: Request, plan: Plan | None, rewriting: float = 0.0) -> dict[str, Any]:
    """What every answer says of its request, whatever its end."""
    records = {record.step: record for record in request.steps.all()}
    return {
        "request": request.pk,
        "conversation": request.conversation_id,
        "asked": request.text,
        "company": request.company.name,
        "today": request.today,
        "seconds": round((timezone.now() - request.created).total_seconds(), 3),
        "cost": round(sum([request.cost, rewriting, *(record.cost for record in records.values())]), 6),
        "plan": PlanShown(
            rewritten=plan.rewritten,
            planner=plan.planner,
            confidence=plan.confidence,
            questions=plan.questions,
            steps=[
                PlannedStep(**records[step.id].shown(), after=step.after)
                for step in plan.steps
                if step.id in records
            ],
        )
        if plan
        else PlanShown(),
    }


def _keep(request: Request, done: Answer) -> None:
    """Store the answer, write it to the journal, tell the end: once, however often the step runs."""
    with transaction.atomic():
        request.refresh_from_db(fields=["status"])
        if request.status == RequestStatus.CANCELLED:
            return
        request.answer = done.model_dump(mode="json")
        request.status = RequestStatus(done.status)
        request.reason = done.problem.message if done.problem else ""
        request.seconds, request.cost, request.finished = done.seconds, done.cost, timezone.now()
        request.save()
        _journal(request, done)
    recording.ended(request, done.status, request.reason)


def _journal(request: Request, done: Answer) -> None:
    details = {
        "run": request.run,
        "status": done.status,
        "planner": done.plan.planner,
        "steps": [f"{step.id}:{step.capability}:{step.status}" for step in done.plan.steps],
        "touched": sorted({mark for record in request.steps.all() for mark in record.touched}),
        "claims": len(done.claims),
        "removed": len(done.removed),
        "seconds": done.seconds,
        "cost": done.cost,
        **({"refused": done.problem.code} if done.problem else {}),
    }
    subject = f"request:{request.pk}"
    key = f"{request.run}:answered"
    journal.record(request.company_id, request.person_id, "request.answered", subject, details, key=key)
