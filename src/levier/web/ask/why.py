"""« Pourquoi cette réponse ? »: the plan, each step's inputs, output, time and cost, and the verdict of each claim."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.urls import NoReverseMatch, reverse

from levier.capabilities import registry
from levier.core.errors import NotFound
from levier.orchestrator.models import StepRecord
from levier.web import formats
from levier.web.ask.shown import ProofLine, proof_line

_VERDICTS = {
    "supported": ("prouvé", "good", "circle-check"),
    "partial": ("prouvé, aux mots près", "good", "circle-check"),
    "unsupported": ("retiré, sans preuve", "bad", "circle-x"),
}
_STATES = {
    "done": ("fait", "good", "circle-check"),
    "failed": ("n'a pas abouti", "bad", "alert-circle"),
    "running": ("en cours", "info", "loader"),
    "waiting": ("pas commencé", "none", "circle-dashed"),
}
_PLANNERS = {"local": "sans modèle de langue", "model": "par un modèle de langue"}


@dataclass(frozen=True)
class Touched:
    """A document or a table that a step read."""

    label: str
    address: str


@dataclass(frozen=True)
class WhyStep:
    """One step of the timeline."""

    label: str
    question: str
    title: str
    capability_address: str
    state: str
    word: str
    tone: str
    icon: str
    seconds: float | None
    cost: float
    after: str
    inputs: str
    output: str
    reason: str
    touched: Sequence[Touched] = ()
    span: tuple[str, str] | None = None
    number: int | None = None
    """Of its record, where it has a result that may be examined."""


@dataclass(frozen=True)
class WhyClaim:
    """One thing said and whether its proofs support it."""

    text: str
    word: str
    tone: str
    icon: str
    reason: str
    proofs: Sequence[ProofLine] = ()


@dataclass(frozen=True)
class Why:
    """The whole page."""

    text: str
    back: str
    rewritten: str
    questions: list[str]
    planner: str
    confidence: str
    seconds: float
    cost_short: str
    cost_note: str
    steps: list[WhyStep]
    claims: list[WhyClaim]
    unanswered: list[Mapping[str, str]] = field(default_factory=list)

    @property
    def completed(self) -> bool:
        """Whether the conversation added words to the request."""
        return (
            bool(self.rewritten)
            and _letters(self.rewritten) != _letters(self.text)
            and len(self.questions) < 2
        )

    @property
    def step_count(self) -> int:
        return len(self.steps)

    @property
    def proved(self) -> int:
        return sum(claim.tone == "good" for claim in self.claims)

    @property
    def removed_count(self) -> int:
        return sum(claim.tone == "bad" for claim in self.claims)


def explain(whole: Mapping[str, Any], request_id: Any, today: date, records: Mapping[str, StepRecord]) -> Why:
    """From the answer's public JSON shape and the records of its steps (by step id)."""
    plan = whole.get("plan", {})
    lines = {
        item["id"]: proof_line(item, request_id, today)
        for item in whole.get("evidence", [])
        if item.get("number")
    }
    claims = [_claim(one, lines) for one in whole.get("claims", [])]
    claims += [_claim({**one, "verdict": "unsupported"}, lines) for one in whole.get("removed", [])]
    confidence = plan.get("confidence")
    cost = whole.get("cost") or 0.0
    return Why(
        text=whole.get("asked", ""),
        back=reverse("ask_request", args=[request_id]),
        rewritten=plan.get("rewritten", ""),
        questions=[one["text"] for one in plan.get("questions", [])],
        planner=_PLANNERS.get(plan.get("planner", ""), ""),
        confidence=formats.value(float(confidence), "%") if confidence is not None else "",
        seconds=whole.get("seconds") or 0.0,
        cost_short=formats.value(cost, "€") if cost else "0\u00a0€",
        cost_note="" if cost else "calculé sur votre machine",
        steps=_steps(plan, records),
        claims=claims,
        unanswered=whole.get("unanswered", []),
    )


def _steps(plan: Mapping[str, Any], records: Mapping[str, StepRecord]) -> list[WhyStep]:
    steps = plan.get("steps", [])
    asked = {one["id"]: one["text"] for one in plan.get("questions", [])}
    labels = {step["id"]: step.get("label") or step["capability"] for step in steps}
    spans = _spans(records)
    shown = []
    for step in steps:
        record = records.get(step["id"])
        word, tone, icon = _STATES.get(str(step.get("status", "done")), _STATES["done"])
        output = record.output if record else None
        shown.append(
            WhyStep(
                label=labels[step["id"]],
                question=asked.get(step.get("question", ""), ""),
                title=_title(step["capability"]),
                capability_address=_address("capability", step["capability"]),
                state="failed" if tone == "bad" else "done",
                word=word,
                tone=tone,
                icon=icon,
                seconds=step.get("seconds"),
                cost=step.get("cost") or 0.0,
                after=", ".join(labels.get(one, one) for one in step.get("after", [])),
                inputs=formats.pretty(step["input"]) if step.get("input") else "",
                output=formats.pretty(output) if output else "",
                reason=step.get("reason", ""),
                touched=[_touched(one) for one in record.touched] if record else [],
                span=spans.get(step["id"]),
                number=record.pk if record and output else None,
            )
        )
    return shown


def _spans(records: Mapping[str, StepRecord]) -> dict[str, tuple[str, str]]:
    """When each step ran within the whole, in percent for the style sheet (from, how long), where it is known."""
    times = {
        step: (record.started, record.finished)
        for step, record in records.items()
        if record.started and record.finished
    }
    if not times:
        return {}
    first = min(started for started, _ in times.values())
    whole = (max(finished for _, finished in times.values()) - first).total_seconds() or 1.0
    return {
        step: (
            f"{100 * (started - first).total_seconds() / whole:.1f}%",
            f"{100 * (finished - started).total_seconds() / whole:.1f}%",
        )
        for step, (started, finished) in times.items()
    }


def _claim(given: Mapping[str, Any], lines: Mapping[str, ProofLine]) -> WhyClaim:
    word, tone, icon = _VERDICTS.get(given.get("verdict", ""), _VERDICTS["unsupported"])
    proofs = [lines[one] for one in given.get("evidence", []) if one in lines]
    return WhyClaim(given["text"], word, tone, icon, given.get("reason", ""), proofs)


def _touched(mark: str) -> Touched:
    kind, _, rest = mark.partition(":")
    number, _, version = rest.partition("@")
    word = {"dataset": "tableau", "document": "document"}.get(kind, kind)
    if not number.isdigit():
        return Touched(mark, "")
    label = f"{word} n° {number}" + (f", version {version}" if version else "")
    return Touched(label, _address(kind, int(number)))


def _title(capability: str) -> str:
    try:
        return registry.get(capability).title
    except NotFound:
        return capability


def _address(name: str, *args: Any) -> str:
    try:
        return reverse(name, args=args)
    except NoReverseMatch:
        return ""


def _letters(text: str) -> str:
    return "".join(letter for letter in text.casefold() if letter.isalnum())
