"""Runs, their steps and what they tell, executed in this process."""

import asyncio
import uuid
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from django.db import connection

from levier import durable
from levier.durable.database import sqlite_file
from levier.durable.models import Event
from tests.durable.jobs import effects

pytestmark = pytest.mark.usefixtures("inline")


def _id() -> str:
    return f"test-{uuid.uuid4()}"


def test_a_run_gives_its_result_and_its_status() -> None:
    run = _id()
    assert durable.status(run) is None
    durable.start("test-echo", run, {"n": 3, "été": "œuf"})
    assert durable.wait(run, 20) == {"echo": {"n": 3, "été": "œuf"}, "twice": [3, 3]}
    assert durable.status(run) == "done"


def test_starting_the_same_run_twice_runs_it_once(tmp_path: Path) -> None:
    run = _id()
    (tmp_path / "let-two-go").touch()
    for _ in range(2):
        durable.start("test-three-steps", run, {"folder": str(tmp_path)})
    durable.wait(run, 20)
    durable.start("test-three-steps", run, {"folder": str(tmp_path)})
    assert effects(tmp_path) == ["one", "two-started", "two", "three"]


def test_a_run_that_breaks_is_failed_and_its_readers_are_released() -> None:
    run = _id()
    durable.start("test-fails", run, {})
    with pytest.raises(durable.RunFailed, match="broken on purpose"):
        durable.wait(run, 20)
    assert durable.status(run) == "failed"
    assert list(durable.events(run, timeout=20)) == []


def test_a_cancelled_run_finishes_its_step_and_starts_no_other(tmp_path: Path) -> None:
    run = _id()
    durable.start("test-three-steps", run, {"folder": str(tmp_path)})
    while "two-started" not in effects(tmp_path):
        pass
    durable.cancel(run)
    (tmp_path / "let-two-go").touch()
    assert [event["type"] for event in durable.events(run, timeout=20)] == ["begun"]
    with pytest.raises(durable.RunCancelled):
        durable.wait(run, 20)
    while "two" not in effects(tmp_path):
        pass
    assert "three" not in effects(tmp_path)


def test_independent_steps_run_together_and_the_others_wait_for_them(tmp_path: Path) -> None:
    run, graph = _id(), _id()
    durable.start("test-meeting", run, {})
    assert durable.wait(run, 30) == {"left": True, "right": True}
    (tmp_path / "let-b-go").touch()
    durable.start("test-graph", graph, {"folder": str(tmp_path)})
    assert durable.wait(graph, 20) == {"a": "a", "b": "b", "c": "ca", "d": "bca"}


def test_steps_that_wait_for_each_other_are_refused() -> None:
    circle = [
        durable.Task("a", lambda earlier: 1, after=("b",)),
        durable.Task("b", lambda earlier: 1, after=("a",)),
    ]
    with pytest.raises(ValueError, match="wait for each other"):
        durable.parallel(circle)


def test_a_failing_step_lets_the_one_beside_it_finish() -> None:
    done = []

    def fail(earlier: dict[str, Any]) -> None:
        raise ValueError("on purpose")

    tasks = [
        durable.Task("bad", fail),
        durable.Task("good", lambda earlier: done.append(1)),
        durable.Task("never", lambda earlier: done.append(2), after=("bad",)),
    ]
    with pytest.raises(ValueError, match="on purpose"):
        durable.parallel(tasks)
    assert done == [1]


def test_events_are_replayed_from_any_point_and_told_once_per_key() -> None:
    run = _id()
    assert [durable.publish(run, {"type": "a"}, key="a") for _ in range(2)] == [1, 1]
    durable.publish(run, {"type": "b"})
    durable.publish(run, {"type": "c"})
    told = list(durable.events(run, timeout=10))
    assert [(event["seq"], event["type"]) for event in told] == [(1, "a"), (2, "b"), (3, "c")]
    assert [event["seq"] for event in durable.events(run, 2, timeout=10)] == [3]


def test_steps_that_tell_at_the_same_time_get_numbers_without_a_hole() -> None:
    run = _id()

    def tell() -> None:
        for _ in range(10):
            durable.publish(run, {"type": "x"})
        connection.close()

    writers = [Thread(target=tell) for _ in range(4)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    assert list(Event.objects.filter(run=run).values_list("seq", flat=True)) == list(range(1, 41))


def test_many_readers_follow_a_run_with_one_thread(tmp_path: Path) -> None:
    run = _id()

    async def read() -> list[str]:
        return [event["type"] async for event in durable.aevents(run)]

    async def read_all() -> list[list[str]]:
        durable_start = asyncio.to_thread(durable.start, "test-three-steps", run, {"folder": str(tmp_path)})
        readers = [asyncio.create_task(read()) for _ in range(50)]
        await durable_start
        await asyncio.sleep(0.3)
        (tmp_path / "let-two-go").touch()
        return await asyncio.gather(*readers)

    assert asyncio.run(read_all()) == [["begun", "finished"]] * 50


def test_old_runs_are_forgotten_and_recent_ones_kept() -> None:
    old, sweep = _id(), _id()
    durable.start("test-echo", old, {"n": 1})
    durable.wait(old, 20)
    durable.start("durable-retention", sweep, {"days": 1})
    durable.wait(sweep, 20)
    assert durable.status(old) == "done"
    durable.start("durable-retention", f"{sweep}-2", {"days": 0})
    assert durable.wait(f"{sweep}-2", 20)["runs"] >= 1
    assert durable.status(old) is None


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL vacuums by its own clock")
def test_no_word_of_a_forgotten_run_stays_in_the_files_once_they_are_overwritten() -> None:
    run = _id()
    durable.start("test-echo", run, {"secret": "zorglub violet" * 400})
    durable.wait(run, 20)
    durable.forget(run)
    assert _on_disk(b"zorglub")
    assert durable.overwrite()
    assert not _on_disk(b"zorglub")


def _on_disk(word: bytes) -> bool:
    file = sqlite_file()
    return any(word in part.read_bytes() for part in file.parent.glob(f"{file.name}*"))
