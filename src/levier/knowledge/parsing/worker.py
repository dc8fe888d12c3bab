"""The process that parses one file: ``python -m levier.knowledge.parsing.worker NAME < file > result.json``.

A hostile or broken file can exhaust memory, loop, or crash a C library; here it takes nothing else with it.
Memory and processor limits are set before any parser is loaded.
"""

import json
import resource
import sys
from dataclasses import asdict

MEMORY = 2 * 1024**3
SECONDS = 60
MOST_CHARACTERS = 20_000_000


def main() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS + 5))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    name = sys.argv[1]
    data = sys.stdin.buffer.read()
    try:
        answer = parse(data, name)
    except MemoryError:
        answer = {"refused": "too-heavy"}
    sys.stdout.buffer.write(json.dumps(answer).encode())
    sys.stdout.flush()


def parse(data: bytes, name: str) -> dict[str, object]:
    """The parsed document as JSON, or ``{"refused": code}``."""
    # The parsers load after the limits are set: their own memory counts.
    from levier.knowledge.parsing.detecting import detect  # noqa: PLC0415
    from levier.knowledge.parsing.structure import Refused  # noqa: PLC0415

    try:
        format = detect(data, name)
        if format == "pdf":
            from levier.knowledge.parsing.pdf import parse_pdf as parser  # noqa: PLC0415
        elif format == "docx":
            from levier.knowledge.parsing.word import parse_docx as parser  # noqa: PLC0415
        elif format == "html":
            from levier.knowledge.parsing.web import parse_html as parser  # noqa: PLC0415
        elif format == "md":
            from levier.knowledge.parsing.web import parse_markdown as parser  # noqa: PLC0415
        else:
            from levier.knowledge.parsing.plain import parse_text as parser  # noqa: PLC0415
        parsed = parser(data)
    except Refused as refused:
        return {"refused": refused.code}
    if sum(len(page.text) for page in parsed.pages) > MOST_CHARACTERS:
        return {"refused": "too-heavy"}
    return asdict(parsed)


if __name__ == "__main__":
    main()
