"""The measure that a pilot follows, period by period, read from the company's tables."""

from dataclasses import dataclass
from datetime import date, timedelta

from levier.core.actor import Actor
from levier.core.errors import BadInput, NotEnoughData, NotFound
from levier.core.french.calendar import unit_span
from levier.core.measures import MeasureQuery
from levier.core.period import Period
from levier.method.pilots.models import Grain, Pilot, State
from levier.tables.access import CompanyTables
from levier.tables.measures.own.keeping import is_together
from levier.tables.models import Dataset

CYCLES = {Grain.DAY: 7.0, Grain.WEEK: 52.18, Grain.MONTH: 12.0}
_LONGEST = {Grain.DAY: 400, Grain.WEEK: 160, Grain.MONTH: 72}


@dataclass(frozen=True)
class Point:
    """One whole period and its value."""

    start: date
    end: date
    value: float


@dataclass(frozen=True)
class Followed:
    """Whole periods in order. ``label``: the measure's name; ``unit``: as the formatters want it; ``why``: which table."""

    points: list[Point]
    label: str
    unit: str
    dataset: int
    version: int
    table: str
    definition: str

    @property
    def values(self) -> list[float]:
        """The values alone."""
        return [point.value for point in self.points]


def followed(actor: Actor, pilot: Pilot, until: date) -> Followed:
    """Every whole period up to ``until`` (included). Raises NotFound (table gone), NotEnoughData, BadInput."""
    tables = CompanyTables(actor)
    grain = Grain(pilot.grain)
    dataset = _pinned(actor, pilot)
    facts = tables.facts(pilot.kind, dataset)
    if facts is None:
        raise gone(pilot)
    if facts.first_day is None or facts.last_day is None:
        raise NotEnoughData(
            f"« {facts.title} » n'a pas de dates : rien ne peut être suivi dans le temps", where=facts.title
        )
    measure = tables.model(pilot.kind).measure(pilot.measure)
    first, last = _whole(facts.first_day, min(facts.last_day, until), grain)
    if last < first:
        raise NotEnoughData(
            f"« {facts.title} » ne contient pas une seule période entière ({grain.label}) à cette date",
            mend="Choisissez un pas plus court, ou importez plus d'historique.",
        )
    answered = tables.query(
        MeasureQuery(
            kind=pilot.kind, measures=[pilot.measure], dimensions=[grain.value], order="natural",
            period=Period(start=first, end=last), dataset=dataset,
        )
    )  # fmt: skip
    found = {row[0]: row[1] for row in answered.rows}
    points = []
    day = first
    while day <= last:
        span = unit_span(grain.value, day)  # type: ignore[arg-type]
        value = found.get(span.start)
        if value is None and measure.zero:
            value = 0.0
        if value is not None:
            points.append(Point(span.start, span.end, float(value)))
        day = span.end + timedelta(days=1)
    return Followed(
        points[-_LONGEST[grain] :], answered.labels[pilot.measure], answered.units.get(pilot.measure, ""),
        answered.dataset, answered.version, answered.title, measure.definition,
    )  # fmt: skip


def gone(pilot: Pilot) -> NotFound:
    """The table behind the pilot was deleted, or is closed to this person."""
    named = pilot.baseline.get("table") or pilot.kind
    return NotFound(
        f"Le tableau que suit ce pilote, « {named} », n'existe plus ou ne vous est pas accessible",
        where=f"pilote « {pilot.title} »",
        mend="Importez-le de nouveau sous le même nom, ou demandez-en l'accès ; rien de ce qui a été mesuré n'est perdu.",
    )


def _pinned(actor: Actor, pilot: Pilot) -> int | None:
    """The table that the baseline was measured on: a newer one of the same kind must not take its place unseen.

    Deleted, then imported again under the same name, it is the same one.
    """
    known = None if pilot.state == State.PREPARING else pilot.baseline.get("dataset")
    if known is None:
        return pilot.dataset
    mine = Dataset.objects.visible_to(actor).filter(kind=pilot.kind, current__gt=0)
    found = mine.filter(pk=known).first() or mine.filter(name=pilot.baseline.get("table")).first()
    if found is None:
        raise gone(pilot)
    return None if is_together(pilot.company_id, pilot.kind) else int(found.pk)


def measures_offered(actor: Actor) -> list[tuple[str, str, str]]:
    """What may be followed: (``kind:measure``, the measure's name, the table's name), tables the person may read only."""
    from levier.tables.kinds import KINDS  # noqa: PLC0415 - a long list, wanted on one page

    tables = CompanyTables(actor)
    offered = []
    for kind in KINDS:
        facts = tables.facts(kind)
        if facts is None or facts.first_day is None:
            continue
        try:
            found = tables.model(kind)
        except BadInput:
            continue
        if not any(axis.name == Grain.WEEK for axis in found.dimensions.values()):
            continue
        offered += [(f"{kind}:{one.name}", one.label, facts.title) for one in found.measures.values()]
    return offered


def _whole(first: date, last: date, grain: Grain) -> tuple[date, date]:
    """The first and last days of the whole periods between two days."""
    start = unit_span(grain.value, first)  # type: ignore[arg-type]
    end = unit_span(grain.value, last)  # type: ignore[arg-type]
    begin = start.start if start.start == first else start.end + timedelta(days=1)
    finish = end.end if end.end == last else end.start - timedelta(days=1)
    return begin, finish
