"""Proof marks: each piece of evidence has one number, in the order in which the text first cites it."""

import json
import re
from collections.abc import Iterable
from typing import Any

from levier.core.evidence import Evidence, Passage, Rows, WebPage

_STOP = re.compile(r"([.!?…:;]+)$")


class Numbering:
    """Gives numbers to evidence ids. Two ids that point to the same words or rows share one."""

    def __init__(self, evidence: Iterable[Evidence]) -> None:
        self._items: dict[str, Evidence] = {}
        self._same: dict[str, str] = {}
        self._numbers: dict[str, int] = {}
        first: dict[str, str] = {}
        for item in evidence:
            chosen = first.setdefault(_identity(item), item.id)
            self._same[item.id] = chosen
            self._items.setdefault(chosen, item)

    def canonical(self, ids: Iterable[str]) -> list[str]:
        """The ids that stand for these, each once; unknown ids are left out."""
        return list(dict.fromkeys(self._same[one] for one in ids if one in self._same))

    def marks(self, ids: Iterable[str]) -> str:
        """« [1][2] », numbering what is cited for the first time."""
        numbers = [self._numbers.setdefault(one, len(self._numbers) + 1) for one in self.canonical(ids)]
        return "".join(f"[{number}]" for number in sorted(numbers))

    def marked(self, text: str, ids: Iterable[str]) -> str:
        """The text with its marks before the final stop: « … 12 400 € [1]. »"""
        marks = self.marks(ids)
        if not marks:
            return text
        stop = _STOP.search(text)
        if stop is None:
            return f"{text} {marks}"
        return f"{text[: stop.start()].rstrip()} {marks}{_spaced(stop.group(1))}"

    def numbered(self) -> list[dict[str, Any]]:
        """The cited evidence, by number, as the answer gives it."""
        return [
            {"number": number, **self._items[one].model_dump(mode="json")}
            for one, number in sorted(self._numbers.items(), key=lambda pair: pair[1])
        ]


def _spaced(stop: str) -> str:
    """French typography wants a no-break space before the high stops."""
    return f"\u00a0{stop}" if stop[0] in "!?:;" else stop


def _identity(item: Evidence) -> str:
    if isinstance(item, Passage):
        place: Any = ["passage", item.document, item.version, item.page, item.start, item.end, item.quote]
    elif isinstance(item, Rows):
        place = ["rows", item.dataset, item.version, item.query, item.columns, item.values]
    elif isinstance(item, WebPage):
        place = ["webpage", item.address, item.quote]
    else:
        place = ["computed", item.step, item.path, item.value]
    return json.dumps(place, sort_keys=True, default=str)
