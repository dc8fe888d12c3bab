"""A connector's settings as the fields of a form, and a form that was typed as settings."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from types import NoneType
from typing import Any, Literal, Union, get_args, get_origin

from django.http import QueryDict
from pydantic import SecretStr
from pydantic.fields import FieldInfo

from levier.connectors.contract import ConnectorSettings


@dataclass(frozen=True)
class Shown:
    """One field. ``kind``: text, secret, number, bool, date, choice, many, lines. ``kept``: a secret that is stored."""

    name: str
    label: str
    hint: str
    kind: str
    value: Any = ""
    required: bool = False
    advanced: bool = False
    placeholder: str = ""
    error: str = ""
    kept: bool = False
    choices: Sequence[tuple[str, str, bool]] = field(default=())
    low: Any = None
    high: Any = None
    step: str = "1"


def shown(
    shape: type[ConnectorSettings],
    values: Mapping[str, Any],
    errors: Mapping[str, str],
    kept: Sequence[str] = (),
) -> list[Shown]:
    """The fields in the order of the declaration."""
    return [_field(name, about, values, errors, name in kept) for name, about in shape.model_fields.items()]


def typed(shape: type[ConnectorSettings], form: QueryDict) -> dict[str, Any]:
    """What was typed, by field; what was left empty takes its default value."""
    found: dict[str, Any] = {}
    for name, about in shape.model_fields.items():
        kind = _kind(about)
        if kind == "bool":
            found[name] = name in form
        elif kind == "many":
            found[name] = form.getlist(name)
        elif kind == "lines":
            found[name] = [line.strip() for line in form.get(name, "").splitlines() if line.strip()]
        elif (text := form.get(name, "").strip()) or about.is_required():
            found[name] = text.replace(",", ".") if kind == "number" else text
    return found


def _field(
    name: str, about: FieldInfo, values: Mapping[str, Any], errors: Mapping[str, str], kept: bool
) -> Shown:
    extra = about.json_schema_extra if isinstance(about.json_schema_extra, dict) else {}
    kind = _kind(about)
    value = values.get(name, None if about.is_required() else about.get_default(call_default_factory=True))
    labels: Any = extra.get("labels") or {}
    chosen = {str(one) for one in value} if isinstance(value, list) else {str(value)}
    choices = [(one, str(labels.get(one, one)), one in chosen) for one in _options(about.annotation)]
    low, high = _bounds(about)
    return Shown(
        name=name,
        label=about.title or name,
        hint=about.description or "",
        kind=kind,
        value=_written(value, kind),
        required=about.is_required() and kind not in ("many", "bool") and not kept,
        advanced=bool(extra.get("advanced")),
        placeholder=str(extra.get("placeholder") or ""),
        error=errors.get(name, ""),
        kept=kept,
        choices=choices,
        low=low,
        high=high,
        step="any" if _plain_type(about.annotation) is float else "1",
    )


def _written(value: Any, kind: str) -> Any:
    if kind == "secret":
        return ""
    if kind == "lines":
        return "\n".join(str(one) for one in value or [])
    if kind in ("bool", "many", "choice"):
        return value
    return value.isoformat() if isinstance(value, date) else "" if value is None else str(value)


def _kind(about: FieldInfo) -> str:
    extra = about.json_schema_extra if isinstance(about.json_schema_extra, dict) else {}
    plain = _plain_type(about.annotation)
    if plain is SecretStr:
        return "secret"
    if plain is bool:
        return "bool"
    if plain in (int, float):
        return "number"
    if plain is date:
        return "date"
    if get_origin(plain) is Literal:
        return "choice"
    if get_origin(plain) is list:
        return "many" if _options(plain) and not extra.get("lines") else "lines"
    return "text"


def _plain_type(annotation: Any) -> Any:
    """``date | None`` → ``date``."""
    if get_origin(annotation) is Union or type(annotation).__name__ == "UnionType":
        return next((one for one in get_args(annotation) if one is not NoneType), annotation)
    return annotation


def _options(annotation: Any) -> list[str]:
    plain = _plain_type(annotation)
    if get_origin(plain) is list:
        plain = get_args(plain)[0]
    return [str(one) for one in get_args(plain)] if get_origin(plain) is Literal else []


def _bounds(about: FieldInfo) -> tuple[Any, Any]:
    low = next((one.ge for one in about.metadata if hasattr(one, "ge")), None)
    high = next((one.le for one in about.metadata if hasattr(one, "le")), None)
    return low, high
