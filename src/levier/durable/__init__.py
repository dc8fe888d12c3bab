"""Durable runs: the only room that knows the durable-execution library.

The names below are the room's whole public face. They are resolved when first used: Django imports this
package before its models can exist, and a command that runs nothing should not load the library.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from levier.durable.database import overwrite
    from levier.durable.engine import RunState, RunStatus
    from levier.durable.jobs import job, schedule, warm_up
    from levier.durable.presence import living_workers
    from levier.durable.runs import (
        RunCancelled,
        RunFailed,
        aevents,
        cancel,
        events,
        forget,
        launch,
        launched,
        shutdown,
        start,
        state,
        status,
        wait,
        work_until_stopped,
    )
    from levier.durable.steps import Task, parallel, step
    from levier.durable.stream import publish

__all__ = [
    "RunCancelled",
    "RunFailed",
    "RunState",
    "RunStatus",
    "Task",
    "aevents",
    "cancel",
    "events",
    "forget",
    "job",
    "launch",
    "launched",
    "living_workers",
    "overwrite",
    "parallel",
    "publish",
    "schedule",
    "shutdown",
    "start",
    "state",
    "status",
    "step",
    "wait",
    "warm_up",
    "work_until_stopped",
]

_ROOMS = {
    "database": ("overwrite",),
    "engine": ("RunState", "RunStatus"),
    "jobs": ("job", "schedule", "warm_up"),
    "presence": ("living_workers",),
    "steps": ("Task", "parallel", "step"),
}
_ROOM_OF = {name: room for room, names in _ROOMS.items() for name in names}


def __getattr__(name: str) -> Any:
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    if name == "publish":
        return import_module("levier.durable.stream").publish
    return getattr(import_module(f"levier.durable.{_ROOM_OF.get(name, 'runs')}"), name)
