"""A made-up wholesaler: its tables are handed to the capability without any database."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

import numpy as np
import polars as pl

from levier.capabilities.stock_replenishment import (
    StockReplenishment,
    StockReplenishmentInput,
    StockReplenishmentOutput,
)
from levier.core.actor import Actor, Role
from levier.core.capability import Context, DatasetFacts
from levier.core.errors import NotFound

TODAY = date(2026, 3, 2)
FIRST = TODAY - timedelta(days=7 * 60)


class Store:
    """A TableAccess over frames by kind; an absent kind is one the person may not read."""

    def __init__(self, frames: dict[str, pl.DataFrame], currency: str = "EUR") -> None:
        self._frames, self._currency = frames, currency

    def facts(self, kind: str, dataset: int | None = None) -> DatasetFacts | None:
        frame = self._frames.get(kind)
        if frame is None:
            return None
        return DatasetFacts(
            list(self._frames).index(kind) + 1, 1, kind, kind, frame.height, None, None, {}, self._currency
        )

    def frame(self, kind: str, columns: Sequence[str] | None = None) -> Any:
        if kind not in self._frames:
            raise NotFound("Aucun tableau")
        return self._frames[kind]


def tables(count: int = 40, seed: int = 5) -> dict[str, pl.DataFrame]:
    """Articles from brisk to slow, two suppliers, deliveries of 5 to 9 or 10 to 24 days."""
    random = np.random.default_rng(seed)
    pace = np.geomspace(3.0, 0.04, count)
    sales, purchases = [], []
    for place in range(count):
        asked = random.negative_binomial(0.8, 0.8 / (0.8 + pace[place]), 420)
        sales += [
            {
                "date": FIRST + timedelta(days=day),
                "product_code": code(place),
                "quantity": float(sold),
                "unit_price": 2.0 * cost(place),
            }
            for day, sold in enumerate(asked)
            if sold
        ]
    for order in range(40):
        supplier = f"F{order % 2 + 1}"
        days = int(random.integers(5, 10) if order % 2 == 0 else random.integers(10, 25))
        placed = FIRST + timedelta(days=10 * order)
        for place in range(order % 2, count, 2):
            purchases.append(
                {"order": f"C{order}", "date": placed, "supplier": supplier, "product_code": code(place), "quantity": 20.0,
                 "unit_price": cost(place), "delivered": placed + timedelta(days=days)}
            )  # fmt: skip
    places = range(count)
    stock = pl.DataFrame(
        {
            "product_code": [code(p) for p in places],
            "date": [TODAY] * count,
            "on_hand": [float(round(6 * pace[p])) for p in places],
        }
    )
    products = pl.DataFrame(
        {
            "product_code": [code(p) for p in places],
            "product": [f"Article {p}" for p in places],
            "supplier": [f"F{p % 2 + 1}" for p in places],
            "purchase_price": [cost(p) for p in places],
            "pack_size": [6.0 if p % 5 == 0 else 1.0 for p in places],
            "min_order": [12.0 if p % 10 == 0 else 0.0 for p in places],
        }
    )
    suppliers = pl.DataFrame(
        {
            "supplier": ["F1", "F2"],
            "supplier_name": ["Textiles du Lac", "Cuirs Réunis"],
            "franco": [300.0, None],
            "email": ["a@b.fr", None],
        }
    )
    return {
        "sales": pl.DataFrame(sales), "purchases": pl.DataFrame(purchases), "stock": stock, "products": products, "suppliers": suppliers,
    }  # fmt: skip


def code(place: int) -> str:
    return f"R{place:02d}"


def cost(place: int) -> float:
    return 5.0 + place % 7


def run(
    frames: dict[str, pl.DataFrame], role: Role = Role.OWNER, today: date = TODAY, **given: Any
) -> StockReplenishmentOutput:
    """One run over these tables."""
    store: Any = Store(frames)
    context = Context(Actor(1, "Claire Martin", 1, role), today, store, knowledge=store)
    return StockReplenishment().run(context, StockReplenishmentInput.model_validate(given))
