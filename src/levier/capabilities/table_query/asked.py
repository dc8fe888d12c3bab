"""A question with its answer, and how its members, values and periods are written in French."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from levier.core.capability import Answered, DatasetFacts
from levier.core.french.calendar import MONTHS
from levier.core.french.dates import format_date, format_long_date, in_period
from levier.core.french.numbers import NBSP, format_money, format_number, format_percent
from levier.core.measures import Inactivity, MeasureQuery
from levier.core.period import Period
from levier.tables.countries import french_name
from levier.tables.measures import Dimension, Measure, Model, model_of
from levier.tables.measures.calendar import next_of

_FORGIVEN = 2
_ALREADY_SINGULAR = ("avis", "fois par an", "colis")
WEEKDAYS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")


@dataclass(frozen=True)
class Asked:
    """``main``: the lines; ``whole``: the same without axes, when that total means something."""

    main: Answered
    whole: Answered | None
    query: MeasureQuery
    facts: DatasetFacts
    model: Model

    asked_period: bool = False
    every: Answered | None = None
    """All the members with their classes, when they are classed."""

    @property
    def silent(self) -> Inactivity | None:
        """The silence asked about, for the kinds whose lines are orders."""
        return self.query.inactive if self.model.order != "TRUE" else None

    @property
    def data_go(self) -> str:
        """« vos ventes vont », before the span of the data."""
        return "vos ventes vont" if self.model.kind == "sales" else "vos données vont"

    @property
    def measure(self) -> Measure:
        """The first measure: the one rankings and charts are about."""
        return self.model.measure(self.query.measures[0])

    @property
    def dimensions(self) -> list[Dimension]:
        return [self.model.dimension(name) for name in self.query.dimensions]

    @property
    def calendar(self) -> Dimension | None:
        return next((dimension for dimension in self.dimensions if dimension.is_calendar), None)

    def covers(self, day: date) -> bool:
        """Whether the period of the calendar that starts on ``day`` is whole in the data and in the question.

        Two days are forgiven at each end: a shop closed on the last Sunday of the month has sold its whole month.
        """
        assert self.calendar
        if self.measure.day:
            return True
        end = next_of(self.calendar.grain, day) - timedelta(days=1)
        first, last = self.facts.first_day, self.facts.last_day
        asked = self.query.period
        starts = [moment for moment in (first, asked.start if asked else None) if moment]
        ends = [moment for moment in (last, asked.end if asked else None) if moment]
        over = (end - max(min(ends, default=end), day)).days if ends else 0
        late = (max(starts, default=day) - day).days
        return over <= _FORGIVEN and late <= _FORGIVEN

    @property
    def compared(self) -> bool:
        """Whether two periods stand side by side."""
        return self.query.compare is not None and self.calendar is None and self.query.inactive is None

    @property
    def periods(self) -> tuple[Period, Period]:
        """The earlier and the later period of a comparison."""
        assert self.query.period
        assert self.query.compare
        first, second = sorted(
            (self.query.period, self.query.compare), key=lambda period: (period.start, period.end)
        )
        return first, second

    def sides(self, row: dict[str, Any], measure: str) -> tuple[Any, Any]:
        """The values of the earlier and of the later period on a line of a comparison."""
        here, there = row[measure], row[f"{measure}_compare"]
        return (there, here) if self.query.period == self.periods[1] else (here, there)

    @property
    def lines(self) -> list[dict[str, Any]]:
        return [dict(zip(self.main.columns, row, strict=True)) for row in self.main.rows]

    @property
    def total(self) -> dict[str, Any] | None:
        """The only line of ``whole``."""
        if self.whole is None or not self.whole.rows:
            return None
        return dict(zip(self.whole.columns, self.whole.rows[0], strict=True))

    def value(self, given: Any, column: str) -> str:
        """A value as a sentence writes it: « 493 207,12 £ », « 12,5 % », « 1 681 commandes »."""
        return written(given, self.main.units.get(column, self._unit(column)), self.facts.currency)

    def amount(self, given: Any, measure: str) -> str:
        """A value after the name of its measure: « le nombre de commandes est de 1 681 », without its unit again."""
        if given is not None and self.model.measure(measure).label.startswith("nombre"):
            return format_number(given)
        return self.value(given, measure)

    def _unit(self, column: str) -> str:
        return self.whole.units.get(column, "") if self.whole else ""

    def member(self, line: dict[str, Any]) -> str:
        """What a line is about: « Royaume-Uni », « client 13093 », « Royaume-Uni, avril 2011 »."""
        return ", ".join(called(dimension, line[dimension.name]) for dimension in self.dimensions)

    @property
    def moment(self) -> str:
        """« en avril 2011 »; « au 30 avril 2011 » for what stands at a day: a balance, a stock, what is owed today."""
        query, last = self.query, self.facts.last_day
        if self.calendar is not None or self.compared or self.silent:
            return when(query)
        measures = [self.model.measure(name) for name in query.measures]
        if (
            not self.asked_period
            and query.today
            and all("$today" in one.sql or "open_amount" in one.sql for one in measures)
        ):
            return f"au {format_long_date(query.today)}"
        standing = bool(self.model.snapshot) or all(one.cumulative for one in measures)
        if standing and query.period and last:
            return f"au {format_long_date(min(query.period.end, last))}"
        return when(query)

    @property
    def about(self) -> str:
        """The filters in brackets, « (pays : France) », or nothing."""
        names = names_of(self.query)
        return f" ({names})" if names else ""


def written(value: Any, unit: str, currency: str) -> str:
    """A value in its unit; an unknown one is « — »."""
    if value is None:
        return "—"
    if isinstance(value, date):
        return format_date(value)
    if unit == "%":
        return format_percent(value)
    if unit == sign_of(currency):
        return format_money(value, currency)
    if not unit:
        return format_number(value)
    one = abs(value) < 2 and unit not in _ALREADY_SINGULAR
    return f"{format_number(value)}{NBSP}{unit.removesuffix('s') if one else unit}"


def sign_of(currency: str) -> str:
    """The currency as units hold it: « £ » for GBP."""
    return format_money(0, currency).split(NBSP)[-1]


def called(dimension: Dimension, value: Any) -> str:
    """A member known by a bare number is told what it is."""
    name = member_name(dimension, value)
    return (
        f"{dimension.label} {name}" if dimension.name in ("customer", "invoice") and name.isdigit() else name
    )


def member_name(dimension: Dimension, value: Any) -> str:
    """A member as a sentence names it."""
    if dimension.grain == "day":
        return format_long_date(value)
    if dimension.grain == "week":
        return f"semaine du {format_long_date(value)}"
    if dimension.grain == "month":
        return f"{MONTHS[value.month - 1]} {value.year}"
    if dimension.grain == "quarter":
        quarter = (value.month + 2) // 3
        return f"{'1er' if quarter == 1 else f'{quarter}e'} trimestre {value.year}"
    if dimension.grain == "year":
        return str(value.year)
    if dimension.grain == "weekday":
        return WEEKDAYS[int(value) - 1]
    if dimension.grain == "hour":
        return f"{int(value)}{NBSP}h"
    return french_name(str(value)) if dimension.name == "country" else str(value)


def since(silent: Inactivity) -> str:
    """« depuis 60 jours », « depuis janvier 2011 »."""
    if silent.bought is None and silent.absent is not None:
        return in_period(silent.absent)
    if silent.bought is not None:
        then = f" {in_period(silent.absent)}" if silent.absent else ""
        return f"{then.strip()} après avoir commandé {in_period(silent.bought)}".strip()
    return f"depuis {silent.days} jours"


def names_of(query: MeasureQuery) -> str:
    """The filters in words: « pays : France, Belgique ; hors produit : X »."""
    parts = []
    for part in query.filters:
        dimension = model_of(query.kind).dimension(part.dimension)
        shown = [french_name(value) if dimension.name == "country" else value for value in part.values[:5]]
        more = f" et {len(part.values) - 5} autres" if len(part.values) > 5 else ""
        parts.append(f"{'hors ' if part.exclude else ''}{dimension.label} : {', '.join(shown)}{more}")
    return " ; ".join(parts)


def when(query: MeasureQuery) -> str:
    """« en avril 2011 », « du 1er décembre 2010 au 31 août 2011 »."""
    return in_period(query.period) if query.period else ""


def capital(text: str) -> str:
    """The first letter in capital."""
    return text[:1].upper() + text[1:]
