"""The science: plain functions on data frames, with neither web nor database."""

from typing import Any

import polars as pl

CLASS_B_ENDS = 0.95


def revenue_by(sales: pl.DataFrame, by: str) -> pl.DataFrame:
    """Members of a dimension and their revenue, greatest first; returns are deducted, losses left out.

    Columns of the result: ``member`` (text) and ``revenue``.
    """
    lines = sales.with_columns(
        [pl.lit(None).alias(name) for name in ("amount", by) if name not in sales.columns]
    )
    amount = pl.coalesce(pl.col("amount").cast(pl.Float64), pl.col("quantity") * pl.col("unit_price"))
    return (
        lines.filter(pl.col(by).is_not_null())
        .group_by(pl.col(by).cast(pl.String).alias("member"))
        .agg(amount.sum().round(2).alias("revenue"))
        .filter(pl.col("revenue") > 0)
        .sort("revenue", "member", descending=[True, False])
    )


def classes(ranked: pl.DataFrame, share: float) -> tuple[list[dict[str, Any]], list[str]]:
    """Classes A (first ``share`` of the revenue), B (up to 95 %) and C, and the members of class A."""
    total = ranked["revenue"].sum()
    # A member belongs to the class in which its own revenue begins: the one that crosses the limit is still
    # A.
    before = (ranked["revenue"].cum_sum() - ranked["revenue"]) / total
    named = ranked.with_columns(before.alias("before")).with_columns(_class(share).alias("name"))
    found = []
    for one in "ABC":
        part = named.filter(pl.col("name") == one)
        revenue = round(float(part["revenue"].sum()), 2)
        found.append(
            {
                "name": one,
                "members": part.height,
                "revenue": revenue,
                "revenue_share": round(revenue / total, 3),
            }
        )
    return found, named.filter(pl.col("name") == "A")["member"].to_list()


def _class(share: float) -> pl.Expr:
    before = pl.col("before")
    rest = pl.when(before < max(share, CLASS_B_ENDS)).then(pl.lit("B")).otherwise(pl.lit("C"))
    return pl.when(before < share).then(pl.lit("A")).otherwise(rest)
