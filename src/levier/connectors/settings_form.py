"""What a person typed, as the settings of a connector; what is wrong, field by field, in French."""

from collections.abc import Mapping
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from levier.connectors.contract import ConnectorSettings
from levier.core.errors import BadInput


class BadSettings(BadInput):
    """Settings that cannot be used. ``fields``: field → French sentence."""

    def __init__(self, fields: dict[str, str], labels: Mapping[str, str]) -> None:
        self.fields = fields
        first = next(iter(fields))
        super().__init__(
            f"« {labels.get(first, first)} » : {fields[first]}",
            where=f"champ {labels.get(first, first)}",
            mend="Corrigez ce champ, puis recommencez.",
        )


def parse(shape: type[ConnectorSettings], given: Mapping[str, Any]) -> ConnectorSettings:
    """The settings. Unknown names are refused. Raises BadSettings."""
    try:
        return shape.model_validate(dict(given))
    except ValidationError as error:
        fields: dict[str, str] = {}
        for one in error.errors(include_url=False, include_input=False):
            name = str(one["loc"][0]) if one["loc"] else ""
            fields.setdefault(name, in_french(one))
        labels = {name: field.title or name for name, field in shape.model_fields.items()}
        raise BadSettings(fields, labels) from None


def in_french(error: ErrorDetails) -> str:
    """One sentence for one error of pydantic's, which may not repeat what was typed: it may be a secret."""
    kind, about = error["type"], error.get("ctx") or {}
    if kind in ("missing", "string_too_short", "too_short"):
        return "à remplir"
    if kind in ("string_too_long", "too_long"):
        return f"trop long ({about.get('max_length', '')} signes au plus)"
    if kind in ("greater_than_equal", "greater_than"):
        return f"au moins {about.get('ge', about.get('gt'))}"
    if kind in ("less_than_equal", "less_than"):
        return f"au plus {about.get('le', about.get('lt'))}"
    if kind.startswith(("int_", "float_", "decimal_")):
        return "un nombre est attendu"
    if kind.startswith(("date_", "datetime_")):
        return "une date est attendue"
    if kind == "literal_error":
        return "choisissez dans la liste"
    if kind == "extra_forbidden":
        return "ce réglage n'existe pas"
    if kind == "value_error":
        return str(about.get("error", "valeur refusée"))
    return "valeur refusée"
