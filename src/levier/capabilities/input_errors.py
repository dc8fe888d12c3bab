"""Why a value was refused, in French, naming the field by its label."""

from collections.abc import Callable, Sequence
from typing import Any, get_args

from pydantic import BaseModel

from levier.core.errors import BadInput
from levier.core.french.numbers import NBSP, format_number

_SHOWN = 3
Facts = dict[str, Any]
_REASONS: dict[str, str | Callable[[Facts], str]] = {
    "missing": "ce champ est obligatoire",
    "extra_forbidden": "ce champ n'existe pas",
    "string_type": "il faut du texte",
    "string_too_short": lambda f: f"il faut au moins {f['min_length']} caractère(s)",
    "string_too_long": lambda f: f"il faut au plus {f['max_length']} caractères",
    "string_pattern_mismatch": "la forme n'est pas celle attendue",
    "greater_than": lambda f: f"il faut plus de {_number(f['gt'])}",
    "greater_than_equal": lambda f: f"il faut au moins {_number(f['ge'])}",
    "less_than": lambda f: f"il faut moins de {_number(f['lt'])}",
    "less_than_equal": lambda f: f"il faut au plus {_number(f['le'])}",
    "multiple_of": lambda f: f"il faut un multiple de {f['multiple_of']}",
    "too_short": lambda f: f"il faut au moins {f['min_length']} valeur(s)",
    "too_long": lambda f: f"il faut au plus {f['max_length']} valeurs",
    "literal_error": lambda f: f"choisissez parmi {_or(f['expected'])}",
    "enum": lambda f: f"choisissez parmi {_or(f['expected'])}",
    "value_error": lambda f: str(f["error"]),
    "finite_number": "il faut un nombre fini",
}
_BY_PREFIX = {
    "int": "il faut un nombre entier",
    "float": "il faut un nombre",
    "decimal": "il faut un nombre",
    "bool": "répondez par oui ou par non",
    "date": "il faut une date, par exemple 23/11/2026",
    "list": "il faut une liste",
    "tuple": "il faut une liste",
    "set": "il faut une liste",
    "model": "il faut un objet avec ses champs",
    "dict": "il faut un objet avec ses champs",
    "json": "le JSON n'est pas lisible",
}


def refusal(model: type[BaseModel], errors: Sequence[Facts]) -> BadInput:
    """The BadInput for the errors of a pydantic validation of ``model`` (its first ones, in words)."""
    told = list(dict.fromkeys(_told(model, error) for error in errors[:_SHOWN]))
    hidden = len(errors) - _SHOWN
    if hidden > 0:
        told.append(f"et {hidden} autre(s) champ(s)")
    unknown = any(error["type"] == "extra_forbidden" for error in errors)
    mend = f"Les champs sont : {', '.join(model.model_fields)}." if unknown else "Corrigez et recommencez."
    places = dict.fromkeys(".".join(str(part) for part in error["loc"]) for error in errors[:_SHOWN])
    where = ", ".join(place for place in places if place)
    return BadInput(" ; ".join(told), where=f"champ {where}" if where else "", mend=mend)


def label(model: type[BaseModel], name: str) -> str:
    """The French label of a field, its name when it has none."""
    field = model.model_fields.get(name)
    return (field.title if field else None) or name


def _told(model: type[BaseModel], error: Facts) -> str:
    reason = _reason(error)
    names = [part for part in error["loc"] if isinstance(part, str)]
    if not names:
        return reason[:1].upper() + reason[1:]
    given = error.get("input")
    said = error["type"] in {"missing", "extra_forbidden"} or not _short(given)
    shown = "" if said or f"« {given} »" in reason.replace(NBSP, " ") else f" (reçu : {given})"
    place = next((part for part in error["loc"] if isinstance(part, int)), None)
    lines = _lines_of(model, names[0])
    if place is not None and lines is not None:
        column = f", « {label(lines, names[1])} »" if len(names) > 1 else ""
        return f"« {label(model, names[0])} », ligne {place + 1}{column} : {reason}{shown}"
    return f"« {label(model, names[0])} » : {reason}{shown}"


def _lines_of(model: type[BaseModel], name: str) -> type[BaseModel] | None:
    """The model of each line of a list, when the field is one."""
    field = model.model_fields.get(name)
    inner = next(iter(get_args(field.annotation)), None) if field else None
    return inner if isinstance(inner, type) and issubclass(inner, BaseModel) else None


def _reason(error: Facts) -> str:
    kind: str = error["type"]
    found = _REASONS.get(kind)
    if callable(found):
        return found(error.get("ctx", {}))
    if found:
        return found
    return _BY_PREFIX.get(kind.split("_", maxsplit=1)[0], "cette valeur ne convient pas")


def _short(given: Any) -> bool:
    return isinstance(given, str | int | float) and len(str(given)) <= 60


def _number(limit: Any) -> str:
    """« 0 », « 1 000,5 »; a date or a length of time as it is."""
    return format_number(limit) if isinstance(limit, int | float) else str(limit)


def _or(expected: str) -> str:
    return expected.replace("'", "").replace(" or ", " ou ")
