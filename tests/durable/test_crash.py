"""A process killed in the middle of a run loses nothing that was done, and does nothing twice (real kill -9)."""

import signal
import time
import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.durable.house import House, closed, postgresql, until
from tests.durable.jobs import effects


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def house(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[House]:
    if request.param == "sqlite":
        house = House(tmp_path / "home")
        yield house
        house.leave()
        return
    with postgresql() as url:
        house = House(tmp_path / "home", url)
        yield house
        house.leave()


def _id() -> str:
    return f"test-{uuid.uuid4()}"


def test_a_killed_worker_is_replaced_and_finished_steps_are_not_run_again(
    house: House, tmp_path: Path
) -> None:
    web, worker, run = house.talker("web"), house.worker(), _id()
    web.ask("start", "test-three-steps", run, {"folder": str(tmp_path)})
    until(lambda: "two-started" in effects(tmp_path))
    worker.kill()
    house.worker()
    web.tell("events", run, 0)
    (tmp_path / "let-two-go").touch()
    assert [event["type"] for event in web._heard()] == ["begun", "finished"]
    assert web.ask("wait", run, 30) == {"steps": ["one", "two", "three"]}
    assert effects(tmp_path) == ["one", "two-started", "two-started", "two", "three"]


def test_a_killed_graph_does_not_repeat_the_branch_that_was_finished(house: House, tmp_path: Path) -> None:
    web, worker, run = house.talker("web"), house.worker(), _id()
    web.ask("start", "test-graph", run, {"folder": str(tmp_path)})
    until(lambda: {"c", "b-started"} <= set(effects(tmp_path)))
    worker.kill()
    house.worker()
    (tmp_path / "let-b-go").touch()
    assert web.ask("wait", run, 40) == {"a": "a", "b": "b", "c": "ca", "d": "bca"}
    assert effects(tmp_path).count("a") == 1


def test_the_web_process_executes_nothing(house: House, tmp_path: Path) -> None:
    web, run = house.talker("web"), _id()
    web.ask("start", "test-echo", run, {"n": 1})
    assert web.ask("status", run) == "queued"
    assert web.ask("events", "unknown", 0) == []
    assert web.ask("status", run) == "queued"
    house.worker()
    assert web.ask("wait", run, 30)["twice"] == [1, 1]


def test_a_worker_leaves_the_runs_of_a_living_terminal_alone_and_takes_those_of_a_dead_one(
    house: House, tmp_path: Path
) -> None:
    terminal, run = house.talker("inline"), _id()
    terminal.ask("start", "test-three-steps", run, {"folder": str(tmp_path)})
    until(lambda: "two-started" in effects(tmp_path))
    house.worker()
    web, other = house.talker("web"), _id()
    web.ask("start", "test-echo", other, {})
    web.ask("wait", other, 30)
    assert effects(tmp_path) == ["one", "two-started"]
    terminal.process.kill()
    (tmp_path / "let-two-go").touch()
    web.ask("wait", run, 40)
    assert effects(tmp_path) == ["one", "two-started", "two-started", "two", "three"]


def test_a_worker_asked_to_stop_stops_and_its_run_resumes_at_the_next_start(
    house: House, tmp_path: Path
) -> None:
    web, worker, run = house.talker("web"), house.worker(), _id()
    web.ask("start", "test-three-steps", run, {"folder": str(tmp_path)})
    until(lambda: "two-started" in effects(tmp_path))
    worker.send_signal(signal.SIGTERM)
    assert worker.wait(timeout=30) == 0
    (tmp_path / "let-two-go").touch()
    house.worker()
    web.ask("wait", run, 40)
    assert effects(tmp_path) == ["one", "two-started", "two-started", "two", "three"]


def test_of_two_workers_the_living_one_takes_over_from_the_dead(house: House, tmp_path: Path) -> None:
    web, runs = house.talker("web"), [_id() for _ in range(6)]
    workers = [house.worker(), house.worker()]
    folders = [tmp_path / run for run in runs]
    for run, folder in zip(runs, folders, strict=True):
        folder.mkdir()
        web.ask("start", "test-three-steps", run, {"folder": str(folder)})
    until(lambda: all("two-started" in effects(folder) for folder in folders))
    workers[0].kill()
    for folder in folders:
        (folder / "let-two-go").touch()
    for run in runs:
        web.ask("wait", run, 40)
    for folder in folders:
        done = effects(folder)
        assert [done.count(step) for step in ("one", "two", "three")] == [1, 1, 1]


def test_a_scheduled_job_starts_by_the_clock(house: House) -> None:
    house.worker()
    until(lambda: "tick" in effects(house.folder))


@pytest.mark.postgres
def test_a_database_that_leaves_in_mid_run_delays_the_run_and_repeats_no_finished_step(
    tmp_path: Path,
) -> None:
    """As when PostgreSQL is restarted: nobody is let in for a while, and those inside are put out."""
    with postgresql() as url:
        house, run = House(tmp_path / "home", url), _id()
        house.worker()
        house.talker("web").ask("start", "test-reads-the-database", run, {"folder": str(tmp_path)})
        until(lambda: "count-started" in effects(tmp_path))
        with closed(url):
            (tmp_path / "let-count-go").touch()
            until(lambda: effects(tmp_path)[-1] == "count")
            time.sleep(1)
        assert house.talker("web").ask("wait", run, 40) == {"done": True}
        assert effects(tmp_path).count("before") == 1
        house.leave()
