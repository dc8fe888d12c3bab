"""What may be proposed today: the products still in the catalogue, and what is left of each."""

import polars as pl

from levier.core.capability import TableAccess
from levier.core.errors import NotAllowed, NotFound


def active_products(tables: TableAccess) -> pl.DataFrame | None:
    """``product_code`` and ``active`` of the products table; None without one."""
    try:
        return pl.DataFrame(tables.frame("products", ["product_code", "active"]))
    except (NotFound, NotAllowed):
        return None


def stock_left(tables: TableAccess) -> dict[str, float] | None:
    """What is left of each product, all places together, at its latest count; None without a table of stock."""
    try:
        frame = tables.frame("stock")
    except (NotFound, NotAllowed):
        return None
    left = [name for name in ("available", "on_hand") if name in frame.columns]
    if not left or "product_code" not in frame.columns:
        return None
    lines = frame.with_columns(pl.coalesce([pl.col(name).cast(pl.Float64) for name in left]).alias("left"))
    place = [name for name in ("product_code", "place", "lot") if name in frame.columns]
    if "date" in frame.columns:
        lines = lines.sort("date", nulls_last=False).group_by(place, maintain_order=True).last()
    summed = lines.group_by("product_code").agg(pl.col("left").sum())
    return {str(code): float(value or 0) for code, value in summed.iter_rows() if code is not None}
