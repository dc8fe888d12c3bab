"""Countries as files write them, recognised whatever the language, and named in French. The list is data."""

import json
from functools import cache
from pathlib import Path

from levier.core.french.text import fold

COUNTRY = "country"
"""The field, and the axis, whose members are countries."""


@cache
def _known() -> dict[str, tuple[str, str]]:
    """Folded spelling → (identity, French name)."""
    data = json.loads((Path(__file__).parent / "countries.json").read_text(encoding="utf-8"))
    known: dict[str, tuple[str, str]] = {}
    for country in data["countries"]:
        identity = country["code"] or country["en"]
        for spelling in (country["fr"], country["en"], country["code"], *country["other"]):
            if spelling:
                known.setdefault(_plain(spelling), (identity, country["fr"]))
    return known


def _plain(text: str) -> str:
    return " ".join(fold(text).replace("-", " ").replace(".", "").replace("'", " ").replace("’", " ").split())


def identity(spelling: str) -> str | None:
    """What two spellings of one country have in common (its ISO code), None when it is not known."""
    found = _known().get(_plain(spelling))
    return found[0] if found else None


def french_name(spelling: str) -> str:
    """The country's name in French; the spelling itself when it is not known."""
    found = _known().get(_plain(spelling))
    return found[1] if found else spelling
