"""The capability contract: one declaration, and every face of Levier is generated from it.

A third party's package declares an entry point in the group ``levier.capabilities`` that points to a subclass.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, ClassVar, Generic, Literal, Protocol, TypeVar

from pydantic import BaseModel

from levier.core.actor import Actor
from levier.core.measures import MeasureQuery
from levier.core.method import MethodAccess
from levier.core.result import Result

ENTRY_POINT_GROUP = "levier.capabilities"


@dataclass(frozen=True)
class Need:
    """A table (by kind) or the documents that a capability works on, with the least it can do with.

    ``kind``: a kind of table ("sales", "stock" …), "any" table whatever its kind (of ``among``, when it names some), or
    "documents".
    ``columns``: columns that must be filled in at least ``filled`` (0–1) of the rows.
    """

    kind: str
    optional: bool = False
    min_weeks: int = 0
    min_rows: int = 1
    columns: tuple[str, ...] = ()
    filled: float = 0.8
    why: str = ""
    among: tuple[str, ...] = ()


@dataclass(frozen=True)
class Card:
    """Governance of a capability, in French: what the registers and the catalogue show."""

    purpose: str
    personal_data: str = "aucune"
    risk: Literal["minimal", "limited", "high"] = "minimal"
    risk_reason: str = ""
    approval: Literal["none", "person", "manager"] = "none"
    explains: str = ""
    data_class: Literal["public", "internal", "confidential", "personal"] = "internal"


@dataclass(frozen=True)
class Upkeep:
    """How a capability stays right, in French: when it learns again, and what is watched meanwhile.

    ``every_days``: None when it learns at each run, from the data of the day.
    """

    relearns: str = "À chaque demande, sur les données du jour."
    every_days: int | None = None
    watches: tuple[str, ...] = ()


@dataclass(frozen=True)
class Hit:
    """A passage found for a question. ``extract``: the sentences that answer, with their place in the page's text.

    ``score``: 0–1, calibrated as the probability that the passage answers the question. ``caution``: why its document is
    to be read again before it is relied on, « périmé depuis le 30/10/2026 », « ce texte a plus de 3 ans »; empty when in order.
    """

    document: int
    version: int
    passage: int
    title: str
    text: str
    extract: str
    score: float
    source: str = ""
    section: str = ""
    page: int | None = None
    start: int = 0
    end: int = 0
    dated: date | None = None
    address: str = ""
    data_class: str = ""
    caution: str = ""


@dataclass(frozen=True)
class Within:
    """Where to search. Empty fields do not limit; dates are those of the documents' texts, both ends included.

    ``kinds``: sorts of documents (« mail », « workbook » …) or formats (« pdf »); ``classes``: data classes; ``person``:
    words of the name or address of who wrote, sent or received it.
    """

    source: str = ""
    after: date | None = None
    before: date | None = None
    kinds: tuple[str, ...] = ()
    classes: tuple[str, ...] = ()
    person: str = ""

    @property
    def limits(self) -> bool:
        """Whether anything is left out."""
        return self != Within()


@dataclass(frozen=True)
class Widened:
    """A word of the question that no document holds, and the words searched in its place."""

    said: str
    searched: tuple[str, ...]
    why: str = "spelling"
    """ "spelling" or "acronym"."""


@dataclass(frozen=True)
class Found:
    """The result of a search: hits best first, and how many documents were searched.

    ``considered``: documents that share words or meaning with the question; ``read``: passages that the reader read
    closely; ``widened``: words searched in place of others.
    """

    hits: list[Hit]
    documents_searched: int
    passages_searched: int
    considered: int = 0
    read: int = 0
    widened: tuple[Widened, ...] = ()
    threshold: float = 0.5
    """Probability below which nothing should be shown as an answer."""


class KnowledgeAccess(Protocol):
    """The company's documents, limited to what the person may read (the limit is in the query)."""

    def search(
        self, question: str, *, k: int = 8, source: str | None = None, within: Within | None = None
    ) -> Found: ...


@dataclass(frozen=True)
class JoinedTable:
    """A table read beside the lines of an answer. ``without``: what a line lacks that finds nothing there (« sans fiche
    article »), ``unmatched``: their share (0–1); ``repeated``: keys that stand there several times (the last is kept).
    """

    kind: str
    title: str
    dataset: int
    version: int
    without: str
    unmatched: float
    repeated: int


@dataclass(frozen=True)
class Answered:
    """Rows of the semantic layer: ``columns`` keys, ``labels`` and ``units`` by key, ``rows`` as tuples in order.

    ``total_rows`` counts lines before ``limit``; ``totals`` holds each measure over all of them.
    """

    dataset: int
    version: int
    title: str
    query: MeasureQuery
    columns: list[str]
    labels: dict[str, str]
    units: dict[str, str]
    rows: list[tuple[Any, ...]]
    total_rows: int
    totals: dict[str, float]
    joined: list[JoinedTable] = field(default_factory=list)
    chosen: str = ""
    """Which table was read and why, when there were several (French), else empty."""


