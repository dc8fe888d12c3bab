"""Read the catalogue once, checked."""

import json
from functools import cache
from pathlib import Path

from levier.core.errors import NotFound
from levier.indicators.catalogue.definition import Definition


@cache
def catalogue() -> dict[str, Definition]:
    """Every definition by name, in the catalogue's order."""
    data = json.loads((Path(__file__).parent / "indicators.json").read_text(encoding="utf-8"))
    found = [Definition.model_validate(entry) for entry in data["indicators"]]
    return {definition.name: definition for definition in found}


def definition(name: str) -> Definition:
    """Raises NotFound when the catalogue has no such indicator."""
    try:
        return catalogue()[name]
    except KeyError:
        raise NotFound(
            f"L'indicateur « {name} » n'existe pas",
            mend="Choisissez-en un dans le catalogue des indicateurs.",
        ) from None
