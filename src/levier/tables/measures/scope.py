"""The lines of a question and its WHERE: the period, the filters, the articles. Values are bound, never written."""

import re
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from levier.core.errors import BadInput
from levier.core.french.text import fold
from levier.core.measures import Filter, MeasureQuery
from levier.core.period import Period
from levier.tables.measures.model import Dimension, Model
from levier.tables.measures.relation import relation
from levier.tables.measures.source import Source

_WEEKDAYS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
_ENGLISH_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


@dataclass
class Scope:
    """Where the lines come from, the conditions joined by AND, and the parameters by name."""

    origin: str = ""
    conditions: list[str] = field(default_factory=list)
    parameters: dict[str, Any] = field(default_factory=dict)

    def bind(self, value: Any) -> str:
        """The placeholder of a value."""
        for name, known in self.parameters.items():
            if type(known) is type(value) and known == value:
                return f"${name}"
        name = f"p{len(self.parameters)}"
        self.parameters[name] = value
        return f"${name}"

    @property
    def where(self) -> str:
        return " AND ".join(self.conditions) or "TRUE"

    def used(self, sql: str) -> dict[str, Any]:
        """The parameters that a statement names: DuckDB refuses the others."""
        names = set(re.findall(r"\$(\w+)", sql))
        return {name: value for name, value in self.parameters.items() if name in names}


def scope_of(
    model: Model, query: MeasureQuery, filters: list[Filter], source: Source, periods: list[Period]
) -> Scope:
    """The lines a question is about. ``filters`` hold exact members (see ``members.resolve``)."""
    scope = Scope()
    dimensions = [model.dimension(name) for name in query.dimensions]
    measures = [model.measure(name) for name in query.measures]
    for measure in measures:
        scope.parameters |= dict(measure.parameters)
    scope.parameters["today"] = query.today or date.today()
    scope.parameters["idle"] = query.inactive.days if query.inactive else model.idle
    scope.parameters["days"] = _days(source, periods)
    texts = [one.sql for one in dimensions] + [text for one in measures for text in (one.sql, one.lines)]
    texts += [model.dimension(part.dimension).sql for part in filters]
    own = next((one.day for one in measures if one.day), "")
    scope.origin = relation(model, source, scope.bind, [*texts, model.order, model.net, model.order_id, own])
    if own:
        scope.origin = f"SELECT * REPLACE ({own} AS {model.day}) FROM ({scope.origin})"  # noqa: S608 - columns of the model
    named = {part.dimension for part in filters if not part.exclude}
    if any(d.articles_only for d in dimensions) and not named & {"product", "product_code"}:
        scope.conditions.append("is_product")
    for part in filters:
        scope.conditions.append(_kept(scope, model.dimension(part.dimension), part))
    if periods and model.day:
        spans = [
            f"{model.day} BETWEEN {scope.bind(period.start)} AND {scope.bind(period.end)}"
            for period in periods
        ]
        scope.conditions.append(f"({' OR '.join(spans)})")
    return _last_states(model, dimensions, scope) if model.snapshot else scope


def _last_states(model: Model, dimensions: list[Dimension], scope: Scope) -> Scope:
    """Of a state, only the last one of each key in the period (or in each period of the calendar) counts."""
    keys = [*model.snapshot, *(one.sql for one in dimensions if one.grain)]
    scope.origin = (
        f"SELECT * FROM ({scope.origin}) WHERE {scope.where} "  # noqa: S608 - identifiers of the model
        f"QUALIFY {model.day} IS NOT DISTINCT FROM max({model.day}) OVER (PARTITION BY {', '.join(keys)})"
    )
    scope.conditions = []
    return scope


def _days(source: Source, periods: list[Period]) -> int:
    """Days of the question that the table covers, at least one."""
    spans = periods or (
        [Period(start=source.first_day, end=source.last_day)] if source.first_day and source.last_day else []
    )
    total = 0
    for span in spans:
        start = max(span.start, source.first_day or span.start)
        end = min(span.end, source.last_day or span.end)
        total += max((end - start).days + 1, 0)
    return max(total, 1)


def _kept(scope: Scope, dimension: Dimension, part: Filter) -> str:
    values = [typed_value(dimension, value) for value in part.values]
    places = ", ".join(scope.bind(value) for value in values)
    if part.exclude:
        return f"({dimension.sql} IS NULL OR {dimension.sql} NOT IN ({places}))"
    return f"{dimension.sql} IN ({places})"


def typed_value(dimension: Dimension, value: Any) -> Any:
    """A member as the SQL compares it: a date for calendar dimensions, a number for weekdays and hours."""
    if dimension.is_calendar:
        return value if isinstance(value, date) else _day(dimension, str(value))
    if dimension.grain == "weekday":
        return _weekday(str(value))
    if dimension.grain == "hour":
        return _hour(str(value))
    return value


def _day(dimension: Dimension, text: str) -> date:
    padded = text.strip() + "-01-01"[len(text.strip()) - 4 :] if 4 <= len(text.strip()) < 10 else text.strip()
    try:
        return date.fromisoformat(padded)
    except ValueError:
        raise BadInput(
            f"« {text} » n'est pas une date pour « {dimension.label} »",
            mend="Écrivez-la 2026-11 ou 2026-11-23.",
        ) from None


def _weekday(text: str) -> int:
    word = fold(text.strip())
    for names in (_WEEKDAYS, _ENGLISH_DAYS):
        if word in names:
            return names.index(word) + 1
    if word in set("1234567"):
        return int(word)
    raise BadInput(f"« {text} » n'est pas un jour de la semaine", mend="Écrivez par exemple « samedi ».")


def _hour(text: str) -> int:
    digits = text.strip().lower().removesuffix("h")
    if digits.isdigit() and int(digits) < 24:
        return int(digits)
    raise BadInput(f"« {text} » n'est pas une heure", mend="Écrivez un nombre de 0 à 23.")
