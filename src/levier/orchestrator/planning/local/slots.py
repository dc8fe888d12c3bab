"""A capability nobody here knows: its input is filled from the types and French labels of its own fields."""

import re
import typing
from collections.abc import Sequence
from datetime import date
from enum import Enum, EnumType
from types import NoneType
from typing import Any, Literal, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from levier.core.french.numbers import FoundNumber, find_numbers
from levier.core.french.text import flatten, stems
from levier.core.period import Period
from levier.orchestrator.understand import Clause, Entity

_UNITS = (
    "jour",
    "semaine",
    "mois",
    "trimestre",
    "an",
    "heure",
    "minute",
    "€",
    "%",
    "kg",
    "pièce",
    "unité",
    "km",
)
_DIMENSIONS = {
    "product": ("produit", "article", "reference", "product", "item"),
    "customer": ("client", "customer"),
    "supplier": ("fournisseur", "supplier"),
    "country": ("pays", "country"),
    "category": ("categorie", "famille", "category"),
}  # fmt: skip

_IN_A_CODE = re.compile(r"[A-Za-z][-_./]?(?:[-+]|\d)$")
"""« AB-2 », « F12 »: what stands before its digits makes a number the name of something."""


def fill(model: type[BaseModel], clause: Clause) -> tuple[dict[str, Any], list[tuple[str, FieldInfo]]]:
    """The input read from a question (JSON values), and the required fields nothing was found for."""
    numbers = _free_numbers(clause)
    periods = list(clause.periods)
    given: dict[str, Any] = {}
    missing: list[tuple[str, FieldInfo]] = []
    for name, info in model.model_fields.items():
        if _extra(info).get("spoken") is False:
            continue
        value = _value(name, info, clause, numbers, periods)
        if value is not None:
            given[name] = value
        elif info.is_required():
            missing.append((name, info))
    return given, missing


def _extra(info: FieldInfo) -> dict[str, Any]:
    """What the field says beside its type: ``labels`` and ``words`` of its options, ``unit``, ``spoken`` (False: never read
    from a question).
    """
    return info.json_schema_extra if isinstance(info.json_schema_extra, dict) else {}


def _free_numbers(clause: Clause) -> list[FoundNumber]:
    """Numbers that are no part of a name, nor of a date (« mars 2026 »); « 60 jours » may be both a period and a number."""
    spans = [(entity.start, entity.end) for entity in clause.entities]
    dated = [(period.start, period.end) for period in clause.periods]
    return [
        number
        for number in find_numbers(clause.text)
        if not any(number.start < end and start < number.end for start, end in spans)
        and (number.unit or not any(start <= number.start and number.end <= end for start, end in dated))
        and not _IN_A_CODE.search(clause.text[: number.start + 1])
    ]


def _core_type(annotation: Any) -> Any:
    """The type without « or None »."""
    if get_origin(annotation) is typing.Union or str(get_origin(annotation)) == "<class 'types.UnionType'>":
        kinds = [kind for kind in get_args(annotation) if kind is not NoneType]
        return _core_type(kinds[0]) if kinds else annotation
    if get_origin(annotation) is typing.Annotated:
        return _core_type(get_args(annotation)[0])
    return annotation


def _value(
    name: str, info: FieldInfo, clause: Clause, numbers: list[FoundNumber], periods: Sequence[Any]
) -> Any:
    kind = _core_type(info.annotation)
    label = f"{name} {info.title or ''} {info.description or ''}"
    if isinstance(kind, type) and issubclass(kind, Period):
        return periods[0].period.model_dump(mode="json") if periods else None
    if kind is date:
        return _day(label, periods)
    if kind is bool:
        return _flag(label, clause)
    if kind in (int, float) or getattr(kind, "__name__", "") == "Decimal":
        return _number(kind, info, label, numbers)
    if get_origin(kind) is Literal or (isinstance(kind, type) and issubclass(kind, Enum)):
        return _option(kind, info, clause)
    if get_origin(kind) in (list, tuple, set):
        return [value for entity in _entities(label, clause.entities) for value in entity.values] or None
    if kind is str:
        return _words(name, label, clause)
    return None


def _day(label: str, periods: Sequence[Any]) -> str | None:
    if not periods:
        return None
    last = re.search(r"(?:fin|end|jusqu|until|echeance|au plus tard)", flatten(label))
    period = periods[0].period
    return str(period.end.isoformat() if last else period.start.isoformat())


def _flag(label: str, clause: Clause) -> bool | None:
    flat = flatten(clause.text)
    telling = [stem for stem in stems(label) if len(stem) > 3]
    if not any(stem in stems(clause.text) for stem in telling):
        return None
    return not re.search(r"(?<![a-z])(?:sans|pas de|hors|without|no) ", flat)


def _number(kind: Any, info: FieldInfo, label: str, numbers: list[FoundNumber]) -> int | float | None:
    """The number whose unit the label names; else, for a label without unit, the first number without one."""
    named = set(stems(label)) | set(flatten(label).split())
    unit = str(_extra(info).get("unit", ""))
    spoken = flatten(unit).rstrip("s")
    wanted = [one for one in _UNITS if set(stems(one)) & named or flatten(one) == spoken]
    for number in numbers:
        if number.unit and (number.unit in wanted or flatten(number.unit) == spoken):
            numbers.remove(number)
            return int(number.value) if kind is int else float(number.value)
    if wanted and any(number.unit in _UNITS for number in numbers):
        return None
    for number in numbers:
        if not number.unit or number.unit not in ("jour", "semaine", "mois", "an", "%", "€"):
            numbers.remove(number)
            return int(number.value) if kind is int else float(number.value)
    return None


def _option(kind: Any, info: FieldInfo, clause: Clause) -> Any:
    members: list[Any] = list(kind) if isinstance(kind, EnumType) else []
    options = [member.value for member in members] or list(get_args(kind))
    labels, others = (_extra(info).get(key) or {} for key in ("labels", "words"))
    asked = set(stems(clause.text))
    best, best_score = None, 0.0
    for option in options:
        names = set(stems(f"{option} {labels.get(str(option), '')}"))
        score = len(names & asked) / (len(names) or 1)
        if asked & set(stems(str(others.get(str(option), "")))):
            score = 1.0
        if score > best_score:
            best, best_score = option, score
    return best


def _entities(label: str, entities: Sequence[Entity]) -> list[Entity]:
    """The entities of the kind the label speaks of; all of them when it speaks of none."""
    flat = flatten(label)
    kinds = {kind for kind, names in _DIMENSIONS.items() if any(name in flat for name in names)}
    return [one for one in entities if not kinds or one.dimension.removesuffix("_code") in kinds]


def _words(name: str, label: str, clause: Clause) -> str | None:
    flat = flatten(f"{name} {label}")
    if re.search(r"(?<![a-z])(?:question|demande|query|texte|text|request|sujet)(?![a-z])", flat):
        return clause.text
    named = [one for one in _entities(label, clause.entities) if one.values]
    about = any(word in flat for names in _DIMENSIONS.values() for word in names)
    if named and about:
        return named[0].values[0]
    quoted = re.search(r"[«\"“]\s*([^»\"”]+?)\s*[»\"”]", clause.text)
    return quoted.group(1) if quoted else None
