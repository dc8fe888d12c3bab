"""Everything personal in a text, without overlaps: identifiers first, then people."""

from collections.abc import Iterator
from dataclasses import dataclass

from levier.policy.personal.people import find_people
from levier.policy.personal.rules import RULES, Rule


@dataclass(frozen=True)
class Found:
    """``text[start:end]`` is a value of the kind ``kind`` (see ``kinds.KINDS``)."""

    kind: str
    start: int
    end: int


def find(text: str, *, people: bool = True) -> list[Found]:
    """What is found in a text, in order. ``people``: also names of persons, by lists of names."""
    taken: list[tuple[int, int]] = []
    found = [Found(kind, *span) for kind, span in _ruled(text, taken)]
    if people:
        for span in find_people(text):
            if not _meets(span, taken):
                taken.append(span)
                found.append(Found("PERSONNE", *span))
    return sorted(found, key=lambda one: one.start)


def _ruled(text: str, taken: list[tuple[int, int]]) -> Iterator[tuple[str, tuple[int, int]]]:
    for rule in RULES:
        for match in rule.pattern.finditer(text):
            span = (
                match.span(1)
                if match.re.groups
                else (match.start(), end_of(text, match.start(), match.end(), rule))
            )
            if span[1] > span[0] and not _meets(span, taken):
                taken.append(span)
                yield rule.kind, span


def end_of(text: str, start: int, end: int, rule: Rule) -> int:
    """Where the value stops, ``start`` when its check fails: an IBAN followed by capitals is read to its own end."""
    while end > start and not text[end - 1].isalnum():
        end -= 1
    if rule.check is None or rule.check(text[start:end]):
        return end
    if not rule.shrinks:
        return start
    for shorter in range(end - 1, start + 8, -1):
        whole = text[shorter - 1].isalnum() and not text[shorter].isalnum()
        if whole and rule.check(text[start:shorter]):
            return shorter
    return start


def _meets(span: tuple[int, int], taken: list[tuple[int, int]]) -> bool:
    return any(span[0] < end and start < span[1] for start, end in taken)
