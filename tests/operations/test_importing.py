"""An import survives the death of the worker that runs it."""

import os
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.demo_home import DemoHome
from tests.server.house import House, copy_of, until


@pytest.fixture
def house(demo: DemoHome, tmp_path: Path) -> Iterator[House]:
    house = House(copy_of(demo, tmp_path / "home"))
    house.open()
    yield house
    house.leave()


def asked(house: House, query: str, *given: Any) -> list[tuple[Any, ...]]:
    base = sqlite3.connect(house.home.folder / "levier.sqlite3", timeout=20)
    try:
        return base.execute(query, given).fetchall()
    finally:
        base.close()


def test_a_killed_worker_loses_no_file_and_writes_none_twice(house: House) -> None:
    until(house.workers)
    made = subprocess.run(
        [sys.executable, "-m", "tests.operations.drop_files"],
        env={**house.home.environment, "DJANGO_SETTINGS_MODULE": "levier.server.settings"},
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    batch = int(made.stdout.splitlines()[-1])
    run = asked(house, "SELECT run FROM importing_batch WHERE id = ?", batch)[0][0]
    told = "SELECT count(*) FROM durable_event WHERE run = ? AND body LIKE '%indexation des passages%'"
    until(lambda: asked(house, told, run)[0][0] >= 2)
    for worker in house.workers():
        os.kill(worker, signal.SIGKILL)
    files = "SELECT name, state, numbers FROM importing_importfile WHERE batch_id = ? ORDER BY id"
    assert asked(house, files, batch)[0][1] == "running"
    until(lambda: asked(house, "SELECT finished FROM importing_batch WHERE id = ?", batch)[0][0])
    assert [(name, state) for name, state, _ in asked(house, files, batch)] == [
        ("long.md", "done"),
        ("note.md", "done"),
    ]
    versions = "SELECT count(*) FROM knowledge_documentversion WHERE name IN ('long.md', 'note.md')"
    assert asked(house, versions)[0][0] == 2
    left = [path for path in (house.home.folder / "arrivals").rglob("*") if path.is_file()]
    assert left == []
