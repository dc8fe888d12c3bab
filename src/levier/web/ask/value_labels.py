"""The French names of a computed value's parts, as the capability's output model declares them (``title``)."""

from dataclasses import dataclass
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from levier.capabilities import registry
from levier.core.errors import NotFound


@dataclass(frozen=True)
class Label:
    """A part's French name, and its unit when it is not that of the whole (None: the same)."""

    text: str
    unit: str | None = None


def labels(capability: str, path: str) -> dict[str, Label]:
    """Name of a part → its label, for the value at ``path`` (« items.0 ») of that capability's output.

    Empty where the model says nothing, or the capability is no longer installed.
    """
    try:
        found: Any = registry.get(capability).Output
    except NotFound:
        return {}
    for part in path.split("."):
        if not part.isdigit() and isinstance(found, type) and issubclass(found, BaseModel):
            field = found.model_fields.get(part)
            found = _plain(field.annotation) if field else None
    if not (isinstance(found, type) and issubclass(found, BaseModel)):
        return {}
    return {
        name: Label(field.title, _unit(field)) for name, field in found.model_fields.items() if field.title
    }


def _unit(field: FieldInfo) -> str | None:
    extra = field.json_schema_extra if isinstance(field.json_schema_extra, dict) else {}
    return str(extra["unit"]) if "unit" in extra else None


def _plain(annotation: Any) -> Any:
    """The type inside ``X | None`` and ``list[X]``."""
    origin = get_origin(annotation)
    if origin in (Union, UnionType):
        return _plain(next(one for one in get_args(annotation) if one is not NoneType))
    return _plain(get_args(annotation)[0]) if origin in (list, tuple) and get_args(annotation) else annotation
