"""A capability's input, seen by people: its fields with French labels, and what they typed read into typed
values.

The web form, the command line and the errors all come from here. A field carries its label in ``title``,
its help in ``description``, and in ``json_schema_extra`` its ``unit`` and the French ``labels`` of its
choices.
"""

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import Enum
from types import NoneType, UnionType
from typing import Any, Literal, TypeVar, Union, get_args, get_origin

from pydantic import BaseModel, ValidationError
from pydantic.fields import FieldInfo
from pydantic_core import PydanticUndefined

from levier.capabilities.input_errors import refusal
from levier.core.period import Period

Kind = Literal["choice", "flag", "integer", "number", "text", "date", "period", "rows", "json"]
Model = TypeVar("Model", bound=BaseModel)
_FRENCH_DATE = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")


@dataclass(frozen=True)
class InputField:
    """One field as a form or an option shows it. ``many``: a list of values of ``kind``; ``columns``: the fields of each line of
    « rows » (a list of small models, typed line by line).
    """

    name: str
    label: str
    help: str
    kind: Kind
    many: bool
    required: bool
    default: Any
    choices: tuple[tuple[str, str], ...] = ()
    minimum: float | None = None
    maximum: float | None = None
    unit: str = ""
    columns: tuple["InputField", ...] = ()

    @property
    def option(self) -> str:
        """The name of the command-line option."""
        return "--" + self.name.replace("_", "-")

    @property
    def shown_default(self) -> str:
        """The default in words, empty when there is none."""
        if self.default in (None, "", [], ()):
            return ""
        if isinstance(self.default, bool):
            return "oui" if self.default else "non"
        values = self.default if isinstance(self.default, list | tuple) else [self.default]
        named = dict(self.choices)
        return ", ".join(named.get(str(value), str(value)) for value in values)


def fields(model: type[BaseModel]) -> list[InputField]:
    """The fields of an input model in their order."""
    return [_field(name, info) for name, info in model.model_fields.items()]


def read(model: type[Model], given: Mapping[str, Any]) -> Model:
    """``given`` as a typed input. Raises BadInput that names each wrong field by its French label."""
    try:
        unknown = [name for name in given if name not in model.model_fields]
        if unknown:
            raise refusal(model, [{"type": "extra_forbidden", "loc": (name,)} for name in unknown])
        return model.model_validate(dict(given))
    except ValidationError as error:
        raise refusal(model, [dict(one) for one in error.errors(include_url=False)]) from None


def from_texts(model: type[BaseModel], values: Callable[[str], list[str]]) -> dict[str, Any]:
    """What a form or a command line gave as texts, shaped for :func:`read`; empty answers are left to the
    default.

    ``values(name)`` gives the texts of a field (a browser's ``getlist``). A list may be given as several
    values or as one per line; a period as ``<name>_start`` and ``<name>_end``; a flag left out is left to
    its default. Lines of « rows » are one JSON text, or one list of texts a column named ``<name>.<column>``.
    """
    given: dict[str, Any] = {}
    for field in fields(model):
        if field.kind == "rows":
            lines = rows_from_texts(field, values)
            if lines is not None:
                given[field.name] = lines
            continue
        if field.kind == "period":
            start, end = (_first(values(f"{field.name}_{edge}")) for edge in ("start", "end"))
            if start or end:
                given[field.name] = {"start": iso_date(start or end), "end": iso_date(end or start)}
            continue
        texts = [text.strip() for value in values(field.name) for text in value.splitlines() if text.strip()]
        if texts:
            given[field.name] = _shaped(field, texts)
            if field.kind == "choice":
                given[field.name] = _as_declared(model.model_fields[field.name], given[field.name])
    return given


def rows_from_texts(field: InputField, values: Callable[[str], list[str]]) -> Any:
    """The lines typed, without the empty ones; None when there are none. Whatever JSON was given is left for the validation."""
    whole = "\n".join(text for text in values(field.name) if text.strip())
    if whole:
        try:
            return json.loads(whole)
        except json.JSONDecodeError:
            return whole
    typed = {column.name: values(f"{field.name}.{column.name}") for column in field.columns}
    lines: list[dict[str, Any]] = []
    for place in range(max((len(texts) for texts in typed.values()), default=0)):
        line = {name: texts[place].strip() for name, texts in typed.items() if place < len(texts) and texts[place].strip()}  # fmt: skip
        # A choice always sends its first option: a line that says nothing else is empty.
        if any(column.name in line for column in field.columns if column.kind not in ("choice", "flag")):
            lines.append({column.name: _plain(column.kind, line[column.name]) for column in field.columns if column.name in line})  # fmt: skip
    return lines or None


