"""The process that reads invoices: ``python -m levier.tables.invoicing.reader_process``.

A hostile PDF or XML can exhaust memory, loop, or crash a C library: here it takes nothing else with it. Each order is a
line of JSON (name, size) followed by the bytes; each answer a line of JSON.
"""

import json
import os
import resource
import sys
from typing import Any

MEMORY = 1536 * 1024**2
SECONDS = 20


def main() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    source = sys.stdin.buffer
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)  # nothing a library prints may pass for an answer
    while line := source.readline():
        order = json.loads(line)
        data = source.read(order["size"])
        spent = resource.getrusage(resource.RUSAGE_SELF)
        seconds = int(spent.ru_utime + spent.ru_stime) + SECONDS
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, resource.RLIM_INFINITY))
        answers.write(_answer(data, order["name"]) + b"\n")
        answers.flush()


def _answer(data: bytes, name: str) -> bytes:
    from levier.core.errors import BadInput  # noqa: PLC0415 - loaded once the limits are set
    from levier.tables.invoicing.reading.opened import read_invoice  # noqa: PLC0415

    said: dict[str, Any]
    try:
        return b'{"read":' + read_invoice(data, name).model_dump_json().encode() + b"}"
    except BadInput as problem:
        said = {"what": problem.what, "where": problem.where, "mend": problem.mend}
    except MemoryError:
        said = {"heavy": True}
    except Exception as fault:  # a reader's own fault must not stop the files that follow
        said = {"fault": f"{type(fault).__name__}: {fault}"[:300]}
    return json.dumps(said).encode()


if __name__ == "__main__":
    main()
