"""Training as plain JSON."""

from typing import Any

from levier.core.actor import Actor
from levier.method.training.covering import Coverage, coverage_of, finding
from levier.method.training.models import Attempt, Attendance, Session
from levier.method.training.planning import Planned, plan_of
from levier.method.training.quiz.taking import Sheet, attempts_of, outcomes
from levier.method.training.reference import literacy
from levier.method.training.sessions import sessions_of
from levier.policy.rights import Permission, may


def told(actor: Actor) -> dict[str, Any]:
    """The person's own path and the sessions; plan, coverage and who passed for those who steer."""
    steers = may(actor, Permission.STEER)
    covered = coverage_of(actor.company_id) if steers else []
    mine = Attendance.objects.filter(
        session__company_id=actor.company_id, person_id=actor.person_id
    ).select_related("session")
    return {
        "finding": finding(covered) if steers else None, "coverage": [_coverage(one) for one in covered] if steers else None,
        "plan": [planned(one) for one in plan_of(actor)] if steers else None,
        "sessions": [session(one, cost=steers) for one in sessions_of(actor)],
        "mine": [{"id": one.pk, "session": one.session_id, "came": one.came} for one in mine],
        "presences": _presences(actor) if steers else None,
        "my_quizzes": [attempt(one, detail=False) for one in attempts_of(actor)],
        "quiz": [{"name": one.name, "passed": one.passed} for one in outcomes(actor)] if steers else None,
        "law": {"cited": literacy().cited, "address": literacy().address, "status": literacy().status},
    }  # fmt: skip


def planned(one: Planned) -> dict[str, Any]:
    """A tier of the plan."""
    return {
        "tier": one.tier, "label": one.label, "who": one.who, "why": one.why, "target": one.target, "hours": float(one.hours),
        "cost": float(one.cost), "budget": float(one.budget), "spent": float(one.spent), "due": one.due.isoformat(),
        "paid_each": None if one.paid_each is None else round(float(one.paid_each), 2), "origin": one.origin, "tools": one.tools,
        "trained": one.coverage.trained, "revision": one.revision,
    }  # fmt: skip


def session(one: Session, *, cost: bool = True) -> dict[str, Any]:
    """A session: how many seats are taken, never by whom; its ``cost`` for those who steer."""
    return {
        "id": one.pk, "tier": one.tier, "title": one.title, "capabilities": one.capabilities, "day": one.day.isoformat(),
        "place": one.place, "trainer": one.trainer, "hours": float(one.hours), "seats": one.seats, "taken": getattr(one, "taken", 0),
        "cost": float(one.cost) if cost else None, "revision": one.revision,
    }  # fmt: skip


def sheet(one: Sheet) -> dict[str, Any]:
    """A quiz to fill in: without its answers."""
    return {
        "number": one.number, "tools": one.capabilities, "needed": one.needed,
        "questions": [{"name": q.name, "ask": q.ask, "choices": list(q.choices)} for q in one.questions],
    }  # fmt: skip


def attempt(one: Attempt, *, detail: bool = True) -> dict[str, Any]:
    """A quiz sent, for who took it."""
    told = {
        "id": one.pk, "taken_on": one.taken_on.isoformat(), "right": one.right, "total": one.total, "passed": one.passed,
        "capabilities": one.capabilities,
    }  # fmt: skip
    return {**told, "questions": one.sheet} if detail else told


def _coverage(one: Coverage) -> dict[str, Any]:
    return {
        "tier": one.tier,
        "label": one.label,
        "trained": one.trained,
        "target": one.target,
        "share": one.share,
    }


def _presences(actor: Actor) -> list[dict[str, Any]]:
    """Every seat of the company, with the number its attestation is asked by."""
    seats = Attendance.objects.visible_to(actor).select_related("person")
    return [
        {"id": one.pk, "session": one.session_id, "name": str(one.person), "came": one.came} for one in seats
    ]
