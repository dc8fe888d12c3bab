"""A real Levier for the browser: web process and worker, on a free port of this machine, over the demo company."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.demo_home import DemoHome


@dataclass(frozen=True)
class Served:
    """Where it answers."""

    address: str


LETTERS = "django.core.mail.backends.filebased.EmailBackend"
"""Letters become files, as they do by default (the tests' own process keeps them in memory)."""
OWNER = "claire@maison-tilleul.example"


def password_of(home: DemoHome) -> str:
    """The password that the people of the demo share."""
    return (home.folder / "demo-password.txt").read_text(encoding="utf-8").strip()


@contextmanager
def served(home: DemoHome) -> Iterator[Served]:
    """``levier serve`` until the block ends."""
    port = _free_port()
    log = home.folder / "serve.log"
    with log.open("w", encoding="utf-8") as told:
        process = subprocess.Popen(
            [sys.executable, "-m", "levier", "serve", "--port", str(port)],
            env={**home.environment, "LEVIER_EMAIL_BACKEND": LETTERS},
            stdout=told,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    try:
        address = f"http://127.0.0.1:{port}"
        _wait(address, process, log)
        yield Served(address)
    finally:
        os.kill(process.pid, signal.SIGINT)
        try:
            process.wait(timeout=20)
        except subprocess.TimeoutExpired:
            process.kill()


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def _wait(address: str, process: subprocess.Popen[bytes], log: Path) -> None:
    for _ in range(300):
        if process.poll() is not None:
            raise RuntimeError(
                f"levier serve stopped: {process.stderr.read().decode() if process.stderr else ''}"
            )
        try:
            urllib.request.urlopen(f"{address}/compte/connexion/", timeout=2)
        except (urllib.error.URLError, OSError):
            time.sleep(0.2)
        else:
            return
    raise RuntimeError("levier serve does not answer")
