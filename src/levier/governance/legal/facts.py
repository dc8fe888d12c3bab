"""The legal facts Levier relies on, each with its source, the day it was read and the day it must be read again."""

import json
from datetime import date
from functools import cache
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict

from levier.core.errors import NotFound

_FILE = Path(__file__).with_name("facts.json")
_SOON_DAYS = 60


class Source(BaseModel):
    """Where the text itself stands."""

    model_config = ConfigDict(frozen=True)
    title: str
    address: str


class LegalFact(BaseModel):
    """One thing a text says.

    ``status``: « lu » (in the text), « lu dans une source secondaire » (``read_in``) or « à vérifier » (known, its source
    could not be read when it was written). ``applies_from``: None when it has no date of its own.
    """

    model_config = ConfigDict(frozen=True)
    id: str
    law: str
    article: str
    says: str
    applies_from: date | None = None
    source: Source
    status: Literal["lu", "lu dans une source secondaire", "à vérifier"]
    read_in: str = ""
    read_on: date
    review_by: date

    def state(self, today: date) -> Literal["fresh", "soon", "stale"]:
        """Whether it must be read again: "stale" once the day of review has passed, "soon" in the 60 days before."""
        if today > self.review_by:
            return "stale"
        return "soon" if (self.review_by - today).days <= _SOON_DAYS else "fresh"

    def in_force(self, today: date) -> bool:
        """Whether it applies on that day."""
        return self.applies_from is None or self.applies_from <= today


@cache
def facts() -> tuple[LegalFact, ...]:
    """Every fact, in the order of the file."""
    return tuple(
        LegalFact.model_validate({**one, "applies_from": one["applies_from"] or None})
        for one in json.loads(_FILE.read_text(encoding="utf-8"))
    )


def fact(name: str) -> LegalFact:
    """The fact called ``name``. Raises NotFound."""
    found = next((one for one in facts() if one.id == name), None)
    if found is None:
        raise NotFound(f"Le fait juridique « {name} » n'existe pas", mend="« levier legal » les liste.")
    return found


def stale(today: date) -> list[LegalFact]:
    """Those whose day of review has passed."""
    return [one for one in facts() if one.state(today) == "stale"]
