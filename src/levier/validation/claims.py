"""One sentence, one or several claims: a compound sentence is cut where each part can stand on its own."""

import re

from levier.core.french.text import sentences, stems

_CUTS = re.compile(r"\s*;\s+|,\s+(?:mais|tandis que|alors que|et)\s+")
_LEAST = 4


def split(text: str) -> list[str]:
    """The claims of a sentence. A part with little meaning of its own stays with its neighbour."""
    return [part for start, end in sentences(text) for part in _clauses(text[start:end])] or [text]


def _clauses(text: str) -> list[str]:
    parts: list[str] = []
    start = 0
    for match in _CUTS.finditer(text):
        left, right = text[start : match.start()], text[match.end() :]
        if (
            len(stems(left)) >= _LEAST
            and len(stems(right)) >= _LEAST
            and not _inside_quotes(text, match.start())
        ):
            parts.append(left.strip())
            start = match.end()
    parts.append(text[start:].strip())
    return [part for part in parts if part]


def _inside_quotes(text: str, place: int) -> bool:
    return text.count("«", 0, place) > text.count("»", 0, place)
