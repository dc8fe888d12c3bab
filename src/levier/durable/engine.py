"""The one file that talks to the durable-execution library (DBOS 3.4, pinned; see docs/decisions).

Ways round its traps: every run carries one constant version, so that a new release resumes old runs; every
run lands on our own queue, never on the library's internal one, which all processes serve; values are JSON,
never pickle; each process has its own executor name, so that none takes a living one's runs for its own to
recover.
"""

import logging
import threading
from collections.abc import Callable
from contextvars import copy_context
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import Any, Literal

from dbos import DBOS, DBOSClient, DBOSConfig, DBOSPortableJSONSerializer, SetWorkflowID
from django.conf import settings
from django.db import DatabaseError, connections

from levier.core.machine import database_away
from levier.durable import database, jobs, stream
from levier.durable.presence import BEAT, Presence, new_name, presence

Role = Literal["web", "worker", "inline"]

APPLICATION = "levier"
VERSION = "1"
"""Never changes: the library leaves runs of another version pending for ever."""
QUEUE = "levier"
RUNS_AT_ONCE = 4
"""Runs that one worker executes at the same time."""
RECOVERIES = 5
"""A run that took its process down this many times is given up."""
_SCHEDULED = "levier.scheduled"
_log = logging.getLogger(__name__)


class RunStatus(StrEnum):
    QUEUED = "queued"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"


_STATUS = {
    "ENQUEUED": RunStatus.QUEUED,
    "DELAYED": RunStatus.QUEUED,
    "PENDING": RunStatus.RUNNING,
    "SUCCESS": RunStatus.DONE,
    "ERROR": RunStatus.FAILED,
    "MAX_RECOVERY_ATTEMPTS_EXCEEDED": RunStatus.FAILED,
    "CANCELLED": RunStatus.CANCELLED,
}


@dataclass(frozen=True)
class RunState:
    """Where a run is; ``result`` when done, ``error`` (not for people) when failed."""

    status: RunStatus
    result: dict[str, Any] | None = None
    error: str = ""


class Engine:
    """What a process may ask of the library, whatever its role."""

    def __init__(self) -> None:
        self._client: DBOSClient | None = None

    def open(self) -> None:
        database.prepare()
        DBOS.migrate(database.address())
        self._client = DBOSClient(
            system_database_url=database.address(),
            serializer=DBOSPortableJSONSerializer(),
            application_name=APPLICATION,
            retry_connection_errors=False,
        )
        self._client.register_queue(QUEUE, worker_concurrency=RUNS_AT_ONCE, polling_interval_sec=stream.POLL)

    @property
    def client(self) -> DBOSClient:
        if self._client is None:
            raise RuntimeError("durable.launch was not called in this process")
        return self._client

    def start(self, job: str, run_id: str, payload: dict[str, Any]) -> None:
        self.client.enqueue(
            {
                "workflow_name": f"levier.{job}",
                "queue_name": QUEUE,
                "workflow_id": run_id,
                "app_version": VERSION,
            },
            payload,
        )

    def state(self, run_id: str) -> RunState | None:
        found = self.client.list_workflows(workflow_ids=[run_id], load_input=False)
        if not found:
            return None
        run = found[0]
        return RunState(
            _STATUS[run.status],
            run.output if isinstance(run.output, dict) else None,
            str(run.error or ""),
        )

    def cancel(self, run_id: str) -> None:
        self.client.cancel_workflow(run_id)

    def forget(self, run_id: str) -> None:
        if self.client.list_workflows(workflow_ids=[run_id], load_input=False, load_output=False):
            self.client.delete_workflow(run_id)

    def forget_before(self, moment: datetime) -> int:
        """Delete the state of runs that ended before ``moment``; how many."""
        count = 0
        ended = ["SUCCESS", "ERROR", "CANCELLED", "MAX_RECOVERY_ATTEMPTS_EXCEEDED"]
        while found := self.client.list_workflows(
            status=ended,
            completed_before=moment.astimezone(UTC).isoformat(),
            application_name=APPLICATION,
            limit=500,
            load_input=False,
            load_output=False,
        ):
            self.client.delete_workflows([run.workflow_id for run in found])
            count += len(found)
        return count

    def close(self, patience: float) -> None:
        if self._client is not None:
            self._client.destroy()
            self._client = None


