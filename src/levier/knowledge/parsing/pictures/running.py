"""Start that process, feed it, hear it: the pages recognised one by one, or the picture of one page."""

import json
import subprocess
import sys
import threading
from collections.abc import Iterator, Sequence
from typing import Any

from levier.knowledge.parsing.structure import Page, Refused, page_of_json

WALL_A_PAGE = 400.0
"""The processor limit of the process (90 s a page) comes first, unless the machine is busy with other things."""
_START = 60.0
_DRAW = 40.0


def recognised(data: bytes, pages: Sequence[int], *, pdf: bool) -> Iterator[tuple[int, Page | None, int]]:
    """Each page asked for, as soon as it is read: (number, page or None when it cannot be, degrees turned).

    A blank page has no text and no reliability; one whose text cannot be read has a reliability of 0.
    Raises Refused ("no-ocr") when the process stops before the first page.
    """
    order = {"do": "read", "pages": list(pages), "pdf": pdf, "size": len(data)}
    running = _Running(data, order)
    done = 0
    try:
        for number in pages:
            line = running.line(WALL_A_PAGE + (_START if not done else 0))
            if not line:
                if not done and running.process.returncode not in {0, None} and len(pages) == 1:
                    raise Refused("no-ocr")
                return
            done += 1
            answer: dict[str, Any] = json.loads(line)
            page = page_of_json(answer["page"]) if "page" in answer else None
            yield number, page, int(answer.get("turned", 0))
    finally:
        running.stop()


def drawn(data: bytes, page: int, *, pdf: bool, turned: int = 0, width: int = 1_000) -> bytes:
    """The picture of a page (WebP). Raises Refused when it cannot be drawn."""
    order = {"do": "draw", "page": page, "pdf": pdf, "turned": turned, "width": width, "size": len(data)}
    running = _Running(data, order)
    try:
        picture = running.all(_DRAW)
    finally:
        running.stop()
    if not picture.startswith(b"RIFF"):
        raise Refused("corrupted")
    return picture


class _Running:
    """The process; killed when it is silent for too long."""

    def __init__(self, data: bytes, order: dict[str, Any]) -> None:
        self.process = subprocess.Popen(  # our own interpreter and module
            [sys.executable, "-m", "levier.knowledge.parsing.pictures.process"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        self._writer = threading.Thread(target=self._write, args=(data, order), daemon=True)
        self._writer.start()

    def line(self, seconds: float) -> bytes:
        """The next answer; nothing when the process ended."""
        assert self.process.stdout is not None
        timer = threading.Timer(seconds, self.process.kill)
        timer.start()
        try:
            line = self.process.stdout.readline()
        finally:
            timer.cancel()
        if not line:
            self.process.wait()
        return line

    def all(self, seconds: float) -> bytes:
        """Everything it says."""
        assert self.process.stdout is not None
        timer = threading.Timer(seconds, self.process.kill)
        timer.start()
        try:
            return self.process.stdout.read()
        finally:
            timer.cancel()

    def stop(self) -> None:
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait()
        self._writer.join(5)
        if self.process.stdout is not None:
            self.process.stdout.close()

    def _write(self, data: bytes, order: dict[str, Any]) -> None:
        stdin = self.process.stdin
        assert stdin is not None
        try:
            stdin.write(json.dumps(order).encode() + b"\n")
            stdin.write(data)
            stdin.close()
        except OSError:
            pass  # it ended before it had read everything: its answers say what it did
