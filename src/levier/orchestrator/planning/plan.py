"""A plan: the sub-questions of a request and the graph of steps that answers them."""

from typing import Any, Literal

from pydantic import BaseModel, Field

from levier.core.result import Unanswered


class SubQuestion(BaseModel):
    """One question of the request, self-standing, in the order it was asked (ids "q1", "q2" …)."""

    id: str
    text: str


class Reference(BaseModel):
    """An input taken from an earlier step: ``path`` is a dotted path into that step's output ("keys")."""

    step: str
    path: str


class Step(BaseModel):
    """One capability to run (ids "s1", "s2" …).

    ``input`` is the capability's input; a value may be ``{"from": {"step": "s1", "path": "keys"}}``: it is replaced by
    that part of the earlier step's output before the step runs. ``after`` lists the steps it waits for.
    """

    id: str
    capability: str
    input: dict[str, Any]
    question: str
    label: str
    after: list[str] = []
    confidence: float = 1.0


class Clarification(BaseModel):
    """A precise question back to the person, with choices that can be clicked (each a full request)."""

    question: str
    text: str
    choices: list[str] = []


class Plan(BaseModel):
    """What Levier will do for a request."""

    language: str = "fr"
    rewritten: str
    questions: list[SubQuestion]
    steps: list[Step] = []
    clarifications: list[Clarification] = []
    refused: list[Unanswered] = []
    planner: Literal["local", "model"] = "local"
    confidence: float = Field(default=1.0, ge=0, le=1)
