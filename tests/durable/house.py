"""A house of real processes with its own data, on SQLite or PostgreSQL, for the tests that kill some of them."""

import atexit
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

import psycopg
import pytest

ROOT = Path(__file__).resolve().parents[2]
SECONDS = 60


class House:
    """Starts processes that share ``folder`` (and the database at ``url``, if any)."""

    def __init__(
        self, folder: Path, url: str = "", module: str = "tests.durable.process", settings: str = ""
    ) -> None:
        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True)
        self._module = module
        self._environment = {
            **os.environ,
            "LEVIER_HOME": str(folder),
            "DATABASE_URL": url,
            "DJANGO_SETTINGS_MODULE": settings or "tests.durable.settings",
        }
        self._started: list[subprocess.Popen[str]] = []
        if url:
            _copy_database(_migrated_database(module, self._environment["DJANGO_SETTINGS_MODULE"]), url)
        else:
            base = _migrated_folder(module, self._environment["DJANGO_SETTINGS_MODULE"])
            shutil.copytree(base, folder, dirs_exist_ok=True)

    def worker(self) -> subprocess.Popen[str]:
        return self._start("worker")

    def talker(self, role: str) -> "Talker":
        return Talker(self._start(role, talking=True))

    def leave(self) -> None:
        for process in self._started:
            process.kill()
            process.wait()
            for pipe in (process.stdin, process.stdout):
                if pipe:
                    pipe.close()

    def _start(self, role: str, talking: bool = False) -> subprocess.Popen[str]:
        pipe = subprocess.PIPE if talking else None
        process = subprocess.Popen(
            _command(self._module, role), env=self._environment, cwd=ROOT, stdin=pipe, stdout=pipe, text=True
        )
        self._started.append(process)
        return process


def _command(module: str, role: str) -> list[str]:
    return [sys.executable, "-m", module, role]


def _migrate(module: str, settings: str, folder: Path, url: str = "") -> None:
    environment = {
        **os.environ,
        "LEVIER_HOME": str(folder),
        "DATABASE_URL": url,
        "DJANGO_SETTINGS_MODULE": settings,
    }
    subprocess.run(_command(module, "migrate"), env=environment, cwd=ROOT, check=True)


@cache
def _migrated_folder(module: str, settings: str) -> Path:
    """A folder whose SQLite database is migrated, made once by process: each house begins with a copy of it."""
    folder = Path(tempfile.mkdtemp(prefix="levier-house-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    _migrate(module, settings, folder)
    return folder


@cache
def _migrated_database(module: str, settings: str) -> str:
    """The name of a PostgreSQL database that is migrated, made once by process."""
    name = f"levier_house_{uuid.uuid4().hex[:10]}"
    _on_server(f"CREATE DATABASE {name}")
    atexit.register(_on_server, f"DROP DATABASE {name} WITH (FORCE)")
    with tempfile.TemporaryDirectory(prefix="levier-house-") as folder:
        _migrate(module, settings, Path(folder), _address(name))
    return name


def _copy_database(base: str, url: str) -> None:
    """Make the empty database at ``url`` a copy of ``base``."""
    name = url.rsplit("/", 1)[1]
    _on_server(f"DROP DATABASE {name}", f"CREATE DATABASE {name} TEMPLATE {base}")


def _on_server(*orders: str) -> None:
    with psycopg.connect(os.environ["LEVIER_TEST_POSTGRES"], autocommit=True) as server:
        for order in orders:
            server.execute(order)


def _address(name: str) -> str:
    return os.environ["LEVIER_TEST_POSTGRES"].rsplit("/", 1)[0] + "/" + name


class Talker:
    """A process that obeys orders, one after the other."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self.process = process
        assert self._heard() == "ready"

    def ask(self, *order: Any) -> Any:
        self.tell(*order)
        return self._heard()

    def tell(self, *order: Any) -> None:
        assert self.process.stdin is not None
        self.process.stdin.write(json.dumps(order) + "\n")
        self.process.stdin.flush()

    def _heard(self) -> Any:
        assert self.process.stdout is not None
        return json.loads(self.process.stdout.readline())


@contextmanager
def postgresql() -> Iterator[str]:
    """The address of a new, empty database, dropped at the end; skips where no server is given."""
    if not os.environ.get("LEVIER_TEST_POSTGRES"):
        pytest.skip("LEVIER_TEST_POSTGRES is not set: give the postgresql:// address of a server to test on")
    name = f"levier_test_{uuid.uuid4().hex[:10]}"
    _on_server(f"CREATE DATABASE {name}")
    try:
        yield _address(name)
    finally:
        _on_server(f"DROP DATABASE {name} WITH (FORCE)")


@contextmanager
def closed(url: str) -> Iterator[None]:
    """The database at ``url`` lets nobody in until the block ends."""
    name = url.rsplit("/", 1)[1]
    with psycopg.connect(os.environ["LEVIER_TEST_POSTGRES"], autocommit=True) as server:
        server.execute(f"ALTER DATABASE {name} WITH ALLOW_CONNECTIONS false")
        server.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", [name])
        try:
            yield
        finally:
            server.execute(f"ALTER DATABASE {name} WITH ALLOW_CONNECTIONS true")


def until(true: Callable[[], bool]) -> None:
    """Wait for something that must happen."""
    deadline = time.monotonic() + SECONDS
    while not true():
        assert time.monotonic() < deadline, "it did not happen"
        time.sleep(0.02)
