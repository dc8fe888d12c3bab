"""What supports a statement. Ids are given by the step that produced the evidence, so none can be invented.

A capability numbers its evidence ``e1, e2 …``; the runner prefixes the step (``s2.e1``) before anything reads it.
"""

from datetime import date
from typing import Annotated, Any, Literal

from pydantic import BaseModel, Field

Scalar = str | int | float | bool | date | None


class Passage(BaseModel):
    """Words of a document the person may read. ``start``/``end``: characters in the page's text; ``page`` from 1."""

    kind: Literal["passage"] = "passage"
    id: str
    document: int
    version: int
    passage: int
    title: str
    quote: str
    source: str = ""
    section: str = ""
    page: int | None = None
    start: int = 0
    end: int = 0
    dated: date | None = None
    address: str = ""


class Rows(BaseModel):
    """Values read from one immutable dataset version by a query of the semantic layer.

    ``query`` is the ``MeasureQuery`` as JSON, enough to run it again; ``values`` holds at most the rows shown.
    """

    kind: Literal["rows"] = "rows"
    id: str
    dataset: int
    version: int
    title: str
    query: dict[str, Any]
    columns: list[str]
    values: list[list[Scalar]]
    total_rows: int
    units: dict[str, str] = {}


class Computed(BaseModel):
    """A value computed by a step: ``path`` points into the step's output."""

    kind: Literal["computed"] = "computed"
    id: str
    step: str = ""
    path: str
    title: str
    value: Any
    unit: str = ""
    method: str = ""


class WebPage(BaseModel):
    """Words read on a public page at a given moment."""

    kind: Literal["webpage"] = "webpage"
    id: str
    address: str
    read_at: str
    title: str
    quote: str


Evidence = Annotated[Passage | Rows | Computed | WebPage, Field(discriminator="kind")]
