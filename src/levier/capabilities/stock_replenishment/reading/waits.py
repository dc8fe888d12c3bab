"""How long goods take, and how much that varies: learned from the orders delivered, product by product.

A product with few deliveries of its own leans on those of its supplier; without any, on the time the supplier or the
product card gives.
"""

from dataclasses import dataclass
from datetime import date

import numpy as np
import polars as pl

from levier.capabilities.stock_replenishment.reading.columns import Asides, key, made
from levier.capabilities.stock_replenishment.science.demand import Values
from levier.core.french.numbers import format_number

_TEXTS = ("order", "supplier", "supplier_name", "product_code", "product", "status", "currency")
_NUMBERS = ("quantity", "received", "unit_price", "amount", "discount")
_DAYS = ("date", "promised", "delivered")
_LONGEST_DAYS = 365
_OWN = 5
"""Deliveries of a product after which its own times count as much as its supplier's."""
_MOST = 30


@dataclass(frozen=True)
class Wait:
    """Days from order to goods. ``seen``: times observed or supposed, (≥ 1,); ``deliveries``: how many were observed;
    ``source``: where they come from.
    """

    mean: float
    deviation: float
    seen: Values
    deliveries: int
    source: str


def read_purchases(raw: pl.DataFrame, today: date, currency: str, asides: Asides) -> pl.DataFrame:
    """The lines of orders, with ``ref``, ``from`` (supplier) and ``days`` from order to delivery (null when unknown); prices in
    another ``currency`` than that of the stock are left out.
    """
    lines = made(raw, _TEXTS, _NUMBERS, _DAYS).unique(maintain_order=True)
    lines = lines.with_columns(
        key("product_code").alias("ref"),
        pl.coalesce(key("supplier"), key("supplier_name")).alias("from"),
        (pl.col("delivered") - pl.col("date")).dt.total_days().alias("days"),
    ).filter(pl.col("date").is_not_null() & (pl.col("date") <= today))
    lines = _of_currency(lines, currency, asides)
    odd = lines.filter(
        (pl.col("days") < 0) | (pl.col("days") > _LONGEST_DAYS) | (pl.col("delivered") > today)
    ).height
    if odd:
        asides.remarks.append(
            f"{format_number(odd)} livraison{'s' if odd > 1 else ''} à la date impossible (avant la commande, plus d'un an "
            f"après, ou dans l'avenir) ne {'comptent' if odd > 1 else 'compte'} pas dans les délais."
        )
    sound = pl.col("days").is_between(0, _LONGEST_DAYS) & (pl.col("delivered") <= today)
    return lines.with_columns(pl.when(sound).then(pl.col("days")).alias("days"))


def _of_currency(lines: pl.DataFrame, currency: str, asides: Asides) -> pl.DataFrame:
    other = (pl.col("currency").str.to_uppercase() != currency).fill_null(value=False)
    count = lines.filter(other).height
    if not count:
        return lines
    asides.remarks.append(
        f"{format_number(count)} ligne{'s' if count > 1 else ''} d'achat dans une autre devise que {currency} : "
        f"{'leurs prix ne sont pas lus' if count > 1 else 'son prix n’est pas lu'}, faute de taux de change."
    )
    return lines.with_columns(
        pl.when(other).then(None).otherwise(pl.col(name)).alias(name) for name in ("unit_price", "amount")
    )


def learn_waits(
    references: pl.DataFrame, purchases: pl.DataFrame | None, told: dict[str, float]
) -> dict[str, Wait]:
    """The wait of each reference of ``references`` (``ref``, ``supplier``, ``lead``); absent when nothing tells it.

    ``told``: days that each supplier announces.
    """
    by_product: dict[tuple[str, str], list[float]] = {}
    by_supplier: dict[str, list[float]] = {}
    if purchases is not None:
        # One order delivered in one go is one observation of its supplier, whatever its number of lines.
        seen = purchases.filter(pl.col("days").is_not_null()).sort("date")
        for supplier, days in seen.unique(["order", "from", "date", "delivered"], maintain_order=True)[
            "from", "days"
        ].iter_rows():
            by_supplier.setdefault(supplier, []).append(float(days))
        for ref, supplier, days in seen.filter(pl.col("ref").is_not_null())[
            "ref", "from", "days"
        ].iter_rows():
            by_product.setdefault((ref, supplier), []).append(float(days))
    waits: dict[str, Wait] = {}
    for ref, supplier, lead in references["ref", "supplier", "lead"].iter_rows():
        found = _wait(
            by_product.get((ref, supplier), []), by_supplier.get(supplier, []), lead, told.get(supplier)
        )
        if found is not None:
            waits[ref] = found
    return waits


def _wait(
    own: list[float], supplier: list[float], card: float | None, announced: float | None
) -> Wait | None:
    own, supplier = own[-_MOST:], supplier[-_MOST:]
    if len(own) >= _OWN:
        return _seen(own, supplier, len(own), f"{len(own)} livraisons de l'article")
    if len(supplier) >= 2:
        return _seen(own, supplier, len(supplier), f"{len(supplier)} livraisons du fournisseur")
    few = own or supplier
    if card is not None or announced is not None:
        days = float(card if card is not None else announced or 0.0)
        # An announced time is kept some of the time only: without deliveries to tell, a quarter more or less.
        source = "fiche article" if card is not None else "fiche fournisseur"
        seen = np.array([*few, days, days * 1.25, days * 0.75])
        return Wait(float(seen.mean()), float(seen.std()), seen, len(few), source)
    if few:
        return Wait(
            few[0], few[0] * 0.25, np.array([few[0] * 0.75, few[0], few[0] * 1.25]), 1, "une seule livraison"
        )
    return None


def _seen(own: list[float], supplier: list[float], count: int, source: str) -> Wait:
    """Times of both, those of the product weighing as its deliveries over ``_OWN`` more."""
    share = len(own) / (len(own) + _OWN) if supplier else 1.0
    mean = share * (float(np.mean(own)) if own else 0.0) + (1 - share) * (
        float(np.mean(supplier)) if supplier else 0.0
    )
    both = np.array([*own, *supplier])
    shifted = np.maximum(both - both.mean() + mean, 0.0)
    return Wait(float(shifted.mean()), float(shifted.std()), shifted, count, source)


__all__ = ["Wait", "learn_waits", "read_purchases"]
