"""Inputs taken from earlier steps: ``{"from": {"step": "s1", "path": "keys"}}``."""

from collections.abc import Iterator, Mapping
from typing import Any

from levier.core.errors import NotEnoughData
from levier.orchestrator.planning.plan import Reference, Step


def references(value: Any) -> Iterator[Reference]:
    """Every reference inside an input."""
    if (found := _reference(value)) is not None:
        yield found
    elif isinstance(value, Mapping):
        for inner in value.values():
            yield from references(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from references(inner)


def waits_for(step: Step) -> tuple[str, ...]:
    """The steps that must end before this one: those it names and those its input refers to, each once."""
    return tuple(dict.fromkeys([*step.after, *(found.step for found in references(step.input))]))


def resolve(value: Any, outputs: Mapping[str, Any]) -> Any:
    """``value`` with its references replaced. Raises NotEnoughData when an earlier step gave nothing there."""
    if (found := _reference(value)) is not None:
        return _at(outputs.get(found.step), found)
    if isinstance(value, Mapping):
        return {key: resolve(inner, outputs) for key, inner in value.items()}
    if isinstance(value, list):
        return [resolve(inner, outputs) for inner in value]
    return value


def _reference(value: Any) -> Reference | None:
    if isinstance(value, Mapping) and set(value) == {"from"} and isinstance(value["from"], Mapping):
        return Reference.model_validate(value["from"])
    return None


def _at(output: Any, reference: Reference) -> Any:
    here = output
    for key in reference.path.split("."):
        if isinstance(here, Mapping):
            here = here.get(key)
        elif isinstance(here, list) and key.isdigit() and int(key) < len(here):
            here = here[int(key)]
        else:
            here = None
    if here is None or here in ([], ""):
        raise NotEnoughData("L'étape précédente n'a rien donné sur quoi travailler")
    return here
