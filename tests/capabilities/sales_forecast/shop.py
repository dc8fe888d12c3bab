"""A shop whose sales are handed to the forecast without any database."""

from collections.abc import Sequence
from datetime import date
from typing import Any

import polars as pl

from levier.core.actor import Actor, Role
from levier.core.capability import Context, DatasetFacts
from levier.core.errors import NotFound


class Shop:
    """A TableAccess over one frame in the columns of the kind « sales »."""

    def __init__(self, frame: pl.DataFrame | None, currency: str = "EUR", **others: pl.DataFrame) -> None:
        self._frame, self._currency, self._others = frame, currency, others

    def facts(self, kind: str) -> DatasetFacts | None:
        if kind != "sales" or self._frame is None:
            return None
        days = self._frame["date"].cast(pl.Date)
        return DatasetFacts(
            3, 2, "sales", "Ventes", self._frame.height, days.min(), days.max(), {}, self._currency
        )

    def frame(self, kind: str, columns: Sequence[str] | None = None) -> Any:
        found = self._frame if kind == "sales" else self._others.get(kind)
        if found is None:
            raise NotFound("Aucun tableau de ce type")
        return found if columns is None else found.select(columns)

    def query(self, query: Any) -> Any:
        raise NotImplementedError


def context(
    frame: pl.DataFrame | None, today: date, currency: str = "EUR", **others: pl.DataFrame
) -> Context:
    """The context of a run over ``frame``; ``others``: tables of other kinds, by kind."""
    shop: Any = Shop(frame, currency, **others)
    return Context(Actor(1, "Claire", 1, Role.OWNER), today, shop, knowledge=shop)


def online_retail(path: str) -> pl.DataFrame:
    """UCI Online Retail lines in the columns of the kind « sales »."""
    return pl.read_parquet(path).select(
        pl.col("InvoiceDate").alias("date"),
        pl.col("StockCode").alias("product_code"),
        pl.col("Description").alias("product"),
        pl.col("Quantity").cast(pl.Float64).alias("quantity"),
        pl.col("UnitPrice").alias("unit_price"),
        pl.col("CustomerID").cast(pl.String).alias("customer"),
        pl.col("Country").alias("country"),
    )
