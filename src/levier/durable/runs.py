"""Start, follow and stop runs, from any process: the web process hands them to a worker, which executes
them.
"""

import signal
import threading
import time
from collections.abc import AsyncIterator, Iterator
from datetime import datetime
from importlib import import_module
from typing import Any

from django.conf import settings

from levier.durable import stream
from levier.durable.engine import Engine, ExecutingEngine, Role, RunState, RunStatus

_engine: Engine | None = None
_role: Role | None = None
_lock = threading.RLock()
_PATIENCE = 3
"""Seconds given to the runs under way when the process is asked to stop; they resume at the next start."""


class RunFailed(Exception):
    """The run ended on an error that its job did not handle."""


class RunCancelled(Exception):
    """The run was cancelled."""


def launch(role: Role) -> None:
    """Open the state of runs in this process. Once is enough; a second call with the same role does nothing.

    ``web`` starts and follows runs, and executes none. ``worker`` executes those of the queue, several at a
    time, and takes over from workers that died. ``inline`` executes, in this process, those that it starts
    itself.
    """
    global _engine, _role
    with _lock:
        if _engine is not None:
            if role != _role:
                raise RuntimeError(f"durable was launched as {_role}, not {role}")
            return
        if role != "web":
            import_module("levier.durable.retention")
            for module in settings.DURABLE_JOBS:
                import_module(module)
        engine = Engine() if role == "web" else ExecutingEngine(role)
        engine.open()
        _engine, _role = engine, role


def launched() -> Role | None:
    """The role this process was launched in, None before."""
    return _role


def shutdown(patience: float = 0) -> None:
    """Stop executing and give connections back; runs under way get ``patience`` seconds, then resume
    elsewhere.
    """
    global _engine, _role
    with _lock:
        stream.stop_reading()
        if _engine is not None:
            _engine.close(patience)
        _engine, _role = None, None


def work_until_stopped() -> None:
    """Be a worker until SIGTERM or SIGINT, then stop in good order. The caller should then leave at once."""
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    launch("worker")
    stop.wait()
    shutdown(_PATIENCE)


def engine() -> Engine:
    if _engine is None:
        raise RuntimeError("durable.launch was not called in this process")
    return _engine


def start(job: str, run_id: str, payload: dict[str, Any]) -> None:
    """Start a run. With a ``run_id`` that is already known, nothing happens: there is one run per id."""
    engine().start(job, run_id, payload)


def state(run_id: str) -> RunState | None:
    """Status, result and error of a run; None when no such run is known."""
    return engine().state(run_id)


def status(run_id: str) -> RunStatus | None:
    """``queued``, ``running``, ``done``, ``failed``, ``cancelled``, or None when no such run is known."""
    found = state(run_id)
    return found.status if found else None


def wait(run_id: str, timeout: float | None = None) -> dict[str, Any]:
    """The result of a run, once it is done. Raises RunFailed, RunCancelled, TimeoutError (seconds)."""
    deadline = time.monotonic() + timeout if timeout is not None else None
    while True:
        found = state(run_id)
        if found is None:
            raise RunFailed(f"unknown run {run_id}")
        match found.status:
            case RunStatus.DONE:
                return found.result or {}
            case RunStatus.FAILED:
                raise RunFailed(found.error)
            case RunStatus.CANCELLED:
                raise RunCancelled(run_id)
        if deadline is not None and time.monotonic() > deadline:
            raise TimeoutError(run_id)
        time.sleep(0.02)


def cancel(run_id: str) -> None:
    """Stop a run: the step under way finishes, no other starts. Readers of its events are told the end."""
    engine().cancel(run_id)
    stream.close(run_id)


def ended(run_id: str) -> bool:
    """Whether nothing more will come from this run."""
    return status(run_id) not in (RunStatus.QUEUED, RunStatus.RUNNING)


def events(run_id: str, after: int = 0, *, timeout: float | None = None) -> Iterator[dict[str, Any]]:
    """What the run tells, from number ``after`` + 1 on, until it ends (or ``timeout`` seconds)."""
    return stream.events(run_id, after, finished=ended, timeout=timeout)


def aevents(run_id: str, after: int = 0) -> AsyncIterator[dict[str, Any]]:
    """As :func:`events`, asynchronous: any number of readers share one thread."""
    return stream.aevents(run_id, after, finished=ended)


def forget_before(moment: datetime) -> int:
    """Delete the state of runs that ended before ``moment``; how many."""
    return engine().forget_before(moment)


def forget(run_id: str) -> None:
    """Delete a run, its steps and what it told, at once."""
    engine().forget(run_id)
    stream.forget(run_id)
