"""What understanding a request gives: its questions, the things of the company it names, its periods."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal, Protocol

from levier.core.french.dates import FoundPeriod
from levier.orchestrator.planning.plan import Plan, SubQuestion


class Vocabulary(Protocol):
    """The names a company's tables hold, by dimension ("product", "product_code", "customer", "country" …)."""

    @property
    def members(self) -> Mapping[str, tuple[str, ...]]: ...


@dataclass(frozen=True)
class Words:
    """A vocabulary held in memory, for a company without tables and for tests."""

    members: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True)
class Turn:
    """An earlier request of the conversation and what was planned for it."""

    text: str
    plan: Plan | None


@dataclass(frozen=True)
class Entity:
    """A thing of the company named in a text.

    ``values``: the members meant; one when the name is clear, several when the person asked for « tous les … ».
    ``candidates``: when the words fit several members and none is clearly meant (``values`` is then empty).
    ``score``: 1 for the full name or code, less for a partial or misspelt one. ``exclude``: named to be left out.
    """

    dimension: str
    value: str
    start: int
    end: int
    raw: str
    score: float
    values: tuple[str, ...] = ()
    candidates: tuple[str, ...] = ()
    exclude: bool = False


@dataclass(frozen=True)
class Clause:
    """One sub-question with what was read in it; offsets are those of ``text``.

    ``leans``: it says only what changes (« et en Allemagne ? ») and takes the rest from the question before.
    """

    id: str
    text: str
    entities: tuple[Entity, ...]
    periods: tuple[FoundPeriod, ...]
    leans: bool = False


@dataclass(frozen=True)
class Understood:
    """A request, understood. ``rewritten`` can be read without the conversation."""

    text: str
    rewritten: str
    language: Literal["fr", "en"]
    today: date
    clauses: tuple[Clause, ...]
    history: tuple[Turn, ...] = ()

    @property
    def questions(self) -> list[SubQuestion]:
        return [SubQuestion(id=clause.id, text=clause.text) for clause in self.clauses]

    @property
    def entities(self) -> list[Entity]:
        return [entity for clause in self.clauses for entity in clause.entities]

    @property
    def periods(self) -> list[FoundPeriod]:
        return [period for clause in self.clauses for period in clause.periods]

    @property
    def previous(self) -> Turn | None:
        """The last turn that was planned, if any."""
        return next((turn for turn in reversed(self.history) if turn.plan and turn.plan.steps), None)
