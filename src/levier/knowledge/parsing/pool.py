"""Warm workers: parsing processes kept between files, replaced after a fault or many files, ended when idle."""

import atexit
import contextlib
import json
import os
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import Any

MOST_FILES = 300
"""Files one process parses before it is replaced."""
IDLE_SECONDS = 45.0
_MOST = max(1, min(4, os.cpu_count() or 1))


class Worker:
    """One parsing process."""

    def __init__(self) -> None:
        self.files = 0
        self.since = time.monotonic()
        self._process = subprocess.Popen(  # our own interpreter and module
            [sys.executable, "-m", "levier.knowledge.parsing.worker"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )

    def ask(self, data: bytes, name: str, folder: Path | None, seconds: float) -> dict[str, Any] | None:
        """The answer; None when the process was killed (too long, too much memory, a crash) and is no more."""
        self.files += 1
        stdin, stdout = self._process.stdin, self._process.stdout
        assert stdin is not None
        assert stdout is not None
        late = threading.Event()

        def too_long() -> None:
            late.set()
            self._process.kill()

        timer = threading.Timer(seconds, too_long)
        timer.daemon = True
        timer.start()
        line = b""
        try:
            order = {"name": name, "size": len(data), "folder": str(folder) if folder else ""}
            stdin.write(json.dumps(order).encode() + b"\n")
            stdin.write(data)
            stdin.flush()
            line = stdout.readline()
        except OSError:
            pass  # it died while it was being written to
        finally:
            timer.cancel()
            timer.join()  # either it has ended the process, or it never will: no process dies after its answer
        if late.is_set() or not line.endswith(b"\n"):
            self.stop()
            return None
        answer: dict[str, Any] = json.loads(line)
        return answer

    @property
    def alive(self) -> bool:
        """Whether the process still runs: the system may end one that waits."""
        return self._process.poll() is None

    def stop(self) -> None:
        """End the process and wait for its end."""
        if self._process.poll() is None:
            self._process.kill()
        self._process.wait()
        for stream in (self._process.stdin, self._process.stdout):
            if stream is not None:
                with contextlib.suppress(OSError):
                    stream.close()


class Pool:
    """At most as many processes as the machine has cores; a thread that asks waits for a free one."""

    def __init__(self, most: int = _MOST) -> None:
        self._free: list[Worker] = []
        self._lock = threading.Lock()
        self._room = threading.BoundedSemaphore(most)
        self._sweeper: threading.Timer | None = None
        self._owner = os.getpid()

    def parse(self, data: bytes, name: str, folder: Path | None, seconds: float) -> dict[str, Any] | None:
        """See :meth:`Worker.ask`."""
        with self._room:
            worker = self._taken()
            answer = worker.ask(data, name, folder, seconds)
            if answer is not None and not answer.get("worn") and worker.files < MOST_FILES:
                self._given_back(worker)
            elif answer is not None:
                worker.stop()
            return answer

    def close(self) -> None:
        """End every idle process."""
        with self._lock:
            workers, self._free = self._free, []
            if self._sweeper is not None:
                self._sweeper.cancel()
                self._sweeper = None
        if os.getpid() == self._owner:
            for worker in workers:
                worker.stop()

    def _taken(self) -> Worker:
        with self._lock:
            if os.getpid() != self._owner:  # after a fork, the processes belong to the parent
                self._free, self._owner = [], os.getpid()
            dead = [worker for worker in self._free if not worker.alive]
            self._free = [worker for worker in self._free if worker.alive]
            worker = self._free.pop() if self._free else None
        for one in dead:
            one.stop()
        return worker or Worker()

    def _given_back(self, worker: Worker) -> None:
        worker.since = time.monotonic()
        with self._lock:
            self._free.append(worker)
            if self._sweeper is None:
                self._sweeper = threading.Timer(IDLE_SECONDS, self._sweep)
                self._sweeper.daemon = True
                self._sweeper.start()

    def _sweep(self) -> None:
        """End the processes that nothing has asked for a while: they hold memory."""
        limit = time.monotonic() - IDLE_SECONDS
        with self._lock:
            old = [worker for worker in self._free if worker.since <= limit]
            self._free = [worker for worker in self._free if worker.since > limit]
            self._sweeper = None
            if self._free:
                self._sweeper = threading.Timer(IDLE_SECONDS, self._sweep)
                self._sweeper.daemon = True
                self._sweeper.start()
        for worker in old:
            worker.stop()


POOL = Pool()
atexit.register(POOL.close)
