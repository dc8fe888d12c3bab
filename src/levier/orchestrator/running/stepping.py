"""One step: its input resolved, its capability run for the person who asked, its output kept. It never
raises.
"""

import time
from collections.abc import Callable, Mapping
from typing import Any, TypedDict

from levier import durable
from levier.core.errors import NotEnoughData
from levier.core.machine import database_away
from levier.core.result import Result
from levier.orchestrator import faults
from levier.orchestrator.models import Request, StepRecord, StepStatus
from levier.orchestrator.planning.plan import Plan, Step
from levier.orchestrator.running import machinery, recording, references

_SUMMARY = 140
_CANCEL_EVERY = 0.5


class Outcome(TypedDict):
    """What a step leaves to the composition, as plain JSON. ``exit_status`` 1 marks a fault of the machine."""

    status: str
    output: dict[str, Any]
    reason: str
    exit_status: int


def run(request_id: int, step: Step, language: str, earlier: Mapping[str, Outcome]) -> Outcome:
    """Run a step once: when a crash fell between its end and its checkpoint, what it kept is given back."""
    request = Request.objects.select_related("company", "person").get(pk=request_id)
    record = recording.started(request, step)
    if record.status == StepStatus.DONE and record.output is not None:
        return Outcome(status="done", output=record.output, reason="", exit_status=0)
    began = time.perf_counter()
    try:
        output = _work(record, step, language, _outputs(request, earlier))
    except Exception as error:  # one step's failure must not take the others down
        if database_away(error):  # nothing can be kept now: the run is taken up again
            raise
        problem = faults.problem(error)
        recording.failed(record, problem.message, round(time.perf_counter() - began, 3))
        return Outcome(status="failed", output={}, reason=problem.message, exit_status=problem.exit_status)
    return Outcome(status="done", output=output, reason="", exit_status=0)


def _work(record: StepRecord, step: Step, language: str, outputs: Mapping[str, Any]) -> dict[str, Any]:
    request, began = record.request, time.perf_counter()
    given = references.resolve(step.input, outputs)
    record.input = given
    ran = machinery.current().run(
        step.capability,
        given,
        recording.actor_of(request),
        run=request.run,
        step=step.id,
        progress=recording.progress_of(request, step.id),
        language=language,
        cancelled=_cancelled(request.run),
    )
    output = ran.output.model_dump(mode="json")
    seconds = round(time.perf_counter() - began, 3)
    recording.finished(record, output, seconds, ran.cost, summary(ran.output))
    return output


def _outputs(request: Request, earlier: Mapping[str, Outcome]) -> dict[str, Any]:
    """The outputs of the steps before. Raises NotEnoughData when one of them failed."""
    for name, outcome in earlier.items():
        if outcome["status"] != "done":
            label = request.steps.get(step=name).label
            raise NotEnoughData(f"L'étape « {label} », dont elle dépend, n'a pas abouti")
    return {name: outcome["output"] for name, outcome in earlier.items()}


def summary(output: Result) -> str:
    """One line on what a step found."""
    said = [sentence.text for sentence in output.sentences if sentence.kind != "notice"]
    text = " ".join((said or [missing.reason for missing in output.unanswered] or [""])[0].split())
    return text if len(text) <= _SUMMARY else text[: _SUMMARY - 1].rstrip() + "…"


def _cancelled(run: str) -> Callable[[], bool]:
    """Whether the run was cancelled, asked of the database at most twice a second."""
    asked, answer = 0.0, False

    def cancelled() -> bool:
        nonlocal asked, answer
        now = time.monotonic()
        if not answer and now - asked > _CANCEL_EVERY:
            asked, answer = now, durable.status(run) == durable.RunStatus.CANCELLED
        return answer

    return cancelled


def tasks(request_id: int, plan: Plan) -> list[durable.Task]:
    """The plan as a graph of durable steps."""

    def task(step: Step) -> durable.Task:
        return durable.Task(
            step.id, lambda earlier: run(request_id, step, plan.language, earlier), references.waits_for(step)
        )

    return [task(step) for step in plan.steps]
