"""What a question of figures asks, slot by slot; what it leaves unsaid is taken from the question before, or from defaults."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, Literal

from levier.core.measures import Filter, Inactivity, MeasureQuery, Threshold
from levier.core.period import Period

TIME = frozenset({"day", "week", "month", "quarter", "year", "weekday", "hour"})
Order = Literal["desc", "asc", "natural", "rise", "fall"]


@dataclass(frozen=True)
class TableFrame:
    """A question of the semantic layer."""

    kind: str = "sales"
    measures: tuple[str, ...] = ("revenue",)
    dimensions: tuple[str, ...] = ()
    filters: tuple[Filter, ...] = ()
    period: Period | None = None
    compare: Period | None = None
    share: bool = False
    inactive: Inactivity | None = None
    order: Order = "desc"
    limit: int | None = None
    dataset: str = ""
    having: tuple[Threshold, ...] = ()
    average: Literal["", "all", "working"] = ""
    classes: bool = False
    each: str = ""

    def to_input(self, today: date) -> dict[str, Any]:
        """The capability's input as JSON, defaults left out."""
        query = MeasureQuery(
            kind=self.kind, measures=list(self.measures), dimensions=list(self.dimensions), filters=list(self.filters),
            period=self.period, compare=self.compare, share=self.share, inactive=self.inactive, order=self.order,
            limit=self.limit, today=today, having=list(self.having), average=self.average, classes=self.classes,
            each=self.each if self.each in self.dimensions else "",
        )  # fmt: skip
        dumped = query.model_dump(mode="json", exclude_defaults=True)
        named = {"dataset": self.dataset} if self.dataset else {}
        return {
            "kind": self.kind,
            "measures": list(self.measures),
            **dumped,
            **named,
            "today": today.isoformat(),
        }

    @classmethod
    def from_input(cls, given: dict[str, Any]) -> "TableFrame":
        """The frame an earlier step's input was made from."""
        known = {
            name: value
            for name, value in given.items()
            if name in MeasureQuery.model_fields and name != "dataset"
        }
        query = MeasureQuery.model_validate(known)
        return cls(
            query.kind, tuple(query.measures), tuple(query.dimensions), tuple(query.filters), query.period, query.compare,
            query.share, query.inactive, query.order, query.limit, str(given.get("dataset", "")),
            tuple(query.having), query.average, query.classes, query.each,
        )  # fmt: skip


@dataclass(frozen=True)
class ForecastFrame:
    """A forecast. ``top``: the ranking that chooses its items, when they are not named."""

    horizon: int = 4
    grain: Literal["day", "week", "month"] = "week"
    by: str = "total"
    items: tuple[str, ...] = ()
    measure: Literal["revenue", "quantity"] = "revenue"
    top: TableFrame | None = None
    keys_of: str = ""
    """The earlier step whose ``keys`` are the items (« leurs ventes »)."""
    only: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    """Sales to keep and to leave out, as the capability reads them: « pays : France »."""
    since: str = ""
    """The first day asked (ISO), when what comes before it is not."""

    def to_input(self) -> dict[str, Any]:
        """The capability's input as JSON; items chosen by another step are added by the planner."""
        given: dict[str, Any] = {
            "horizon": self.horizon, "grain": self.grain, "by": self.by, "measure": self.measure,
        }  # fmt: skip
        named = {"items": self.items, "only": self.only, "without": self.without}
        since = {"since": self.since} if self.since else {}
        return given | since | {name: list(values) for name, values in named.items() if values}

    @classmethod
    def from_input(cls, given: dict[str, Any], top: TableFrame | None) -> "ForecastFrame":
        """The frame an earlier step's input was made from."""
        items = given.get("items")
        return cls(
            int(given.get("horizon", 4)), given.get("grain", "week"), str(given.get("by", "total")),
            tuple(items) if isinstance(items, list) else (), given.get("measure", "revenue"), top,
            only=tuple(given.get("only", ())), without=tuple(given.get("without", ())),
            since=str(given.get("since") or ""),
        )  # fmt: skip


@dataclass(frozen=True)
class Said:
    """What one question says itself; None or empty is what it does not say."""

    measures: tuple[str, ...] = ()
    dimensions: tuple[str, ...] = ()
    filters: tuple[Filter, ...] = ()
    periods: tuple[Period, ...] = ()
    period: Period | None = None
    compare: Period | None = None
    shift: tuple[str, int] | None = None
    compares: bool = False
    share: bool = False
    inactive: Inactivity | None = None
    order: Order | None = None
    limit: int | None = None
    dataset: str = ""
    having: tuple[Threshold, ...] = ()
    average: Literal["", "all", "working"] = ""
    classes: bool = False
    each: str = ""
    by_month: bool = False
    notes: tuple[str, ...] = field(default=())


def merge_filters(before: Sequence[Filter], said: Sequence[Filter]) -> tuple[Filter, ...]:
    """Filters of the question before, those on a dimension named anew replaced."""
    renewed = {_family(one.dimension) for one in said}
    return (*(one for one in before if _family(one.dimension) not in renewed), *said)


def _family(dimension: str) -> str:
    return "product" if dimension == "product_code" else dimension


def merged(before: TableFrame, said: Said) -> TableFrame:
    """The question before with what this one changes."""
    frame = before
    if said.measures:
        frame = replace(frame, measures=said.measures)
    if said.dimensions:
        frame = replace(frame, dimensions=said.dimensions, limit=None)
    if said.filters:
        frame = replace(frame, filters=merge_filters(frame.filters, said.filters))
    if said.period is not None and not (said.compares and said.compare is None):
        frame = replace(frame, period=said.period, compare=said.compare)
    if said.compare is not None:
        frame = replace(frame, compare=said.compare)
    if said.inactive is not None:
        frame = replace(frame, inactive=said.inactive)
    if said.limit is not None:
        frame = replace(frame, limit=said.limit)
    if said.order is not None:
        frame = replace(frame, order=said.order)
    if said.having:
        frame = replace(frame, having=said.having)
    if said.average or said.classes:
        frame = replace(frame, average=said.average, classes=said.classes)
    if said.each:
        frame = replace(frame, each=said.each)
    return replace(frame, share=frame.share or said.share)
