"""Jobs for the tests: each step leaves one line per execution in a file, which is what is counted."""

import os
import threading
import time
from pathlib import Path
from typing import Any

from levier import durable
from levier.durable.models import Event


def _mark(folder: str, what: str) -> str:
    with (Path(folder) / "effects").open("a") as file:
        file.write(f"{what} {os.getpid()}\n")
    return what


def effects(folder: Path) -> list[str]:
    """What was executed, in order."""
    path = folder / "effects"
    return [line.split()[0] for line in path.read_text().splitlines()] if path.exists() else []


def _slow(folder: str, what: str) -> str:
    _mark(folder, f"{what}-started")
    while not (Path(folder) / f"let-{what}-go").exists():
        time.sleep(0.02)
    return _mark(folder, what)


@durable.job("test-three-steps")
def three_steps(run_id: str, payload: dict[str, Any]) -> dict[str, Any]:
    folder = payload["folder"]
    durable.publish(run_id, {"type": "begun"}, key="begun")
    first = durable.step("one", _mark, folder, "one")
    second = durable.step("two", _slow, folder, "two")
    third = durable.step("three", _mark, folder, "three")
    durable.publish(run_id, {"type": "finished"}, key="finished")
    return {"steps": [first, second, third]}


@durable.job("test-echo")
def echo(run_id: str, payload: dict[str, Any]) -> dict[str, Any]:
    return {"echo": payload, "twice": durable.step("twice", lambda n: [n, n], payload.get("n", 0))}


@durable.job("test-fails")
def fails(run_id: str, payload: dict[str, Any]) -> dict[str, Any]:
    raise ValueError("broken on purpose")


@durable.job("test-graph")
def graph(run_id: str, payload: dict[str, Any]) -> dict[str, Any]:
    """a and b together, b waiting to be let go; c after a, and d after them all."""
    folder = payload["folder"]
    tasks = [
        durable.Task("a", lambda earlier: _mark(folder, "a")),
        durable.Task("b", lambda earlier: _slow(folder, "b")),
        durable.Task("c", lambda earlier: _mark(folder, "c") + earlier["a"], after=("a",)),
        durable.Task("d", lambda earlier: earlier["b"] + earlier["c"], after=("b", "c")),
    ]
    return durable.parallel(tasks)


@durable.job("test-meeting")
def meeting(run_id: str, payload: dict[str, Any]) -> dict[str, Any]:
    """Two steps that each wait for the other: only possible when they run at the same time."""
    door = threading.Barrier(2, timeout=20)
    tasks = [durable.Task(name, lambda earlier: bool(door.wait() >= 0)) for name in ("left", "right")]
    return durable.parallel(tasks, limit=2)


durable.schedule("test-tick", "* * * * * *", "test-tick")


@durable.job("test-tick")
def tick(run_id: str, payload: dict[str, Any]) -> dict[str, Any]:
    _mark(os.environ["LEVIER_HOME"], "tick")
    return {}


def _count_after_a_wait(folder: str) -> int:
    _slow(folder, "count")
    return Event.objects.count()


@durable.job("test-reads-the-database")
def reads_the_database(run_id: str, payload: dict[str, Any]) -> dict[str, Any]:
    folder = payload["folder"]
    durable.step("before", _mark, folder, "before")
    durable.step("count", _count_after_a_wait, folder)
    return {"done": True}
