"""What changed between two versions of a document, line by line."""

from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

from levier.core.actor import Actor
from levier.knowledge.reading import pages

_CONTEXT = 2
_MOST_LINES = 20_000
"""Beyond, comparing would take minutes: only the first lines are compared, and it is said."""


@dataclass(frozen=True)
class Line:
    """A line of the comparison; "gap" stands for lines that are the same in both."""

    state: Literal["same", "added", "removed", "gap"]
    text: str


@dataclass(frozen=True)
class Comparison:
    """``lines``: the changes with two lines around. ``cut``: the texts were too long to be compared whole."""

    lines: tuple[Line, ...]
    added: int
    removed: int
    cut: bool


def compare(actor: Actor, document_id: int, before: int, after: int) -> Comparison:
    """The changes from version ``before`` to version ``after``. Raises NotFound."""
    old, new = (_lines(actor, document_id, number) for number in (before, after))
    cut = max(len(old), len(new)) > _MOST_LINES
    old, new = old[:_MOST_LINES], new[:_MOST_LINES]
    shown: list[Line] = []
    added = removed = 0
    matcher = SequenceMatcher(None, old, new, autojunk=len(old) + len(new) > 4000)
    for tag, a, b, c, d in matcher.get_opcodes():
        if tag == "equal":
            shown += _around(new[c:d], first=not shown, last=b == len(old) and d == len(new))
            continue
        shown += [Line("removed", text) for text in old[a:b]] + [Line("added", text) for text in new[c:d]]
        removed, added = removed + b - a, added + d - c
    return Comparison(tuple(shown), added, removed, cut)


def _around(lines: list[str], *, first: bool, last: bool) -> list[Line]:
    head, tail = 0 if first else _CONTEXT, 0 if last else _CONTEXT
    if len(lines) <= head + tail + 1:
        return [Line("same", text) for text in lines]
    kept = [Line("same", text) for text in lines[:head]] + [Line("gap", f"{len(lines) - head - tail}")]
    return kept + [Line("same", text) for text in lines[len(lines) - tail :]]


def _lines(actor: Actor, document_id: int, number: int) -> list[str]:
    found = (line.strip() for page in pages(actor, document_id, number) for line in page.text.splitlines())
    return [line for line in found if line]
