"""The jobs of the orchestrator, imported by processes that execute runs, never by the web process."""

from typing import Any

from levier import durable
from levier.orchestrator.running import answering, machinery


@durable.job("answer")
def answer(run_id: str, payload: dict[str, Any]) -> dict[str, Any]:
    """Answer the request ``payload["request"]``."""
    return answering.answer(int(payload["request"]))


@durable.warm_up
def load() -> None:
    """Load the machinery before the first request needs it."""
    machinery.current().warm()
