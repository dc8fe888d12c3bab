"""A capability's form: its input's fields, what was typed, and each error beside its field."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel, ValidationError

from levier.capabilities import inputs
from levier.capabilities.input_errors import refusal
from levier.capabilities.inputs import InputField

_LABEL = re.compile(r"^«\s.*?\s»(?:\s:\s|,\s(?=ligne\s))")
_SPARE_LINES = 2
Texts = Callable[[str], list[str]]


@dataclass(frozen=True)
class FormField:
    """A field with what stands in it; ``end`` is the second date of a period."""

    about: InputField
    value: str
    end: str = ""
    chosen: tuple[str, ...] = ()
    error: str = ""
    lines: tuple[tuple["FormField", ...], ...] = ()
    """For « rows »: the lines typed, then empty ones, each a field a column."""

    @property
    def asks_to_be_seen(self) -> bool:
        """Whether it holds something else than its default, or an error: it must not stay folded."""
        kept = self.about.kind in ("rows", "period") or self.value == "\n".join(_default(self.about))
        return bool(self.error) or not kept

    @property
    def widget(self) -> str:
        """Which template draws it."""
        if self.about.kind == "choice":
            return "choices" if self.about.many else "choice"
        if self.about.kind in ("period", "flag", "date", "rows"):
            return self.about.kind
        if self.about.many or self.about.kind == "json" or self.about.name in ("question", "text"):
            return "lines"
        return "number" if self.about.kind in ("integer", "number") else "line"


@dataclass(frozen=True)
class Read:
    """What a form gave: the input ready to run, or the errors by field (and those of the whole)."""

    given: dict[str, Any]
    errors: dict[str, str]
    whole: str = ""

    @property
    def good(self) -> bool:
        return not self.errors and not self.whole


def read(model: type[BaseModel], texts: Texts) -> Read:
    """Check what was typed, each fault told beside its field."""
    given = inputs.from_texts(model, texts)
    try:
        model.model_validate(given)
    except ValidationError as error:
        errors: dict[str, str] = {}
        whole: list[str] = []
        for one in error.errors(include_url=False):
            told = refusal(model, [dict(one)]).what
            name = str(one["loc"][0]) if one["loc"] else ""
            if name in model.model_fields:
                errors.setdefault(name, _without_label(told))
            else:
                whole.append(told)
        return Read(given, errors, " ".join(whole))
    return Read(given, {})


def blank(model: type[BaseModel], texts: Texts) -> list[FormField]:
    """The fields with their defaults, or what the address proposes (an action of an answer)."""
    return [_field(field, texts, {}, use_default=True) for field in inputs.fields(model)]


def typed(model: type[BaseModel], texts: Texts, errors: dict[str, str]) -> list[FormField]:
    """The fields as they were typed, with their errors."""
    return [_field(field, texts, errors, use_default=False) for field in inputs.fields(model)]


def _field(about: InputField, texts: Texts, errors: dict[str, str], *, use_default: bool) -> FormField:
    error = errors.get(about.name, "")
    if about.kind == "rows":
        return FormField(about, "", error=error, lines=_lines(about, texts))
    if about.kind == "period":
        start, end = (_first(texts(f"{about.name}_{edge}")) for edge in ("start", "end"))
        if use_default and not start and about.default is not None:
            start, end = f"{about.default.start:%Y-%m-%d}", f"{about.default.end:%Y-%m-%d}"
        return FormField(about, inputs.iso_date(start), inputs.iso_date(end), error=error)
    given = [text for text in texts(about.name) if text]
    if not given and use_default:
        given = _default(about)
    value = inputs.iso_date(_first(given)) if about.kind == "date" else "\n".join(given)
    return FormField(about, value, chosen=tuple(given), error=error)


def _lines(about: InputField, texts: Texts) -> tuple[tuple[FormField, ...], ...]:
    """The lines given by the form or the address, and some empty ones to fill."""
    given = inputs.rows_from_texts(about, texts)
    known = [line for line in given if isinstance(line, dict)] if isinstance(given, list) else []
    spare: list[dict[str, Any]] = [{} for _ in range(_SPARE_LINES if known else _SPARE_LINES + 1)]
    return tuple(
        tuple(_cell(column, line.get(column.name)) for column in about.columns) for line in (*known, *spare)
    )


def _cell(column: InputField, value: Any) -> FormField:
    if value is None:
        return FormField(column, "")
    if column.kind == "number" and isinstance(value, int | float):
        return FormField(column, f"{value:g}".replace(".", ","))
    return FormField(column, str(value).replace(".", ",") if column.kind == "number" else str(value))


def _default(about: InputField) -> list[str]:
    if about.default is None:
        return []
    values = about.default if isinstance(about.default, list | tuple) else [about.default]
    if about.kind == "flag":
        return ["true" if value else "false" for value in values]
    if about.kind == "number":
        return [f"{value:g}".replace(".", ",") for value in values]
    return [str(value) for value in values if not isinstance(value, dict | BaseModel)]


def _first(texts: list[str]) -> str:
    return next((text.strip() for text in texts if text.strip()), "")


def _without_label(told: str) -> str:
    """« « Horizon » : il faut au plus 104 » beside its field is only « Il faut au plus 104 »."""
    reason = _LABEL.sub("", told)
    return reason[:1].upper() + reason[1:]
