"""A made-up shop where two tastes never mix, handed to the capability without any database."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

import numpy as np
import polars as pl

from levier.core.actor import Actor, Role
from levier.core.capability import Context, DatasetFacts
from levier.core.errors import NotFound

FIRST = date(2025, 1, 6)
TODAY = FIRST + timedelta(days=200)
TASTES = {
    "jardin": ["Râteau", "Bêche", "Arrosoir", "Sécateur", "Terreau", "Gants de jardin", "Brouette", "Semoir"],
    "cuisine": ["Casserole", "Poêle", "Fouet", "Louche", "Passoire", "Couteau", "Planche", "Saladier"],
}
CODES = {
    name: f"{taste[0].upper()}{place}" for taste, names in TASTES.items() for place, name in enumerate(names)
}


class Tables:
    """A TableAccess over frames by kind."""

    def __init__(self, **frames: pl.DataFrame | None) -> None:
        self._frames = frames

    def facts(self, kind: str, dataset: int | None = None) -> DatasetFacts | None:
        frame = self._frames.get(kind)
        return None if frame is None else DatasetFacts(3, 2, kind, "Ventes", frame.height, FIRST, TODAY, {})

    def frame(self, kind: str, columns: Sequence[str] | None = None) -> Any:
        frame = self._frames.get(kind)
        if frame is None or (columns and not set(columns) <= set(frame.columns)):
            raise NotFound(f"Pas de tableau {kind}")
        return frame if columns is None else frame.select(columns)


def context(**frames: pl.DataFrame | None) -> Context:
    tables: Any = Tables(**frames)
    return Context(Actor(1, "Claire", 1, Role.OWNER), TODAY, tables, knowledge=tables)


def sales(people: int = 120, visits: int = 4, seed: int = 3) -> pl.DataFrame:
    """Customers of one taste each, who buy three products of their taste at each visit."""
    random = np.random.default_rng(seed)
    rows = []
    for person in range(people):
        taste = list(TASTES)[person % 2]
        for visit in range(visits):
            day = FIRST + timedelta(days=int(visit * 45 + random.integers(0, 40)))
            for name in random.choice(TASTES[taste], 3, replace=False):
                rows.append(
                    {
                        "date": day,
                        "invoice": f"F{person}-{visit}",
                        "product_code": CODES[name],
                        "product": str(name),
                        "category": taste,
                        "customer": f"C{person:03d}",
                        "customer_name": f"Maison {person:03d}",
                        "quantity": 1.0,
                    }
                )
    return pl.DataFrame(rows)
