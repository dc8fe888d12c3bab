"""A page of search results, plain enough to travel between processes."""

from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any

PAGE = 10
MOST_PAGES = 5
"""Beyond fifty results, another question finds better than another page."""


@dataclass(frozen=True)
class Asked:
    """What to search, where, and which page of the results (from 1)."""

    question: str
    source: str = ""
    after: date | None = None
    before: date | None = None
    kinds: tuple[str, ...] = ()
    classes: tuple[str, ...] = ()
    person: str = ""
    page: int = 1

    @property
    def filtered(self) -> bool:
        return bool(self.source or self.after or self.before or self.kinds or self.classes or self.person)

    def plain(self) -> dict[str, Any]:
        """As JSON."""
        return {
            name: str(value) if isinstance(value, date) else value for name, value in asdict(self).items()
        }

    @classmethod
    def read(cls, plain: dict[str, Any]) -> "Asked":
        """From JSON."""
        days = {
            name: date.fromisoformat(plain[name]) if plain[name] else None for name in ("after", "before")
        }
        lists = {name: tuple(plain[name]) for name in ("kinds", "classes")}
        return cls(**{**plain, **days, **lists})


@dataclass(frozen=True)
class Result:
    """A passage. ``pieces``: its extract cut where words are highlighted; ``answers``: it answers surely enough.

    ``caution``: why the document is to be read again, empty when it is in order; ``likelihood`` 0–1; ``page`` None when the document has none; ``start:end``: place of the extract in its page.
    """

    document: int
    version: int
    title: str
    source: str
    section: str
    page: int | None
    start: int
    end: int
    dated: str
    person: str
    pieces: list[tuple[str, bool]]
    likelihood: float
    answers: bool
    caution: str = ""

    @property
    def text(self) -> str:
        return "".join(words for words, _ in self.pieces)


@dataclass(frozen=True)
class Results:
    """A page of results and how they were found. ``counted``: a sentence; ``widened``: word → searched in its place."""

    results: list[Result] = field(default_factory=list)
    total: int = 0
    pages: int = 0
    page: int = 1
    documents_searched: int = 0
    counted: str = ""
    widened: str = ""
    seconds: float = 0.0

    def plain(self) -> dict[str, Any]:
        """As JSON."""
        return asdict(self)

    @classmethod
    def read(cls, plain: dict[str, Any]) -> "Results":
        """From JSON."""
        found = [
            Result(**{**one, "pieces": [(words, bool(marked)) for words, marked in one["pieces"]]})
            for one in plain["results"]
        ]
        return cls(**{**plain, "results": found})
