"""The answer: the public shape that the terminal, the pages and the API print."""

from datetime import date
from typing import Any, Literal

from pydantic import BaseModel

from levier.core.result import Action, Chart, Download, Signal, Table, Unanswered
from levier.orchestrator.planning.plan import Clarification, SubQuestion

Status = Literal["answered", "partial", "unanswered", "clarify", "failed"]


class AnswerClaim(BaseModel):
    """One thing said, the ids of the evidence that supports it, and the verdict of the validation."""

    text: str
    evidence: list[str] = []
    verdict: str
    reason: str = ""


class PlannedStep(BaseModel):
    """A step of the plan and how it went. ``status``: "done", "failed" or "waiting" (never started)."""

    id: str
    capability: str
    label: str
    question: str
    input: dict[str, Any] = {}
    after: list[str] = []
    status: str = "waiting"
    reason: str = ""
    seconds: float = 0.0
    cost: float = 0.0


class PlanShown(BaseModel):
    """How the request was decomposed."""

    rewritten: str = ""
    planner: str = ""
    confidence: float = 0.0
    questions: list[SubQuestion] = []
    steps: list[PlannedStep] = []


class Problem(BaseModel):
    """Why a request failed. ``exit_status``: 2 it was refused, 1 a fault."""

    code: str
    message: str
    exit_status: int = 1


class Answer(BaseModel):
    """An answer.

    ``answer`` is Markdown whose marks ``[1]`` are the ``number`` of an evidence item; ``evidence`` items are
    those of ``core.evidence`` with their number. ``tables`` holds the tables too long to stand whole in the
    Markdown. ``removed`` are the claims that could not be proved and are not shown. ``cost`` is in euros.
    """

    status: Status
    answer: str
    claims: list[AnswerClaim] = []
    evidence: list[dict[str, Any]] = []
    plan: PlanShown = PlanShown()
    unanswered: list[Unanswered] = []
    seconds: float = 0.0
    cost: float = 0.0
    request: int
    conversation: int
    asked: str
    company: str
    today: date
    language: str = "fr"
    clarifications: list[Clarification] = []
    tables: list[Table] = []
    charts: list[Chart] = []
    actions: list[Action] = []
    downloads: list[Download] = []
    signals: list[Signal] = []
    removed: list[AnswerClaim] = []
    rewritten_by_model: bool = False
    problem: Problem | None = None