def iso_date(text: str) -> str:
    """« 23/11/2026 » as 2026-11-23; anything else is left for the validation to judge."""
    if match := _FRENCH_DATE.fullmatch(text.strip()):
        day, month, year = match.groups()
        return f"{year}-{int(month):02d}-{int(day):02d}"
    return text.strip()


def _first(texts: list[str]) -> str:
    return next((text.strip() for text in texts if text.strip()), "")


def _shaped(field: InputField, texts: list[str]) -> Any:
    if field.kind == "json":
        try:
            return json.loads("\n".join(texts))
        except json.JSONDecodeError:
            return "\n".join(texts)
    shaped: list[str] = [_plain(field.kind, text) for text in texts]
    if field.many:
        return shaped
    return "\n".join(shaped) if field.kind == "text" else shaped[0]


def _as_declared(info: FieldInfo, given: Any) -> Any:
    """A choice typed as text as the value declared: pydantic does not read « 80 » as the literal 80."""
    annotation, _ = _inner(info.annotation)
    if get_origin(annotation) is not Literal:
        return given
    declared = {str(value): value for value in get_args(annotation)}
    return (
        [declared.get(one, one) for one in given] if isinstance(given, list) else declared.get(given, given)
    )


def _plain(kind: Kind, text: str) -> str:
    if kind == "date":
        return iso_date(text)
    if kind == "number":
        return re.sub(r"[\s\u00a0\u202f]", "", text).replace(",", ".")
    if kind == "flag":
        return {"oui": "true", "non": "false"}.get(text.lower(), text)
    return text


def _field(name: str, info: FieldInfo) -> InputField:
    annotation, many = _inner(info.annotation)
    extra = info.json_schema_extra if isinstance(info.json_schema_extra, dict) else {}
    kind, raw_choices = _kind(annotation)
    columns = _columns(annotation) if many else ()
    if columns:
        kind = "rows"
    labels = extra.get("labels")
    named: dict[str, Any] = labels if isinstance(labels, dict) else {}
    default = info.get_default(call_default_factory=True) if not info.is_required() else None
    return InputField(
        name=name,
        label=info.title or name,
        help=info.description or "",
        kind=kind,
        many=many and kind not in ("json", "rows"),
        required=info.is_required(),
        default=None if default is PydanticUndefined else default,
        choices=tuple((choice, str(named.get(choice, choice))) for choice in raw_choices),
        minimum=_bound(info, "ge", "gt"),
        maximum=_bound(info, "le", "lt"),
        unit=str(extra.get("unit", "")),
        columns=columns,
    )


def _columns(annotation: Any) -> tuple[InputField, ...]:
    """The fields of a line, when each is a single plain value; nothing for a model that holds more."""
    if not isinstance(annotation, type) or not issubclass(annotation, BaseModel) or issubclass(annotation, Period):  # fmt: skip
        return ()
    found = tuple(fields(annotation))
    plain = all(not one.many and one.kind not in ("json", "rows", "period", "flag") for one in found)
    return found if plain else ()


def _inner(annotation: Any) -> tuple[Any, bool]:
    """The type inside ``X | None``, ``list[X]``, ``Annotated[X, …]``, and whether it was a list."""
    many = False
    while True:
        origin = get_origin(annotation)
        if origin in (Union, UnionType):
            annotation = next((one for one in get_args(annotation) if one is not NoneType), str)
        elif origin in (list, tuple, set, frozenset):
            annotation, many = (get_args(annotation) or (str,))[0], True
        elif hasattr(annotation, "__metadata__"):
            annotation = annotation.__origin__
        else:
            return annotation, many


def _kind(annotation: Any) -> tuple[Kind, tuple[str, ...]]:
    if get_origin(annotation) is Literal:
        return "choice", tuple(str(value) for value in get_args(annotation))
    if not isinstance(annotation, type):
        return "json", ()
    if issubclass(annotation, Enum):
        return "choice", tuple(str(member.value) for member in annotation)
    if issubclass(annotation, Period):
        return "period", ()
    kinds: list[tuple[tuple[type, ...], Kind]] = [
        ((bool,), "flag"),
        ((int,), "integer"),
        ((float, Decimal), "number"),
        ((date,), "date"),
        ((str,), "text"),
    ]
    return next((kind for types, kind in kinds if issubclass(annotation, types)), "json"), ()


def _bound(info: FieldInfo, *names: str) -> float | None:
    for mark in info.metadata:
        for name in names:
            value = getattr(mark, name, None)
            if isinstance(value, int | float):
                return value
    return None
