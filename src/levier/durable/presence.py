"""Which processes are alive. A run left by a dead one is taken over; a run of a living one is never touched.

Each process that executes runs has a name of its own, never used again. On SQLite, that is one machine, it
holds a lock on a file, which the system frees the moment the process dies, even by ``kill -9``. On
PostgreSQL, where workers may be on several machines, it writes a heartbeat, and is taken for dead after
``SILENCE`` seconds.
"""

import fcntl
import os
import re
import socket
import uuid
from collections.abc import Iterable
from datetime import timedelta
from pathlib import Path
from typing import IO, Protocol

from django.conf import settings
from django.db.models.functions import Now

from levier.durable.database import is_postgresql
from levier.durable.models import Heartbeat

BEAT = 2.0
"""Seconds between two heartbeats, and between two looks for dead processes."""
SILENCE = 7.0
"""Seconds without a heartbeat after which a process is taken for dead."""


def new_name(role: str) -> str:
    """A name that no other process has, had or will have: role, machine, process, and a random part."""
    host = re.sub(r"[^a-zA-Z0-9]+", "-", socket.gethostname())[:40]
    return f"{role}-{host}-{os.getpid()}-{uuid.uuid4().hex[:8]}"


class Presence(Protocol):
    def arrive(self, name: str) -> None:
        """Say that this process lives."""
        ...

    def beat(self) -> None:
        """Say that it still does."""
        ...

    def leave(self) -> None:
        """Say that it stops, in good order."""
        ...

    def dead(self, names: Iterable[str]) -> list[str]:
        """Those of ``names`` whose process is no more."""
        ...

    def living(self, role: str) -> int:
        """How many processes of this role live."""
        ...


class LockFiles:
    """One locked file per living process.

    POSIX record locks, because a child process does not inherit them: a parser that outlives its killed
    worker must not make the worker look alive. They are blind to the process that holds them, hence
    ``_name``.
    """

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = folder or Path(settings.HOME) / "executors"
        self._name = ""
        self._file: IO[str] | None = None

    def arrive(self, name: str) -> None:
        self._folder.mkdir(parents=True, exist_ok=True)
        self._name = name
        while self._file is None:
            file = self._path(name).open("w")
            fcntl.lockf(file, fcntl.LOCK_EX)
            if self._path(name).exists():
                self._file = file
            else:  # swept away by another process between its creation and the lock
                file.close()
        self._sweep()

    def beat(self) -> None:
        return None

    def leave(self) -> None:
        if self._file is not None:
            self._path(self._name).unlink(missing_ok=True)
            self._file.close()
            self._file = None

    def dead(self, names: Iterable[str]) -> list[str]:
        return [name for name in names if name != self._name and not _held(self._path(name))]

    def living(self, role: str) -> int:
        return sum(path.stem == self._name or _held(path) for path in self._folder.glob(f"{role}-*.lock"))

    def _path(self, name: str) -> Path:
        return self._folder / f"{name}.lock"

    def _sweep(self) -> None:
        for path in self._folder.glob("*.lock"):
            if path.stem != self._name and not _held(path):
                path.unlink(missing_ok=True)


def _held(path: Path) -> bool:
    try:
        with path.open("r+") as file:
            fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except FileNotFoundError:
        return False
    except BlockingIOError:
        return True
    return False


class Heartbeats:
    """One line per living process, dated by the clock of the database so that machines need not agree."""

    def __init__(self) -> None:
        self._name = ""

    def arrive(self, name: str) -> None:
        self._name = name
        Heartbeat.objects.filter(seen__lt=Now() - timedelta(days=1)).delete()
        Heartbeat.objects.update_or_create(executor=name, defaults={"seen": Now()})

    def beat(self) -> None:
        if self._name and not Heartbeat.objects.filter(executor=self._name).update(seen=Now()):
            Heartbeat.objects.create(executor=self._name, seen=Now())

    def leave(self) -> None:
        Heartbeat.objects.filter(executor=self._name).delete()
        self._name = ""

    def dead(self, names: Iterable[str]) -> list[str]:
        fresh = Heartbeat.objects.filter(seen__gte=Now() - timedelta(seconds=SILENCE))
        alive = set(fresh.values_list("executor", flat=True))
        return [name for name in names if name not in alive]

    def living(self, role: str) -> int:
        fresh = Heartbeat.objects.filter(seen__gte=Now() - timedelta(seconds=SILENCE))
        return fresh.filter(executor__startswith=f"{role}-").count()


def presence() -> Presence:
    return Heartbeats() if is_postgresql() else LockFiles()


def living_workers() -> int:
    """How many workers live, on this machine and on the others that share the database."""
    return presence().living("worker")