@dataclass(frozen=True)
class DatasetFacts:
    """What a capability may know about a table before reading it."""

    dataset: int
    version: int
    kind: str
    title: str
    rows: int
    first_day: date | None
    last_day: date | None
    filled: dict[str, float]
    currency: str = "EUR"


class TableAccess(Protocol):
    """The company's tables, limited to what the person may read."""

    def facts(self, kind: str, dataset: int | None = None) -> DatasetFacts | None: ...

    def model(self, kind: str) -> Any:
        """The measures and axes of a kind (``tables.measures.Model``), the company's own included. Raises BadInput."""
        ...

    def dataset_named(self, kind: str, name: str) -> int:
        """The number of the table of that kind that bears this name. Raises BadInput with the names there are."""
        ...

    def frame(self, kind: str, columns: Sequence[str] | None = None) -> Any:
        """A polars DataFrame of the current version, in the columns of the kind. Raises NotFound, NotAllowed."""
        ...

    def query(self, query: MeasureQuery) -> Answered: ...


class LanguageModelAccess(Protocol):
    """Language models the policy allows for this person; ``available`` is False when none is configured."""

    @property
    def available(self) -> bool: ...

    def complete(self, *, system: str, prompt: str, data_class: str, max_tokens: int = 800) -> str: ...

    def structured(
        self, shape: type[BaseModel], *, system: str, prompt: str, data_class: str
    ) -> BaseModel: ...


@dataclass(frozen=True)
class RaisedAlert:
    """Something a capability found odd, kept for people to judge. ``reference`` is the same for the same facts, run after
    run; ``shape``: what makes another alert its look-alike (detector → words), as the capability means it.
    """

    reference: str
    dataset: int
    title: str
    reason: str
    day: date | None
    amount: float
    currency: str
    score: float
    shape: dict[str, Any]


@dataclass(frozen=True)
class JudgedAlert:
    """What a person said of an alert: « c'était une erreur » ("error") or « c'est normal » ("normal")."""

    reference: str
    verdict: Literal["error", "normal"]
    amount: float
    shape: dict[str, Any]
    on: date


class AlertMemory(Protocol):
    """The alerts of this capability in this company, on the tables the person may see, and what people said of them."""

    def judged(self) -> list[JudgedAlert]: ...

    def remember(self, alerts: Sequence[RaisedAlert]) -> None:
        """Keep the alerts shown; those of earlier runs that nobody judged and that came no more are dropped."""
        ...


class ProgressReport(Protocol):
    def __call__(self, done: int, total: int, note: str = "") -> None: ...


def _silent(done: int, total: int, note: str = "") -> None:
    return None


@dataclass
class Context:
    """What a capability may use, and nothing else."""

    actor: Actor
    today: date
    tables: TableAccess
    knowledge: KnowledgeAccess
    models: LanguageModelAccess | None = None
    progress: ProgressReport = _silent
    language: str = "fr"
    run: str = ""
    step: str = ""
    cancelled: Callable[[], bool] = field(default=lambda: False)
    alerts: AlertMemory | None = None
    method: MethodAccess | None = None
    company: str = ""
    """Its name, as it stands on the papers made for others."""


Given = TypeVar("Given", bound=BaseModel)
Made = TypeVar("Made", bound=Result)


class Capability(Generic[Given, Made]):
    """One thing Levier can do. Subclass it, fill the declaration, write ``run``.

    The first line of the subclass's docstring is the English summary; ``title`` and ``summary`` are shown in French.
    """

    name: ClassVar[str]
    title: ClassVar[str]
    summary: ClassVar[str]
    family: ClassVar[str] = "Décider"
    icon: ClassVar[str] = "bolt"
    version: ClassVar[str] = "1"
    needs: ClassVar[Sequence[Need]] = ()
    card: ClassVar[Card]
    moves: ClassVar[Sequence[str]] = ()
    fine: ClassVar[Sequence[str]] = ()
    """Inputs whose default suits most people: the form folds them under « Autres réglages »."""
    examples: ClassVar[Sequence[str]] = ()
    said_by: ClassVar[Sequence[str]] = ()
    """French verbs that are this capability's own: a question near its examples that uses one is taken for it."""
    explains_changes: ClassVar[bool] = False
    """Whether it says where the rise or the fall of a figure comes from: « pourquoi … baisse-t-il ? » is then for it."""
    supposes: ClassVar[bool] = False
    """Whether it answers suppositions: a question of what would happen if something changed by a given figure is its own."""
    about_method: ClassVar[bool] = False
    """Whether it tells what Levier knows of the method itself: it is then no project to weigh, and it keeps the questions that
    lean on its own (« … et combien a-t-il rapporté ? »)."""
    typical_seconds: ClassVar[float] = 1.0
    upkeep: ClassVar[Upkeep] = Upkeep()

    Input: ClassVar[type[BaseModel]]
    Output: ClassVar[type[Result]]

    def run(self, ctx: Context, given: Given) -> Made:
        """Do the work. Raises NotEnoughData, BadInput, NotAllowed with a French message; never a bare number."""
        raise NotImplementedError

    def render(self, output: Made, name: str) -> bytes:
        """The file called ``name`` among ``output.downloads``. Raises NotImplementedError where there is none."""
        raise NotImplementedError(name)
