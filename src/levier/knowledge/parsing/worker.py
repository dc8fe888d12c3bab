"""The process that parses files, one after the other: ``python -m levier.knowledge.parsing.worker``.

A hostile or broken file can exhaust memory, loop, or crash a C library; here it takes nothing else with it.
Memory and processor limits are set before any parser is loaded; the processor limit starts anew with each
file. Each order is a line of JSON (name, size, folder) followed by the file; each answer a line of JSON.
"""

import json
import os
import resource
import sys
from pathlib import Path
from typing import Any

MEMORY = 2 * 1024**3
SECONDS = 60
MOST_RESIDENT = 500 * 1024**2
"""Bytes of memory after which the process is not used again."""


def main() -> None:
    from levier.knowledge.parsing.limits import MOST_UNPACKED  # noqa: PLC0415

    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (MOST_UNPACKED, MOST_UNPACKED))
    source = sys.stdin.buffer
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)  # nothing a library prints may pass for an answer
    while line := source.readline():
        order = json.loads(line)
        spent = resource.getrusage(resource.RUSAGE_SELF)
        resource.setrlimit(
            resource.RLIMIT_CPU, (int(spent.ru_utime + spent.ru_stime) + SECONDS, resource.RLIM_INFINITY)
        )
        data = source.read(order["size"])
        folder = Path(order["folder"]) if order["folder"] else None
        answer = parse(data, order["name"], folder)
        answer["worn"] = "worn" in answer or _resident() > MOST_RESIDENT
        answers.write(json.dumps(answer).encode() + b"\n")
        answers.flush()
        if answer["worn"]:
            return


def parse(data: bytes, name: str, folder: Path | None = None) -> dict[str, Any]:
    """The parsed document as JSON, or ``{"refused": code, "where": part}``."""
    # The parsers load after the limits are set: their own memory counts.
    from levier.knowledge.parsing import limits  # noqa: PLC0415
    from levier.knowledge.parsing.formats import parse as read  # noqa: PLC0415
    from levier.knowledge.parsing.structure import Refused, as_json  # noqa: PLC0415

    try:
        parsed = read(data, name, folder)
    except Refused as refused:
        return {"refused": refused.code, "where": refused.where}
    except MemoryError:
        return {"refused": "too-heavy", "where": "", "worn": True}
    except RecursionError:
        return {"refused": "corrupted", "where": "", "fault": "RecursionError"}
    except Exception as error:  # no fault of a parser may end the import of the files that follow
        return {"refused": "corrupted", "where": "", "fault": repr(error)[:500]}
    if sum(len(page.text) for page in parsed.pages) > limits.MOST_CHARACTERS:
        return {"refused": "too-heavy", "where": ""}
    return as_json(parsed)


def _resident() -> int:
    return int(Path("/proc/self/statm").read_text().split()[1]) * resource.getpagesize()


if __name__ == "__main__":
    main()
