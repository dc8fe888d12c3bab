"""Activities of French companies: the 732 codes of the NAF (rév. 2), searched by code or by words.

Source and licence are in ``data/naf.json``.
"""

import json
import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from levier.core.errors import BadInput


@dataclass(frozen=True)
class Activity:
    """``code`` as 10.71C; ``label`` in French."""

    code: str
    label: str

    def __str__(self) -> str:
        return f"{self.code} — {self.label}"


@cache
def activities() -> dict[str, Activity]:
    """Every activity by code."""
    data = json.loads((files("levier.accounts") / "data" / "naf.json").read_text(encoding="utf-8"))
    return {code: Activity(code, label) for code, label in data["codes"].items()}


def checked_naf(text: str) -> str:
    """The code in ``10.71C`` form, from ``1071c``, ``10.71C`` or ``10.71C — Boulangerie…``; "" when nothing
    is given.

    Raises BadInput for a code that the list does not hold.
    """
    if not text.strip():
        return ""
    found = re.match(r"\s*(\d{2})\.?(\d{2})\s?([A-Za-z])\b", text)
    code = f"{found[1]}.{found[2]}{found[3].upper()}" if found else ""
    if code not in activities():
        raise BadInput(
            f"« {text.strip()} » n'est pas un code d'activité connu",
            where="champ Activité",
            mend="Choisissez une ligne de la liste proposée, ou laissez le champ vide.",
        )
    return code


def find_activities(words: str, limit: int = 12) -> list[Activity]:
    """Activities whose code starts with ``words`` or whose label holds the start of each word, shortest
    label first.
    """
    wanted = [_plain(word) for word in words.split() if word]
    if not wanted:
        return []
    compact = "".join(wanted).replace(".", "").upper()
    by_code = [a for a in activities().values() if a.code.replace(".", "").startswith(compact)]
    by_label = [
        a
        for a in activities().values()
        if all(any(part.startswith(word) for part in re.split(r"\W+", _plain(a.label))) for word in wanted)
    ]
    return (by_code + sorted(by_label, key=lambda a: len(a.label)))[:limit]


def _plain(text: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFD", text.casefold()) if not unicodedata.combining(c))
