"""``levier serve`` for real: its processes are killed, its port is taken, it is stopped — requests end all the same."""

import os
import signal
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.demo_home import DemoHome
from tests.server.house import House, copy_of, processes_of, until

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="reads /proc to find the processes")
SLOW = "Combien de jours de congés pour un mariage, et quelles seront nos ventes des 8 prochaines semaines par produit ?"


@pytest.fixture(scope="module")
def house(demo: DemoHome, tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    house = House(copy_of(demo, tmp_path_factory.mktemp("serve") / "home"))
    house.open()
    yield house
    house.leave()


def _half_done(house: House) -> tuple[int, list[tuple]]:
    """A request whose document question is answered and whose forecast is under way."""
    number = house.ask(SLOW)
    done = until(lambda: house.steps(number, "done"))
    assert [step[1] for step in done] == ["knowledge-search"]
    return number, done


def _ended_well(house: House, number: int, done: list[tuple]) -> None:
    answer = house.answer(number)
    assert answer["status"] in ("answered", "partial"), answer["answer"]
    assert {step["capability"]: step["status"] for step in answer["plan"]["steps"]} == {
        "knowledge-search": "done",
        "sales-forecast": "done",
    }
    assert done[0] in house.steps(number, "done"), "a finished step was run again"


def test_a_killed_worker_is_started_again_and_the_request_ends(house: House) -> None:
    until(house.workers)
    number, done = _half_done(house)
    killed = house.workers()
    for pid in killed:
        os.kill(pid, signal.SIGKILL)
    _ended_well(house, number, done)
    assert not set(killed) & set(house.workers())


def test_a_killed_server_leaves_no_orphan_and_takes_the_request_up_again(house: House) -> None:
    until(house.workers)
    number, done = _half_done(house)
    house.close(signal.SIGKILL)
    until(lambda: not processes_of(house.home.folder))
    house.open()
    _ended_well(house, number, done)


def test_a_port_already_taken_is_said_in_french(house: House) -> None:
    second = house.home.levier("serve", "--port", str(house.port))
    assert second.returncode == 1
    assert f"Le port {house.port} est déjà pris" in second.stderr
    assert "Traceback" not in second.stderr


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM], ids=["Ctrl-C", "SIGTERM"])
def test_stopping_the_server_stops_everything_without_a_word_of_error(
    house: House, how: signal.Signals, tmp_path: Path
) -> None:
    if house.process is None or house.process.poll() is not None:
        house.open()
    until(house.workers)
    log = house.home.folder / "serve.log"
    told = log.stat().st_size
    house.close(how)
    until(lambda: not processes_of(house.home.folder))
    assert "Traceback" not in log.read_text()[told:]
