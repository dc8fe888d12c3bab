"""What is chosen for a table: its kind, the columns used and those left aside, each with its confidence and its reason."""

from dataclasses import dataclass, field

from levier.tables.importing.matching.guessing import KindScore
from levier.tables.importing.matching.looks import Look
from levier.tables.importing.matching.pairs import Pair
from levier.tables.importing.matching.reasons import Doubt


@dataclass(frozen=True)
class ColumnMatch:
    """A column of the file and the field it fills; ``confidence`` 0–1; ``why``, ``label`` and ``doubt`` in French.

    ``doubt``: why a person should look at it; None when it may be used without being asked.
    """

    column: str
    field: str
    confidence: float
    why: str
    label: str = ""
    doubt: Doubt | None = None

    @property
    def source(self) -> str:
        """The column of the file, under the name the terminal uses."""
        return self.column

    @property
    def sure(self) -> bool:
        """Whether it may be used without being asked."""
        return self.doubt is None


@dataclass(frozen=True)
class LeftColumn:
    """A column left aside that may be wanted; ``label``: in French, of the field it would rather fill (« » when there is none)."""

    column: str
    label: str
    doubt: Doubt


@dataclass(frozen=True)
class Mapping:
    """How a file is read: its kind, the columns used and those left aside. ``score`` 0–1 for the kind.

    ``kind_sure``: no other kind comes near, or the person named it. ``others``: the kinds that come next, likeliest first.
    ``left``: those of ``ignored`` that a person should look at.
    """

    kind: str
    matches: tuple[ColumnMatch, ...]
    ignored: tuple[str, ...]
    score: float
    missing: tuple[str, ...] = field(default=())
    kind_sure: bool = True
    others: tuple[str, ...] = ()
    left: tuple[LeftColumn, ...] = ()

    @property
    def columns(self) -> dict[str, str]:
        """Field → column of the file."""
        return {match.field: match.column for match in self.matches}

    @property
    def doubtful(self) -> tuple[ColumnMatch, ...]:
        """The columns that must be looked at by a person."""
        return tuple(match for match in self.matches if not match.sure)


@dataclass(frozen=True)
class Likeliest:
    """The best reading before its choices are judged, and what they are judged by. ``scores``: of every kind tried."""

    mapping: Mapping
    pairs: dict[tuple[str, str], Pair]
    looks: dict[str, Look]
    scores: dict[str, KindScore]
