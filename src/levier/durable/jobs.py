"""The jobs a worker knows, declared where they are written and found by name. No library is loaded here."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

JobFunction = Callable[[str, dict[str, Any]], dict[str, Any] | None]
"""``fn(run_id, payload) -> result``: payload and result are plain JSON."""


@dataclass(frozen=True)
class Schedule:
    """A job that starts by the clock (five-field cron, in the company server's time zone)."""

    name: str
    cron: str
    job: str


_jobs: dict[str, JobFunction] = {}
_schedules: dict[str, Schedule] = {}
_warm_ups: list[Callable[[], None]] = []


def job(name: str) -> Callable[[JobFunction], JobFunction]:
    """Declare ``fn(run_id, payload) -> dict`` as the job called ``name``.

    What it does outside of :func:`levier.durable.step` may be done again after a crash, and must always call
    the same steps in the same order: everything that has an effect or takes time belongs in a step.
    """

    def declare(function: JobFunction) -> JobFunction:
        known = _jobs.get(name)
        if known is not None and (known.__module__, known.__qualname__) != (
            function.__module__,
            function.__qualname__,
        ):
            raise ValueError(f"two jobs are called {name!r}")
        _jobs[name] = function
        return function

    return declare


def find(name: str) -> JobFunction:
    """The function of a declared job. Raises KeyError when this process does not know it."""
    return _jobs[name]


def names() -> list[str]:
    return sorted(_jobs)


def schedule(name: str, cron: str, job: str) -> None:
    """Have workers start ``job`` by the clock. Call it in a module that declares jobs.

    The payload is ``{"scheduled": "<ISO date and time>"}``; however many workers there are, it starts once.
    """
    _schedules[name] = Schedule(name, cron, job)


def schedules() -> list[Schedule]:
    return list(_schedules.values())


def warm_up(function: Callable[[], None]) -> Callable[[], None]:
    """Have workers call ``function`` once, in the background, when they start: the first run then finds
    models loaded.
    """
    _warm_ups.append(function)
    return function


def warm_ups() -> list[Callable[[], None]]:
    return list(_warm_ups)
