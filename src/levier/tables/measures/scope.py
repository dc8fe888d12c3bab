"""The WHERE of a question: the period, the filters, the articles. Identifiers come from the model, values are bound."""

from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from levier.core.errors import BadInput
from levier.core.french.text import fold
from levier.core.measures import Filter, MeasureQuery
from levier.core.period import Period
from levier.tables.measures.model import Dimension, Model

_WEEKDAYS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
_ENGLISH_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


@dataclass
class Scope:
    """Conditions joined by AND, and their parameters by name."""

    conditions: list[str] = field(default_factory=list)
    parameters: dict[str, Any] = field(default_factory=dict)

    def bind(self, value: Any) -> str:
        """The placeholder of a value."""
        name = f"p{len(self.parameters)}"
        self.parameters[name] = value
        return f"${name}"

    @property
    def where(self) -> str:
        return " AND ".join(self.conditions) or "TRUE"


def scope_of(
    model: Model, query: MeasureQuery, filters: list[Filter], parquet: Path, periods: list[Period]
) -> Scope:
    """The lines a question is about. ``filters`` hold exact members (see ``members.resolve``)."""
    scope = Scope(parameters={"file": str(parquet)})
    dimensions = [model.dimension(name) for name in query.dimensions]
    named = {part.dimension for part in filters if not part.exclude}
    if any(d.articles_only for d in dimensions) and not named & {"product", "product_code"}:
        scope.conditions.append("is_product")
    for part in filters:
        scope.conditions.append(_kept(scope, model.dimension(part.dimension), part))
    if periods:
        spans = [
            f"{model.day} BETWEEN {scope.bind(period.start)} AND {scope.bind(period.end)}"
            for period in periods
        ]
        scope.conditions.append(f"({' OR '.join(spans)})")
    return scope


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
