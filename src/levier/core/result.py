"""What a capability gives back: typed values, sentences bound to evidence, tables and charts."""

from typing import Any, Literal

from pydantic import BaseModel, Field

from levier.core.evidence import Evidence, Scalar


class Sentence(BaseModel):
    """One French sentence (plain text, inline Markdown allowed) and the ids of the evidence that proves it.

    ``notice`` sentences speak about the work itself (a limit, a caveat) and state no fact about the company.
    """

    text: str
    evidence: list[str] = []
    kind: Literal["statement", "extract", "notice"] = "statement"


class Column(BaseModel):
    """A column of a shown table. ``unit``: "€", "%", "pièces", "date" … decides the format on screen."""

    key: str
    label: str
    unit: str = ""


class Table(BaseModel):
    """A table to show; ``evidence`` proves its values."""

    title: str
    columns: list[Column]
    rows: list[dict[str, Scalar]]
    evidence: list[str] = []


class Series(BaseModel):
    """One line, bar set or band of a chart. A band has ``low`` and ``high`` beside no ``y``.

    On a map: a "route" goes through its places in order, "place" only marks them; each has ``latitude``, ``longitude``
    (degrees) and a label.
    """

    name: str
    kind: Literal["line", "bar", "band", "point", "route", "place"] = "line"
    y: list[float | None] = []
    low: list[float | None] = []
    high: list[float | None] = []
    role: Literal["main", "baseline", "history", "other"] = "main"
    latitude: list[float] = []
    longitude: list[float] = []
    labels: list[str] = []


class Chart(BaseModel):
    """A chart whose title states the finding. ``x`` are labels or ISO dates.

    ``layout``: bars lie on their side when their labels are long ("auto") or always ("horizontal"); "stacked" piles the
    bars and the areas of one ``x``; "map" draws routes and places on a plain ground (``x`` is empty).
    """

    title: str
    x: list[str]
    series: list[Series]
    x_label: str = ""
    y_label: str = ""
    unit: str = ""
    layout: Literal["auto", "horizontal", "stacked", "map"] = "auto"
    evidence: list[str] = []


class Unanswered(BaseModel):
    """A part of the request that got no answer, and why, in French."""

    question: str
    reason: str


class Action(BaseModel):
    """Something Levier proposes to do next; ``approval`` says who must agree before it happens."""

    label: str
    capability: str
    input: dict[str, Any] = {}
    approval: Literal["none", "person", "manager"] = "person"


class Download(BaseModel):
    """A file that ``Capability.render`` makes from the output when somebody asks for it; nothing is stored."""

    name: str = Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$")
    label: str
    media_type: str
    step: str = ""


class Signal(BaseModel):
    """A sign of how far the result may still be trusted, measured during the run, beside its limit.

    ``above``: whether it is raised above the limit (else below it); ``means``: in French, what to think and do then.
    """

    name: str
    label: str
    value: float
    limit: float
    unit: str = ""
    above: bool = True
    means: str = ""

    @property
    def raised(self) -> bool:
        """Whether the limit is passed."""
        return self.value > self.limit if self.above else self.value < self.limit


class Result(BaseModel):
    """Base of every capability's output; subclasses add their typed values."""

    sentences: list[Sentence] = []
    evidence: list[Evidence] = []
    tables: list[Table] = []
    charts: list[Chart] = []
    unanswered: list[Unanswered] = []
    actions: list[Action] = Field(default_factory=list)
    downloads: list[Download] = Field(default_factory=list)
    signals: list[Signal] = Field(default_factory=list)
    touched: list[str] = Field(default_factory=list)
    """What was read, for the journal: "dataset:3@2", "document:17@1"."""
