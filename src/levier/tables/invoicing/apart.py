"""Read invoices in a process of their own, one after the other; a file that kills or blocks it is said to, in French."""

import json
import logging
import select
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator
from types import TracebackType

from levier.core.errors import BadInput
from levier.tables.invoicing.read import ReadInvoice

WALL_SECONDS = 30.0
LARGEST = 60 * 1024 * 1024
_log = logging.getLogger(__name__)


class Reader:
    """A process that reads invoices, hired when first needed and replaced when it dies. Use as a context manager."""

    def __init__(self, wall_seconds: float = WALL_SECONDS) -> None:
        self._wall = wall_seconds
        self._process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> "Reader":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._dismiss()

    def read(self, data: bytes, name: str) -> ReadInvoice:
        """The invoice and its report. Raises BadInput."""
        if len(data) > LARGEST:
            raise BadInput(
                f"Ce fichier est trop gros ({len(data) // 1024**2} Mo, {LARGEST // 1024**2} Mo au plus)",
                where=name,
                mend="Une facture tient en quelques centaines de kilo-octets : vérifiez que c'est le bon fichier.",
            )
        answer = self._ask(data, name)
        if answer is None or b'"heavy"' in answer[:12]:
            raise _too_heavy(name)
        if answer.startswith(b'{"read":'):
            return ReadInvoice.model_validate_json(answer[8:-1])
        said = json.loads(answer)
        if "fault" in said:
            _log.warning("reader fault on an invoice of %d bytes: %s", len(data), said["fault"])
            raise BadInput(
                "Cette facture n'a pas pu être lue", where=name, mend="Demandez à l'émetteur de la renvoyer."
            )
        raise BadInput(said["what"], where=said["where"], mend=said["mend"])

    def _ask(self, data: bytes, name: str) -> bytes | None:
        """The line of the answer without its end; None when the process died or took too long."""
        process = self._hired()
        if process.stdin is None or process.stdout is None:
            return None
        try:
            process.stdin.write(json.dumps({"name": name, "size": len(data)}).encode() + b"\n")
            process.stdin.write(data)
            process.stdin.flush()
            line = self._line(process)
        except (BrokenPipeError, OSError):
            line = None
        if line is None:
            self._dismiss()
        return line

    def _line(self, process: "subprocess.Popen[bytes]") -> bytes | None:
        held, end = bytearray(), time.monotonic() + self._wall
        stream = process.stdout
        while stream is not None and (left := end - time.monotonic()) > 0:
            if not select.select([stream], [], [], left)[0]:
                return None
            part = stream.read1(1 << 16)  # type: ignore[attr-defined]
            if not part:
                return None
            held += part
            if held.endswith(b"\n"):
                return bytes(held[:-1])
        return None

    def _hired(self) -> "subprocess.Popen[bytes]":
        if self._process is None or self._process.poll() is not None:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "levier.tables.invoicing.reader_process"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
            )
        return self._process

    def _dismiss(self) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        process.kill()
        process.wait()
        for stream in (process.stdin, process.stdout):
            if stream is not None:
                try:
                    stream.close()
                except OSError:
                    continue


def _too_heavy(name: str) -> BadInput:
    return BadInput(
        "Ce fichier demande trop de mémoire ou de temps pour une facture : sa lecture a été arrêtée",
        where=name,
        mend="Vérifiez d'où il vient avant de le redemander.",
    )


def read_apart(data: bytes, name: str) -> ReadInvoice:
    """One invoice, in a process of its own. Raises BadInput."""
    with Reader() as reader:
        return reader.read(data, name)


def read_all(files: Iterable[tuple[bytes, str]]) -> Iterator[ReadInvoice | BadInput]:
    """Each file in turn: its invoice, or why there is none."""
    with Reader() as reader:
        for data, name in files:
            try:
                yield reader.read(data, name)
            except BadInput as problem:
                yield problem
