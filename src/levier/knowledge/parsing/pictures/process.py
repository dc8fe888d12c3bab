"""The process that recognises text and draws pages: ``python -m levier.knowledge.parsing.pictures.process``.

It reads one order (a line of JSON, then the file), answers a line of JSON a page, and ends: 700 MB of models
and pixels go with it. One thread less than the machine has, at a lower priority.
"""

import json
import os
import resource
import sys
from typing import Any, BinaryIO

MEMORY = 6 * 1024**3
SECONDS_A_PAGE = 90
_DOTS = 200


def main() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    os.nice(5)
    source = sys.stdin.buffer
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    order = json.loads(source.readline())
    data = source.read(order["size"])
    if order["do"] == "draw":
        answers.write(_draw(data, order))
    else:
        _recognise(data, order, answers)
    answers.close()


def _recognise(data: bytes, order: dict[str, Any], answers: BinaryIO) -> None:
    from levier.knowledge.parsing.pictures.engines import recogniser  # noqa: PLC0415
    from levier.knowledge.parsing.pictures.recognising import recognise_page  # noqa: PLC0415
    from levier.knowledge.parsing.pictures.rendering import Pictures, is_blank  # noqa: PLC0415
    from levier.knowledge.parsing.structure import Page, Refused, page_as_json  # noqa: PLC0415

    recognise = recogniser(max(1, (os.cpu_count() or 2) - 1))
    pictures = Pictures(data, pdf=order["pdf"])
    for number in order["pages"]:
        soft = int(resource.getrusage(resource.RUSAGE_SELF).ru_utime) + SECONDS_A_PAGE
        resource.setrlimit(resource.RLIMIT_CPU, (soft, resource.RLIM_INFINITY))
        try:
            picture = pictures.page(number, _DOTS)
            answer: dict[str, Any] = {"page": page_as_json(Page(number))}
            if not is_blank(picture):
                found = recognise_page(picture, number, recognise)
                answer = {"page": page_as_json(found.page), "turned": found.turned}
        except Refused as refused:
            answer = {"refused": refused.code}
        except MemoryError:
            answer = {"refused": "too-heavy"}
        answers.write(json.dumps(answer).encode() + b"\n")
        answers.flush()


def _draw(data: bytes, order: dict[str, Any]) -> bytes:
    from levier.knowledge.parsing.pictures.rendering import Pictures, as_webp, quarter_turned  # noqa: PLC0415

    picture = Pictures(data, pdf=order["pdf"]).page(order["page"], _DOTS)
    return as_webp(quarter_turned(picture, order["turned"]), order["width"])


if __name__ == "__main__":
    main()
