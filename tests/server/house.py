"""A real ``levier serve`` over a copy of the demo company, called by its REST API as a program would."""

import json
import os
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.demo_home import DemoHome

PATIENCE = 120


def until(true: Callable[[], Any], patience: float = PATIENCE) -> Any:
    """Wait until something is true, and give it."""
    deadline = time.monotonic() + patience
    while not (found := true()):
        assert time.monotonic() < deadline, "waited in vain"
        time.sleep(0.05)
    return found


def copy_of(demo: DemoHome, folder: Path) -> DemoHome:
    """A demo company of one's own, to break at will; the models, which never change, stay where they are."""
    left = shutil.ignore_patterns("executors", "models", "*.log", "done")
    shutil.copytree(demo.folder, folder, ignore=left)
    (folder / "models").symlink_to((demo.folder / "models").resolve(), target_is_directory=True)
    return DemoHome(folder)


@dataclass
class House:
    """One ``levier serve`` and what is known of it."""

    home: DemoHome
    port: int = 0
    token: str = ""
    process: subprocess.Popen[bytes] | None = None
    environment: dict[str, str] = field(default_factory=dict)

    def open(self) -> None:
        """Start, and wait until pages are served."""
        self.port = self.port or free_port()
        with (self.home.folder / "serve.log").open("ab") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "levier", "serve", "--port", str(self.port)],
                env={**self.home.environment, "LEVIER_API_CALLS_A_MINUTE": "100000", **self.environment},
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        until(self._answers)

    def _answers(self) -> bool:
        assert self.process is not None
        assert self.process.poll() is None, (self.home.folder / "serve.log").read_text()[-3000:]
        try:
            return self.get("/compte/connexion/")[0] in (200, 503)
        except OSError:
            return False

    def get(self, path: str) -> tuple[int, str]:
        """Status and text of a page."""
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.port}{path}", timeout=30) as answer:
                return answer.status, answer.read().decode()
        except urllib.error.HTTPError as refused:
            return refused.code, refused.read().decode()

    def call(self, method: str, path: str, body: Any = None) -> tuple[int, Any]:
        """Status and JSON of a call of the API."""
        if not self.token:
            self.token = self.home.levier("token", "create", "essai").stdout.strip()
        asked = urllib.request.Request(
            f"http://127.0.0.1:{self.port}{path}",
            method=method,
            data=json.dumps(body).encode() if body is not None else None,
            headers={"Authorization": f"Bearer {self.token}", "Content-Type": "application/json"},
        )
        try:
            with urllib.request.urlopen(asked, timeout=60) as answer:
                return answer.status, json.loads(answer.read())
        except urllib.error.HTTPError as refused:
            return refused.code, json.loads(refused.read())

    def ask(self, text: str) -> int:
        """The number of a request just asked."""
        status, asked = self.call("POST", "/api/v1/requests", {"text": text})
        assert status == 202, asked
        return int(asked["id"])

    def answer(self, number: int) -> dict[str, Any]:
        """The answer, waited for."""
        found = until(lambda: self.call("GET", f"/api/v1/requests/{number}")[1].get("answer"))
        return dict(found)

    def steps(self, number: int, status: str) -> list[tuple[Any, ...]]:
        """The records of a request's steps in this status, as the database holds them now."""
        base = sqlite3.connect(self.home.folder / "levier.sqlite3", timeout=20)
        try:
            return base.execute(
                "SELECT step, capability, started, finished, seconds FROM orchestrator_steprecord"
                " WHERE request_id = ? AND status = ? ORDER BY step",
                (number, status),
            ).fetchall()
        finally:
            base.close()

    def workers(self) -> list[int]:
        """The living worker processes of this house."""
        return [pid for pid in processes_of(self.home.folder) if "worker" in command_of(pid)]

    def close(self, how: int = signal.SIGTERM) -> int:
        """Stop with a signal; the exit status."""
        assert self.process is not None
        os.kill(self.process.pid, how)
        return self.process.wait(timeout=30)

    def leave(self) -> None:
        """Leave nothing behind, whatever happened."""
        if self.process is not None and self.process.poll() is None:
            self.close(signal.SIGKILL)
        for pid in processes_of(self.home.folder):
            os.kill(pid, signal.SIGKILL)


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def processes_of(folder: Path) -> list[int]:
    """The processes started over this data folder (their environment says so)."""
    mark = f"LEVIER_HOME={folder}".encode()
    found = []
    for entry in Path("/proc").glob("[0-9]*"):
        try:
            if mark in (entry / "environ").read_bytes().split(b"\0"):
                found.append(int(entry.name))
        except (OSError, ValueError):
            continue
    return found


def command_of(pid: int) -> str:
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
    except OSError:
        return ""
