"""What a column holds of people: its whole values, or words inside a free text."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from levier.policy.personal.finding import find
from levier.policy.personal.kinds import KINDS, mask
from levier.policy.personal.people import looks_like_a_person

WHOLE = 0.4
"""Share of the values that are of a kind from which the column is said to hold that kind."""
_LEAST = 2
_SHOWN = 3
_LONGEST = 2_000


@dataclass(frozen=True)
class ColumnFinding:
    """``where``: "column" when the values are of that kind, "inside" when some texts contain it.

    ``share``: part of the values looked at (0–1). ``examples``: half hidden.
    """

    kind: str
    where: Literal["column", "inside"]
    share: float
    count: int
    examples: tuple[str, ...]


def scan(values: Iterable[str]) -> list[ColumnFinding]:
    """What a sample of the distinct values of a column holds. Kinds that identify companies are left out."""
    looked = whole_people = 0
    whole: Counter[str] = Counter()
    inside: Counter[str] = Counter()
    examples: dict[str, list[str]] = {}
    for value in values:
        text = str(value)[:_LONGEST].strip()
        if not text:
            continue
        looked += 1
        person = looks_like_a_person(text)
        whole_people += person
        kinds = set()
        for one in find(text):
            kinds.add(one.kind)
            covers = one.end - one.start >= 0.8 * len(text)
            if covers:
                whole[one.kind] += one.kind != "PERSONNE"
            if len(examples.setdefault(one.kind, [])) < _SHOWN:
                examples[one.kind].append(mask(one.kind, text[one.start : one.end]))
        if person and len(examples.setdefault("PERSONNE", [])) < _SHOWN:
            examples["PERSONNE"].append(mask("PERSONNE", text))
        inside.update(kinds)
    whole["PERSONNE"] = whole_people
    found = []
    for kind in KINDS.values():
        if kind.weight == "none" or not looked:
            continue
        if whole[kind.name] >= max(_LEAST, WHOLE * looked) or (
            whole[kind.name] == looked and looked < 5 and kind.name != "PERSONNE"
        ):
            found.append(_finding(kind.name, "column", whole[kind.name], looked, examples))
        elif inside[kind.name]:
            found.append(_finding(kind.name, "inside", inside[kind.name], looked, examples))
    return found


def _finding(
    kind: str, where: Literal["column", "inside"], count: int, looked: int, examples: dict[str, list[str]]
) -> ColumnFinding:
    return ColumnFinding(
        kind, where, round(count / looked, 4), count, tuple(dict.fromkeys(examples.get(kind, [])))
    )
