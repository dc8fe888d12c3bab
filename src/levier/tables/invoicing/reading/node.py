"""One element of an invoice being read: its values by path, what could not be read, and where each value stood."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

MOST_DIGITS = 40
"""Digits of a number: beyond, it is no amount (and sums would lose digits)."""
_DECIMAL = re.compile(r"[+-]?(?:\d+(?:\.\d*)?|\.\d+)", re.ASCII)
_SPACE = " \t\r\n"
_COARSE = {"610": "un mois", "616": "une semaine"}
"""Formats of UNTDID 2379 that name no day; ZUGFeRD 1.0 allows them."""


@dataclass(frozen=True)
class Unreadable:
    """A value that is there but is not what it should be (« 12,5O » for an amount); ``key`` names the term."""

    key: str
    text: str
    wanted: str


@dataclass
class Book:
    """What the reader keeps beside the invoice: elements by term, values it could not read, French notes."""

    elements: dict[str, Any] = field(default_factory=dict)
    unreadable: list[Unreadable] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def local(element: Any) -> str:
    """The name of an element without its namespace ("" for a comment)."""
    tag = element.tag
    return str(tag).rpartition("}")[2] if isinstance(tag, str) else ""


class Node:
    """An element, the term it stands for (« lines.2. ») and the book.

    Paths are names without namespaces, separated by « / », alternatives by « | »: ZUGFeRD 1.0, D16B and D22B name the
    same thing in different namespaces.
    """

    def __init__(self, element: Any, prefix: str, book: Book) -> None:
        self.element, self.prefix, self.book = element, prefix, book

    def all(self, path: str) -> list[Any]:
        """The elements at the path, in the order of the document."""
        found = [self.element]
        for step in path.split("/"):
            names = step.split("|")
            found = [child for parent in found for child in parent if local(child) in names]
        return found

    def one(self, path: str, key: str = "") -> "Node | None":
        """The first element at the path."""
        found = self.all(path)
        if not found:
            return None
        if key:
            self.book.elements.setdefault(self.prefix + key, found[0])
        return Node(found[0], f"{self.prefix}{key}." if key else self.prefix, self.book)

    def each(self, path: str, key: str, first: int = 0) -> "Iterator[Node]":
        """Each element at the path, as terms « key.0. », « key.1. » … from ``first``."""
        for index, element in enumerate(self.all(path), start=first):
            self.book.elements[f"{self.prefix}{key}.{index}"] = element
            yield Node(element, f"{self.prefix}{key}.{index}.", self.book)

    def text(self, path: str, key: str) -> str | None:
        """The text at the path, exactly; None when the element is absent, "" when it is empty."""
        found = self.all(path) if path else [self.element]
        if not found:
            return None
        self.book.elements.setdefault(self.prefix + key, found[0])
        return found[0].text or ""

    def code(self, path: str, key: str) -> str | None:
        """A code, an identifier or a name: without the spaces around it; None when absent or empty."""
        return (self.text(path, key) or "").strip(_SPACE) or None

    def attribute(self, path: str, name: str) -> str | None:
        """The attribute of the first element at the path, without spaces around it; None when absent or empty."""
        found = self.all(path) if path else [self.element]
        return ((found[0].get(name) or "").strip(_SPACE) or None) if found else None

    def number(self, path: str, key: str) -> Decimal | None:
        """A decimal with the digits of the file. What is no decimal is kept as unreadable, never guessed."""
        text = self.code(path, key)
        if text is None:
            return None
        if not _DECIMAL.fullmatch(text) or sum(map(str.isdigit, text)) > MOST_DIGITS:
            self._lost(key, text, "un nombre")
            return None
        return Decimal(text)

    def compact_day(self, path: str, key: str) -> date | None:
        """A date of CII: « 20261123 » (format 102), else as ISO 8601."""
        text = self.code(path, key)
        if text is None:
            return None
        if re.fullmatch(r"\d{6}", text, re.ASCII) and self.attribute(path, "format") in _COARSE:
            where = _COARSE[str(self.attribute(path, "format"))]
            self.book.notes.append(f"« {text} » est {where}, pas un jour : Levier ne l'a pas changé en date.")
            return None
        plain = f"{text[:4]}-{text[4:6]}-{text[6:]}" if re.fullmatch(r"\d{8}", text, re.ASCII) else text
        return self._day(key, text, plain)

    def iso_day(self, path: str, key: str) -> date | None:
        """A date of UBL: « 2026-11-23 », perhaps with a time zone or a time."""
        text = self.code(path, key)
        return None if text is None else self._day(key, text, text)

    def _day(self, key: str, text: str, plain: str) -> date | None:
        match = re.fullmatch(r"(\d{4}-\d{2}-\d{2})(?:T[\d:.]+)?(?:Z|[+-]\d{2}:\d{2})?", plain, re.ASCII)
        try:
            if match:
                return date.fromisoformat(match[1])
        except ValueError:  # a day that no month has
            pass
        self._lost(key, text, "une date")
        return None

    def yes(self, path: str, key: str) -> bool | None:
        """An indicator: true or false."""
        text = self.code(path, key)
        if text is None:
            return None
        if text not in ("true", "false", "1", "0"):
            self._lost(key, text, "« true » ou « false »")
            return None
        return text in ("true", "1")

    def _lost(self, key: str, text: str, wanted: str) -> None:
        self.book.unreadable.append(Unreadable(self.prefix + key, text[:80], wanted))
