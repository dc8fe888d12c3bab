"""The server is killed in the middle of a request: what was done is not done again, and the page gets its end."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.durable.house import House, Talker, postgresql, until
from tests.durable.jobs import effects
from tests.orchestrator import scripted as script

_HEAVY = ("duckdb", "polars", "onnxruntime", "statsforecast", "sklearn", "pandas", "scipy", "numba")


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def house(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[House]:
    given = {"module": "tests.orchestrator.process", "settings": "levier.server.settings"}
    if request.param == "sqlite":
        house = House(tmp_path / "home", **given)
        yield house
        house.leave()
        return
    with postgresql() as url:
        house = House(tmp_path / "home", url, **given)
        yield house
        house.leave()


def test_a_request_survives_the_death_of_every_process(house: House) -> None:
    web, worker = house.talker("web"), house.worker()
    request = web.ask("submit", script.SLOW)
    until(lambda: {"sales-done", "slow"} <= set(effects(house.folder)))
    seen = 0
    while seen < 6:  # understood, planned, two starts, one progress and the end of the quick step at least
        seen = len(_so_far(web, request))
    worker.kill()
    web.process.kill()

    web = house.talker("web")
    assert web.ask("answer", request) is None
    house.worker()
    (house.folder / "let-it-go").touch()
    rest = web.ask("events", request, seen)
    assert rest[0]["seq"] == seen + 1
    assert [event["type"] for event in rest if event["type"] != "step.progress"] == [
        "step.finished",
        "validating",
        "answered",
    ]
    answer = web.ask("answer", request)
    assert answer["status"] == "answered"
    assert [step["status"] for step in answer["plan"]["steps"]] == ["done", "done"]
    assert effects(house.folder).count("sales") == 1
    assert effects(house.folder).count("slow") == 2
    assert effects(house.folder).count("slow-done") == 1


def test_the_web_process_loads_no_heavy_library(house: House) -> None:
    web = house.talker("web")
    web.ask("submit", script.SALES)
    loaded = {name.split(".")[0] for name in web.ask("modules")}
    assert loaded.isdisjoint(_HEAVY)


def _so_far(web: Talker, request: int) -> list[object]:
    """What was told until now, without waiting for more."""
    told: list[object] = web.ask("told", request)
    return told