class ExecutingEngine(Engine):
    """An engine whose process also runs jobs: a worker those of the queue, an inline process its own only."""

    def __init__(self, role: Role) -> None:
        super().__init__()
        self.name = new_name(role)
        self._role = role
        self._presence: Presence = presence()
        self._stop = threading.Event()
        self._keeper: threading.Thread | None = None

    def open(self) -> None:
        super().open()
        self._presence.arrive(self.name)
        DBOS(config=self._config())
        _declare()
        DBOS.listen_queues([QUEUE] if self._role == "worker" else [])
        DBOS.launch()
        if self._role == "worker":
            _resuming.set()
            self._schedule()
            self.recover()
            threading.Thread(target=_warm_up, name="levier-warm-up", daemon=True).start()
        self._keeper = threading.Thread(target=self._keep, name="levier-presence", daemon=True)
        self._keeper.start()

    def start(self, job: str, run_id: str, payload: dict[str, Any]) -> None:
        if self._role == "worker":
            super().start(job, run_id, payload)
            return
        with SetWorkflowID(run_id):
            DBOS.start_workflow(_workflows[job], payload)

    def recover(self) -> list[str]:
        """Put the runs of dead processes back on the queue, from their last finished step.

        The library's private call is the one its own recovery makes; it changes nothing unless the run still
        belongs to the dead process, so two workers may recover at the same time.
        """
        pending = self.client.list_workflows(
            status="PENDING", application_name=APPLICATION, load_input=False, load_output=False
        )
        owners = {run.executor_id for run in pending if run.executor_id and run.executor_id != self.name}
        dead = set(self._presence.dead(owners))
        system = self.client._sys_db
        taken = [
            run.workflow_id
            for run in pending
            if run.executor_id in dead
            and system.reenqueue_for_recovery(run.workflow_id, [run.executor_id], QUEUE)
        ]
        if taken:
            _log.warning("taken over from %s: %s", sorted(dead), taken)
        return taken

    def _take_up_again(self) -> None:
        """Put the runs that the database's absence cut short back on the queue."""
        for run_id in sorted(_cut_short):
            if self.client._sys_db.reenqueue_for_recovery(run_id, [self.name], QUEUE):
                _log.warning("taken up again: %s", run_id)
            _cut_short.discard(run_id)

    def close(self, patience: float) -> None:
        self._stop.set()
        if self._keeper is not None:
            self._keeper.join(timeout=BEAT * 2)
        DBOS.destroy(workflow_completion_timeout_sec=int(patience))
        self._presence.leave()
        super().close(patience)

    def _config(self) -> DBOSConfig:
        return DBOSConfig(
            name=APPLICATION,
            system_database_url=database.address(),
            executor_id=self.name,
            application_version=VERSION,
            serializer=DBOSPortableJSONSerializer(),
            notification_listener_polling_interval_sec=stream.POLL,
            scheduler_polling_interval_sec=5,
            max_executor_threads=32,
            log_level="WARNING",
        )

    def _schedule(self) -> None:
        DBOS.apply_schedules(
            [
                {
                    "schedule_name": planned.name,
                    "workflow_fn": _workflows[_SCHEDULED],
                    "schedule": planned.cron,
                    "context": {"job": planned.job},
                    "cron_timezone": settings.TIME_ZONE,
                    "queue_name": QUEUE,
                }
                for planned in jobs.schedules()
            ]
        )

    def _keep(self) -> None:
        """Show that this process lives; a worker also takes over from those that died."""
        while not self._stop.wait(BEAT):
            try:
                self._presence.beat()
                if self._role == "worker":
                    self.recover()
                    self._take_up_again()
            except Exception as error:  # the database is away for a moment: the next beat tries again
                _log.warning("heartbeat failed: %s", str(error).partition("\n")[0])
                connections.close_all()
        connections.close_all()


def _warm_up() -> None:
    for function in jobs.warm_ups():
        try:
            function()
        except Exception:  # a run will meet the same fault and say it
            _log.warning("warming up failed", exc_info=True)
        finally:
            connections.close_all()


class DatabaseAway(BaseException):
    """The database left in the middle of a run of a worker.

    Not an Exception, so that neither the library nor a job records it as the run's end: the run stays as its last
    finished step left it, and the worker puts it back on the queue once the database answers.
    """


_workflows: dict[str, Callable[..., Any]] = {}
_cut_short: set[str] = set()
_resuming = threading.Event()
"""Set in a worker: only there does somebody take up again what was cut short."""


def _declare() -> None:
    """Hand the declared jobs to the library, each once in the life of the process."""
    for name in jobs.names():
        if name not in _workflows:
            _workflows[name] = _workflow(name)
    if _SCHEDULED not in _workflows:

        @DBOS.workflow(name=_SCHEDULED, max_recovery_attempts=RECOVERIES)
        def scheduled(moment: str, context: dict[str, Any]) -> dict[str, Any]:
            return _run(context["job"], {"scheduled": str(moment)})

        _workflows[_SCHEDULED] = scheduled


def _workflow(name: str) -> Callable[..., Any]:
    @DBOS.workflow(name=f"levier.{name}", max_recovery_attempts=RECOVERIES)
    def run(payload: dict[str, Any]) -> dict[str, Any]:
        return _run(name, payload)

    return run


def _run(name: str, payload: dict[str, Any]) -> dict[str, Any]:
    run_id = str(DBOS.workflow_id)
    try:
        # The library stops a run that was cancelled or taken over with a BaseException: nothing is told then.
        try:
            result = jobs.find(name)(run_id, payload) or {}
        except DatabaseAway:
            _cut_short.add(run_id)
            raise
        except Exception:
            _log.exception("run %s of job %s failed", run_id, name)
            _close_events(run_id)
            raise
        _close_events(run_id)
        return result
    finally:
        connections.close_all()


def _close_events(run_id: str) -> None:
    try:
        stream.close(run_id)
    except DatabaseError:  # readers also look at the run's status
        _log.warning("run %s: could not tell its end", run_id, exc_info=True)


def in_run() -> bool:
    """Whether the caller is the body of a job (not inside one of its steps)."""
    return DBOS.workflow_id is not None and DBOS.step_id is None


def run_step(name: str, function: Callable[..., Any], given: tuple[Any, ...]) -> Any:
    return DBOS.run_step({"name": name}, _leaving_no_connection(function), *given)


class ReservedStep:
    """A step whose place in the run is fixed now, and that runs later, from any thread, in any order."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._reservation = DBOS.reserve_step()
        self._context = copy_context()

    def run(self, function: Callable[..., Any], *given: Any) -> Any:
        guarded = _leaving_no_connection(function)
        return self._context.run(lambda: self._reservation.run({"name": self._name}, guarded, *given))


def _leaving_no_connection(function: Callable[..., Any]) -> Callable[..., Any]:
    """Django keeps a connection per thread; steps run on many threads, and a pool would soon be empty."""

    def call(*given: Any) -> Any:
        try:
            return function(*given)
        except Exception as error:
            if _resuming.is_set() and database_away(error):
                raise DatabaseAway from error
            raise
        finally:
            connections.close_all()

    return call


def long_ago(days: int) -> datetime:
    return datetime.now(UTC) - timedelta(days=days)
