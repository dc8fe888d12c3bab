"""What a run is made of, handed in so that tests replace any part: planner, runner, validator, rewriter."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from importlib import import_module
from typing import Any, Protocol

from levier.capabilities.running import Ran
from levier.core.actor import Actor
from levier.core.capability import ProgressReport
from levier.core.evidence import Evidence
from levier.core.result import Sentence
from levier.orchestrator.planning.plan import Plan
from levier.validation import Validated


@dataclass(frozen=True)
class Earlier:
    """A previous turn of the conversation: what was asked and how it was planned."""

    text: str
    plan: Plan | None


@dataclass(frozen=True)
class Asked:
    """A request to plan: its text, the company's date, and the turns before it, oldest first."""

    text: str
    today: date
    history: Sequence[Earlier] = ()


class Runner(Protocol):
    def __call__(
        self,
        name: str,
        given: Mapping[str, Any],
        actor: Actor,
        *,
        run: str,
        step: str,
        progress: ProgressReport,
        language: str,
        cancelled: Callable[[], bool],
    ) -> Ran: ...


class Validator(Protocol):
    def __call__(
        self,
        draft: Sequence[Sentence],
        evidence: Sequence[Evidence],
        *,
        statements: Sequence[Sentence] = (),
        today: date | None = None,
    ) -> Validated: ...


@dataclass(frozen=True)
class Planned:
    """A plan, and what a language model asked for it cost (euros)."""

    plan: Plan
    cost: float = 0.0


@dataclass(frozen=True)
class Rewritten:
    """A rewritten draft, None when there is nothing better to say, and its cost (euros)."""

    sentences: list[Sentence] | None
    cost: float = 0.0


class Rewriter(Protocol):
    def __call__(
        self,
        actor: Actor,
        question: str,
        sentences: Sequence[Sentence],
        evidence: Sequence[Evidence],
        today: date,
    ) -> Rewritten: ...


@dataclass(frozen=True)
class Machinery:
    """The parts. ``plan`` raises BadInput or NotAllowed when the request is refused; ``title`` names a
    capability.
    """

    plan: Callable[[Actor, Asked], Planned]
    run: Runner
    validate: Validator
    title: Callable[[str], str]
    rewrite: Rewriter | None = None
    warm: Callable[[], None] = lambda: None


_handed: Machinery | None = None


def current() -> Machinery:
    """The parts in use: those handed in, else Levier's own, whose libraries are loaded on first use."""
    if _handed is not None:
        return _handed
    built: Machinery = import_module("levier.orchestrator.running.wiring").MACHINERY
    return built


def hand_in(machinery: Machinery | None) -> None:
    """Use other parts in this process (None: Levier's own again)."""
    global _handed  # noqa: PLW0603 - one set of parts per process
    _handed = machinery
