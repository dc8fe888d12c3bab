"""The plan of one capability run from its own form: one question, one step, nothing to understand."""

from collections.abc import Mapping
from typing import Any

from levier.capabilities import inputs, registry
from levier.core.french.numbers import format_number
from levier.orchestrator.planning.plan import Plan, Step, SubQuestion

_SHOWN, _LONG = 80, 240


def plan_for(name: str, given: Mapping[str, Any]) -> Plan:
    """Raises NotFound when there is no such capability, BadInput naming the field that is wrong."""
    capability = registry.get(name)
    typed = inputs.read(capability.Input, given)
    plain = typed.model_dump(mode="json", include=set(given))
    text = _in_words(capability, plain)
    return Plan(
        rewritten=text,
        questions=[SubQuestion(id="q1", text=text)],
        steps=[Step(id="s1", capability=name, input=plain, question="q1", label=capability.title)],
    )


def _in_words(capability: registry.AnyCapability, plain: Mapping[str, Any]) -> str:
    """« Prévision des ventes — horizon : 8, découpage : produit »: what differs from the defaults."""
    told: list[str] = []
    for field in inputs.fields(capability.Input):
        value = plain.get(field.name)
        if value not in (None, "", [], {}) and value != _default(field):
            if field.name == "question":
                told.insert(0, f"«\u00a0{value}\u00a0»")
                continue
            label = field.label[:1].lower() + field.label[1:]
            told.append(f"{label}\u00a0: {_value(field, value)}")
    return capability.title + (f" — {', '.join(told)}" if told else "")


def _default(field: inputs.InputField) -> Any:
    """The default as plain JSON bears it."""
    return list(field.default) if isinstance(field.default, tuple) else field.default


def _value(field: inputs.InputField, value: Any) -> str:
    if field.kind == "period":
        return f"du {_day(value['start'])} au {_day(value['end'])}"
    if isinstance(value, bool):
        return "oui" if value else "non"
    if field.kind == "rows" and isinstance(value, list):
        lines = (_line(field, line) for line in value)
        text = " ; ".join(lines)
        return text if len(text) <= _LONG else text[: _LONG - 1] + "…"
    values = value if isinstance(value, list) else [value]
    named = dict(field.choices)
    text = ", ".join(named.get(str(one)) or _written(field, one) for one in values)
    return text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"


def _written(field: inputs.InputField, value: Any) -> str:
    if field.kind == "date":
        return _day(str(value))
    if isinstance(value, int | float):
        return format_number(value) + (f"\u00a0{field.unit}" if field.unit else "")
    return str(value)


def _line(field: inputs.InputField, line: Mapping[str, Any]) -> str:
    """« prix de vente (%), −5 »: what differs from the defaults, in the order of the columns."""
    said = [(column, line.get(column.name)) for column in field.columns]
    return ", ".join(
        _value(column, value) for column, value in said if value not in (None, "", column.default)
    )


def _day(iso: str) -> str:
    return "/".join(reversed(iso[:10].split("-")))
